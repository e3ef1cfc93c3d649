/* What sentences tell of regulations that are broken, of what was done about it, and of special
 * measures; where a table of breaches tells the former, the sentences only repeat it. */
#ifndef KLOE_ANALYSE_TOLD_H
#define KLOE_ANALYSE_TOLD_H

#include "analyse/analysis.h"

void told_read(struct analysis *a);

#endif
