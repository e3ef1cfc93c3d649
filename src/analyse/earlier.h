/* What a document says of earlier inspections: pages of a service list them all, newest first. */
#ifndef KLOE_ANALYSE_EARLIER_H
#define KLOE_ANALYSE_EARLIER_H

#include "analyse/analysis.h"

/* Adds the dates of earlier inspections that it gives. */
void previous_read(struct analysis *a);

#endif
