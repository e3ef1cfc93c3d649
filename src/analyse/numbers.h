/* Gaps in the numbers of findings and recommendations. */
#ifndef KLOE_ANALYSE_NUMBERS_H
#define KLOE_ANALYSE_NUMBERS_H

#include "analyse/analysis.h"

/* Adds a diagnostic where a series lacks numbers, at its start too. To be called once findings and
 * recommendations are read. */
void numbers_check(struct analysis *a);

#endif
