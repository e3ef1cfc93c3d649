/* SHA-256, by nettle. kloe_sha256 does it for bytes that are all there. */
#ifndef KLOE_BASE_DIGEST_H
#define KLOE_BASE_DIGEST_H

#include <kloe/kloe.h>
#include <nettle/sha2.h>

#include "base/text.h"

struct digest {
    struct sha256_ctx context;
};

void digest_begin(struct digest *d);
void digest_add(struct digest *d, struct text t);
void digest_end(struct digest *d, char out[KLOE_DIGEST_TEXT]); /* in hexadecimal */

#endif
