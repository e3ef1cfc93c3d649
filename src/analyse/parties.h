/* People and organisations that the report names with a role. */
#ifndef KLOE_ANALYSE_PARTIES_H
#define KLOE_ANALYSE_PARTIES_H

#include "analyse/units.h"

/* Adds those whom the lines name. Where the field has many organisations, each line is one; for
 * people see persons.h. A label without a name behind it is a diagnostic. */
void people_add(struct analysis *a, const struct field_rule *f, struct passage label,
                const struct units *lines);
void organisations_add(struct analysis *a, const struct field_rule *f, struct passage label,
                       const struct units *lines);

#endif
