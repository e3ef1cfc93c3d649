/* What a web site says around a report: where the reader is, other names, other services. */
#ifndef KLOE_ANALYSE_CHROME_H
#define KLOE_ANALYSE_CHROME_H

#include "analyse/analysis.h"

/* Takes the site's own lines out of the flow, so that no reader meets them. */
void chrome_drop(struct analysis *a, struct document *document);

/* The passage without a word of the site before a name: "Archived: Wexmoor Lodge". */
struct passage chrome_trim(struct analysis *a, struct passage p);

/* Whether the line heads what is of other services: "Other care homes near here". */
bool is_beside(struct analysis *a, struct text t);

#endif
