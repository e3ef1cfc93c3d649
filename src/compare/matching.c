#include "compare/matching.h"

#include <stdlib.h>
#include <string.h>

struct keyed {
    const char *key;
    size_t index;
};

struct matching matching_new(struct arena *a, size_t before_count, size_t after_count) {
    struct matching m = {a, arena_alloc(a, before_count * sizeof(size_t)),
                         arena_alloc(a, after_count * sizeof(size_t)), before_count, after_count};
    for (size_t i = 0; i < before_count; i++)
        m.before[i] = UNMATCHED;
    for (size_t i = 0; i < after_count; i++)
        m.after[i] = UNMATCHED;
    return m;
}

void matching_join(struct matching *m, size_t before, size_t after) {
    m->before[before] = after;
    m->after[after] = before;
}

static int by_key(const void *a, const void *b) {
    const struct keyed *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* Those that have a key and no counterpart, sorted. */
static struct keyed *sorted(struct arena *a, const char *const *keys, const size_t *of,
                            size_t count, size_t *n) {
    struct keyed *out = arena_alloc(a, count * sizeof *out);
    *n = 0;
    for (size_t i = 0; i < count; i++)
        if (keys[i] && of[i] == UNMATCHED)
            out[(*n)++] = (struct keyed){keys[i], i};
    qsort(out, *n, sizeof *out, by_key);
    return out;
}

void matching_by_keys(struct matching *m, const char *const *before, const char *const *after) {
    size_t n, k, i = 0, j = 0;
    struct keyed *old = sorted(m->arena, before, m->before, m->before_count, &n);
    struct keyed *new = sorted(m->arena, after, m->after, m->after_count, &k);
    while (i < n && j < k) {
        int order = strcmp(old[i].key, new[j].key);
        if (order == 0)
            matching_join(m, old[i].index, new[j].index);
        i += order <= 0;
        j += order >= 0;
    }
}
