/* Words of which whatever a pattern matches must hold one: a text without them need not be tried.
 */
#ifndef KLOE_FRAMEWORK_NEEDED_H
#define KLOE_FRAMEWORK_NEEDED_H

#include <stdint.h>

#include "base/text.h"

enum { NEEDED_INITIALS = 32, NEEDED_SETS_MAX = 3, NEEDED_WORDS_MAX = 16, NEEDED_LETTERS_MAX = 20 };

/* Every match holds at least one of the words, or its first letters. */
struct needed_set {
    size_t count;
    uint32_t seconds[NEEDED_INITIALS]; /* by a first letter, a bit for each second one */
    struct needed_word {
        unsigned char n;
        char s[NEEDED_LETTERS_MAX];
    } words[NEEDED_WORDS_MAX];
};

/* Every match holds words of each set, those that say most first; none: nothing is known. */
struct needed {
    size_t count;
    struct needed_set sets[NEEDED_SETS_MAX];
    struct needed_set leads; /* each match begins with one of these; none: nothing is known */
};

/* Of the parts of the pattern that nothing lets out, those whose words say most: runs of letters,
 * and groups' alternatives with a word each. */
struct needed needed_words(struct text pattern);

/* Where a word of the set stands first from `from` on, in whatever case; t.n where none does. */
size_t needed_find(const struct needed_set *set, struct text t, size_t from);

#endif
