#include "framework/detect.h"

#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>

static const double threshold = 0.5;

static double weigh(struct matcher *m, const struct signs *signs, struct text t) {
    double sum = 0;
    for (size_t i = 0; i < signs->count; i++)
        if (pattern_match(m, &signs->items[i].pattern, t, 0, PATTERN_ANYWHERE, NULL))
            sum += signs->items[i].weight;
    return sum;
}

static double sum_of(const struct signs *signs) {
    double sum = 0;
    for (size_t i = 0; i < signs->count; i++)
        sum += signs->items[i].weight;
    return sum;
}

/* A family whose signs stand in the title block, and what it can reach. */
struct candidate {
    size_t index;
    double found, most;
};

/* The most promising first. */
static int by_promise(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;
    int order = (x->most < y->most) - (x->most > y->most);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static size_t find_candidates(const kloe_engine *e, struct matcher *m, struct text head,
                              struct candidate *out) {
    size_t count = 0;
    for (size_t i = 0; i < engine_profile_count(e); i++) {
        const struct profile *p = engine_profile(e, i);
        double found = weigh(m, &p->title, head) + weigh(m, &p->front, head);
        if (found > 0)
            out[count++] = (struct candidate){i, found, found + sum_of(&p->vocabulary)};
    }
    qsort(out, count, sizeof *out, by_promise);
    return count;
}

/* The family with the greatest sum; of several, the first by id. Searching the vocabulary is the
 * costly part, so it is done for those alone that can still win. */
struct detection detect(struct arena *a, const kloe_engine *e, struct matcher *m, struct text head,
                        struct text vocabulary) {
    struct candidate *all = arena_alloc(a, (engine_profile_count(e) + 1) * sizeof *all);
    size_t count = find_candidates(e, m, head, all), winner = SIZE_MAX;
    double best = 0;
    for (size_t i = 0; i < count && all[i].most >= best; i++) {
        const struct candidate *c = &all[i];
        if (c->most == best && c->index > winner)
            continue;
        const struct profile *p = engine_profile(e, c->index);
        double sum = c->found + weigh(m, &p->vocabulary, vocabulary);
        if (sum > best || (sum == best && c->index < winner)) {
            best = sum;
            winner = c->index;
        }
    }
    if (best < threshold)
        return (struct detection){NULL, 1 - best};
    return (struct detection){engine_profile(e, winner)->info.id, best > 1 ? 1 : best};
}
