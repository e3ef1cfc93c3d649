/* Pairing two sets of reports by the bodies that they are of. */
#include "compare/body.h"
#include "report/report.h"

#include <stdlib.h>

enum { CEILING = 1 << 30, NAMESAKES_MAX = 100 };

/* A digest of a report. */
struct entry {
    struct body body;
    const char *framework, *date;
    bool after;
    size_t place; /* in its set */
    size_t group; /* the entry that stands for its body */
    size_t partner;
    const char *unpaired;
};

struct kloe_pairing {
    struct arena *arena;
    KLOE_LIST(struct entry) entries;
    size_t counts[2];
    kloe_pair *pairs;
};

struct kloe_pairing *kloe_pairing_new(void) {
    struct kloe_pairing *p = calloc(1, sizeof *p);
    if (p && !(p->arena = arena_new(CEILING))) {
        free(p);
        return NULL;
    }
    return p;
}

void kloe_pairing_free(kloe_pairing *p) {
    if (!p)
        return;
    arena_free(p->arena);
    free(p);
}

static const char *copy(struct arena *a, const char *s) {
    return s ? arena_string(a, s, strlen(s)) : NULL;
}

bool kloe_pairing_add(kloe_pairing *p, bool after, const kloe_report *r) {
    if (setjmp(*arena_failed(p->arena)) != 0)
        return false;
    struct entry *e = REPORT_ADD(p->arena, p->entries);
    *e = (struct entry){.body = body_of(p->arena, r),
                        .framework = copy(p->arena, r->framework),
                        .date = copy(p->arena, body_date(r)),
                        .after = after,
                        .place = p->counts[after]++,
                        .partner = KLOE_NO_REPORT};
    return true;
}

/* ---- bodies -------------------------------------------------------------------------------- */

static size_t group_of(const kloe_pairing *p, size_t i) {
    while (p->entries.items[i].group != i)
        i = p->entries.items[i].group = p->entries.items[p->entries.items[i].group].group;
    return i;
}

static void unite(kloe_pairing *p, size_t a, size_t b) {
    a = group_of(p, a);
    b = group_of(p, b);
    p->entries.items[a > b ? a : b].group = a > b ? b : a;
}

struct keyed {
    const char *key, *scheme;
    size_t entry;
};

struct keys {
    struct keyed *items;
    size_t count, room;
};

