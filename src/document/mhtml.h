/* MHTML: a page with its pictures, as browsers save it in one file. */
#ifndef KLOE_DOCUMENT_MHTML_H
#define KLOE_DOCUMENT_MHTML_H

#include "base/text.h"

struct arena;

/* Whether the bytes are a message of MIME that has a page in it. */
bool mhtml_is(struct text bytes);

/* Sets *bytes to its first page, decoded. */
void mhtml_page(struct arena *a, struct text *bytes);

#endif
