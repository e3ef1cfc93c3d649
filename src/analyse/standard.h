/* Adding standards to the report: each once, wherever it is named. */
#ifndef KLOE_ANALYSE_STANDARD_H
#define KLOE_ANALYSE_STANDARD_H

#include "analyse/analysis.h"

/* The report's standard of that number (or NULL) and title, added if it is new; of a law named in
 * print (or NULL) a standard of its own. What the catalogues know of it is filled in. */
kloe_standard *standard_add(struct analysis *a, const char *law, const char *number,
                            const char *title, kloe_at at);

#endif
