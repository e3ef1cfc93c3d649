/* Wordings without what differs from print to print: case, punctuation, articles before them. */
#ifndef KLOE_COMPARE_FOLD_H
#define KLOE_COMPARE_FOLD_H

#include "base/arena.h"

/* Words of lower case with one space between, apostrophes dropped, "&" as "and", a leading "the"
 * gone; NULL stays NULL. */
const char *fold(struct arena *a, const char *s);

/* The parts with a byte between them that no folded text has; NULL parts are empty. */
const char *fold_key(struct arena *a, const char *first, const char *second, const char *third);

#endif
