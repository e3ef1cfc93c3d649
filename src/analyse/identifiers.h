/* Identifiers of the inspected body: words that have the shape of their scheme. */
#ifndef KLOE_ANALYSE_IDENTIFIERS_H
#define KLOE_ANALYSE_IDENTIFIERS_H

#include "analyse/analysis.h"

bool identifier_is_known(const struct analysis *a, const char *scheme);

/* Gives the report the identifier with which the words begin. Words without the scheme's shape are
 * none; where they stand as one (`told`), a diagnostic says so. */
void identifier_add(struct analysis *a, const char *scheme, struct passage words, bool told);

#endif
