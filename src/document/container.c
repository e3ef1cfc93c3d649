#include "document/container.h"

#include "base/arena.h"
#include "base/error.h"
#include "document/gzip.h"
#include "document/mhtml.h"

kloe_status container_open(struct arena *a, const char *path, size_t max_bytes, struct text *bytes,
                           kloe_error *error) {
    kloe_status status = KLOE_OK;
    if (gzip_is(*bytes))
        status = gzip_unpack(a, path, max_bytes, bytes, error);
    if (status == KLOE_OK && mhtml_is(*bytes))
        mhtml_page(a, bytes);
    return status;
}
