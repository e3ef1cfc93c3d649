/* Pages set in two columns of prose, as layout text keeps them: side by side on the same lines. */
#ifndef KLOE_DOCUMENT_COLUMNS_H
#define KLOE_DOCUMENT_COLUMNS_H

#include "document/lines.h"

/* Puts the lines of such stretches into reading order: the left column, then the right one. A
 * table stays as it is: its cells are short, or one side is mostly empty. */
void columns_unweave(struct arena *a, struct text t, struct lines *lines);

#endif
