#include "framework/detect.h"

#include "base/arena.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    OPENING_BYTES = 16,
    TAIL_BYTES = 200,
    TRIES = 4
}; /* before a title in its line can stand "1. ", "The " */
const double detect_threshold = 0.5, detect_of_genre = 0.5;
static const double near = 0.3, rounding = 1e-9;
static const double in_prose = 0.6; /* of a title's weight, where a sentence names it */

/* Whether the match stands in the midst of a sentence: letters name inspections that they are not
 * of.
 */
static bool is_in_prose(const struct match *match) {
    struct text t = match->text;
    size_t from = match->from, rest = t.n - match->to;
    while (from && t.s[from - 1] != '\n')
        from--;
    struct text behind =
        text_slice(t, match->to, match->to + (rest < TAIL_BYTES ? rest : TAIL_BYTES));
    return match->from - from > OPENING_BYTES && text_find(behind, '.', 0) < behind.n;
}

double detect_share(struct matcher *m, const struct pattern *sign, struct text head) {
    struct match match;
    double found = 0;
    for (size_t at = 0, tries = 0;
         tries < TRIES && pattern_match(m, sign, head, at, PATTERN_ANYWHERE, &match);
         at = match.to > at ? match.to : at + 1, tries++) {
        if (!is_in_prose(&match))
            return 1;
        found = in_prose;
    }
    return found;
}

static double weigh_titles(struct matcher *m, const struct signs *signs, struct text head) {
    double sum = 0;
    for (size_t i = 0; i < signs->count; i++)
        sum += signs->items[i].weight * detect_share(m, &signs->items[i].pattern, head);
    return sum;
}

/* The weight of the signs in t; as far as it goes when more than `spare` is missing. */
static double weigh(struct matcher *m, const struct signs *signs, struct text t, double spare) {
    double sum = 0;
    for (size_t i = 0; i < signs->count && spare >= 0; i++) {
        bool found = pattern_match(m, &signs->items[i].pattern, t, 0, PATTERN_ANYWHERE, NULL);
        if (found)
            sum += signs->items[i].weight;
        else
            spare -= signs->items[i].weight;
    }
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
    matcher_index(m, head);
    for (size_t i = 0; i < engine_profile_count(e); i++) {
        const struct profile *p = engine_profile(e, i);
        double found = weigh_titles(m, &p->title, head) + weigh(m, &p->front, head, HUGE_VAL);
        if (found > 0)
            out[count++] = (struct candidate){i, found, found + sum_of(&p->vocabulary)};
    }
    qsort(out, count, sizeof *out, by_promise);
    return count;
}

/* The family with the greatest sum; of several, the first by id. Searching the vocabulary is the
 * costly part, so it is done for those alone that can still win. */
struct detection detect(struct arena *a, const kloe_engine *e, struct matcher *m, struct text head,
                        struct text vocabulary, struct text title, const struct pattern *genre) {
    struct candidate *all = arena_alloc(a, (engine_profile_count(e) + 1) * sizeof *all);
    size_t count = find_candidates(e, m, head, all), winner = SIZE_MAX;
    double best = 0;
    matcher_index(m, vocabulary);
    for (size_t i = 0; i < count && all[i].most >= best; i++) {
        const struct candidate *c = &all[i];
        if (c->most == best && c->index > winner)
            continue;
        const struct profile *p = engine_profile(e, c->index);
        double sum = c->found + weigh(m, &p->vocabulary, vocabulary, c->most - best + rounding);
        if (sum > best || (sum == best && c->index < winner)) {
            best = sum;
            winner = c->index;
        }
    }
    const char *id = winner == SIZE_MAX ? NULL : engine_profile(e, winner)->info.id;
    if (id && pattern_match(m, genre, title, 0, PATTERN_ANYWHERE, NULL))
        best -= detect_of_genre;
    best = best > 1 ? 1 : best < 0 ? 0 : best;
    if (best < detect_threshold)
        return (struct detection){NULL, best >= near ? id : NULL, 1 - best};
    return (struct detection){id, NULL, best};
}
