/* A text cut into lines, with the pages they stand on. */
#ifndef KLOE_DOCUMENT_LINES_H
#define KLOE_DOCUMENT_LINES_H

#include <stdint.h>

#include "base/text.h"

struct arena;
struct places;

/* A stretch of a line between gaps of two spaces or more. Where it stands is in letters: those of
 * the text, or in a PDF as many times the width of a letter of its most common size. */
struct segment {
    uint32_t from, to;
    float left, right;
    uint32_t gap; /* the spaces before it; a tab is a wide gap */
};

enum { GAP_LEAST = 2, GAP_WIDE = 3, SEGMENTS_MAX = 64 };

struct line {
    uint32_t from, to; /* in the source, white space at both ends and form feeds left out */
    uint32_t page;     /* from 0 */
    uint32_t segment, segment_count;
    float left;     /* in letters */
    float size;     /* of its largest letters, in points; 0: not known */
    bool bold;      /* all of it */
    uint32_t rank;  /* of a heading, by size and weight; 0: of the text, or not known */
    bool furniture; /* running head, page number, footnote: not part of the flow */
    bool footnote;
    uint32_t mark; /* of an item that begins here, where it stood elsewhere; else 0 */
    bool spent;    /* a mark alone, whose item stands above it */
};

struct lines {
    struct line *items;
    size_t count, capacity;
    struct segment *segments;
    size_t segment_count, segment_capacity;
    uint32_t pages;
};

void lines_split(struct arena *a, struct text t, struct lines *out);

/* In double-spaced text, drops the blank line below every line: only a second one says anything. */
void lines_close_up(struct text t, struct lines *lines);

/* Finds the lines' segments, and where they stand: in a PDF by its places, else by the letters
 * before them. */
void lines_measure(struct arena *a, struct text t, const struct places *places,
                   struct lines *lines);

static inline struct text line_text(struct text t, const struct line *l) {
    return text_slice(t, l->from, l->to);
}

/* Whether most of the text stands in lines too long to have been wrapped, so that every line is a
 * paragraph of its own. */
bool lines_are_unwrapped(const struct lines *lines);

#endif
