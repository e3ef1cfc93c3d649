#include "document/placed.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "document/place.h"

#include <stdlib.h>
#include <string.h>

/* In parts of a letter's size. */
static const double same_line = 0.6; /* of the lower height, by which stretches of a line overlap */
static const double column_gap = 1.2, word_gap = 0.25, letter_gap = 0.08, blank_line = 1.45;
static const double gutter = 0.4, baselines = 0.6;

enum { EDGE_POINTS = 1, EDGES_MAX = 1000, LEAST_LINES = 8 };

/* Some of the page's items that share a line, and the measures of its largest letters. */
struct placed_line {
    struct placed *items;
    size_t count;
    double top, bottom, baseline, size;
};

struct output {
    struct arena *arena;
    struct places *places;
    double word_gap;
    char *s;
    size_t n, capacity;
};

static void put(struct output *o, const char *s, size_t n) {
    for (; o->capacity - o->n < n + 1;)
        o->s = arena_room(o->arena, o->s, o->capacity, &o->capacity, 1);
    memcpy(o->s + o->n, s, n);
    o->n += n;
}

/* ---- lines ------------------------------------------------------------------------------ */

static int order(double a, double b) { return (a > b) - (a < b); }

static int down(const void *x, const void *y) {
    const struct placed *a = x, *b = y;
    int by = order(a->baseline, b->baseline);
    by = by ? by : order(a->left, b->left);
    return by ? by : (a->index > b->index) - (a->index < b->index);
}

static int across(const void *x, const void *y) {
    const struct placed *a = x, *b = y;
    int by = order(a->left, b->left);
    return by ? by : (a->index > b->index) - (a->index < b->index);
}

static double least(double a, double b) { return a < b ? a : b; }
static double most(double a, double b) { return a > b ? a : b; }

static bool is_on(const struct placed_line *l, const struct placed *p) {
    double shared = least(l->bottom, p->bottom) - most(l->top, p->top);
    double height = least(l->bottom - l->top, p->bottom - p->top);
    double apart = most(l->baseline, p->baseline) - least(l->baseline, p->baseline);
    return shared > same_line * height && apart < baselines * most(l->size, p->size);
}

static void take(struct placed_line *l, struct placed *p) {
    l->items = l->count ? l->items : p;
    bool words = !text_is_blank(p->text); /* a raised footnote mark says nothing of its line */
    if (!l->count++ || (words && p->size >= l->size)) {
        l->top = p->top;
        l->bottom = p->bottom;
        l->baseline = p->baseline;
        l->size = p->size;
    }
}

static bool starts_at(const struct placed *p, double edge) {
    return edge > 0 && p->left >= edge - EDGE_POINTS && p->left <= edge + EDGE_POINTS;
}

/* Where most stretches begin that stand apart from what is left of them: the right column of a page
 * set in two. 0 where there is none. The items are in the order of the lines. */
static double right_edge(const struct placed *items, size_t count, double page_left) {
    uint32_t votes[EDGES_MAX] = {0};
    size_t best = 0;
    for (size_t i = 1; i < count; i++) {
        double gap = items[i].left - items[i - 1].right, left = items[i].left;
        bool apart = items[i].baseline > items[i - 1].baseline || gap > gutter * items[i].size;
        if (apart && left >= 0 && left > page_left + EDGES_MAX / 10 && left < EDGES_MAX)
            votes[(size_t)left]++;
    }
    for (size_t i = 1; i < EDGES_MAX; i++)
        best = votes[i] > votes[best] ? i : best;
    return votes[best] >= LEAST_LINES ? (double)best : 0;
}

/* ---- text ------------------------------------------------------------------------------- */

static void put_gap(struct output *o, size_t start, const struct placed *p, double gap,
                    double edge) {
    bool wide = gap > column_gap * p->size || starts_at(p, edge);
    while (o->n > start && o->s[o->n - 1] == ' ')
        o->n--;
    put(o, "   ", wide ? 3 : 1);
}

static bool ends_word(const struct output *o) { return o->n && o->s[o->n - 1] == ' '; }

/* The end of the stretch's text, and where it stands. */
static void put_placed(struct output *o, const struct placed *p, struct text t) {
    double letter = (p->right - p->left) / (double)utf8_length(p->text.s, p->text.n);
    double left = p->right - letter * (double)utf8_length(t.s, t.n);
    places_add(o->arena, o->places,
               (struct placement){(uint32_t)o->n, (uint32_t)t.n, p->page + 1, (float)left,
                                  (float)p->top, (float)p->right, (float)p->bottom, (float)p->size,
                                  p->bold});
    put(o, t.s, t.n);
}

static void put_line(struct output *o, struct placed_line *l, double edge) {
    const struct placed *before = NULL;
    size_t start = o->n;
    bool space = false;
    qsort(l->items, l->count, sizeof *l->items, across);
    for (size_t i = 0; i < l->count; i++) {
        const struct placed *p = &l->items[i];
        struct text t = p->text;
        double gap = before ? p->left - before->right : 0;
        if (text_is_blank(t)) {
            space = true;
            continue;
        }
        bool apart = gap > o->word_gap * p->size || space || (starts_at(p, edge) && ends_word(o));
        if (before && apart)
            put_gap(o, start, p, gap, edge);
        while (o->n > start && o->s[o->n - 1] == ' ' && t.n && is_space(t.s[0]))
            t = text_slice(t, 1, t.n);
        put_placed(o, p, t);
        before = p;
        space = false;
    }
    put(o, "\n", 1);
}

static void put_page(struct output *o, struct placed *items, size_t count) {
    struct placed_line line = {0}, before = {0};
    double left = items[0].left;
    for (size_t i = 0; i < count; i++)
        left = least(left, items[i].left);
    qsort(items, count, sizeof *items, down);
    double edge = right_edge(items, count, left);
    for (size_t i = 0; i < count; before = line) {
        line = (struct placed_line){0};
        do
            take(&line, &items[i++]);
        while (i < count && is_on(&line, &items[i]));
        if (before.count &&
            line.baseline - before.baseline > blank_line * most(line.size, before.size))
            put(o, "\n", 1);
        put_line(o, &line, edge);
    }
}

struct text placed_lines(struct arena *a, struct placed_text *placed, struct places *places) {
    struct output o = {
        .arena = a, .places = places, .word_gap = placed->words ? letter_gap : word_gap};
    size_t from = 0, to;
    for (uint32_t page = 0; page < placed->pages; page++, from = to) {
        for (to = from; to < placed->count && placed->items[to].page == page;)
            to++;
        if (to > from)
            put_page(&o, placed->items + from, to - from);
        put(&o, "\f", 1);
    }
    return (struct text){o.s ? o.s : "", o.n};
}
