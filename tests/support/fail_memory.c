/* Preloaded into kloe: the allocation with the number KLOE_FAIL_AT fails, whoever asks for it,
 * kloe, a library, or libc. KLOE_FAIL_COUNT names a file for the number of all. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *ptr, size_t size);

static atomic_long count;
static long failing = -1;

/* Not in what kloe starts. */
__attribute__((constructor)) static void begin(void) {
    const char *at = getenv("KLOE_FAIL_AT");
    if (at && strcmp(program_invocation_short_name, "kloe") == 0)
        failing = atol(at);
    atomic_store(&count, 0);
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("KLOE_FAIL_COUNT");
    long all = atomic_load(&count);
    FILE *f = path ? fopen(path, "w") : NULL;
    if (f) {
        fprintf(f, "%ld\n", all);
        fclose(f);
    }
}

static int fails(void) {
    if (atomic_fetch_add(&count, 1) != failing)
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
void *calloc(size_t n, size_t size) { return fails() ? NULL : __libc_calloc(n, size); }
void *realloc(void *ptr, size_t size) { return fails() ? NULL : __libc_realloc(ptr, size); }
