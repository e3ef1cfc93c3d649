/* The members of a ZIP archive, as office documents are: the central directory is believed where it
 * is whole and unambiguous, and nothing else is looked at. */
#ifndef KLOE_DOCUMENT_ZIP_H
#define KLOE_DOCUMENT_ZIP_H

#include <stdint.h>

#include "base/text.h"

struct arena;

struct zip_member {
    struct text name;
    uint32_t crc, packed, size, offset; /* of its local header */
    uint16_t method, flags;
};

struct zip {
    struct text bytes;
    struct zip_member *members;
    size_t count;
};

/* All but the first are what is wrong; zip_problem says it. */
enum zip_status {
    ZIP_GOOD,
    ZIP_BROKEN,     /* no directory, or one that does not fit its bytes */
    ZIP_OF_64_BITS, /* and members over 4 GiB, which no report has */
    ZIP_ENCRYPTED,
    ZIP_OVERLAPPING, /* members share bytes, or a name */
    ZIP_METHOD,      /* packed by another method than deflate */
    ZIP_DAMAGED,     /* what comes out is not what the directory says */
    ZIP_TOO_LARGE,
    ZIP_NO_MEMORY
};

bool zip_is(struct text bytes);

enum zip_status zip_open(struct arena *a, struct text bytes, struct zip *out);

/* At most `most` bytes come out. */
enum zip_status zip_unpack(struct arena *a, const struct zip *z, const struct zip_member *m,
                           size_t most, struct text *out);

/* "is ... and ...", to stand behind a path. */
const char *zip_problem(enum zip_status status);

#endif
