/* What the family promises and the report lacks. */
#ifndef KLOE_ANALYSE_ABSENT_H
#define KLOE_ANALYSE_ABSENT_H

#include "analyse/analysis.h"

/* Fills report->absent with a reason for every value that is missing, and warns of those that the
 * family always has. */
void absent_note(struct analysis *a);

#endif
