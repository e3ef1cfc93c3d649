/* What is known beside the document: what the caller gave, and what the register has. */
#ifndef KLOE_ANALYSE_KNOWN_H
#define KLOE_ANALYSE_KNOWN_H

#include "analyse/analysis.h"

/* The report carries what was given. False where it gives as a date what is none. */
bool known_take(struct analysis *a, const kloe_meta *meta, size_t count);

/* Dues count from the publication that was given, where the document prints none. */
void known_publication(struct analysis *a);

/* The local authority whose services or area were inspected. */
void known_authority(struct analysis *a);

#endif
