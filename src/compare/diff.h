/* The words that one text has and the other has not, in order. */
#ifndef KLOE_COMPARE_DIFF_H
#define KLOE_COMPARE_DIFF_H

#include <kloe/kloe.h>

#include "base/arena.h"

/* The memory that all diffs of a comparison share, and the steps that are left to them. */
struct differ {
    struct arena *arena;
    unsigned short *cells;
    size_t steps;
};

struct differ differ_new(struct arena *a);

/* Fills in the stretches from one text to the other. Words that differ in case or punctuation alone
 * are the same. Texts that are too long for it are parted where they begin and end to differ. */
void diff_words(struct differ *d, const char *before, const char *after,
                kloe_recommendation_change *out);

#endif
