/* Text with its places on pages, as a PDF's converter gives it, and the lines that it makes. */
#ifndef KLOE_DOCUMENT_PLACED_H
#define KLOE_DOCUMENT_PLACED_H

#include <stdint.h>

#include "base/text.h"

struct arena;
struct places;

/* A stretch of one font on one line. Lengths are in points, from the page's top left corner. */
struct placed {
    struct text text;
    double left, top, right, bottom, baseline, size;
    bool bold;
    uint32_t page, index; /* from 0: the page, and which of the document's stretches it is */
};

/* What no page is as large as is a fault of the file's: 0. */
static inline double placed_points(double points) {
    return points > -1e6 && points < 1e6 ? points : 0;
}

struct placed_text {
    struct placed *items;
    size_t count, capacity;
    uint32_t pages;
    bool words;        /* each stretch is one: a gap parts them where letters touch otherwise */
    size_t read, seen; /* bytes of what arrives page by page: read, and searched for a page's end */
    bool broken;       /* what arrived is no JSON */
};

/* Reads what `mutool draw -F stext.json` prints. False where it is something else; what was read
 * until there stays. */
bool placed_read(struct arena *a, struct text json, struct placed_text *out);

/* Reads the pages that are whole while more is on its way; placed_read goes on behind them. */
void placed_read_arrived(struct arena *a, struct text json, struct placed_text *out);

/* The same of `pdftotext -bbox-layout`: word by word, without sizes and weights. */
bool placed_read_xhtml(struct arena *a, struct text xhtml, struct placed_text *out);

/* The text in lines: stretches that share a line are one, whatever their order in the file; a gap
 * wider than a letter parts columns, as three spaces; a distance wider than a line is a blank line.
 * A form feed ends each page. *places says where each stretch of the text stands. Reorders the
 * items. */
struct text placed_lines(struct arena *a, struct placed_text *placed, struct places *places);

#endif
