/* The parts of a document: what is said of this inspection, what of others on the same page, and
 * what is of none. */
#ifndef KLOE_ANALYSE_PARTS_H
#define KLOE_ANALYSE_PARTS_H

#include "analyse/section.h"

/* Fills a->sections with the parts, and a->inspection. The first one is the title block; every
 * block is in one of them. The current inspection is the newest that could judge something. */
void parts_find(struct analysis *a);

#endif
