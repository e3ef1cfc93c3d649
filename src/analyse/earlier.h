/* What a document says of earlier inspections: pages of a service list them all, newest first. */
#ifndef KLOE_ANALYSE_EARLIER_H
#define KLOE_ANALYSE_EARLIER_H

#include "analyse/analysis.h"

/* Fills a->earlier: blocks below the second and later headings of inspections, and below headings
 * that list earlier ones. */
void earlier_find(struct analysis *a);

/* The heading of the inspection that the report is about, where the page has such headings. */
bool inspection_heading(struct analysis *a, struct passage *heading);

/* Adds the dates of earlier inspections that those blocks give. */
void previous_read(struct analysis *a);

#endif
