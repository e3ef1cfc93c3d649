/* Formal judgements: grades bound to their labels. */
#ifndef KLOE_ANALYSE_JUDGEMENTS_H
#define KLOE_ANALYSE_JUDGEMENTS_H

#include "analyse/analysis.h"

/* Reads the tables that the profile's judgement rules open. Labels and grades may wrap, and the
 * lines of the two may stand in any order near each other; a grade counts only where no other label
 * could claim it. A label with several grades, or none, is a diagnostic and no judgement. */
void judgements_read(struct analysis *a);

#endif
