#include "document/place.h"

#include "base/arena.h"
#include "base/utf8.h"

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
                        p->bottom, letter};
}

void box_grow(struct box *box, struct box b) {
    if (!(box->letter > 0))
        *box = b;
    box->left = b.left < box->left ? b.left : box->left;
    box->top = b.top < box->top ? b.top : box->top;
    box->right = b.right > box->right ? b.right : box->right;
    box->bottom = b.bottom > box->bottom ? b.bottom : box->bottom;
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
