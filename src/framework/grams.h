/* Which runs of four letters a text has: what says fast that a word is not in it. */
#ifndef KLOE_FRAMEWORK_GRAMS_H
#define KLOE_FRAMEWORK_GRAMS_H

#include "base/text.h"

struct arena;
struct needed_word;

/* Belongs to the arena, and is of the text's size. */
struct grams;
struct grams *grams_of(struct arena *a, struct text t);

/* False: the word is nowhere in the text, in whatever case. True: it may be. */
bool grams_may_have(const struct grams *g, const struct needed_word *word);

#endif
