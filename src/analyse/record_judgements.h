/* The judgements of a record, and which of its inspections they are of. */
#ifndef KLOE_ANALYSE_RECORD_JUDGEMENTS_H
#define KLOE_ANALYSE_RECORD_JUDGEMENTS_H

#include "analyse/record_find.h"

/* Adds the judgements in the record's order, and finds first what newer ones of the same name have
 * superseded. */
void record_judgements_read(struct analysis *a);

/* Whether the value stands in what was superseded. */
bool record_is_superseded(const struct analysis *a, uint32_t value);

/* The status that the path's words are: "Not Assessed" is "not-assessed". NULL: none. */
const char *record_status(struct analysis *a, const struct record_path *path, uint32_t value);

#endif
