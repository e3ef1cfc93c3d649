/* Which items of a list before belong to which of a list after. */
#ifndef KLOE_COMPARE_MATCHING_H
#define KLOE_COMPARE_MATCHING_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define UNMATCHED SIZE_MAX

/* For each item its counterpart in the other list, or UNMATCHED. */
struct matching {
    struct arena *arena;
    size_t *before, *after;
    size_t before_count, after_count;
};

struct matching matching_new(struct arena *a, size_t before_count, size_t after_count);

void matching_join(struct matching *m, size_t before, size_t after);

/* Joins what has no counterpart yet and is of one key; of several of a key the first with the
 * first. NULL is no key. */
void matching_by_keys(struct matching *m, const char *const *before, const char *const *after);

/* Joins what has no counterpart yet and is alike in its words, the most alike first. `texts` are
 * folded; NULL is none. What is less alike than `least` (0 to 1) is not joined. `likeness`, of the
 * list before, is filled in where that is not NULL. */
void matching_by_words(struct matching *m, const char *const *before, const char *const *after,
                       double least, double *likeness);

#endif
