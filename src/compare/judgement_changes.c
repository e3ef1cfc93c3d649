/* What became of each judgement. */
#include "compare/change.h"
#include "compare/definitions.h"
#include "compare/fold.h"
#include "compare/matching.h"

/* Labels that no family names are one where their words are nearly the same; so are the names of
 * services. */
static const double nearly = 0.75;

enum { FUZZY_MAX = 512 }; /* of each report; beyond that wordings must agree */

/* A list with what is known of it. */
struct side {
    const kloe_judgement *items;
    size_t count;
    const char **aspects, **places; /* folded */
};

static struct side side_of(struct arena *a, const kloe_report *r) {
    struct side s = {r->judgements.items, r->judgements.count, NULL, NULL};
    s.aspects = arena_alloc(a, s.count * sizeof *s.aspects);
    s.places = arena_alloc(a, s.count * sizeof *s.places);
    for (size_t i = 0; i < s.count; i++) {
        const kloe_judgement *j = &s.items[i];
        s.aspects[i] = fold(a, j->aspect);
        s.places[i] = fold_key(a, fold(a, j->group), fold(a, j->location), NULL);
    }
    return s;
}

/* ---- which belong together ----------------------------------------------------------------- */

/* By its id, else by its words; with the place, where it is given. */
static const char *key_of(struct arena *a, const struct side *s, size_t i, bool by_id,
                          const char *place) {
    const char *id = s->items[i].id;
    if (by_id && !id)
        return NULL;
    return fold_key(a, by_id ? id : "", by_id ? "" : s->aspects[i], place);
}

static const char **keys_of(struct arena *a, const struct side *s, bool by_id, bool by_place) {
    const char **keys = arena_alloc(a, s->count * sizeof *keys);
    for (size_t i = 0; i < s->count; i++)
        keys[i] = key_of(a, s, i, by_id, by_place ? s->places[i] : NULL);
    return keys;
}

static void match_keys(struct matching *m, const struct side *before, const struct side *after,
                       bool by_place) {
    for (int by_id = 1; by_id >= 0; by_id--)
        matching_by_keys(m, keys_of(m->arena, before, by_id, by_place),
                         keys_of(m->arena, after, by_id, by_place));
}

/* Whether it is one set of judgements of one body, so that the headings above them say nothing. */
static bool is_one_set(struct arena *a, const struct side *s) {
    const char **keys = keys_of(a, s, true, false);
    for (size_t i = 0; i < s->count; i++) {
        const char *level = s->items[i].level;
        if (s->count > FUZZY_MAX || (level && strcmp(level, "trust") != 0))
            return false;
        for (size_t k = 0; keys[i] && k < i; k++)
            if (keys[k] && strcmp(keys[i], keys[k]) == 0)
                return false;
    }
    return true;
}

/* The distinct places of what has no counterpart yet. */
static const char **open_places(struct arena *a, const struct side *s, const size_t *of,
                                size_t *count) {
    const char **out = arena_alloc(a, s->count * sizeof *out);
    *count = 0;
    for (size_t i = 0; i < s->count; i++) {
        bool known = of[i] != UNMATCHED;
        for (size_t k = 0; !known && k < *count; k++)
            known = strcmp(out[k], s->places[i]) == 0;
        if (!known)
            out[(*count)++] = s->places[i];
    }
    return out;
}

static const char *renamed(const struct matching *places, const char *const *before,
                           const char *const *after, const char *place) {
    for (size_t i = 0; i < places->before_count; i++)
        if (places->before[i] != UNMATCHED && strcmp(before[i], place) == 0)
            return after[places->before[i]];
    return place;
}

/* "Services for children and young people" may be called "Children and young people's services". */
static void match_renamed_places(struct matching *m, const struct side *before,
                                 const struct side *after) {
    size_t n, k;
    const char **old = open_places(m->arena, before, m->before, &n);
    const char **new = open_places(m->arena, after, m->after, &k);
    struct matching places = matching_new(m->arena, n, k);
    struct side moved = *before;
    matching_by_words(&places, old, new, nearly, NULL);
    moved.places = arena_alloc(m->arena, before->count * sizeof *moved.places);
    for (size_t i = 0; i < before->count; i++)
        moved.places[i] = renamed(&places, old, new, before->places[i]);
    match_keys(m, &moved, after, true);
}

/* Labels without an id, in their places. */
static const char **labels_of(struct arena *a, const struct side *s) {
    const char **out = arena_alloc(a, s->count * sizeof *out);
    for (size_t i = 0; i < s->count; i++)
        if (!s->items[i].id)
            out[i] = arena_format(a, "%s %s", s->aspects[i], s->places[i]);
    return out;
}

static struct matching match(struct arena *a, const struct side *before, const struct side *after) {
    struct matching m = matching_new(a, before->count, after->count);
    match_keys(&m, before, after, true);
    if (is_one_set(a, before) && is_one_set(a, after))
        match_keys(&m, before, after, false);
    if (before->count > FUZZY_MAX || after->count > FUZZY_MAX)
        return m;
    match_renamed_places(&m, before, after);
    matching_by_words(&m, labels_of(a, before), labels_of(a, after), nearly, NULL);
    return m;
}

/* ---- what became of them ------------------------------------------------------------------- */

static kloe_change change_of(const struct comparing *c, const struct definitions *d,
                             const kloe_judgement *x, const kloe_judgement *y) {
    const char *changed = definitions_changed(d, c->before->framework, x, c->after->framework, y);
    if (changed)
        return (kloe_change){"not-comparable", "changed-definition", changed, 0};
    if (!x->rank || !y->rank)
        return change_without_order(strcmp(x->grade, y->grade) == 0, "not-rated",
                                    x->rank   ? "it was not rated this time"
                                    : y->rank ? "it was not rated the time before"
                                              : "it was not rated either time");
    if (!definitions_one_scale(d, x->scale, y->scale))
        return (kloe_change){"not-comparable", "another-scale",
                             arena_format(c->arena,
                                          "the grades are of different scales: %s then, "
                                          "%s now",
                                          x->scale, y->scale),
                             0};
    return change_by_steps(x->rank - y->rank, x->status, y->status);
}

static void put(struct comparing *c, const struct definitions *d, const kloe_judgement *x,
                const kloe_judgement *y) {
    const char *id = x ? x->id : y->id;
    kloe_judgement_change *out = REPORT_ADD(c->arena, c->out->judgements);
    out->before = x;
    out->after = y;
    const char *path = id ? arena_format(c->arena, "judgements.%s", id) : NULL;
    out->what = x && y ? change_of(c, d, x, y)
                       : change_of_missing(c, (x ? x : y)->aspect, path, "judgements", x != NULL);
}

void compare_judgements(struct comparing *c) {
    struct definitions d = definitions_of(c->arena);
    struct side before = side_of(c->arena, c->before), after = side_of(c->arena, c->after);
    struct matching m = match(c->arena, &before, &after);
    for (size_t i = 0; i < after.count; i++)
        put(c, &d, m.after[i] == UNMATCHED ? NULL : &before.items[m.after[i]], &after.items[i]);
    for (size_t i = 0; i < before.count; i++)
        if (m.before[i] == UNMATCHED)
            put(c, &d, &before.items[i], NULL);
}
