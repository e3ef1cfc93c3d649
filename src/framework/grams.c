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
    if ((unsigned char)c <= ' ' && is_space(c)) {
        if ((unsigned char)gram == ' ')
            return gram;
        c = ' ';
    }
    return gram << CHAR_BIT | (unsigned char)(c | ' ');
}

static size_t bit_of(unsigned bits_log, uint32_t gram) {
    return gram * UINT32_C(2654435761) >> (sizeof gram * CHAR_BIT - bits_log);
}

static void set_bits(uint8_t *bits, unsigned bits_log, struct text t) {
    uint32_t gram = 0;
    for (size_t i = 0; i < t.n; i++) {
        gram = gram_after(gram, t.s[i]);
        size_t bit = bit_of(bits_log, gram);
        bits[bit / CHAR_BIT] |= (uint8_t)(1u << bit % CHAR_BIT);
    }
}

struct grams *grams_of(struct arena *a, struct text t) {
    struct grams *g = arena_alloc(a, sizeof *g);
    g->bits_log = LEAST_BITS_LOG;
    while (g->bits_log < MOST_BITS_LOG && t.n >> (g->bits_log - BITS_A_LETTER_LOG))
        g->bits_log++;
    g->bits = arena_alloc(a, ((size_t)1 << g->bits_log) / CHAR_BIT);
    set_bits(g->bits, g->bits_log, t);
    return g;
}

bool grams_may_have(const struct grams *g, const struct needed_word *word) {
    uint32_t gram = 0;
    for (size_t i = 0; i < word->n; i++) {
        gram = gram_after(gram, word->s[i]);
        size_t bit = bit_of(g->bits_log, gram);
        if (i + 1 >= GRAM_LETTERS && !(g->bits[bit / CHAR_BIT] >> bit % CHAR_BIT & 1))
            return false;
    }
    return true;
}
