/* Office documents: ZIP archives whose text is one member, of XML. */
#ifndef KLOE_DOCUMENT_OFFICE_H
#define KLOE_DOCUMENT_OFFICE_H

#include <kloe/kloe.h>

#include "base/text.h"

struct arena;

/* What the text needs to be read: how paragraphs of a style look, and how lists count. Empty where
 * the document has none. */
struct office_parts {
    struct text styles, numbering;
};

/* Sets *format to DOCX or ODT and *bytes to the text's member, where the bytes are such a document;
 * leaves them alone where they are no ZIP archive. Fails on all other archives. Offsets are in that
 * member from there on. */
kloe_status office_open(struct arena *a, const char *path, size_t max_bytes, struct text *bytes,
                        kloe_format *format, struct office_parts *parts, kloe_error *error);

#endif
