#include "analyse/breach_lines.h"

#include "document/source.h"

#include <math.h>
#include <string.h>

enum { NAME_LINES_MAX = 5, REACH = 6, COLUMNS_MAX = 4, COLUMN_SLACK = 6 };

static void push(struct analysis *a, struct breach_lines *out, struct passage p) {
    if (p.from >= p.to)
        return;
    out->items = arena_room(a->arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = (struct breach_line){.passage = p};
}

static void push_lines(struct analysis *a, struct breach_lines *out, struct passage cell) {
    struct passage line;
    for (size_t at = 0; passage_line(a->document, cell, &at, &line);)
        push(a, out, line);
}

/* ---- rows ----------------------------------------------------------------------------- */

static bool begins_breach(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->profile->breaches.row, t, 0, PATTERN_BEGINNING, NULL) ||
           pattern_match(a->matcher, &a->profile->breaches.row, t, 0, PATTERN_START, NULL);
}

static bool row_begins_breach(struct analysis *a, size_t block) {
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++)
        if (begins_breach(a, cell_text(a->document, block, c)))
            return true;
    return false;
}

/* In columns of text a row's cells are told by their places, since empty ones leave nothing. */
static size_t column_of(const struct analysis *a, size_t first, size_t block, size_t cell) {
    const struct document *d = a->document;
    double nearest = COLUMN_SLACK + 0.5;
    size_t best = cell;
    struct box box, other;
    if (d->source->format != KLOE_FORMAT_TEXT ||
        !passage_box(d, document_cell(d, block, cell), &box))
        return cell;
    for (size_t c = 0; c < d->blocks[first].cell_count && c < COLUMNS_MAX; c++) {
        if (passage_box(d, document_cell(d, first, c), &other) &&
            fabs(other.left - box.left) < nearest) {
            nearest = fabs(other.left - box.left);
            best = c;
        }
    }
    return best;
}

/* Rows from `first` to before `end` are one row whose cells go on: column by column. */
static void push_rows(struct analysis *a, struct breach_lines *out, size_t first, size_t end) {
    const struct document *d = a->document;
    for (size_t column = 0; column < COLUMNS_MAX; column++)
        for (size_t block = first; block < end; block++)
            for (size_t c = 0; c < d->blocks[block].cell_count; c++)
                if (column_of(a, first, block, c) == column)
                    push_lines(a, out, document_cell(d, block, c));
}

static size_t rows_end(struct analysis *a, size_t first, size_t end) {
    size_t i = first + 1;
    while (i < end && a->document->blocks[i].kind == BLOCK_ROW && !row_begins_breach(a, i))
        i++;
    return i;
}

static void push_blocks(struct analysis *a, const struct section *s, struct breach_lines *out) {
    for (size_t i = s->first; i < s->end;) {
        if (a->document->blocks[i].kind != BLOCK_ROW) {
            if (a->document->blocks[i].cell_count)
                push_lines(a, out, document_cell(a->document, i, 0));
            i++;
            continue;
        }
        size_t end = rows_end(a, i, s->end);
        push_rows(a, out, i, end);
        i = end;
    }
}

/* ---- activities ------------------------------------------------------------------------ */

/* Lines from `first` on that together are an activity's name; between them can be one that is not,
 * where a converter reads across columns. The number of lines, or 0. */
static size_t find_name(struct analysis *a, const struct breach_lines *l, size_t first,
                        size_t taken[NAME_LINES_MAX]) {
    const struct pattern *names = &a->profile->breaches.activities;
    struct passage parts[NAME_LINES_MAX];
    size_t count = 0, whole = 0;
    for (size_t i = first; i < l->count && i < first + REACH && count < NAME_LINES_MAX; i++) {
        if (l->items[i].activity)
            continue;
        parts[count] = l->items[i].passage;
        struct text words = text_of(passages_string(a, parts, count + 1));
        bool is_name = pattern_match(a->matcher, names, words, 0, PATTERN_WHOLE, NULL);
        if (!is_name && !pattern_match(a->matcher, names, words, 0, PATTERN_BEGINNING, NULL)) {
            if (i == first)
                return 0;
            continue;
        }
        taken[count++] = i;
        whole = is_name ? count : whole;
    }
    return whole;
}

static void find_activities(struct analysis *a, struct breach_lines *l) {
    for (size_t i = 0; i < l->count; i++) {
        size_t taken[NAME_LINES_MAX];
        struct passage parts[NAME_LINES_MAX];
        size_t n = l->items[i].activity ? 0 : find_name(a, l, i, taken);
        for (size_t k = 0; k < n; k++) {
            l->items[taken[k]].activity = true;
            parts[k] = l->items[taken[k]].passage;
        }
        if (n)
            l->items[i].activity_name = passages_string(a, parts, n);
    }
}

void breach_lines_read(struct analysis *a, const struct section *s, struct breach_lines *out) {
    *out = (struct breach_lines){0};
    push_blocks(a, s, out);
    find_activities(a, out);
}
