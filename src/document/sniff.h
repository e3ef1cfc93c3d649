/* What a document is, told from its bytes. */
#ifndef KLOE_DOCUMENT_SNIFF_H
#define KLOE_DOCUMENT_SNIFF_H

#include <kloe/kloe.h>

#include "base/text.h"

/* A PDF's header stands near its start. */
bool sniff_pdf(struct text bytes);

/* Refuses formats that are no text, with what to do about each: old office files, and as BINARY
 * pictures and archives. */
kloe_status sniff_container(const char *path, struct text bytes, kloe_error *error);

/* What is said of bytes that are no text; its status. */
kloe_status sniff_refuse(const char *path, kloe_error *error);

/* HTML, Markdown or text; the path's ending decides only where the text does not. */
kloe_format sniff_text(const char *path, struct text text);

#endif
