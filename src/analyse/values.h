/* What the values of labels and sentences are to the report: dates, names, identifiers. */
#ifndef KLOE_ANALYSE_VALUES_H
#define KLOE_ANALYSE_VALUES_H

#include "analyse/claims.h"

/* Sets what the field is from the lines of its value, or claims it where the report has it once;
 * `standing` is how sure its place makes the claim. */
void value_apply(struct analysis *a, const struct field_rule *f, struct passage label,
                 const struct units *lines, struct standing standing);

/* Whether it is a date that the report has once. */
bool value_is_dates(enum field_kind kind);

#endif
