#include "document/pages.h"

#include "base/arena.h"

enum {
    DIGITS_MAX = 3,
    LEAST_PAGES = 3,
    LOOK_BACK = 8,         /* numbers alone that are no page's, between those of two pages */
    STEP_MAX = 2,          /* one page can have no number */
    PAGE_LINES_LEAST = 10, /* the shortest page */
    PAGE_LINES_MEAN = 25,  /* below that it is paragraphs that are counted */
    PAGE_LINES_MOST = 250
};

/* A number that stands alone on its line, and the longest count that it ends. */
struct number {
    uint32_t line;
    unsigned value;
    uint32_t length, before; /* before: the number before it in that count */
};

struct numbers {
    struct number *items;
    size_t count, capacity;
};

static struct numbers numbers_alone(struct arena *a, struct text t, const struct lines *lines) {
    struct numbers out = {0};
    for (size_t i = 0; i < lines->count; i++) {
        struct text words = line_text(t, &lines->items[i]);
        size_t n;
        unsigned value = text_number(words, DIGITS_MAX, &n);
        if (!value || n != words.n)
            continue;
        out.items = arena_room(a, out.items, out.count, &out.capacity, sizeof *out.items);
        out.items[out.count++] = (struct number){(uint32_t)i, value, 1, 0};
    }
    return out;
}

static bool counts_on(const struct number *last, const struct number *next) {
    uint32_t apart = next->line - last->line;
    return next->value > last->value && next->value <= last->value + STEP_MAX &&
           apart >= PAGE_LINES_LEAST && apart <= PAGE_LINES_MOST;
}

/* The number that ends the longest count. */
static size_t find_count(struct numbers *all) {
    size_t best = 0;
    for (size_t i = 0; i < all->count; i++) {
        struct number *e = &all->items[i];
        for (size_t k = i; k > 0 && i - k < LOOK_BACK; k--)
            if (counts_on(&all->items[k - 1], e) && all->items[k - 1].length >= e->length) {
                e->length = all->items[k - 1].length + 1;
                e->before = (uint32_t)(k - 1);
            }
        best = e->length > all->items[best].length ? i : best;
    }
    return best;
}

bool pages_find(struct arena *a, struct text t, struct lines *lines) {
    struct numbers all = numbers_alone(a, t, lines);
    if (all.count < LEAST_PAGES)
        return false;
    size_t last = find_count(&all), first = last;
    uint32_t pages = all.items[last].length;
    while (all.items[first].length > 1)
        first = all.items[first].before;
    size_t span = all.items[last].line - all.items[first].line;
    if (pages < LEAST_PAGES || span < (size_t)PAGE_LINES_MEAN * (pages - 1) ||
        span * 2 < lines->count)
        return false;
    lines->pages = pages + 1;
    uint32_t page = pages; /* from the last page up */
    for (size_t i = lines->count, k = last; i > 0; i--) {
        if (page && all.items[k].line == i - 1) {
            page--;
            k = all.items[k].before;
        }
        lines->items[i - 1].page = page;
    }
    return true;
}
