/* Values that stand in sentences, in links and in running lines. */
#ifndef KLOE_ANALYSE_CAPTURES_H
#define KLOE_ANALYSE_CAPTURES_H

#include "analyse/analysis.h"

void captures_read(struct analysis *a);

#endif
