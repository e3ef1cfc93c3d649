/* The one document model: what every format becomes, and all that later stages see.
 *
 * A document is a flat list of blocks. A block has one cell of text, a table row one or more. In a
 * cell's text white space is folded: one space between words, and one line feed where the input
 * broke the line. Each stretch of the text knows which bytes of the input it was read from, so that
 * any part of it can be shown in its place. */
#ifndef KLOE_DOCUMENT_DOCUMENT_H
#define KLOE_DOCUMENT_DOCUMENT_H

#include <kloe/kloe.h>
#include <stdint.h>

#include "base/text.h"
#include "document/place.h"

struct arena;
struct record;
struct source;

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,  /* of a list; marks of bullets are not in the text, printed numbers are */
    BLOCK_ROW,   /* of a table or of columns, or a term with its definitions */
    BLOCK_BREAK, /* between pages: no text */
    /* beside the flow: */
    BLOCK_LINK,      /* where a link leads */
    BLOCK_FURNITURE, /* a running head or foot */
    BLOCK_FOOTNOTE
};

/* `width` bytes of text from `at` on stand at `source`, `length` bytes there. Where the two differ
 * (a character reference, folded white space) the stretch goes as a whole. */
struct run {
    uint32_t at, width, source, length;
};

struct cell {
    struct text text;
    struct run *runs;
    uint32_t run_count;
    bool header; /* of a table's heading row or column */
};

struct block {
    enum block_kind kind;
    uint32_t level; /* of a heading, 1 to 6: as marked, or by the size and weight of its letters */
    bool styled;    /* the latter: two of one level can stand one below the other */
    uint32_t mark;  /* of an item: its bullet's character; of HTML's, how deep its list is */
    uint32_t ordinal; /* of an item that markup numbers (HTML's <ol>), else 0 */
    uint32_t cell_count;
    struct cell *cells;
};

struct document {
    struct arena *arena;
    const struct source *source;
    struct block *blocks;
    size_t block_count, block_capacity;
    struct block *asides; /* links and furniture: not in the flow */
    size_t aside_count, aside_capacity;
    struct text words; /* of the cells, one behind the other, as far as there is room for them */
    size_t words_room;
    uint32_t *lines, *pages; /* offsets at which they start */
    size_t line_count, line_capacity, page_count, page_capacity;
    struct places places;        /* of the source's text; may be empty */
    const struct record *record; /* the values of JSON; NULL in other formats */
    bool damaged; /* the format's own rules were broken so that text may be missing */
};

/* Blocks beside the flow are counted from here. */
#define ASIDE_FIRST ((size_t)1 << 31)

/* A part of one cell's text. */
struct passage {
    uint32_t block, cell, from, to;
};

/* A document without blocks as yet: for readers. */
void document_open(struct arena *a, const struct source *source, struct document *out);

/* A cell's text, which stays where it then is. */
struct text document_keep(struct document *d, const char *s, size_t n);

/* A block of the flow, or beside it. */
const struct block *document_block(const struct document *d, size_t block);

/* Whether a heading ends what stands below another block. */
bool heading_outranks(const struct block *heading, const struct block *other);

/* The text of a block's first cell; of a cell. */
struct text block_text(const struct document *d, size_t block);
struct text cell_text(const struct document *d, size_t block, size_t cell);
struct text passage_text(const struct document *d, struct passage p);

/* The least stretch of the input that holds both passages. */
kloe_at document_at(const struct document *d, struct passage p, struct passage q);

/* The whole of one cell, and the stretch of one passage, as above. */
struct passage document_cell(const struct document *d, size_t block, size_t cell);
kloe_at passage_at(const struct document *d, struct passage p);

/* The least stretch that holds both. */
kloe_at at_around(kloe_at a, kloe_at b);

/* Where the passage stands: all of it that is on the page where it begins. False where nothing is
 * known of that: in HTML without positions, Markdown and JSON, and on lines too long to be laid
 * out. */
bool passage_box(const struct document *d, struct passage p, struct box *out);

/* To be called by readers where a page begins. */
void document_page(struct document *d, size_t offset);

#endif
