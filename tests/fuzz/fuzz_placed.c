/* libFuzzer: what a PDF's converter says, all at once or as it arrives, laid out in lines. */
#include <stdint.h>

#include "base/arena.h"
#include "document/place.h"
#include "document/placed.h"

enum { CEILING = 64 << 20, ARRIVALS = 7 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void lay_out(struct arena *a, struct text t, uint8_t choice) {
    struct placed_text *placed = arena_alloc(a, sizeof *placed);
    struct places *places = arena_alloc(a, sizeof *places);
    if (setjmp(*arena_failed(a)))
        return;
    for (size_t i = 1; t.n && t.s[0] == '{' && choice & 1 && i < ARRIVALS; i++)
        placed_read_arrived(a, text_slice(t, 0, t.n * i / ARRIVALS), placed);
    if (t.n && t.s[0] == '{')
        placed_read(a, t, placed);
    else
        placed_read_xhtml(a, t, placed);
    placed_lines(a, placed, places);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *a = size ? arena_new(CEILING) : NULL;
    if (a)
        lay_out(a, (struct text){(const char *)data + 1, size - 1}, data[0]);
    arena_free(a);
    return 0;
}
