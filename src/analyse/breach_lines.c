#include "analyse/breach_lines.h"

#include "analyse/list_names.h"
#include "document/source.h"

#include <math.h>
#include <string.h>

enum { REACH = 6, COLUMNS_MAX = 4, COLUMN_SLACK = 6 };

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
static void push_rows(struct analysis *a, struct list_entries *out, size_t first, size_t end) {
    const struct document *d = a->document;
    for (size_t column = 0; column < COLUMNS_MAX; column++)
        for (size_t block = first; block < end; block++)
            for (size_t c = 0; c < d->blocks[block].cell_count; c++)
                if (column_of(a, first, block, c) == column)
                    list_lines_add(a, out, block, c);
}

static size_t rows_end(struct analysis *a, size_t first, size_t end) {
    size_t i = first + 1;
    while (i < end && a->document->blocks[i].kind == BLOCK_ROW && !row_begins_breach(a, i))
        i++;
    return i;
}

static void push_blocks(struct analysis *a, const struct section *s, struct list_entries *out) {
    for (size_t i = s->first; i < s->end;) {
        if (a->document->blocks[i].kind != BLOCK_ROW) {
            if (a->document->blocks[i].cell_count)
                list_lines_add(a, out, i, 0);
            i++;
            continue;
        }
        size_t end = rows_end(a, i, s->end);
        push_rows(a, out, i, end);
        i = end;
    }
}

static enum name_state test_activity(struct analysis *a, struct text so_far, struct text line,
                                     struct text both) {
    const struct pattern *names = &a->profile->breaches.activities;
    (void)so_far, (void)line;
    if (pattern_match(a->matcher, names, both, 0, PATTERN_WHOLE, NULL))
        return NAME_WHOLE;
    return pattern_match(a->matcher, names, both, 0, PATTERN_BEGINNING, NULL) ? NAME_BEGUN
                                                                              : NAME_NONE;
}

void breach_lines_read(struct analysis *a, const struct section *s, struct list_entries *out) {
    *out = (struct list_entries){0};
    push_blocks(a, s, out);
    list_names_find(a, out, test_activity, REACH);
}
