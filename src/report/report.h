/* Filling in a report: everything lives in its arena. */
#ifndef KLOE_REPORT_REPORT_H
#define KLOE_REPORT_REPORT_H

#include <kloe/kloe.h>

#include "base/arena.h"

#include <string.h>

/* A new zeroed item at the end of a list of the report. */
#define REPORT_ADD(arena, list)                                                                    \
    ((list).items =                                                                                \
         arena_room((arena), (list).items, (list).count, &(list).capacity, sizeof *(list).items),  \
     memset(&(list).items[(list).count], 0, sizeof *(list).items), &(list).items[(list).count++])

/* A report in an arena of its own, which it owns. */
kloe_report *report_new(struct arena *a);

/* Adds a string, as it is, to a list of strings. */
void report_add_string(struct arena *a, kloe_strings *list, const char *s);

bool report_has_string(const kloe_strings *list, const char *s);

#endif
