/* Text whose line breaks are lost: its title block is one long line, in which only the labels and
 * lines that a family's reports have tell where one ended. */
#ifndef KLOE_ANALYSE_FLAT_H
#define KLOE_ANALYSE_FLAT_H

#include "analyse/analysis.h"

/* Cuts it there. */
void flat_cut(struct analysis *a, struct document *d);

#endif
