/* Headings that are nearly one of the family's. */
#ifndef KLOE_ANALYSE_HEADING_H
#define KLOE_ANALYSE_HEADING_H

#include "analyse/analysis.h"

/* The section whose heading the words are but for slips of a letter or where words end; NULL where
 * none is. */
const struct section_rule *heading_near(struct analysis *a, struct text words);

/* The same for the headings of tables of judgements. */
const struct judgement_rule *group_near(struct analysis *a, struct text words);

#endif
