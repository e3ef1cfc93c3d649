/* Documents that are no reports: grades that a regulator gave to a named service, and what bodies
 * are told to do. */
#ifndef KLOE_ANALYSE_MENTIONS_H
#define KLOE_ANALYSE_MENTIONS_H

#include "analyse/analysis.h"

/* Sentence by sentence. A grade counts where the sentence names the regulator, the service by a
 * proper name, and the giving of the grade as a fact. */
void mentions_read(struct analysis *a);

#endif
