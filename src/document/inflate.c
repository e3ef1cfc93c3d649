#include "document/inflate.h"

#ifdef KLOE_HAVE_ZLIB

#include "base/arena.h"
#include "document/gzip.h"

#include <limits.h>
#include <zlib.h>

/* zlib's greatest window, and no other format. */
enum { WINDOW_GZIP = 15 + 16, WINDOW_BARE = -15 };

struct unpacking {
    struct arena *arena;
    z_stream stream;
    enum inflate_format format;
    char *out;
    size_t n, capacity, most;
};

static void end_stream(void *stream) { inflateEnd(stream); }

/* Room for more; false where the ceiling is reached. */
static bool make_room(struct unpacking *u) {
    if (u->n == u->capacity && u->n <= u->most)
        u->out = arena_room(u->arena, u->out, u->n, &u->capacity, 1);
    size_t room = u->capacity - u->n;
    u->stream.next_out = (Bytef *)u->out + u->n;
    u->stream.avail_out = room < UINT_MAX ? (uInt)room : UINT_MAX;
    return u->n <= u->most;
}

/* Members of gzip follow one another; what follows them, as zeros that pad, is nothing. */
static bool next_member(struct unpacking *u) {
    struct text rest = {(const char *)u->stream.next_in, u->stream.avail_in};
    return u->format == INFLATE_GZIP && gzip_is(rest) && inflateReset(&u->stream) == Z_OK;
}

/* zlib's result: Z_STREAM_END when all is there. */
static int unpack(struct unpacking *u) {
    int result = Z_OK;
    while (result == Z_OK && make_room(u)) {
        size_t room = u->stream.avail_out;
        result = inflate(&u->stream, Z_NO_FLUSH);
        u->n += room - u->stream.avail_out;
        if (result == Z_STREAM_END && next_member(u))
            result = Z_OK;
    }
    return result;
}

enum inflate_result inflate_all(struct arena *a, struct text packed, enum inflate_format format,
                                size_t most, struct text *out) {
    struct unpacking *u = arena_alloc(a, sizeof *u);
    *u = (struct unpacking){.arena = a, .format = format, .most = most};
    u->stream.next_in = (z_const Bytef *)packed.s;
    u->stream.avail_in = (uInt)packed.n; /* inputs have at most 1 GiB */
    arena_defer(a, end_stream, &u->stream);
    if (inflateInit2(&u->stream, format == INFLATE_GZIP ? WINDOW_GZIP : WINDOW_BARE) != Z_OK)
        return INFLATE_NO_MEMORY;
    int result = unpack(u);
    *out = (struct text){u->out ? u->out : "", u->n};
    if (u->n > most)
        return INFLATE_TOO_LARGE;
    return result == Z_STREAM_END  ? INFLATE_WHOLE
           : result == Z_MEM_ERROR ? INFLATE_NO_MEMORY
                                   : INFLATE_DAMAGED;
}

#endif
