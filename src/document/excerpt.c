#include "document/excerpt.h"

#include "base/arena.h"

#include <string.h>

static size_t cut(struct text t, size_t room) {
    size_t n = t.n < room ? t.n : room;
    while (n && n < t.n && ((unsigned char)t.s[n] & 0xC0) == 0x80)
        n--;
    return n;
}

struct excerpt excerpt_make(struct arena *a, const struct document *d, size_t first, size_t blocks,
                            size_t bytes) {
    struct excerpt e = {0};
    size_t n = 0, capacity = 0, needed = 0;
    size_t end = d->block_count - first < blocks ? d->block_count : first + blocks;
    for (size_t i = first; i < end && needed < bytes; i++)
        for (size_t c = 0; c < d->blocks[i].cell_count && needed < bytes; c++)
            needed += d->blocks[i].cells[c].text.n + 2;
    bytes = needed < bytes ? needed : bytes;
    char *s = arena_alloc(a, bytes + 2);
    for (size_t i = first; i < end && n < bytes; i++)
        for (size_t c = 0; c < d->blocks[i].cell_count && n < bytes; c++) {
            struct text t = d->blocks[i].cells[c].text;
            size_t length = cut(t, bytes - n);
            e.parts = arena_room(a, e.parts, e.part_count, &capacity, sizeof *e.parts);
            e.parts[e.part_count++] = (struct excerpt_part){(uint32_t)n, (uint32_t)i, (uint32_t)c};
            memcpy(s + n, t.s, length);
            n += length;
            if (n < bytes)
                s[n++] = '\n';
            if (n < bytes)
                s[n++] = '\n';
        }
    e.text = (struct text){s, n};
    return e;
}

struct passage excerpt_passage(const struct document *d, const struct excerpt *e, size_t from,
                               size_t to) {
    size_t first = 0, end_part = e->part_count; /* the last part that begins at or before `from` */
    while (first + 1 < end_part) {
        size_t middle = first + (end_part - first) / 2;
        if (e->parts[middle].at <= from)
            first = middle;
        else
            end_part = middle;
    }
    struct excerpt_part p = e->parts[first];
    size_t end = p.at + cell_text(d, p.block, p.cell).n;
    to = to > end ? end : to;
    return (struct passage){p.block, p.cell, (uint32_t)(from - p.at), (uint32_t)(to - p.at)};
}
