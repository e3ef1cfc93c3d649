/* What became of each standard, and of breaches that sentences tell. */
#include "compare/change.h"
#include "compare/fold.h"
#include "compare/matching.h"

static bool same(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

/* ---- standards ------------------------------------------------------------------------------ */

/* By number in their catalogue, else by title. */
static const char **standard_keys(struct arena *a, const kloe_report *r, bool by_number) {
    const char **keys = arena_alloc(a, r->standards.count * sizeof *keys);
    for (size_t i = 0; i < r->standards.count; i++) {
        const kloe_standard *s = &r->standards.items[i];
        const char *title = s->official_title ? s->official_title : s->title;
        if (!by_number || s->number)
            keys[i] = fold_key(a, s->scheme, fold(a, by_number ? s->number : title), NULL);
    }
    return keys;
}

/* "not-met" in both: what it meant for people may be another thing. */
static void say_impact(const struct comparing *c, const kloe_standard *x, const kloe_standard *y,
                       kloe_change *out) {
    if (x->impact && y->impact && !same(x->impact, y->impact) && !out->words)
        out->words =
            arena_format(c->arena, "impact on people: %s then, %s now", x->impact, y->impact);
}

static kloe_change change_of_grades(const struct comparing *c, const kloe_standard *x,
                                    const kloe_standard *y) {
    bool worse = kloe_grade_is_within(c->engine, NULL, y->grade, x->grade);
    bool better = kloe_grade_is_within(c->engine, NULL, x->grade, y->grade);
    if (!same(x->grade, y->grade) && worse == better)
        return (kloe_change){"not-comparable", "another-scale",
                             "the grades are of different scales, or have no order", 0};
    int steps = same(x->grade, y->grade) ? 0 : better ? 1 : -1;
    kloe_change out = change_by_steps(steps, x->status, y->status);
    say_impact(c, x, y, &out);
    return out;
}

static kloe_change change_of_standard(const struct comparing *c, const kloe_standard *x,
                                      const kloe_standard *y) {
    if (x->score && y->score)
        return change_by_steps(y->score - x->score, x->status, y->status);
    if (x->grade && y->grade)
        return change_of_grades(c, x, y);
    if (x->score || y->score || x->grade || y->grade)
        return (kloe_change){"not-comparable", "not-graded", "one of the reports does not grade it",
                             0};
    return (kloe_change){same(x->enforcement, y->enforcement) ? "unchanged" : "changed", NULL, NULL,
                         0};
}

static void put_standard(struct comparing *c, const kloe_standard *x, const kloe_standard *y) {
    kloe_change what = x && y
                           ? change_of_standard(c, x, y)
                           : change_of_missing(c, (x ? x : y)->title, NULL, "standards", x != NULL);
    *REPORT_ADD(c->arena, c->out->standards) = (kloe_standard_change){what, x, y};
}

void compare_standards(struct comparing *c) {
    const kloe_standard *old = c->before->standards.items, *new = c->after->standards.items;
    struct matching m =
        matching_new(c->arena, c->before->standards.count, c->after->standards.count);
    for (int by_number = 1; by_number >= 0; by_number--)
        matching_by_keys(&m, standard_keys(c->arena, c->before, by_number),
                         standard_keys(c->arena, c->after, by_number));
    for (size_t i = 0; i < m.after_count; i++)
        put_standard(c, m.after[i] == UNMATCHED ? NULL : &old[m.after[i]], &new[i]);
    for (size_t i = 0; i < m.before_count; i++)
        if (m.before[i] == UNMATCHED)
            put_standard(c, &old[i], NULL);
}

/* ---- breaches -------------------------------------------------------------------------------- */

static const char **breach_keys(struct arena *a, const kloe_report *r, bool by_number) {
    const char **keys = arena_alloc(a, r->breaches.count * sizeof *keys);
    for (size_t i = 0; i < r->breaches.count; i++) {
        const kloe_breach *b = &r->breaches.items[i];
        if (!by_number || b->number)
            keys[i] = fold(a, by_number ? b->number : b->title ? b->title : "");
    }
    return keys;
}

static void put_breach(struct comparing *c, const kloe_breach *x, const kloe_breach *y) {
    bool alike = x && y && same(x->enforcement, y->enforcement) && x->count == y->count;
    *REPORT_ADD(c->arena, c->out->breaches) = (kloe_breach_change){!x      ? "new"
                                                                   : !y    ? "gone"
                                                                   : alike ? "unchanged"
                                                                           : "changed",
                                                                   x, y};
}

void compare_breaches(struct comparing *c) {
    const kloe_breach *old = c->before->breaches.items, *new = c->after->breaches.items;
    struct matching m = matching_new(c->arena, c->before->breaches.count, c->after->breaches.count);
    for (int by_number = 1; by_number >= 0; by_number--)
        matching_by_keys(&m, breach_keys(c->arena, c->before, by_number),
                         breach_keys(c->arena, c->after, by_number));
    for (size_t i = 0; i < m.after_count; i++)
        put_breach(c, m.after[i] == UNMATCHED ? NULL : &old[m.after[i]], &new[i]);
    for (size_t i = 0; i < m.before_count; i++)
        if (m.before[i] == UNMATCHED)
            put_breach(c, &old[i], NULL);
}
