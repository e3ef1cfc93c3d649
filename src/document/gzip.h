/* gzip, with zlib where it was there when kloe was built. */
#ifndef KLOE_DOCUMENT_GZIP_H
#define KLOE_DOCUMENT_GZIP_H

#include <kloe/kloe.h>

#include "base/text.h"

struct arena;

/* False where kloe was built without zlib. */
bool gzip_is(struct text bytes);

kloe_status gzip_unpack(struct arena *a, const char *path, size_t max_bytes, struct text *bytes,
                        kloe_error *error);

#endif
