/* Unpacking with zlib, up to a ceiling; for containers alone, and only where zlib is there. */
#ifndef KLOE_DOCUMENT_INFLATE_H
#define KLOE_DOCUMENT_INFLATE_H

#include "base/text.h"

struct arena;

enum inflate_result {
    INFLATE_WHOLE,
    INFLATE_DAMAGED,
    INFLATE_TOO_LARGE, /* more than `most` bytes come out */
    INFLATE_NO_MEMORY
};
enum inflate_format { INFLATE_GZIP, INFLATE_BARE };

/* All members of gzip, or one bare stream to its end. */
enum inflate_result inflate_all(struct arena *a, struct text packed, enum inflate_format format,
                                size_t most, struct text *out);

#endif
