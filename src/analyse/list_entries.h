/* What a list of things to do is made of, before anybody asks what is an item of it. */
#ifndef KLOE_ANALYSE_LIST_ENTRIES_H
#define KLOE_ANALYSE_LIST_ENTRIES_H

#include "analyse/list_entry.h"

/* The entries of the section in reading order, of a row first what is no text. They belong to the
 * arena. */
void list_entries_read(struct analysis *a, const struct section *s, struct list_entries *out);

/* "YA20", "13(2)", "23(2)(p)", "OP7, OP8": digits, what may stand around them, and no word. */
bool is_code(struct text t);

/* The lines of the section, each an entry. With a pattern of how rows begin, rows of text that do
 * not begin so go on with the row above them, column by column. */
void list_lines_read(struct analysis *a, const struct section *s, const struct pattern *rows,
                     struct list_entries *out);

/* "18 December 2023", "by 30/11/06": whether the passage is a date and nothing else. */
bool entry_date(struct analysis *a, struct passage p, kloe_timescale *out);

/* "29(1) The standard": bytes of the number of a paragraph of the law that an item quotes, in a
 * family whose items do; 0: none. */
size_t paragraph_number(const struct analysis *a, struct text t);

#endif
