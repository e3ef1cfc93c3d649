/* libFuzzer: a profile as --framework-dir takes it, with what it builds on. */
#include <stdint.h>

#include "base/arena.h"
#include "framework/config.h"
#include "framework/embedded.h"
#include "framework/library.h"
#include "framework/profile.h"

enum { CEILING = 64 << 20, LIBRARY_CEILING = 256 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is bundled, read once. */
struct bundled {
    struct library library;
    struct profile_sources sources;
};

static const struct bundled *bundled(void) {
    static struct bundled b;
    static struct arena *a;
    kloe_error error;
    if (a)
        return &b;
    a = arena_new(LIBRARY_CEILING);
    struct config c = {.arena = a, .error = &error, .late = true};
    struct profile_source *all = arena_alloc(a, embedded_count * sizeof *all);
    library_load(&c, &b.library);
    for (size_t i = 0; i < embedded_count; i++)
        all[i] = (struct profile_source){embedded_files[i].name,
                                         {embedded_files[i].bytes, embedded_files[i].size}};
    b.sources = (struct profile_sources){all, embedded_count};
    return &b;
}

static void read_profile(struct arena *a, struct text json) {
    kloe_error error;
    struct config *c = arena_alloc(a, sizeof *c);
    struct profile *p = arena_alloc(a, sizeof *p);
    const struct bundled *b = bundled();
    *c = (struct config){.arena = a, .error = &error, .file = "fuzz.json"};
    if (setjmp(*arena_failed(a)) == 0 && profile_load(c, json, p))
        profile_complete(c, &b->library, &b->sources, p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *a = arena_new(CEILING);
    if (a)
        read_profile(a, (struct text){(const char *)data, size});
    arena_free(a);
    return 0;
}
