#include "document/decode.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "document/mend.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum { SAMPLE = 8 * 1024, DECLARED_WITHIN = 2048, NAME_MAX_BYTES = 40, MOST_CONTROLS_PERCENT = 10 };

static const char replacement[] = "\xEF\xBF\xBD";

static bool has_mark(struct text t, const char *mark, size_t n) {
    return t.n >= n && memcmp(t.s, mark, n) == 0;
}

/* English in UTF-16 has a zero in every other byte. */
static const char *utf16_by_zeros(struct text t) {
    size_t n = (t.n < SAMPLE ? t.n : SAMPLE) & ~(size_t)1, even = 0, odd = 0;
    for (size_t i = 0; i < n; i++)
        if (!t.s[i])
            *(i % 2 ? &odd : &even) += 1;
    if (n >= 4 && odd > n * 2 / 5 && even <= n / 20)
        return "UTF-16LE";
    if (n >= 4 && even > n * 2 / 5 && odd <= n / 20)
        return "UTF-16BE";
    return NULL;
}

/* As many well-formed sequences as broken bytes, or more: UTF-8 with damage. Other encodings have
 * such sequences by chance, and rarely. */
static bool is_mostly_utf8(struct text t) {
    size_t good = 0, bad = 0, length;
    for (size_t i = 0; i < t.n;) {
        utf8_decode(t.s + i, t.n - i, &length);
        good += length > 1;
        bad += length == 0;
        i += length ? length : 1;
    }
    return good >= bad;
}

/* The name after the '=' of "charset=" or "encoding=", quoted or not. */
static size_t charset_name(struct text t, char name[NAME_MAX_BYTES]) {
    size_t at = 0, n = 0;
    while (at < t.n && (is_space(t.s[at]) || t.s[at] == '='))
        at++;
    if (at < t.n && (t.s[at] == '"' || t.s[at] == '\''))
        at++;
    for (; at < t.n && n + 1 < NAME_MAX_BYTES; at++) {
        if (!is_alnum(t.s[at]) && !strchr("-_.:", t.s[at]))
            break;
        name[n++] = t.s[at];
    }
    name[n] = '\0';
    return n;
}

/* What HTML or XML declares near its start. */
static bool declared_charset(struct text t, char name[NAME_MAX_BYTES]) {
    static const char *const keys[] = {"charset", "encoding"};
    struct text head = text_slice(t, 0, t.n < DECLARED_WITHIN ? t.n : DECLARED_WITHIN);
    for (size_t i = 0; i < head.n; i++)
        for (size_t k = 0; k < 2; k++) {
            struct text rest = text_slice(head, i, head.n), key = text_of(keys[k]);
            if (text_starts(rest, key) && charset_name(text_slice(rest, key.n, rest.n), name))
                return true;
        }
    return false;
}

static bool is_latin1(const char *name) {
    return text_same(text_of(name), TEXT("iso-8859-1")) ||
           text_same(text_of(name), TEXT("latin1")) || text_same(text_of(name), TEXT("us-ascii")) ||
           text_same(text_of(name), TEXT("ascii"));
}

static bool is_utf_name(const char *name) { return text_starts(text_of(name), TEXT("utf")); }

struct output {
    char *s;
    size_t n, capacity;
};

static void put(struct arena *a, struct output *o, const char *s, size_t n) {
    for (size_t i = 0; i < n; i++) {
        o->s = arena_room(a, o->s, o->n, &o->capacity, 1);
        o->s[o->n++] = s[i];
    }
}

static void close_iconv(void *cd) { iconv_close(cd); }

/* Converts with the C library's iconv; false when it does not know the encoding. */
static bool convert(struct arena *a, const char *encoding, struct text in, struct text *out) {
    iconv_t cd = iconv_open("UTF-8", encoding);
    if (cd == (iconv_t)-1 && errno == ENOMEM)
        arena_fail(a);
    if (cd == (iconv_t)-1)
        return false;
    arena_defer(a, close_iconv, cd);
    struct output o = {0};
    size_t unit = text_starts(text_of(encoding), TEXT("UTF-16")) ? 2 : 1, left = in.n;
    char buffer[4096], *from = (char *)in.s;
    while (left) {
        char *to = buffer;
        size_t room = sizeof buffer;
        size_t rc = iconv(cd, &from, &left, &to, &room);
        int why = errno;
        put(a, &o, buffer, (size_t)(to - buffer));
        if (rc != (size_t)-1 || why == E2BIG)
            continue;
        put(a, &o, replacement, sizeof replacement - 1);
        size_t skip = left < unit ? left : unit;
        from += skip;
        left -= skip;
    }
    *out = (struct text){o.s ? o.s : "", o.n};
    return true;
}

struct text decode_repaired(struct arena *a, struct text t) {
    if (utf8_valid_prefix(t.s, t.n) == t.n && !memchr(t.s, 0, t.n))
        return t;
    struct output o = {0};
    for (size_t i = 0, length; i < t.n; i += length ? length : 1) {
        utf8_decode(t.s + i, t.n - i, &length);
        if (length && t.s[i])
            put(a, &o, t.s + i, length);
        else
            put(a, &o, replacement, sizeof replacement - 1);
    }
    return (struct text){o.s, o.n};
}

static bool is_text(struct text t) {
    size_t n = t.n < SAMPLE ? t.n : SAMPLE, controls = 0;
    for (size_t i = 0; i < n; i++)
        controls += ((unsigned char)t.s[i] < ' ' && !is_space(t.s[i]) && t.s[i] != 0x1B) ||
                    (t.n - i >= 3 && memcmp(t.s + i, replacement, 3) == 0);
    return controls * 100 <= n * MOST_CONTROLS_PERCENT;
}

static const char *choose(struct text t, char declared[NAME_MAX_BYTES]) {
    const char *utf16 = utf16_by_zeros(t);
    if (utf16)
        return utf16;
    if (utf8_valid_prefix(t.s, t.n) == t.n || is_mostly_utf8(t))
        return "UTF-8";
    if (declared_charset(t, declared) && !is_latin1(declared) && !is_utf_name(declared))
        return declared;
    return "WINDOWS-1252";
}

bool decode(struct arena *a, struct text bytes, struct decoded *out) {
    char declared[NAME_MAX_BYTES];
    size_t mark = 0;
    const char *encoding;
    if (has_mark(bytes, "\xEF\xBB\xBF", 3))
        encoding = "UTF-8", mark = 3;
    else if (has_mark(bytes, "\xFF\xFE", 2))
        encoding = "UTF-16LE", mark = 2;
    else if (has_mark(bytes, "\xFE\xFF", 2))
        encoding = "UTF-16BE", mark = 2;
    else
        encoding = choose(bytes, declared);
    struct text t = text_slice(bytes, mark, bytes.n);
    if (strcmp(encoding, "UTF-8") != 0 && !convert(a, encoding, t, &t)) {
        encoding = "WINDOWS-1252"; /* a charset was declared that nobody knows */
        if (!convert(a, encoding, t, &t))
            return false;
    }
    out->encoding = strcmp(encoding, "WINDOWS-1252") == 0
                        ? "windows-1252"
                        : arena_string(a, encoding, strlen(encoding));
    out->text = decode_repaired(a, t);
    out->mended = text_mend(a, out->text, &out->text);
    return is_text(out->text);
}
