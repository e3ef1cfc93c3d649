/* Headings that share a block with other text. */
#ifndef KLOE_ANALYSE_CUTS_H
#define KLOE_ANALYSE_CUTS_H

#include "analyse/analysis.h"

/* Cuts headings, and timescales that head lists, that share a block with the text around them out
 * of it. Such a heading is one line, or up to four, that a rule matches whole, with a new sentence
 * behind it. To be called before anything points at the document's blocks. */
void sections_cut(struct analysis *a, struct document *d);

#endif
