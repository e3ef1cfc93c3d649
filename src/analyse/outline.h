/* The outline of a report: which heading opens what, what stands below what, and which blocks
 * belong to it. */
#ifndef KLOE_ANALYSE_OUTLINE_H
#define KLOE_ANALYSE_OUTLINE_H

#include "analyse/section.h"

/* Fills a->tables and a->sections. What looks like a heading inside a table is a label. The first
 * section is the front matter; every block is in one of them. */
void outline_make(struct analysis *a);

#endif
