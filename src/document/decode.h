/* From bytes to UTF-8. */
#ifndef KLOE_DOCUMENT_DECODE_H
#define KLOE_DOCUMENT_DECODE_H

#include "base/text.h"

struct arena;

struct decoded {
    struct text text;
    const char *encoding;
    bool mended; /* it was encoded twice, or the like, and was put right */
};

/* Tried in this order: byte order mark; UTF-16 by its zero
 * bytes; valid UTF-8; a declared charset; windows-1252. What cannot be decoded becomes U+FFFD.
 * False where the bytes are no text in any of them. */
bool decode(struct arena *a, struct text bytes, struct decoded *out);

/* Well-formed UTF-8 without NULs: the text as it stands, or a copy with U+FFFD for what is not. */
struct text decode_repaired(struct arena *a, struct text t);

#endif
