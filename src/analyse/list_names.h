/* Names that take several lines, wherever a converter put these among the others of a table. */
#ifndef KLOE_ANALYSE_LIST_NAMES_H
#define KLOE_ANALYSE_LIST_NAMES_H

#include "analyse/list_entry.h"

enum name_state {
    NAME_NONE,  /* the line is no part of the name */
    NAME_BEGUN, /* with the line the name is not complete */
    NAME_WHOLE, /* it is, though it could go on */
    NAME_OTHER  /* the name is complete, and the line begins another one */
};

/* What a line is to the name that has been gathered so far (empty before its first line); `both`
 * are the words of the two. */
typedef enum name_state name_test(struct analysis *a, struct text so_far, struct text line,
                                  struct text both);

/* Marks the lines of text that are names by the test, and adds the names. `e` has a line an entry;
 * a name's lines are at most `reach` lines apart. */
void list_names_find(struct analysis *a, struct list_entries *e, name_test *test, size_t reach);

#endif
