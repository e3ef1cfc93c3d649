/* Headings that plain text draws: between stars, or over a line of their own width. */
#ifndef KLOE_DOCUMENT_DRAWN_H
#define KLOE_DOCUMENT_DRAWN_H

#include "base/text.h"
#include "document/lines.h"

struct drawn {
    size_t from, to; /* of its words */
    uint32_t level;
    size_t lines; /* that it has, with what is drawn */
};

/* Whether a heading that is drawn begins with line i. */
bool drawn_heading(struct text t, const struct lines *lines, size_t i, struct drawn *out);

#endif
