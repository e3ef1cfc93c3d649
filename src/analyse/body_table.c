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
    if (p.from >= p.to)
        return;
    l->lead = other_cell(a, block, column);
    l->parts[0] = p;
    l->part_count = 1;
    list_finish(l, list_add(l));
}

bool body_table_read(struct recommendation_list *l) {
    struct analysis *a = l->analysis;
    const struct section *s = l->section;
    size_t before = a->report->recommendations.count, column = SIZE_MAX, cells = 0;
    for (size_t b = s->first; b < s->end; b++) {
        const struct block *row = &a->document->blocks[b];
        if (row->kind != BLOCK_ROW || row->cell_count < 2)
            continue;
        size_t c = heading_cell(a, s, b);
        if (c < row->cell_count) {
            column = c;
            cells = row->cell_count;
        } else if (column != SIZE_MAX && row->cell_count == cells) {
            read_row(l, b, column);
        }
    }
    l->part_count = 0;
    return a->report->recommendations.count > before;
}
