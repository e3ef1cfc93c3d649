/* Documents that are no reports: grades that a regulator gave to a named service, and what bodies
 * are told to do. */
#ifndef KLOE_ANALYSE_MENTIONS_H
#define KLOE_ANALYSE_MENTIONS_H

#include "analyse/analysis.h"

/* A grade counts where the piece names the regulator, and a sentence, an item or a row the service
 * by a proper name and the grade as a fact; each service's grade once. */
void mentions_read(struct analysis *a);

#endif
