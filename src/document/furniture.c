#include "document/furniture.h"

#include "base/arena.h"
#include "document/marker.h"

#include <stdlib.h>
#include <string.h>

enum { EDGE_LINES = 3, KEY_BYTES = 48, LEAST_PAGES = 2, PAGE_DIGITS = 4 };
enum { OFFSETS_MAX = 40, LEAST_NUMBERED = 3 };

/* A line at the edge of a page, by its words: digits are '#', letters in lower case. */
struct edge {
    char key[KEY_BYTES];
    uint32_t line, page;
};

static void make_key(struct text t, char key[KEY_BYTES]) {
    size_t n = 0;
    for (size_t i = 0; i < t.n && n + 1 < KEY_BYTES; i++) {
        char c = is_digit(t.s[i]) ? '#' : is_space(t.s[i]) ? ' ' : lower(t.s[i]);
        if (n && c == key[n - 1] && (c == '#' || c == ' '))
            continue;
        key[n++] = c;
    }
    memset(key + n, 0, KEY_BYTES - n);
}

static int compare(const void *a, const void *b) {
    const struct edge *x = a, *y = b;
    int order = memcmp(x->key, y->key, KEY_BYTES);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* "7", "Page 7", "Page 7 of 21", "| 7", "- 7 -": nothing but a page's number. */
static bool is_page_number(struct text t) {
    size_t digits = 0, letters = 0;
    for (size_t i = 0; i < t.n; i++) {
        digits += is_digit(t.s[i]);
        letters += is_alnum(t.s[i]) && !is_digit(t.s[i]);
    }
    if (!digits || digits > 2 * PAGE_DIGITS || t.n > 24)
        return false;
    if (t.n && t.s[t.n - 1] == '.')
        return false; /* the number of a paragraph */
    return !letters || text_starts(t, TEXT("page "));
}

struct edges {
    struct edge *items;
    size_t count, capacity;
};

static void add_edge(struct arena *a, struct text t, const struct lines *lines, size_t i,
                     struct edges *edges) {
    unsigned number;
    struct text words = line_text(t, &lines->items[i]);
    if (marker_number(words, &number) == words.n)
        return; /* of a paragraph, whose text follows */
    edges->items =
        arena_room(a, edges->items, edges->count, &edges->capacity, sizeof *edges->items);
    struct edge *e = &edges->items[edges->count++];
    make_key(words, e->key);
    e->line = (uint32_t)i;
    e->page = lines->items[i].page;
}

/* The first and last few lines of every page that have text. */
static void collect(struct arena *a, struct text t, const struct lines *lines,
                    struct edges *edges) {
    for (size_t from = 0, to; from < lines->count; from = to) {
        to = from;
        while (to < lines->count && lines->items[to].page == lines->items[from].page)
            to++;
        size_t low = from, high = to, n;
        for (n = 0; low < to && n < EDGE_LINES; low++)
            if (lines->items[low].to > lines->items[low].from) {
                add_edge(a, t, lines, low, edges);
                n++;
            }
        for (n = 0; high > low && n < EDGE_LINES; high--)
            if (lines->items[high - 1].to > lines->items[high - 1].from) {
                add_edge(a, t, lines, high - 1, edges);
                n++;
            }
    }
}

static void mark_repeated(struct lines *lines, const struct edge *edges, size_t count) {
    uint32_t enough = lines->pages / 3 > LEAST_PAGES ? lines->pages / 3 : LEAST_PAGES;
    for (size_t from = 0, to; from < count; from = to) {
        uint32_t pages = 0;
        for (to = from; to < count && !memcmp(edges[from].key, edges[to].key, KEY_BYTES); to++)
            pages += to == from || edges[to].page != edges[to - 1].page;
        for (size_t i = from; pages >= enough && i < to; i++)
            lines->items[edges[i].line].furniture = true;
    }
}

/* A line that is a number and nothing else; 0 where it is not. */
static unsigned bare_number(struct text t) {
    size_t n;
    unsigned value = text_number(t, PAGE_DIGITS, &n);
    return n == t.n ? value : 0;
}

/* By how much the numbers printed on pages run ahead of the pages: most pages agree on it. */
static bool find_offset(struct text t, const struct lines *lines, uint32_t *offset) {
    uint32_t votes[OFFSETS_MAX] = {0}, best = 0;
    for (size_t i = 0; i < lines->count; i++) {
        unsigned value = bare_number(line_text(t, &lines->items[i]));
        if (value && value + OFFSETS_MAX / 2 > lines->items[i].page &&
            value + OFFSETS_MAX / 2 - lines->items[i].page < OFFSETS_MAX)
            votes[value + OFFSETS_MAX / 2 - lines->items[i].page]++;
    }
    for (uint32_t i = 1; i < OFFSETS_MAX; i++)
        best = votes[i] > votes[best] ? i : best;
    *offset = best;
    return votes[best] >= LEAST_NUMBERED && votes[best] * 2 >= lines->pages;
}

/* Converters put a page's number anywhere on it. */
static void mark_page_numbers(struct text t, struct lines *lines) {
    uint32_t offset;
    if (!find_offset(t, lines, &offset))
        return;
    for (size_t i = 0; i < lines->count; i++) {
        unsigned value = bare_number(line_text(t, &lines->items[i]));
        if (value && value + OFFSETS_MAX / 2 == lines->items[i].page + offset)
            lines->items[i].furniture = true;
    }
}

void furniture_mark(struct arena *a, struct text t, struct lines *lines) {
    if (lines->pages < 2)
        return;
    struct edges edges = {0};
    collect(a, t, lines, &edges);
    if (!edges.count)
        return;
    for (size_t i = 0; i < edges.count; i++)
        if (is_page_number(line_text(t, &lines->items[edges.items[i].line])))
            lines->items[edges.items[i].line].furniture = true;
    qsort(edges.items, edges.count, sizeof *edges.items, compare);
    mark_repeated(lines, edges.items, edges.count);
    mark_page_numbers(t, lines);
}
