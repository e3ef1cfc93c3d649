#include "analyse/units.h"

#include "analyse/section.h"

void units_add(struct analysis *a, struct units *u, struct passage p, bool in_row) {
    p = passage_trim(a->document, p);
    u->items = arena_room(a->arena, u->items, u->count, &u->capacity, sizeof *u->items);
    u->items[u->count++] = (struct unit){.passage = p, .in_row = in_row};
}

void units_add_lines(struct analysis *a, struct units *u, struct passage p) {
    struct passage line;
    for (size_t at = 0; passage_line(a->document, p, &at, &line);)
        units_add(a, u, line, false);
}

size_t units_passages(const struct units *u, struct passage out[UNITS_PASSAGES_MAX]) {
    size_t n = 0;
    for (; n < u->count && n < UNITS_PASSAGES_MAX; n++)
        out[n] = u->items[n].passage;
    return n;
}

struct units units_of(struct analysis *a, size_t first, size_t end) {
    struct units u = {0};
    const struct document *d = a->document;
    for (size_t i = first; i < end; i++) {
        bool row = d->blocks[i].kind == BLOCK_ROW;
        for (size_t c = 0; !is_beside_report(a, i) && c < d->blocks[i].cell_count; c++) {
            if (row)
                units_add(a, &u, document_cell(d, i, c), true);
            else
                units_add_lines(a, &u, document_cell(d, i, c));
        }
    }
    return u;
}
