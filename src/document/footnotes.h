/* Footnotes: what stands at a page's foot and belongs to a word above is no part of the flow. */
#ifndef KLOE_DOCUMENT_FOOTNOTES_H
#define KLOE_DOCUMENT_FOOTNOTES_H

#include "document/lines.h"

/* Marks the footnotes at the feet of pages, where furniture is marked and lines are measured: lines
 * from a mark on (a number, an asterisk) that is glued to a word above, to the end of the page.
 * `body` is the size of most letters; where it is known a footnote's are smaller, else 0. */
void footnotes_mark(struct text t, struct lines *lines, double body);

#endif
