/* PDF to text, by an external program. */
#ifndef KLOE_DOCUMENT_CONVERT_H
#define KLOE_DOCUMENT_CONVERT_H

#include <kloe/kloe.h>

#include "base/text.h"

struct arena;
struct places;

struct conversion_limits {
    size_t max_bytes; /* of the text */
    int seconds;
    int cancel_fd; /* when it can be read, the conversion is given up; 0: none */
};

struct conversion; /* a running converter, which belongs to the arena */

/* Starts to convert a PDF. The converter (mutool, else pdftotext) is started without a shell, in a
 * process group of its own, with limits on its time, memory and output; it reads the bytes from
 * its standard input, so that no name is handed to it. */
kloe_status convert_start(struct arena *a, const char *path, struct text bytes,
                          const struct conversion_limits *limits, struct conversion **out,
                          kloe_error *error);

/* Waits for the text, which has a form feed behind each page. It is valid UTF-8 where *places says
 * where it stands, else as the converter wrote it. *damaged says that the converter
 * complained or broke off but gave text. The text lives as long as the arena. */
kloe_status convert_finish(struct arena *a, struct conversion *p, struct text *out,
                           struct places *places, bool *damaged, kloe_error *error);

#endif
