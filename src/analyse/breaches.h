/* Tables of regulations that were broken: which, in what activity, how, and what was done. */
#ifndef KLOE_ANALYSE_BREACHES_H
#define KLOE_ANALYSE_BREACHES_H

#include "analyse/section.h"

/* Adds a recommendation for each regulation of which the section says how it was broken, and, where
 * the family says so, a standard for each row. */
void breaches_read(struct analysis *a, const struct section *s);

#endif
