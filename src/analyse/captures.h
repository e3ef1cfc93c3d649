/* Values that stand in sentences, in links and in running lines. */
#ifndef KLOE_ANALYSE_CAPTURES_H
#define KLOE_ANALYSE_CAPTURES_H

#include "analyse/analysis.h"

/* What a label has given already stands. The fallbacks have a turn of their own. */
void captures_read(struct analysis *a, bool fallback);

#endif
