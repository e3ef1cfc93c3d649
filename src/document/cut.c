#include "document/cut.h"

#include "base/arena.h"

#include <string.h>

/* The first run that ends behind `from`. */
static uint32_t first_run(const struct cell *c, uint32_t from) {
    uint32_t low = 0, high = c->run_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->runs[middle].at + c->runs[middle].width <= from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What of a run lies in [from, to), counted from there. */
static struct run run_within(struct run r, uint32_t from, uint32_t to) {
    uint32_t start = r.at > from ? r.at : from;
    uint32_t end = r.at + r.width < to ? r.at + r.width : to;
    if (r.width == r.length) {
        r.source += start - r.at;
        r.length = end - start;
    }
    r.width = end - start;
    r.at = start - from;
    return r;
}

/* The part [from, to) of a cell, with its runs. */
static struct cell part_of(struct arena *a, const struct cell *c, uint32_t from, uint32_t to) {
    struct cell part = {.text = text_slice(c->text, from, to), .header = c->header};
    uint32_t first = first_run(c, from), end = first;
    while (end < c->run_count && c->runs[end].at < to)
        end++;
    part.runs = arena_alloc(a, (end - first + 1) * sizeof *part.runs);
    for (uint32_t i = first; i < end; i++)
        part.runs[part.run_count++] = run_within(c->runs[i], from, to);
    return part;
}

static void push_part(struct document *d, const struct block *b, enum block_kind kind,
                      uint32_t from, uint32_t to) {
    struct text t = b->cells[0].text;
    while (from < to && is_space(t.s[from]))
        from++;
    while (to > from && is_space(t.s[to - 1]))
        to--;
    if (from == to)
        return;
    struct cell *cell = arena_alloc(d->arena, sizeof *cell);
    *cell = part_of(d->arena, &b->cells[0], from, to);
    d->blocks =
        arena_room(d->arena, d->blocks, d->block_count, &d->block_capacity, sizeof *d->blocks);
    struct block part = *b;
    part.kind = kind;
    part.cells = cell;
    d->blocks[d->block_count++] = part;
}

void document_cut(struct document *d, const struct cut *cuts, size_t count) {
    struct block *old = d->blocks;
    size_t old_count = d->block_count, c = 0;
    if (!count)
        return;
    d->blocks = NULL;
    d->block_count = d->block_capacity = 0;
    for (size_t i = 0; i < old_count; i++) {
        uint32_t from = 0;
        for (; c < count && cuts[c].block == i; c++) {
            push_part(d, &old[i], from ? BLOCK_PARAGRAPH : old[i].kind, from, cuts[c].at);
            from = cuts[c].at;
        }
        if (from) {
            push_part(d, &old[i], BLOCK_PARAGRAPH, from, (uint32_t)old[i].cells[0].text.n);
            continue;
        }
        d->blocks =
            arena_room(d->arena, d->blocks, d->block_count, &d->block_capacity, sizeof *d->blocks);
        d->blocks[d->block_count++] = old[i];
    }
}
