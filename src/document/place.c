#include "document/place.h"

#include "base/arena.h"
#include "base/utf8.h"

enum { SIZES_MAX = 400 }; /* half points */
#define SLIM 0.01         /* a letter without a width */

void places_add(struct arena *a, struct places *places, struct placement p) {
    places->items =
        arena_room(a, places->items, places->count, &places->capacity, sizeof *places->items);
    places->items[places->count++] = p;
}

/* The first that ends behind `offset`. */
static size_t place_at(const struct places *places, size_t offset) {
    size_t low = 0, high = places->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct placement *p = &places->items[middle];
        if (p->offset + p->length <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A part of the stretch, in proportion to its letters. */
static struct box part_of(const struct placement *p, struct text text, size_t from, size_t to) {
    const char *s = text.s + p->offset;
    size_t start = from > p->offset ? from - p->offset : 0;
    size_t end = to < p->offset + p->length ? to - p->offset : p->length;
    double letter = (p->right - p->left) / (double)utf8_length(s, p->length);
    return (struct box){p->page,   p->left + letter * (double)utf8_length(s, start),
                        p->top,    p->left + letter * (double)utf8_length(s, end),
                        p->bottom, letter > 0 ? letter : SLIM,
                        p->size,   p->bold};
}

void box_grow(struct box *box, struct box b) {
    if (!(box->letter > 0))
        *box = b;
    box->left = b.left < box->left ? b.left : box->left;
    box->top = b.top < box->top ? b.top : box->top;
    box->right = b.right > box->right ? b.right : box->right;
    box->bottom = b.bottom > box->bottom ? b.bottom : box->bottom;
    box->size = b.size > box->size ? b.size : box->size;
    box->bold &= b.bold;
}

void places_grow(const struct places *places, struct text text, size_t from, size_t to,
                 struct box *box) {
    for (size_t i = place_at(places, from); i < places->count; i++) {
        const struct placement *p = &places->items[i];
        if (p->offset >= to || (box->letter > 0 && p->page != box->page))
            return;
        box_grow(box, part_of(p, text, from, to));
    }
}

double places_body_size(const struct places *places) {
    size_t letters[SIZES_MAX] = {0}, best = 0;
    for (size_t i = 0; i < places->count; i++) {
        float halves = places->items[i].size * 2 + 0.5F;
        if (halves > 0 && halves < SIZES_MAX)
            letters[(size_t)halves] += places->items[i].length;
    }
    for (size_t i = 1; i < SIZES_MAX; i++)
        best = letters[i] > letters[best] ? i : best;
    return (double)best / 2;
}
