#include "base/digest.h"

void digest_begin(struct digest *d) { sha256_init(&d->context); }

void digest_add(struct digest *d, struct text t) {
    sha256_update(&d->context, t.n, (const uint8_t *)t.s);
}

void digest_end(struct digest *d, char out[KLOE_DIGEST_TEXT]) {
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&d->context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        out[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    out[2 * sizeof digest] = '\0';
}

void kloe_sha256(const void *bytes, size_t size, char out[KLOE_DIGEST_TEXT]) {
    struct digest d;
    digest_begin(&d);
    digest_add(&d, (struct text){bytes, size});
    digest_end(&d, out);
}
