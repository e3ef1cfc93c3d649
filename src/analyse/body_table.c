#include "analyse/body_table.h"

/* The cell of the row that is the section's heading once more; the row's cell count where none. */
static size_t heading_cell(const struct analysis *a, const struct section *s, size_t block) {
    const struct block *b = &a->document->blocks[block];
    size_t c = 0;
    while (c < b->cell_count &&
           !text_same(cell_text(a->document, block, c), passage_text(a->document, s->heading)))
        c++;
    return c;
}

/* What the row's other cells name. */
static struct text other_cell(const struct analysis *a, size_t block, size_t column) {
    const struct block *b = &a->document->blocks[block];
    for (size_t c = 0; c < b->cell_count; c++)
        if (c != column && cell_text(a->document, block, c).n)
            return cell_text(a->document, block, c);
    return text_of("");
}

static void read_row(struct recommendation_list *l, size_t block, size_t column) {
    struct analysis *a = l->analysis;
    struct passage p = passage_trim(a->document, document_cell(a->document, block, column));
    l->lead = other_cell(a, block, column);
    l->parts[0] = p;
    l->part_count = 1;
    list_finish(l, list_add(l));
}

/* The first row of the items; *column is theirs. The section's end where it has no such table. */
static size_t first_row(const struct analysis *a, const struct section *s, size_t *column) {
    for (size_t b = s->first; b < s->end; b++) {
        const struct block *row = &a->document->blocks[b];
        *column = heading_cell(a, s, b);
        if (row->kind == BLOCK_ROW && row->cell_count >= 2 && *column < row->cell_count)
            return b + 1;
    }
    return s->end;
}

/* A row that is one item: what a converter made of a table's lines is seldom that. */
static bool is_whole(const struct analysis *a, size_t block, size_t cells, size_t column) {
    const struct block *row = &a->document->blocks[block];
    if (row->kind != BLOCK_ROW || row->cell_count != cells || column >= cells)
        return false;
    struct text t = text_trim(cell_text(a->document, block, column));
    return t.n && is_upper(t.s[0]) && text_ends(t, TEXT("."));
}

bool body_table_read(struct recommendation_list *l) {
    struct analysis *a = l->analysis;
    const struct section *s = l->section;
    size_t column, first = first_row(a, s, &column);
    if (first >= s->end)
        return false;
    size_t cells = a->document->blocks[first - 1].cell_count;
    for (size_t b = first; b < s->end; b++)
        if (!is_whole(a, b, cells, column))
            return false;
    for (size_t b = first; b < s->end; b++)
        read_row(l, b, column);
    l->part_count = 0;
    l->lead = TEXT("");
    return true;
}
