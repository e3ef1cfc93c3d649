/* How two phrases differ, for a person: phrase_likeness says how much. */
#ifndef KLOE_FRAMEWORK_NEARNESS_H
#define KLOE_FRAMEWORK_NEARNESS_H

#include "framework/phrase.h"

/* How near two phrases are, the nearest first. */
enum nearness { NEAR_SAME, NEAR_LETTER, NEAR_GLUED, NEAR_WORD, NEAR_NOT };

/* Where they differ: words from `at` on, so many in each. */
struct difference {
    size_t at, left, right;
};

enum nearness phrase_compare(const struct phrase *left, const struct phrase *right,
                             struct difference *out);

#endif
