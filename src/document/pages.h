/* Pages of a text that has no form feeds: copied, or from a converter that leaves them out. */
#ifndef KLOE_DOCUMENT_PAGES_H
#define KLOE_DOCUMENT_PAGES_H

#include "document/lines.h"

/* Gives the lines pages where numbers that stand alone count them through the text; false where
 * none do. */
bool pages_find(struct arena *a, struct text t, struct lines *lines);

#endif
