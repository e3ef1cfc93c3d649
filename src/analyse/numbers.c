#include "analyse/numbers.h"

#include "analyse/section.h"
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBERS_MAX = 1000, RANGES_MAX = 8, DIGITS_MAX = 3 };

/* Two lists can share one series: numbers that the one lacks are the other's, between the two of
 * its items where they are missing. */
enum list { LIST_FINDINGS, LIST_RECOMMENDATIONS, LIST_COUNT, LIST_LEADS = LIST_COUNT };

static const char *const names[LIST_COUNT] = {"finding", "recommendation"};

struct printed {
    enum list list;
    const char *number;
    size_t order; /* in its list */
    kloe_at at;
};

struct number_run {
    const char *number; /* the last one; NULL: none yet */
    struct text prefix; /* of "5.1.2": "5.1." */
    unsigned last;
    bool others[NUMBERS_MAX]; /* not missing: numbers that the other list had since then, say */
};

struct checker {
    struct analysis *analysis;
    struct printed *items;
    size_t count, capacity;
    struct number_run series[LIST_COUNT];
};

static void add(struct checker *c, enum list list, size_t order, const char *number, kloe_at at) {
    if (!number)
        return;
    c->items = arena_room(c->analysis->arena, c->items, c->count, &c->capacity, sizeof *c->items);
    c->items[c->count++] = (struct printed){list, number, order, at};
}

static int compare(const void *a, const void *b) {
    const struct printed *x = a, *y = b;
    if (x->at.offset != y->at.offset)
        return x->at.offset < y->at.offset ? -1 : 1;
    if (x->list != y->list)
        return x->list < y->list ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* "4. The council should:" leads up to recommendations without numbers: a number of the findings'
 * series that stands for no item. */
static void add_leads(struct checker *c, const struct section *s) {
    struct analysis *a = c->analysis;
    if (!s->rule ||
        (s->rule->kind != SECTION_RECOMMENDATIONS && s->rule->kind != SECTION_NEXT_STEPS))
        return;
    for (size_t i = s->first; i < s->end; i++) {
        struct passage p = section_body(a, i);
        size_t length;
        unsigned value = p.from < p.to ? number_at(a->document, p, &length) : 0;
        if (value && pattern_match(a->matcher, &a->language->lead_in, passage_text(a->document, p),
                                   0, PATTERN_ANYWHERE, NULL))
            add(c, LIST_LEADS, i, arena_format(a->arena, "%u", value), passage_at(a->document, p));
    }
}

/* The last part of a number, and what stands before it; 0 where it is none ("12(a)"). */
static unsigned split_number(const char *number, struct text *prefix) {
    struct text t = text_of(number);
    size_t start = t.n, n;
    while (start && t.s[start - 1] != '.')
        start--;
    for (size_t i = 0; i < start; i++)
        if (!is_digit(t.s[i]) && t.s[i] != '.')
            return 0;
    *prefix = text_slice(t, 0, start);
    unsigned value = text_number(text_slice(t, start, t.n), DIGITS_MAX, &n);
    return n && start + n == t.n ? value : 0;
}

/* "3, 5 to 7": what of the numbers between the two is the other list's neither; NULL where all are.
 */
static const char *missing(struct arena *a, const struct number_run *s, unsigned after,
                           unsigned before) {
    const char *out = NULL, *prefix = text_string(a, s->prefix);
    size_t ranges = 0;
    for (unsigned from = after + 1, to; from < before; from = to) {
        for (to = from + 1; to < before && s->others[to] == s->others[from];)
            to++;
        if (s->others[from])
            continue;
        if (++ranges > RANGES_MAX)
            return arena_format(a, "%s, ...", out);
        const char *range = to - from > 1
                                ? arena_format(a, "%s%u to %s%u", prefix, from, prefix, to - 1)
                                : arena_format(a, "%s%u", prefix, from);
        out = out ? arena_format(a, "%s, %s", out, range) : range;
    }
    return out;
}

static void note(struct checker *c, const struct printed *p, const struct number_run *s,
                 const char *numbers) {
    struct analysis *a = c->analysis;
    const char *what = names[p->list];
    const char *place = s->number
                            ? arena_format(a->arena, "%s %s follows %s", what, p->number, s->number)
                            : arena_format(a->arena, "%s %s is the first", what, p->number);
    diagnose(a, DIAGNOSTIC_NUMBER_MISSING, p->at,
             arena_format(a->arena, "%s: %s missing", place, numbers));
}

static void check(struct checker *c, const struct printed *p) {
    struct text prefix;
    unsigned value = split_number(p->number, &prefix);
    if (!value)
        return;
    if (p->list == LIST_LEADS) {
        c->series[LIST_FINDINGS].others[value] = true;
        return;
    }
    struct number_run *s = &c->series[p->list];
    if (!s->number || !text_equal(prefix, s->prefix))
        s->last = 0; /* each series begins at 1 */
    s->prefix = prefix;
    const char *numbers = missing(c->analysis->arena, s, s->last, value);
    if (numbers)
        note(c, p, s, numbers);
    for (unsigned i = s->last + 1; numbers && !prefix.n && i < value; i++)
        c->series[!p->list].others[i] = true; /* told once */
    s->number = p->number;
    s->last = value;
    memset(s->others, 0, sizeof s->others);
    if (!prefix.n)
        c->series[!p->list].others[value] = true;
}

void numbers_check(struct analysis *a) {
    struct checker c = {.analysis = a};
    const kloe_report *r = a->report;
    for (size_t i = 0; i < r->findings.count; i++)
        add(&c, LIST_FINDINGS, i, r->findings.items[i].number, r->findings.items[i].at);
    for (size_t i = 0; i < r->recommendations.count; i++) {
        const kloe_recommendation *item = &r->recommendations.items[i];
        if (item->number && !report_has_string(&item->standards, item->number)) /* not a law's */
            add(&c, LIST_RECOMMENDATIONS, i, item->number, item->at);
    }
    for (size_t i = 0; i < a->section_count; i++)
        add_leads(&c, &a->sections[i]);
    if (c.count)
        qsort(c.items, c.count, sizeof *c.items, compare);
    for (size_t i = 0; i < c.count; i++)
        check(&c, &c.items[i]);
}
