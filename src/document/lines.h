/* A text cut into lines, with the pages they stand on. */
#ifndef KLOE_DOCUMENT_LINES_H
#define KLOE_DOCUMENT_LINES_H

#include <stdint.h>

#include "base/text.h"

struct arena;

struct line {
    uint32_t from, to; /* in the source, white space at both ends and form feeds left out */
    uint32_t page;     /* from 0 */
    uint32_t column;   /* in characters, where the text begins */
    bool furniture;    /* running head, page number: not part of the flow */
};

struct lines {
    struct line *items;
    size_t count, capacity;
    uint32_t pages;
};

void lines_split(struct arena *a, struct text t, struct lines *out);

static inline struct text line_text(struct text t, const struct line *l) {
    return text_slice(t, l->from, l->to);
}

/* Whether most of the text stands in lines too long to have been wrapped, so that every line is a
 * paragraph of its own. */
bool lines_are_unwrapped(const struct lines *lines);

#endif
