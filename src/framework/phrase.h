/* A label's pattern as the plain phrases that it stands for, so that printed words can be held
 * against it word by word: reports have slips of letters, lost words and glued ones, which a
 * pattern cannot foresee. */
#ifndef KLOE_FRAMEWORK_PHRASE_H
#define KLOE_FRAMEWORK_PHRASE_H

#include "base/text.h"

struct arena;

enum { PHRASE_WORDS_MAX = 32 };

/* Words in lower case without marks. */
struct phrase {
    struct text words[PHRASE_WORDS_MAX];
    size_t count, letters; /* letters: of all words */
};

struct phrases {
    struct phrase *items;
    size_t count;
    const char *small; /* the pattern in small letters, once it has been looked at */
};

/* The words of a text; none where there are more than a phrase can have. */
struct phrase phrase_of(struct arena *a, struct text t);

/* Whether two words differ in one letter (another, missing, too many, or in its neighbour's place)
 * or in a plural's s. Short words never do. */
bool word_is_slip(struct text a, struct text b);

/* What a pattern of words, groups and alternatives stands for. Alternatives with anything else in
 * them (a class, a repetition) are left out; so is what is over a ceiling. */
struct phrases phrases_of(struct arena *a, const char *pattern);

/* How like the printed words are to the phrase, 0 to 1. Only words that are left out or that come
 * on top count against it, and slips of one letter a little; with another word in place of one of
 * its own it is another phrase: 0. */
double phrase_likeness(const struct phrase *p, const struct phrase *printed);

/* What the printed words must be like at the least to be a label with a slip in it. */
#define PHRASE_NEAR 0.92

/* How like the printed words are to the nearest of the pattern's phrases, which are kept in
 * `phrases` once they have been made: at first, and only for a pattern that has one of the words in
 * it. 1 is what a pattern that does not match refuses on purpose. */
double phrases_likeness(struct arena *a, const char *pattern, struct phrases *phrases,
                        const struct phrase *printed);

#endif
