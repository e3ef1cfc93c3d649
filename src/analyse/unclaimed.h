/* Grades in the front part of a report that no rule took. */
#ifndef KLOE_ANALYSE_UNCLAIMED_H
#define KLOE_ANALYSE_UNCLAIMED_H

#include "analyse/analysis.h"

/* To be called when all judgements and standards have been read: a diagnostic for each row in which
 * a grade of the family's scale stands beside words, and of which nobody took anything. */
void unclaimed_note(struct analysis *a);

#endif
