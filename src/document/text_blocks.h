/* Lines of text into blocks: what the parts of text_reader.c share. */
#ifndef KLOE_DOCUMENT_TEXT_BLOCKS_H
#define KLOE_DOCUMENT_TEXT_BLOCKS_H

#include "document/builder.h"
#include "document/lines.h"
#include "document/marker.h"

enum { COLUMNS_MAX = 12, COLUMN_SLACK = 2 };

/* The parts of a line between wide gaps. */
struct segments {
    struct segment items[COLUMNS_MAX];
    size_t count;
};

/* A piece of the open row, in one of its columns. */
struct piece {
    uint32_t from, to;
    size_t column;
};

struct reader {
    struct builder builder;
    struct text text;
    struct lines lines;
    struct series series;
    bool numbered;      /* the open block began with a number */
    bool open, waiting; /* waiting: for the text of a mark that stands alone on its line */
    enum block_kind kind;
    uint32_t mark; /* of the open item */
    float mark_left;
    uint32_t level;        /* of the open heading */
    size_t started, ended; /* of the open block in the source */
    uint32_t page;         /* of its last line */
    float left;
    size_t block_lines;      /* that it has */
    bool hangs;              /* the text's items have a blank line below their first line */
    struct segments columns; /* of the open row */
    struct piece *pieces;
    size_t piece_count, piece_capacity;
};

static inline bool flow_is_small(struct text t) { return t.n && t.s[0] >= 'a' && t.s[0] <= 'z'; }

/* The open block's text so far; empty where none is open. */
static inline struct text flow_before(const struct reader *r) {
    return r->open ? text_slice(r->text, r->started, r->ended) : text_slice(r->text, 0, 0);
}

/* ---- rows ----------------------------------------------------------------------------- */

/* The line's segments behind its first `mark` bytes, as far as wide gaps part them. */
void row_segments(const struct reader *r, const struct line *l, size_t mark, struct segments *out);

/* Whether they go on with the open row's cells: they begin in a later column, or one stands alone
 * under the first one and fits into it, since labels and values wrap. */
bool row_goes_on(const struct reader *r, const struct segments *s);

/* Adds them to the open row; ends its cells. */
void row_add(struct reader *r, const struct segments *s);
void row_close(struct reader *r);

/* ---- over gaps ------------------------------------------------------------------------ */

/* Whether the open block goes on with line i, behind so many blank lines or a page's end. */
bool flow_goes_on(const struct reader *r, size_t i, size_t blanks);

/* Whether line i of unwrapped text is the rest of the open block all the same: some converters wrap
 * the first line of a marked paragraph, and that one alone. */
bool flow_is_rest(const struct reader *r, size_t i);

/* Converters that tell paragraphs by where lines begin cut an item whose first line begins further
 * left than the others. Where a text's items are cut so in the middle of a sentence, they are so at
 * the end of one too. */
bool flow_items_hang(struct text t, const struct lines *lines);

/* ---- headings ------------------------------------------------------------------------- */

/* How many lines the heading has that begins with line i; 0 where it is none: a sentence, a label,
 * words in a row or in a paragraph, text that is set bold. */
size_t flow_heading(const struct reader *r, size_t i, size_t blanks);

#endif
