/* What is added behind a report. */
#ifndef KLOE_ANALYSE_ANNEX_H
#define KLOE_ANALYSE_ANNEX_H

#include "analyse/analysis.h"

/* Whose annex a heading begins: a part of the report, as its name or the line below it is a heading
 * that the family knows ("Annex A: record of inspection judgements"); or any other, which has data,
 * or quotes a law, and finds and asks nothing. */
enum annex { ANNEX_NONE, ANNEX_OWN, ANNEX_OTHER };

/* Of the annex that the block heads; *seen counts them. */
enum annex annex_at(struct analysis *a, size_t block, size_t *seen);

#endif
