/* Earlier inspections that a page lists, and what its list says of this one. */
#ifndef KLOE_ANALYSE_PREVIOUS_H
#define KLOE_ANALYSE_PREVIOUS_H

#include "analyse/analysis.h"

/* Adds the dates that are said of earlier inspections; and this one's publication, where nothing
 * else gave it. */
void previous_read(struct analysis *a);

#endif
