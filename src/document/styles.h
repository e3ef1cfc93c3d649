/* The ranks of a PDF's lines, by the size and weight of their letters. */
#ifndef KLOE_DOCUMENT_STYLES_H
#define KLOE_DOCUMENT_STYLES_H

#include "document/lines.h"

/* Sets the lines' ranks: 0 where letters are as those of most of the text or less, else from 1 for
 * the largest, bold before normal of one size. */
void styles_rank(struct lines *lines);

#endif
