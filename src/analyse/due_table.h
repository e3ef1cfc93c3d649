/* Recommendations in a table with a column of due dates. */
#ifndef KLOE_ANALYSE_DUE_TABLE_H
#define KLOE_ANALYSE_DUE_TABLE_H

#include "analyse/recommendation_list.h"

/* Reads a section whose items stand in a table, in rows or line by line: there a date comes before
 * an item's words, after them, or between two of its lines. The column headings, which the profile
 * names, open it. False, and nothing read, where there are none. */
bool due_table_read(struct recommendation_list *l);

#endif
