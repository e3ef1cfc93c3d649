/* What a list of things to do is made of, before anybody asks what is an item of it. */
#ifndef KLOE_ANALYSE_LIST_ENTRIES_H
#define KLOE_ANALYSE_LIST_ENTRIES_H

#include "analyse/section.h"

/* Told by what the line, cell or paragraph holds, not by where it stands. */
enum entry_kind {
    ENTRY_TEXT,  /* words of an item, or what leads up to some */
    ENTRY_LABEL, /* the heading of a column, the section's own once more among them */
    ENTRY_DATE,  /* a date and nothing else */
    ENTRY_CODE,  /* the number of a row, a standard or a regulation, and nothing else */
    ENTRY_NAME   /* a line of a name: of bodies, or of a regulated activity */
};

struct entry {
    enum entry_kind kind;
    struct passage passage; /* of text: as many lines as belong together */
    enum block_kind block;  /* what it stands in */
    uint32_t mark;          /* of the item that it is, else 0 */
    bool first;             /* a block, a cell or a paragraph begins with it */
    size_t name;            /* of a name's first line: which it is, counted from 1 */
};

struct list_entries {
    struct entry *items;
    size_t count, capacity;
    const char **names; /* each as one text, of bodies with all that a row names */
    size_t name_count, name_capacity;
    bool labelled, names_bodies; /* it has headings of columns; one of a column of bodies */
    bool table;                  /* it has columns beside the words */
    bool dated_items;            /* dates stand beside its bullets: each is an item of its own */
};

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
