/* The report's title, and the name of what was inspected. */
#ifndef KLOE_ANALYSE_TITLE_H
#define KLOE_ANALYSE_TITLE_H

#include "analyse/claims.h"

/* Blocks that are searched for what stands above the first section. */
enum { FRONT_MATTER_BLOCKS = 200 };

void title_find(struct analysis *a);

/* Claims the subject by the family's patterns, in the title block. */
void subject_find(struct analysis *a);

/* Claims it, where the words can be a name. */
bool subject_claim(struct analysis *a, struct passage p, const struct pattern *rule,
                   struct standing standing);

#endif
