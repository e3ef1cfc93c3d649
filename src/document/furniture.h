/* Page furniture: what a page repeats of the last one is no part of the report. */
#ifndef KLOE_DOCUMENT_FURNITURE_H
#define KLOE_DOCUMENT_FURNITURE_H

#include "document/lines.h"

/* Marks running heads and feet (lines at the edges of pages that stand there on several pages,
 * numbers aside) and page numbers. Does nothing to a text of one page. */
void furniture_mark(struct arena *a, struct text t, struct lines *lines);

#endif
