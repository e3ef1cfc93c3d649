/* Values that a report has once, and who is named in it. */
#include "compare/fold.h"
#include "compare/matching.h"
#include "compare/parts.h"

static const char unchanged[] = "unchanged", changed[] = "changed", added[] = "new",
                  gone[] = "gone";

static const char *change_of(const void *before, const void *after, bool same) {
    if (!before || !after)
        return before ? gone : added;
    return same ? unchanged : changed;
}

static void put_fact(struct comparing *c, const char *path, const char *before, const char *after) {
    if (!before && !after)
        return;
    bool same = before && after && strcmp(before, after) == 0;
    *REPORT_ADD(c->arena, c->out->facts) =
        (kloe_fact_change){path, change_of(before, after, same), before, after};
}

/* What is printed of the body besides: those that are listed once on both sides. */
static const char *detail_of(const kloe_report *r, const char *type) {
    const char *found = NULL;
    for (size_t i = 0; i < r->details.count; i++) {
        if (strcmp(r->details.items[i].type, type) != 0)
            continue;
        if (found)
            return NULL;
        found = r->details.items[i].value;
    }
    return found;
}

static void put_details(struct comparing *c) {
    static const char *const types[] = {"provision-type", "category",       "age-range",
                                        "gender",         "number-on-roll", "places",
                                        "beds",           "service-type",   "registration-status"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        put_fact(c, arena_format(c->arena, "subject.details.%s", types[i]),
                 detail_of(c->before, types[i]), detail_of(c->after, types[i]));
}

void compare_facts(struct comparing *c) {
    const kloe_report *a = c->before, *b = c->after;
    put_fact(c, "document.framework", a->framework, b->framework);
    put_fact(c, "subject.name", a->subject, b->subject);
    put_fact(c, "inspection.type", a->inspection_type, b->inspection_type);
    put_fact(c, "inspection.status", a->inspection_status, b->inspection_status);
    put_fact(c, "inspection.start", a->start, b->start);
    put_fact(c, "inspection.end", a->end, b->end);
    put_fact(c, "inspection.published", a->published, b->published);
    put_details(c);
}

/* ---- people and organisations -------------------------------------------------------------- */

static const char **names_of(struct arena *a, const kloe_party *items, size_t count, bool role) {
    const char **keys = arena_alloc(a, count * sizeof *keys);
    for (size_t i = 0; i < count; i++)
        keys[i] = fold_key(a, fold(a, items[i].name), role ? items[i].role : NULL, NULL);
    return keys;
}

#define PUT_PARTY(c, list, what, x, y)                                                             \
    (*REPORT_ADD((c)->arena, (c)->out->list) = (kloe_party_change){(what), (x), (y)})

/* By name and role first, so that who has two roles keeps each. */
static struct matching match_parties(struct arena *a, const kloe_party *before, size_t n,
                                     const kloe_party *after, size_t m) {
    struct matching pairs = matching_new(a, n, m);
    for (int role = 1; role >= 0; role--)
        matching_by_keys(&pairs, names_of(a, before, n, role), names_of(a, after, m, role));
    return pairs;
}

#define COMPARE_PARTIES(c, list)                                                                   \
    do {                                                                                           \
        const kloe_party *old = (c)->before->list.items, *new = (c)->after->list.items;            \
        struct matching m =                                                                        \
            match_parties((c)->arena, old, (c)->before->list.count, new, (c)->after->list.count);  \
        for (size_t i = 0; i < m.after_count; i++) {                                               \
            const kloe_party *x = m.after[i] == UNMATCHED ? NULL : &old[m.after[i]];               \
            bool same = x && strcmp(x->role, new[i].role) == 0;                                    \
            PUT_PARTY(c, list, change_of(x, &new[i], same), x, &new[i]);                           \
        }                                                                                          \
        for (size_t i = 0; i < m.before_count; i++)                                                \
            if (m.before[i] == UNMATCHED)                                                          \
                PUT_PARTY(c, list, gone, &old[i], NULL);                                           \
    } while (0)

void compare_parties(struct comparing *c) {
    COMPARE_PARTIES(c, people);
    COMPARE_PARTIES(c, organisations);
}
