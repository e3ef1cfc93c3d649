#include "document/mend.h"

#include "base/arena.h"
#include "base/letters.h"
#include "base/utf8.h"

#include <string.h>

enum { SEQUENCE_MAX = 3, NEL = 0x85, LOST_BULLET = 0x84 };

/* The byte that windows-1252 has for the character, or that is its number; 256: it has none. */
static uint32_t byte_of(uint32_t c) {
    if (c < 0x100)
        return c;
    for (uint32_t byte = 0x80; byte <= 0x9F; byte++)
        if (letters_of_windows(byte) == c)
            return byte;
    return 256;
}

/* How many bytes a character of UTF-8 has that begins so, of those that English texts have: signs,
 * Latin letters, and what symbol fonts leave behind. */
static size_t expected(uint32_t byte) {
    return byte >= 0xC2 && byte <= 0xC5 ? 2 : byte == 0xE2 || byte == 0xEF ? 3 : 0;
}

/* Whether the characters at the start of t are the bytes of one: *width is theirs. */
static bool is_twice(struct text t, uint32_t *c, size_t *width) {
    char bytes[SEQUENCE_MAX];
    size_t wanted = 0, n;
    *width = 0;
    for (size_t i = 0; i < SEQUENCE_MAX && (!i || i < wanted); i++) {
        uint32_t byte = byte_of(utf8_decode(t.s + *width, t.n - *width, &n));
        if (!n || byte > 0xFF || byte < 0x80)
            return false;
        wanted = i ? wanted : expected(byte);
        bytes[i] = (char)byte;
        *width += n;
    }
    *c = wanted ? utf8_decode(bytes, wanted, &n) : 0;
    return wanted && n == wanted;
}

/* "â€": a closing quotation mark, whose last byte windows-1252 does not have. */
static bool is_cut_quote(struct text t) { return text_starts(t, TEXT("â€")); }

struct mended {
    struct arena *arena;
    char *s;
    size_t n, capacity;
};

static void put(struct mended *m, const char *s, size_t n) {
    while (m->capacity - m->n < n)
        m->s = arena_room(m->arena, m->s, m->capacity, &m->capacity, 1);
    if (n)
        memcpy(m->s + m->n, s, n);
    m->n += n;
}

static size_t ascii_length(struct text t, size_t from) {
    size_t i = from;
    while (i < t.n && (unsigned char)t.s[i] < 0x80)
        i++;
    return i - from;
}

/* Whether the text has quotation marks and dashes among its control characters: then NEL is one of
 * windows-1252's too. */
static bool has_quotes(struct text t) {
    for (size_t i = text_find(t, '\xC2', 0); i + 1 < t.n; i = text_find(t, '\xC2', i + 1))
        if ((unsigned char)t.s[i + 1] >= 0x91 && (unsigned char)t.s[i + 1] <= 0x97)
            return true;
    return false;
}

bool text_mend(struct arena *a, struct text t, struct text *out) {
    struct mended m = {.arena = a};
    bool quotes = has_quotes(t);
    size_t done = 0;
    for (size_t i = ascii_length(t, 0), n; i < t.n; i += n + ascii_length(t, i + n)) {
        uint32_t c = utf8_decode(t.s + i, t.n - i, &n), other;
        size_t width;
        bool control = c >= 0x80 && c <= 0x9F && c != LOST_BULLET && (quotes || c != NEL);
        if (is_twice(text_slice(t, i, t.n), &other, &width))
            n = width;
        else if (is_cut_quote(text_slice(t, i, t.n)))
            other = 0x201D, n = sizeof "â€" - 1;
        else
            other = control ? letters_of_windows(c) : 0;
        if (!other)
            continue;
        char utf8[4];
        put(&m, t.s + done, i - done);
        put(&m, utf8, utf8_encode(other, utf8));
        done = i + n;
    }
    if (!done)
        return false;
    put(&m, t.s + done, t.n - done);
    *out = (struct text){m.s, m.n};
    return true;
}
