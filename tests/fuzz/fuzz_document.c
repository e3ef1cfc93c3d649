/* libFuzzer: bytes to blocks, by one reader (KLOE_FUZZ_FORMAT), without families: small and fast.
 */
#include <kloe/kloe.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "document/document.h"
#include "document/read.h"
#include "document/source.h"

enum { CEILING = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_blocks(struct arena *a, struct text bytes) {
    kloe_error error;
    struct source *source = arena_alloc(a, sizeof *source);
    struct document *document = arena_alloc(a, sizeof *document);
    kloe_read_options options = {.format = KLOE_FUZZ_FORMAT};
    if (setjmp(*arena_failed(a)) == 0 &&
        source_open(a, "fuzz", bytes, &options, source, &error) == KLOE_OK)
        document_read(a, source, document, &error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    setenv("PATH", "/nowhere", 1); /* no PDF starts a converter */
    struct arena *a = arena_new(CEILING);
    if (a)
        read_blocks(a, (struct text){(const char *)data, size});
    arena_free(a);
    return 0;
}
