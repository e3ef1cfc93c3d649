/* The open row of a table or of columns. */
#include "document/text_blocks.h"

#include "base/arena.h"

void row_close(struct reader *r) {
    for (size_t c = 0; c < r->columns.count; c++) {
        for (size_t i = 0; i < r->piece_count; i++) {
            struct piece p = r->pieces[i];
            if (p.column != c)
                continue;
            builder_add(&r->builder, text_slice(r->text, p.from, p.to), p.from);
            builder_line(&r->builder, p.to);
        }
        builder_end_cell(&r->builder);
    }
    r->piece_count = 0;
}

/* Whether a column of the open row begins at `left` or nearly; *index is the nearest. */
static bool column_at(const struct reader *r, float left, size_t *index) {
    float nearest = COLUMN_SLACK + 0.5F;
    bool found = false;
    for (size_t i = 0; r->open && r->kind == BLOCK_ROW && i < r->columns.count; i++) {
        float at = r->columns.items[i].left, apart = at > left ? at - left : left - at;
        if (apart < nearest) {
            nearest = apart;
            *index = i;
            found = true;
        }
    }
    return found;
}

static bool splits(const struct reader *r, const struct segment *s) {
    size_t index = 0;
    return s->gap >= GAP_WIDE || (column_at(r, s->left, &index) && index);
}

void row_segments(const struct reader *r, const struct line *l, size_t mark, struct segments *out) {
    const struct segment *s = r->lines.segments + l->segment;
    out->count = 1;
    out->items[0] = s[0];
    for (size_t i = 1; i < l->segment_count; i++)
        if (s[i].from > l->from + mark && out->count < COLUMNS_MAX && splits(r, &s[i])) {
            out->items[out->count++] = s[i];
        } else {
            out->items[out->count - 1].to = s[i].to;
            out->items[out->count - 1].right = s[i].right;
        }
}

void row_add(struct reader *r, const struct segments *s) {
    for (size_t i = 0; i < s->count; i++) {
        size_t column = i;
        column_at(r, s->items[i].left, &column);
        if (column >= r->columns.count)
            column = r->columns.count - 1;
        r->pieces = arena_room(r->builder.document->arena, r->pieces, r->piece_count,
                               &r->piece_capacity, sizeof *r->pieces);
        r->pieces[r->piece_count++] = (struct piece){s->items[i].from, s->items[i].to, column};
        r->ended = s->items[i].to;
    }
}

/* Whether the line is the second one of some of the row's cells: fewer words than columns, each
 * beginning small below a column of its own and fitting into it. */
static bool is_second_line(const struct reader *r, const struct segments *s) {
    size_t column, last = 0;
    for (size_t i = 0; i < s->count; i++) {
        char first = r->text.s[s->items[i].from];
        if (!column_at(r, s->items[i].left, &column) || (i && column <= last) || first < 'a' ||
            first > 'z' ||
            (column + 1 < r->columns.count &&
             s->items[i].right >= r->columns.items[column + 1].left))
            return false;
        last = column;
    }
    return s->count > 1 && s->count < r->columns.count;
}

bool row_goes_on(const struct reader *r, const struct segments *s) {
    size_t column;
    if (!r->open || r->kind != BLOCK_ROW || !column_at(r, s->items[0].left, &column))
        return false;
    if (column > 0)
        return true;
    return is_second_line(r, s) || (s->count == 1 && s->items[0].right < r->columns.items[1].left);
}
