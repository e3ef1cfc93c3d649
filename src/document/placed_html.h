/* HTML that a PDF converter wrote with positions: `pdftohtml -c`, `mutool draw -F html`. */
#ifndef KLOE_DOCUMENT_PLACED_HTML_H
#define KLOE_DOCUMENT_PLACED_HTML_H

#include "document/flow.h"
#include "document/html_events.h"

/* Whether most of the text stands in elements whose `style` says how far from the left and the top
 * of their page. */
bool html_is_placed(const struct html_events *events);

/* The text in lines, as of a PDF, with its places; *in_source: the same places by where their text
 * stands in the source. */
void html_placed_flow(struct arena *a, const struct html_events *events, struct flow *out,
                      struct places *in_source);

#endif
