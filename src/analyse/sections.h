/* The sections of a report: which heading opens what, and which blocks belong to it. */
#ifndef KLOE_ANALYSE_SECTIONS_H
#define KLOE_ANALYSE_SECTIONS_H

#include "analyse/section.h"

/* Fills a->tables and a->sections. What looks like a heading inside a table is a label. The first
 * section is the front matter; every block is in one of them. */
void sections_find(struct analysis *a);

#endif
