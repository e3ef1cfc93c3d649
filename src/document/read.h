/* From a source to a document, by the reader of its format. */
#ifndef KLOE_DOCUMENT_READ_H
#define KLOE_DOCUMENT_READ_H

#include "document/document.h"

/* Reads the source into blocks. Fails (KLOE_ERROR_LIMIT, KLOE_ERROR_MEMORY) only where the input
 * would take unreasonable work. */
kloe_status document_read(struct arena *a, const struct source *source, struct document *out,
                          kloe_error *error);

#endif
