/* Sentences that ask for something, where nothing lists it. */
#ifndef KLOE_ANALYSE_ADVICE_H
#define KLOE_ANALYSE_ADVICE_H

#include "analyse/section.h"

/* Adds the sentences of a section that is no list: of "Next steps" each that asks for something; of
 * others those of the family's, "We recommend that the provider ...", as recommendations. */
void advice_read(struct analysis *a, const struct section *s);

#endif
