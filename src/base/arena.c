#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 64 * 1024, ALIGNMENT = sizeof(max_align_t), FORMAT_BYTES = 160 };

struct chunk {
    struct chunk *next;
    max_align_t data[];
};

struct deferred {
    struct deferred *next;
    void (*release)(void *);
    void *object;
};

struct arena {
    struct chunk *chunks;
    struct deferred *deferred;
    char *free, *end; /* what is left of the newest shared chunk */
    char *last;       /* newest allocation there, which may grow in place */
    size_t used, ceiling;
    jmp_buf failed;
};

struct arena *arena_new(size_t ceiling) {
    struct arena *a = calloc(1, sizeof *a);
    if (a)
        a->ceiling = ceiling;
    return a;
}

void arena_free(struct arena *a) {
    if (!a)
        return;
    for (struct deferred *d = a->deferred; d; d = d->next)
        d->release(d->object);
    for (struct chunk *c = a->chunks, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(a);
}

jmp_buf *arena_failed(struct arena *a) { return &a->failed; }

_Noreturn void arena_fail(struct arena *a) { longjmp(a->failed, 1); }

static char *add_chunk(struct arena *a, size_t size) {
    if (size > a->ceiling - a->used)
        arena_fail(a);
    struct chunk *c = calloc(1, sizeof *c + size);
    if (!c)
        arena_fail(a);
    c->next = a->chunks;
    a->chunks = c;
    a->used += size;
    return (char *)c->data;
}

static size_t aligned(struct arena *a, size_t size) {
    if (size > SIZE_MAX / 2)
        arena_fail(a);
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *arena_alloc(struct arena *a, size_t size) {
    size = aligned(a, size ? size : 1);
    if (size > CHUNK_BYTES / 4)
        return add_chunk(a, size);
    if ((size_t)(a->end - a->free) < size) {
        a->free = add_chunk(a, CHUNK_BYTES);
        a->end = a->free + CHUNK_BYTES;
    }
    a->last = a->free;
    a->free += size;
    return a->last;
}

static bool grown_in_place(struct arena *a, void *ptr, size_t size) {
    if (!ptr || ptr != a->last || (size_t)(a->end - a->last) < size)
        return false;
    a->free = a->last + size;
    return true;
}

void *arena_room(struct arena *a, void *ptr, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return ptr;
    size_t wanted = *capacity ? *capacity * 2 : 8;
    if (wanted > SIZE_MAX / 2 / size)
        arena_fail(a);
    *capacity = wanted;
    if (grown_in_place(a, ptr, aligned(a, wanted * size)))
        return ptr;
    void *bigger = arena_alloc(a, wanted * size);
    if (count)
        memcpy(bigger, ptr, count * size);
    return bigger;
}

char *arena_string(struct arena *a, const char *s, size_t n) {
    char *copy = arena_alloc(a, n + 1);
    if (n)
        memcpy(copy, s, n);
    return copy;
}

char *arena_format(struct arena *a, const char *format, ...) {
    char small[FORMAT_BYTES];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    char *s = arena_alloc(a, n < 0 ? 1 : (size_t)n + 1);
    if (n >= 0 && (size_t)n < sizeof small)
        memcpy(s, small, (size_t)n + 1);
    else if (n > 0)
        vsnprintf(s, (size_t)n + 1, format, again);
    va_end(again);
    return s;
}

void arena_defer(struct arena *a, void (*release)(void *), void *object) {
    struct deferred *d = arena_alloc(a, sizeof *d);
    d->next = a->deferred;
    d->release = release;
    d->object = object;
    a->deferred = d;
}
