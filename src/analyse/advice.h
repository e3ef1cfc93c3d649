/* Recommendations that are sentences of the text: "We recommend that the provider ...". */
#ifndef KLOE_ANALYSE_ADVICE_H
#define KLOE_ANALYSE_ADVICE_H

#include "analyse/analysis.h"

void advice_read(struct analysis *a);

#endif
