/* Footnotes of HTML: a mark and its note lead to each other. */
#ifndef KLOE_DOCUMENT_HTML_NOTES_H
#define KLOE_DOCUMENT_HTML_NOTES_H

#include "document/html_events.h"

struct document;

/* Hides marks of footnotes and footnotes: a link with a mark's words leads to an element, out of
 * which one leads back to the mark. In a superscript a mark needs no note. */
void html_notes_hide(struct arena *a, struct text source, struct html_events *events);

/* Adds the notes as blocks beside the flow. */
void html_notes_keep(struct document *d, const struct html_events *events);

#endif
