/* Building the block list: text goes in piece by piece with its place in the input, and comes out
 * folded, with its runs. */
#ifndef KLOE_DOCUMENT_BUILDER_H
#define KLOE_DOCUMENT_BUILDER_H

#include "document/document.h"

struct flow;

struct builder {
    struct document *document;
    const struct flow *flow; /* NULL: offsets are the source's; else the flow's */
    char *text;              /* of the open cell */
    size_t n, capacity;
    struct run *runs;
    size_t run_count, run_capacity;
    struct cell *cells; /* of the open block, closed ones */
    size_t cell_count, cell_capacity;
    char pending; /* white space seen since the last character: 0, ' ' or '\n' */
    size_t pending_source, pending_length;
    bool soft_hyphen; /* the last character was one: a line end after it joins a word */
};

void builder_open(struct builder *b, struct document *d);

/* Adds UTF-8 text that stands at `offset` of the input (or of the flow). Line feeds in it break the
 * line. */
void builder_add(struct builder *b, struct text t, size_t offset);

/* Adds text that the input writes otherwise (a character reference): `length` bytes there. */
void builder_add_as(struct builder *b, struct text t, size_t offset, size_t length);

/* Breaks the line, or separates words. */
void builder_line(struct builder *b, size_t offset);
void builder_space(struct builder *b, size_t offset);

/* Ends the cell, and gives it, or the block. A block without text is dropped. */
struct cell *builder_end_cell(struct builder *b);
struct block *builder_end_block(struct builder *b, enum block_kind kind);

/* Ends the block as one beside the flow. */
void builder_end_aside(struct builder *b, enum block_kind kind);

/* Adds a finished cell again (one that spans rows). */
void builder_repeat_cell(struct builder *b, struct cell c);

void builder_break(struct builder *b);

#endif
