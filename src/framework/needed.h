/* A word that whatever a pattern matches must hold: a text without it need not be tried. */
#ifndef KLOE_FRAMEWORK_NEEDED_H
#define KLOE_FRAMEWORK_NEEDED_H

#include "base/text.h"

/* The longest run of letters of the pattern that is in no class, no alternative and nothing that
 * can be left out; empty where there is none of some length. A part of `pattern`. */
struct text needed_word(struct text pattern);

/* Whether the word is in the text from `from` on, in whatever case. */
bool needed_is_in(struct text word, struct text t, size_t from);

#endif
