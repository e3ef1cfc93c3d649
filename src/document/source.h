/* The first stage: from a path or bytes to valid UTF-8 of a known format. */
#ifndef KLOE_DOCUMENT_SOURCE_H
#define KLOE_DOCUMENT_SOURCE_H

#include <kloe/kloe.h>

#include "base/text.h"
#include "document/office.h"
#include "document/place.h"

struct arena;

struct source {
    const char *path;
    kloe_format format; /* never AUTO */
    const char *encoding;
    size_t bytes; /* as read */
    char sha256[KLOE_DIGEST_TEXT];
    bool damaged;              /* a PDF whose converter ended with a fault */
    bool mended;               /* letters that had been encoded twice were put right */
    struct text text;          /* decoded: valid UTF-8 without NULs or a byte order mark */
    struct office_parts parts; /* of DOCX and ODT, beside the text */
    struct places places;      /* of a PDF's text, where its converter tells them */
};

/* Reads a file ("-": standard input) whole. *bytes is the caller's to free. */
kloe_status source_read(const char *path, size_t max_bytes, char **bytes, size_t *size,
                        kloe_error *error);

/* Tells format and encoding of the bytes, and decodes them; a PDF is converted. Of the options, a
 * `format` other than AUTO is taken as given. The text may point into `bytes`. */
kloe_status source_open(struct arena *a, const char *path, struct text bytes,
                        const kloe_read_options *options, struct source *out, kloe_error *error);

/* The limit of an input's bytes. */
size_t source_max_bytes(const kloe_read_options *options);

#endif
