#include "suggest.h"

#include <string.h>

enum { LETTERS_MAX = 40, LETTERS_A_SLIP = 3, SLIPS_MAX = 2 };

static size_t least(size_t a, size_t b, size_t c) {
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Letters put in, left out, or replaced, and neighbours that changed places. */
static size_t slips(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b), rows[3][LETTERS_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= m; j++)
        above[j] = j;
    for (size_t i = 1; i <= n; i++) {
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1, row[j]);
        }
        size_t *free_row = before;
        before = above;
        above = row;
        row = free_row;
    }
    return above[m];
}

const char *suggest(const char *word, const char *const *words) {
    const char *best = NULL;
    size_t fewest = strlen(word) / LETTERS_A_SLIP + 1, n;
    fewest = fewest > SLIPS_MAX + 1 ? SLIPS_MAX + 1 : fewest;
    for (; strlen(word) <= LETTERS_MAX && *words; words++)
        if (strlen(*words) <= LETTERS_MAX && (n = slips(word, *words)) < fewest) {
            best = *words;
            fewest = n;
        }
    return best;
}

void suggest_put(FILE *out, const char *word, const char *const *words) {
    const char *meant = suggest(word, words);
    if (meant)
        fprintf(out, "; did you mean '%s'?", meant);
    fputc('\n', out);
}
