/* What the values of labels and sentences are to the report: dates, names, identifiers. */
#ifndef KLOE_ANALYSE_VALUES_H
#define KLOE_ANALYSE_VALUES_H

#include "analyse/units.h"

/* Sets what the field is from the lines of its value. What is given already stands; another value
 * for it is a diagnostic, as is one that cannot be read. */
void value_apply(struct analysis *a, const struct field_rule *f, struct passage label,
                 const struct units *lines);

/* Whether it is a date that the report has once. */
bool value_is_dates(enum field_kind kind);

/* Whether the report has it already; whether its label was there and its value not readable. */
bool value_is_given(const struct analysis *a, enum field_kind kind);
bool value_is_unreadable(const struct analysis *a, enum field_kind kind);

/* The dates in the lines, which may run over a line's end and be in any order. */
bool value_dates(struct analysis *a, const struct units *lines, struct date_range *range,
                 kloe_at *at);

#endif
