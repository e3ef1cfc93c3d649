/* Who is rated: a trust, one of its locations, a core service there. */
#ifndef KLOE_ANALYSE_LEVELS_H
#define KLOE_ANALYSE_LEVELS_H

#include "analyse/analysis.h"

/* The judgements of a grid have their level; the others are of what the overall one names ("Overall
 * rating for this trust"). A report that names neither trust nor location has none. */
void levels_note(struct analysis *a);

#endif
