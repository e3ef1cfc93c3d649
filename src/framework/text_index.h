/* Which words the texts have in which many patterns are searched: what says fast that a pattern,
 * each match of which needs one of some words, cannot match there. */
#ifndef KLOE_FRAMEWORK_TEXT_INDEX_H
#define KLOE_FRAMEWORK_TEXT_INDEX_H

#include "base/text.h"

struct arena;
struct needed;

/* Belongs to the arena. */
struct text_index;
struct text_index *text_index_new(struct arena *a);

/* Patterns will be searched in t or in parts of it; it must stay as it is. The first text is kept
 * for good, of the others the latest few. */
void text_index_add(struct text_index *x, struct text t);

/* True: no pattern that needs those words matches in t, which a text holds that was added. False
 * of texts that none does. */
bool text_index_lacks(struct text_index *x, struct text t, const struct needed *needed);

#endif
