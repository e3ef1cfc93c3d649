/* Some blocks of a document as one text, for patterns that look across blocks. */
#ifndef KLOE_DOCUMENT_EXCERPT_H
#define KLOE_DOCUMENT_EXCERPT_H

#include "document/document.h"

/* Where one cell's text begins in the excerpt. */
struct excerpt_part {
    uint32_t at, block, cell;
};

/* Cells are divided by blank lines ("\n\n"), which no cell has inside. */
struct excerpt {
    struct text text;
    struct excerpt_part *parts;
    size_t part_count;
};

/* At most so many blocks, from block `first` on (at most the document's count), and bytes. */
struct excerpt excerpt_make(struct arena *a, const struct document *d, size_t first, size_t blocks,
                            size_t bytes);

/* The stretch of the excerpt as a part of the cell in which it begins, cut at that cell's end. */
struct passage excerpt_passage(const struct document *d, const struct excerpt *e, size_t from,
                               size_t to);

#endif
