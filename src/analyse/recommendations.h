/* What the report tells whom to do, by when; and what it asks for next. */
#ifndef KLOE_ANALYSE_RECOMMENDATIONS_H
#define KLOE_ANALYSE_RECOMMENDATIONS_H

#include "analyse/analysis.h"

/* Reads the sections that open recommendations. A bullet is one; a numbered paragraph with its
 * bullets is one; where there are neither, a paragraph is one. A line that is a timescale holds
 * until the next; one that ends in a colon is a lead-in, and names the addressees of its bullets.
 */
void recommendations_read(struct analysis *a);

/* Puts recommendations, however found, into the order of the document. */
void recommendations_sort(struct analysis *a);

/* Reads the sections "Next steps": each sentence that asks for something is one. */
void next_steps_read(struct analysis *a);

#endif
