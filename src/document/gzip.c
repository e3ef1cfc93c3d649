#include "document/gzip.h"

#ifdef KLOE_HAVE_ZLIB

#include "base/arena.h"
#include "base/error.h"

#include <limits.h>
#include <zlib.h>

enum { GZIP_ALONE = 15 + 16 }; /* zlib's greatest window, and no other format */

struct unpacking {
    struct arena *arena;
    z_stream stream;
    char *out;
    size_t n, capacity, most;
};

bool gzip_is(struct text bytes) {
    return bytes.n > 2 && bytes.s[0] == '\x1f' && bytes.s[1] == '\x8b';
}

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

/* Members follow one another; what follows them, as zeros that pad, is nothing. */
static bool next_member(struct unpacking *u) {
    struct text rest = {(const char *)u->stream.next_in, u->stream.avail_in};
    return gzip_is(rest) && inflateReset(&u->stream) == Z_OK;
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

kloe_status gzip_unpack(struct arena *a, const char *path, size_t max_bytes, struct text *bytes,
                        kloe_error *error) {
    struct unpacking *u = arena_alloc(a, sizeof *u);
    *u = (struct unpacking){.arena = a, .most = max_bytes};
    u->stream.next_in = (z_const Bytef *)bytes->s;
    u->stream.avail_in = (uInt)bytes->n; /* inputs have at most 1 GiB */
    arena_defer(a, end_stream, &u->stream);
    if (inflateInit2(&u->stream, GZIP_ALONE) != Z_OK)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to unpack it", path);
    int result = unpack(u);
    if (u->n > max_bytes)
        return error_set(error, KLOE_ERROR_LIMIT,
                         "%s: is larger than %zu bytes when unpacked; --max-bytes raises the limit",
                         path, max_bytes);
    if (result == Z_MEM_ERROR)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to unpack it", path);
    if (result != Z_STREAM_END)
        return error_set(error, KLOE_ERROR_FORMAT, "%s: is gzip-compressed, and damaged", path);
    *bytes = (struct text){u->out ? u->out : "", u->n};
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
