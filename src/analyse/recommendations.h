/* What the report tells whom to do, by when; and what it asks for next. */
#ifndef KLOE_ANALYSE_RECOMMENDATIONS_H
#define KLOE_ANALYSE_RECOMMENDATIONS_H

#include "analyse/analysis.h"

/* Reads all sections, and puts what they ask for into the order of the document. In one that opens
 * recommendations a bullet is one; a numbered paragraph with its bullets is one; where there are
 * neither, a paragraph is one. A line that is a timescale holds until the next; one that ends in a
 * colon is a lead-in, and names the addressees of its bullets. */
void recommendations_read(struct analysis *a);

#endif
