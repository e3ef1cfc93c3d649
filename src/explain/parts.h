/* The parts of an explanation, a file each. */
#ifndef KLOE_EXPLAIN_PARTS_H
#define KLOE_EXPLAIN_PARTS_H

#include "analyse/analysis.h"

/* Families that the document has signs of. */
void explain_families(struct analysis *a, const kloe_engine *e, kloe_explanation *out);

/* Claims for the values that a report has once. */
void explain_claims(struct analysis *a, kloe_explanation *out);

/* What was promised and is missing. */
void explain_missing(struct analysis *a, kloe_explanation *out);

/* Lines of the document: all, or those that have a part of out->line. To be called last, since what
 * is missing says what to look for. */
void explain_lines(struct analysis *a, kloe_explanation *out);

#endif