static int by_key(const void *a, const void *b) {
    const struct keyed *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static void add_key(kloe_pairing *p, struct keys *k, const char *key, size_t entry) {
    if (!key)
        return;
    k->items = arena_room(p->arena, k->items, k->count, &k->room, sizeof *k->items);
    k->items[k->count++] = (struct keyed){key, NULL, entry};
}

static void sort(struct keys *k) {
    if (k->count)
        qsort(k->items, k->count, sizeof *k->items, by_key);
}

static size_t end_of_run(const struct keys *k, size_t from) {
    size_t to = from + 1;
    while (to < k->count && strcmp(k->items[to].key, k->items[from].key) == 0)
        to++;
    return to;
}

static void unite_runs(kloe_pairing *p, struct keys *k) {
    sort(k);
    for (size_t i = 1; i < k->count; i++)
        if (strcmp(k->items[i].key, k->items[i - 1].key) == 0)
            unite(p, k->items[i].entry, k->items[i - 1].entry);
}

/* Whether those of one name have identifiers of one scheme that differ, or codes that do: then the
 * name does not tell who is who. Nor does it where very many have it. */
static bool is_shared_name(const kloe_pairing *p, const struct keys *k, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        for (size_t j = from; j < i; j++) {
            size_t a = k->items[i].entry, b = k->items[j].entry;
            if (i - from > NAMESAKES_MAX ||
                (group_of(p, a) != group_of(p, b) &&
                 body_conflicts(&p->entries.items[a].body, &p->entries.items[b].body)))
                return true;
        }
    return false;
}

static void unite_names(kloe_pairing *p) {
    struct keys k = {0};
    for (size_t i = 0; i < p->entries.count; i++)
        add_key(p, &k, p->entries.items[i].body.name, i);
    sort(&k);
    for (size_t from = 0, to; from < k.count; from = to) {
        to = end_of_run(&k, from);
        bool shared = is_shared_name(p, &k, from, to);
        for (size_t i = from + 1; !shared && i < to; i++)
            unite(p, k.items[from].entry, k.items[i].entry);
    }
}

static void unite_all(kloe_pairing *p) {
    struct keys ids = {0}, codes = {0};
    for (size_t i = 0; i < p->entries.count; i++) {
        struct entry *e = &p->entries.items[i];
        e->group = i;
        for (size_t k = 0; k < e->body.id_count; k++)
            add_key(p, &ids, e->body.ids[k], i);
        add_key(p, &codes, e->body.code, i);
    }
    unite_runs(p, &ids);
    unite_runs(p, &codes);
    unite_names(p);
}

/* ---- pairs --------------------------------------------------------------------------------- */

/* Body by body; in it family by family, the newest first. */
struct ranked {
    size_t group, index;
    const struct entry *entry;
};

static int by_age(const struct entry *a, const struct entry *b) {
    if (a->date && b->date && strcmp(a->date, b->date) != 0)
        return -strcmp(a->date, b->date);
    return (b->date != NULL) - (a->date != NULL);
}

static int by_rank(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    int order = strcmp(x->entry->framework, y->entry->framework);
    order = order ? order : by_age(x->entry, y->entry);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void join(kloe_pairing *p, size_t a, size_t b) {
    struct entry *x = &p->entries.items[a], *y = &p->entries.items[b];
    x->partner = b;
    y->partner = a;
}

/* The newest of a set among some; KLOE_NO_REPORT where it has none. */
static size_t newest(const struct ranked *r, size_t count, bool after) {
    const struct ranked *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (r[i].entry->after == after && (!best || by_age(r[i].entry, best->entry) < 0))
            best = &r[i];
    return best ? best->index : KLOE_NO_REPORT;
}

static bool pair_newest(kloe_pairing *p, const struct ranked *r, size_t count) {
    size_t a = newest(r, count, false), b = newest(r, count, true);
    bool both = a != KLOE_NO_REPORT && b != KLOE_NO_REPORT;
    if (both)
        join(p, a, b);
    return both;
}

/* Why what is left of a body has no counterpart. */
static void say_why(kloe_pairing *p, const struct ranked *r, size_t count, bool paired) {
    bool has[2] = {newest(r, count, false) != KLOE_NO_REPORT,
                   newest(r, count, true) != KLOE_NO_REPORT};
    for (size_t i = 0; i < count; i++) {
        struct entry *e = &p->entries.items[r[i].index];
        if (e->partner != KLOE_NO_REPORT)
            continue;
        if (has[0] && has[1])
            e->unpaired = paired ? "another report of this body is compared"
                                 : "a newer report of this body is compared";
        else if (!e->body.name && !e->body.id_count && !e->body.code)
            e->unpaired = "it names no body";
        else
            e->unpaired =
                e->after ? "no old report is of this body" : "no new report is of this body";
    }
}

static void pair_body(kloe_pairing *p, const struct ranked *r, size_t count) {
    bool paired = false;
    for (size_t from = 0, to; from < count; from = to) {
        to = from + 1;
        while (to < count && strcmp(r[to].entry->framework, r[from].entry->framework) == 0)
            to++;
        paired |= pair_newest(p, r + from, to - from);
    }
    if (!paired)
        paired = pair_newest(p, r, count);
    say_why(p, r, count, paired);
}

static void pair_all(kloe_pairing *p) {
    struct ranked *r = arena_alloc(p->arena, p->entries.count * sizeof *r);
    size_t n = 0;
    for (size_t i = 0; i < p->entries.count; i++) {
        struct entry *e = &p->entries.items[i];
        if (e->framework)
            r[n++] = (struct ranked){group_of(p, i), i, e};
        else
            e->unpaired = "it is no inspection report of a family that kloe knows";
    }
    qsort(r, n, sizeof *r, by_rank);
    for (size_t from = 0, to; from < n; from = to) {
        to = from + 1;
        while (to < n && r[to].group == r[from].group)
            to++;
        pair_body(p, r + from, to - from);
    }
}

static size_t list_pairs(kloe_pairing *p) {
    size_t n = 0;
    p->pairs = arena_alloc(p->arena, p->entries.count * sizeof *p->pairs);
    for (size_t i = 0; i < p->entries.count; i++) {
        const struct entry *e = &p->entries.items[i];
        bool alone = e->partner == KLOE_NO_REPORT;
        size_t other = alone ? KLOE_NO_REPORT : p->entries.items[e->partner].place;
        if (!e->after)
            p->pairs[n++] = (kloe_pair){e->place, other, e->unpaired};
        else if (alone)
            p->pairs[n++] = (kloe_pair){KLOE_NO_REPORT, e->place, e->unpaired};
    }
    return n;
}

const kloe_pair *kloe_pairing_make(kloe_pairing *p, size_t *count) {
    *count = 0;
    if (setjmp(*arena_failed(p->arena)) != 0)
        return NULL;
    unite_all(p);
    pair_all(p);
    *count = list_pairs(p);
    return p->pairs;
}
