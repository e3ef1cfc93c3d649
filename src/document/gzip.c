#include "document/gzip.h"

#ifdef KLOE_HAVE_ZLIB

#include "base/error.h"
#include "document/inflate.h"

bool gzip_is(struct text bytes) {
    return bytes.n > 2 && bytes.s[0] == '\x1f' && bytes.s[1] == '\x8b';
}

kloe_status gzip_unpack(struct arena *a, const char *path, size_t max_bytes, struct text *bytes,
                        kloe_error *error) {
    struct text out;
    enum inflate_result result = inflate_all(a, *bytes, INFLATE_GZIP, max_bytes, &out);
    if (result == INFLATE_TOO_LARGE)
        return error_set(error, KLOE_ERROR_LIMIT,
                         "%s: is larger than %zu bytes when unpacked; --max-bytes raises the limit",
                         path, max_bytes);
    if (result == INFLATE_NO_MEMORY)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to unpack it", path);
    if (result != INFLATE_WHOLE)
        return error_set(error, KLOE_ERROR_FORMAT, "%s: is gzip-compressed, and damaged", path);
    *bytes = out;
    return KLOE_OK;
}

#else

bool gzip_is(struct text bytes) {
    (void)bytes;
    return false;
}

kloe_status gzip_unpack(struct arena *a, const char *path, size_t max_bytes, struct text *bytes,
                        kloe_error *error) {
    (void)a, (void)path, (void)max_bytes, (void)bytes, (void)error;
    return KLOE_OK;
}

#endif
