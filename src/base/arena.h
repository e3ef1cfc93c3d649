/* An arena owns everything that belongs to one report and frees it in one call.
 *
 * Allocating never returns NULL: when memory runs out, or the ceiling that the
 * arena was born with is reached, control goes back to the place that set
 * `failed` with setjmp, which then frees the arena.  What libraries allocate
 * meanwhile is tied to the arena with arena_defer, so that it is freed too. */
#ifndef KLOE_BASE_ARENA_H
#define KLOE_BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>

struct arena;

/* NULL when there is no memory for the arena itself. */
struct arena *arena_new(size_t ceiling);

/* Frees all, running deferred calls last in, first out. NULL is ignored. */
void arena_free(struct arena *a);

/* Where arena_alloc jumps to when it cannot serve; to be set before the first allocation. */
jmp_buf *arena_failed(struct arena *a);

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size);

/* `ptr` of `count` items of `size` bytes, with room for one more: grows by doubling.
 * *capacity is kept by the caller beside the array, 0 to begin with. */
void *arena_room(struct arena *a, void *ptr, size_t count, size_t *capacity, size_t size);

/* A NUL-terminated copy of n bytes. */
char *arena_string(struct arena *a, const char *s, size_t n);

/* Formatted text in the arena. */
char *arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Calls release(object) when the arena is freed. */
void arena_defer(struct arena *a, void (*release)(void *), void *object);

/* Ends the work that uses the arena as if memory had run out. */
_Noreturn void arena_fail(struct arena *a);

#endif
