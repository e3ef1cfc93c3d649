/* Documents that stand packed in other bytes: gzip, and the page in an archive of a browser
 * (MHTML). */
#ifndef KLOE_DOCUMENT_CONTAINER_H
#define KLOE_DOCUMENT_CONTAINER_H

#include <kloe/kloe.h>

#include "base/text.h"

struct arena;

/* What is packed in *bytes, in its place; *bytes as they are where nothing is. Fails where it is
 * larger than `max_bytes`, or broken. Offsets are in what was packed, from there on. */
kloe_status container_open(struct arena *a, const char *path, size_t max_bytes, struct text *bytes,
                           kloe_error *error);

#endif
