#include "document/zip.h"

#ifdef KLOE_HAVE_ZLIB

#include "base/arena.h"
#include "document/inflate.h"

#include <zlib.h>

enum { END_BYTES = 22, COMMENT_MAX = 0xffff, ENTRY_BYTES = 46, HEADER_BYTES = 30 };
enum { MEMBERS_MAX = 10000, STORED = 0, DEFLATED = 8, IS_ENCRYPTED = 1 << 0 };
static const uint32_t end_sign = 0x06054b50, entry_sign = 0x02014b50, header_sign = 0x04034b50;

static uint16_t number16(struct text t, size_t at) {
    const unsigned char *s = (const unsigned char *)t.s + at;
    return (uint16_t)(s[0] | s[1] << 8);
}

static uint32_t number32(struct text t, size_t at) {
    return (uint32_t)number16(t, at) | (uint32_t)number16(t, at + 2) << 16;
}

bool zip_is(struct text bytes) { return bytes.n >= 4 && number32(bytes, 0) == header_sign; }

/* ---- the directory ------------------------------------------------------------------------- */

/* Where the record is that ends the archive, a comment behind it aside; bytes.n for nowhere. */
static size_t find_end(struct text bytes) {
    for (size_t back = END_BYTES; back <= bytes.n && back <= END_BYTES + COMMENT_MAX; back++) {
        size_t at = bytes.n - back;
        if (number32(bytes, at) == end_sign && number16(bytes, at + 20) == back - END_BYTES)
            return at;
    }
    return bytes.n;
}

/* Whether they are the same bytes as another's, or have its name. */
static bool is_ambiguous(const struct zip *z, const struct zip_member *m) {
    uint64_t end = (uint64_t)m->offset + HEADER_BYTES + m->name.n + m->packed;
    for (const struct zip_member *o = z->members; o < z->members + z->count; o++)
        if (o != m && (text_equal(o->name, m->name) || (o->offset >= m->offset && o->offset < end)))
            return true;
    return false;
}

/* The entry at `at`; how many bytes it takes, 0 where it is none. */
static size_t read_entry(struct text directory, size_t at, struct zip_member *out) {
    if (directory.n - at < ENTRY_BYTES || number32(directory, at) != entry_sign)
        return 0;
    size_t name = number16(directory, at + 28);
    size_t bytes = ENTRY_BYTES + name + number16(directory, at + 30) + number16(directory, at + 32);
    if (bytes > directory.n - at)
        return 0;
    *out = (struct zip_member){
        .flags = number16(directory, at + 8),
        .method = number16(directory, at + 10),
        .crc = number32(directory, at + 16),
        .packed = number32(directory, at + 20),
        .size = number32(directory, at + 24),
        .offset = number32(directory, at + 42),
        .name = text_slice(directory, at + ENTRY_BYTES, at + ENTRY_BYTES + name)};
    return bytes;
}

enum zip_status zip_open(struct arena *a, struct text bytes, struct zip *out) {
    size_t end = find_end(bytes), capacity = 0;
    *out = (struct zip){.bytes = bytes};
    if (end == bytes.n)
        return ZIP_BROKEN;
    size_t count = number16(bytes, end + 10), n = number32(bytes, end + 12);
    size_t from = number32(bytes, end + 16);
    if (count == UINT16_MAX || n == UINT32_MAX || from == UINT32_MAX)
        return ZIP_OF_64_BITS;
    if (number32(bytes, end + 4) != 0 || number16(bytes, end + 8) != count || from > end ||
        n != end - from || count > MEMBERS_MAX)
        return ZIP_BROKEN;
    struct text directory = text_slice(bytes, from, end);
    for (size_t at = 0, taken; out->count < count; at += taken) {
        out->members = arena_room(a, out->members, out->count, &capacity, sizeof *out->members);
        if ((taken = read_entry(directory, at, &out->members[out->count])) == 0)
            return ZIP_BROKEN;
        out->count++;
    }
    return ZIP_GOOD;
}

/* ---- a member -------------------------------------------------------------------------------- */

/* Its packed bytes, if it has the header that the directory says. */
static enum zip_status packed_bytes(const struct zip *z, const struct zip_member *m,
                                    struct text *out) {
    struct text b = z->bytes;
    size_t at = m->offset;
    if (m->packed == UINT32_MAX || m->size == UINT32_MAX || m->offset == UINT32_MAX)
        return ZIP_OF_64_BITS;
    if (at > b.n || b.n - at < HEADER_BYTES || number32(b, at) != header_sign)
        return ZIP_BROKEN;
    if ((m->flags | number16(b, at + 6)) & IS_ENCRYPTED)
        return ZIP_ENCRYPTED;
    size_t name = at + HEADER_BYTES, behind = name + number16(b, at + 26);
    size_t from = behind + number16(b, at + 28);
    if (from > b.n || m->packed > b.n - from || !text_equal(text_slice(b, name, behind), m->name))
        return ZIP_BROKEN;
    if (is_ambiguous(z, m))
        return ZIP_OVERLAPPING;
    *out = text_slice(b, from, from + m->packed);
    return ZIP_GOOD;
}

enum zip_status zip_unpack(struct arena *a, const struct zip *z, const struct zip_member *m,
                           size_t most, struct text *out) {
    struct text packed;
    enum zip_status status = packed_bytes(z, m, &packed);
    if (status != ZIP_GOOD)
        return status;
    if (m->size > most)
        return ZIP_TOO_LARGE;
    if (m->method != STORED && m->method != DEFLATED)
        return ZIP_METHOD;
    *out = packed;
    enum inflate_result result =
        m->method == STORED ? INFLATE_WHOLE : inflate_all(a, packed, INFLATE_BARE, m->size, out);
    if (result == INFLATE_NO_MEMORY)
        return ZIP_NO_MEMORY;
    bool whole = result == INFLATE_WHOLE && out->n == m->size &&
                 crc32(0, (const Bytef *)out->s, (uInt)out->n) == m->crc;
    return whole ? ZIP_GOOD : ZIP_DAMAGED;
}

const char *zip_problem(enum zip_status status) {
    switch (status) {
    case ZIP_OF_64_BITS:
        return "is a ZIP archive of 64 bits; save the document again, or as text or HTML";
    case ZIP_ENCRYPTED:
        return "is encrypted; save it without its password";
    case ZIP_OVERLAPPING:
        return "is a ZIP archive whose members share bytes or names, which no program writes";
    case ZIP_METHOD:
        return "is packed by a method that kloe does not know; save the document again";
    case ZIP_NO_MEMORY:
        return "no memory to unpack it";
    default:
        return "is a ZIP archive, and damaged";
    }
}

#else

typedef int zip_without_zlib; /* a file of C is not empty */

#endif
