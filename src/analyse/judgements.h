/* Formal judgements: grades bound to their labels. */
#ifndef KLOE_ANALYSE_JUDGEMENTS_H
#define KLOE_ANALYSE_JUDGEMENTS_H

#include "analyse/analysis.h"

/* Reads the tables that the profile's judgement rules open. A grade counts only beside or after a
 * label; a label with two grades, or none, is a diagnostic and no judgement. */
void judgements_read(struct analysis *a);

#endif
