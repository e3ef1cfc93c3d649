/* The lines of a table of breaches in reading order: column by column where it has rows, with the
 * names of regulated activities told apart, which some converters put between the other lines. */
#ifndef KLOE_ANALYSE_BREACH_LINES_H
#define KLOE_ANALYSE_BREACH_LINES_H

#include "analyse/list_entries.h"

void breach_lines_read(struct analysis *a, const struct section *s, struct list_entries *out);

#endif
