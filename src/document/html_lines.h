/* HTML that a PDF converter wrote line by line: with <br> and no paragraphs, as preformatted text,
 * or with hardly anything but headings. */
#ifndef KLOE_DOCUMENT_HTML_LINES_H
#define KLOE_DOCUMENT_HTML_LINES_H

#include "document/flow.h"
#include "document/html_events.h"

/* Whether line breaks far outnumber paragraphs, items, cells and headings, or most of the text is
 * preformatted or in headings. */
bool html_is_in_lines(const struct html_events *events);

/* The page's text in lines; rules and the blocks of pages begin pages. */
void html_flow(struct arena *a, const struct html_events *events, struct flow *out);

#endif
