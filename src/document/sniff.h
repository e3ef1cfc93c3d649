/* What a document is, told from its bytes. */
#ifndef KLOE_DOCUMENT_SNIFF_H
#define KLOE_DOCUMENT_SNIFF_H

#include <kloe/kloe.h>

#include "base/text.h"

/* A PDF's header stands near its start. */
bool sniff_pdf(struct text bytes);

/* Refuses formats that are no text (archives, office files, pictures), with what to do about each.
 */
kloe_status sniff_container(const char *path, struct text bytes, kloe_error *error);

/* HTML, Markdown or text; the path's ending decides only where the text does not. */
kloe_format sniff_text(const char *path, struct text text);

#endif
