/* What a standard's section says of it: grade, score, impact, whether it was assessed. */
#ifndef KLOE_ANALYSE_STANDARD_VALUES_H
#define KLOE_ANALYSE_STANDARD_VALUES_H

#include "analyse/section.h"

/* The first match of each rule in the section counts. */
void standard_values_read(struct analysis *a, const struct section *s, kloe_standard *out);

#endif
