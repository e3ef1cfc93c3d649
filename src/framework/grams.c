#include "framework/grams.h"

#include "base/arena.h"
#include "framework/needed.h"

#include <limits.h>
#include <stdint.h>

/* Eight bits a letter of the text, so that some one in eight is set. */
enum { GRAM_LETTERS = 4, LEAST_BITS_LOG = 10, MOST_BITS_LOG = 19, BITS_A_LETTER_LOG = 3 };

struct grams {
    unsigned bits_log;
    uint8_t *bits;
};

/* The last four letters, case folded: of other characters it makes something, which does no harm.
 * White space is one space, however long. */
static uint32_t gram_after(uint32_t gram, char c) {
    if (is_space(c) && (unsigned char)gram == ' ')
        return gram;
    return gram << CHAR_BIT | (unsigned char)(is_space(c) ? ' ' : c | ' ');
}

static size_t bit_of(const struct grams *g, uint32_t gram) {
    return gram * UINT32_C(2654435761) >> (sizeof gram * CHAR_BIT - g->bits_log);
}

struct grams *grams_of(struct arena *a, struct text t) {
    struct grams *g = arena_alloc(a, sizeof *g);
    uint32_t gram = 0;
    g->bits_log = LEAST_BITS_LOG;
    while (g->bits_log < MOST_BITS_LOG && t.n >> (g->bits_log - BITS_A_LETTER_LOG))
        g->bits_log++;
    g->bits = arena_alloc(a, ((size_t)1 << g->bits_log) / CHAR_BIT);
    for (size_t i = 0; i < t.n; i++) {
        gram = gram_after(gram, t.s[i]);
        size_t bit = bit_of(g, gram);
        g->bits[bit / CHAR_BIT] |= (uint8_t)(1u << bit % CHAR_BIT);
    }
    return g;
}

bool grams_may_have(const struct grams *g, const struct needed_word *word) {
    uint32_t gram = 0;
    for (size_t i = 0; i < word->n; i++) {
        gram = gram_after(gram, word->s[i]);
        size_t bit = bit_of(g, gram);
        if (i + 1 >= GRAM_LETTERS && !(g->bits[bit / CHAR_BIT] >> bit % CHAR_BIT & 1))
            return false;
    }
    return true;
}
