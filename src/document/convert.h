/* PDF to text, by an external program. */
#ifndef KLOE_DOCUMENT_CONVERT_H
#define KLOE_DOCUMENT_CONVERT_H

#include <kloe/kloe.h>

#include "base/text.h"

struct arena;

struct conversion {
    size_t max_bytes; /* of the text */
    int seconds;
};

/* Gives the text of a PDF, with a form feed behind each page. The converter (mutool, else
 * pdftotext) is started without a shell, in a process group of its own, with limits on its time,
 * memory and output; it reads the bytes from its standard input, so that no name is handed to it.
 * *damaged says that it complained but gave text. */
kloe_status convert_pdf(struct arena *a, const char *path, struct text bytes,
                        const struct conversion *limits, struct text *out, bool *damaged,
                        kloe_error *error);

#endif
