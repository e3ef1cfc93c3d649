#include "base/text.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <string.h>

struct text text_trim(struct text t) {
    while (t.n && is_space(t.s[0]))
        t.s++, t.n--;
    while (t.n && is_space(t.s[t.n - 1]))
        t.n--;
    return t;
}

bool text_equal(struct text a, struct text b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

bool text_starts(struct text t, struct text prefix) {
    if (t.n < prefix.n)
        return false;
    for (size_t i = 0; i < prefix.n; i++)
        if (t.s[i] != prefix.s[i] && lower(t.s[i]) != lower(prefix.s[i]))
            return false;
    return true;
}

bool text_same(struct text a, struct text b) { return a.n == b.n && text_starts(a, b); }

bool text_is_blank(struct text t) { return text_trim(t).n == 0; }

/* How many bytes end a line at i; 0 where none does. */
static size_t line_end_at(struct text t, size_t i) {
    unsigned char c = (unsigned char)t.s[i];
    size_t length;
    if (c >= '\n' && c <= '\r')
        return c == '\r' && i + 1 < t.n && t.s[i + 1] == '\n' ? 2 : 1;
    if (c != 0xC2 && c != 0xE2)
        return 0;
    return utf8_ends_line(utf8_decode(t.s + i, t.n - i, &length)) ? length : 0;
}

size_t text_line_end(struct text t, size_t from, size_t *length) {
    size_t found = 0;
    while (from < t.n && !(found = line_end_at(t, from)))
        from++;
    *length = found ? found : 1;
    return from;
}

size_t text_find(struct text t, char c, size_t from) {
    const char *hit = from < t.n ? memchr(t.s + from, c, t.n - from) : NULL;
    return hit ? (size_t)(hit - t.s) : t.n;
}

unsigned text_number(struct text t, size_t most, size_t *length) {
    unsigned value = 0;
    size_t n = 0;
    while (n < t.n && n <= most && is_digit(t.s[n]))
        value = value * 10 + (unsigned)(t.s[n++] - '0');
    *length = n <= most ? n : 0;
    return *length ? value : 0;
}

char *text_string(struct arena *a, struct text t) {
    t = text_trim(t);
    char *out = arena_alloc(a, t.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (!is_space(t.s[i]))
            out[n++] = t.s[i];
        else if (out[n - 1] != ' ') /* t is trimmed, so n > 0 */
            out[n++] = ' ';
    }
    return out;
}

static bool is_abbreviation(struct text word) {
    static const char *const known[] = {"Mr", "Mrs", "Ms",  "Dr",  "Prof", "Rev", "St",
                                        "No", "Nos", "e.g", "i.e", "etc",  "cf",  "vs"};
    if (word.n == 1 && is_upper(word.s[0]))
        return true;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (text_same(word, text_of(known[i])))
            return true;
    return false;
}

static struct text word_before(struct text t, size_t end) {
    size_t from = end;
    while (from && !is_space(t.s[from - 1]) && t.s[from - 1] != '(')
        from--;
    return text_slice(t, from, end);
}

/* Closing quotation marks and brackets after a full stop belong to the sentence. */
static size_t skip_closers(struct text t, size_t i) {
    static const char *const closers[] = {"”", "’", "\"", "'", ")", "»"};
    for (bool more = true; more;) {
        more = false;
        for (size_t k = 0; k < sizeof closers / sizeof closers[0]; k++) {
            struct text c = text_of(closers[k]);
            if (i + c.n <= t.n && memcmp(t.s + i, c.s, c.n) == 0) {
                i += c.n;
                more = true;
            }
        }
    }
    return i;
}

size_t text_sentence_end(struct text t, size_t from) {
    for (size_t i = from; i < t.n; i++) {
        char c = t.s[i];
        if (c != '.' && c != '!' && c != '?')
            continue;
        size_t end = skip_closers(t, i + 1);
        if (end < t.n && !is_space(t.s[end]))
            continue;
        if (c == '.' && end < t.n && is_abbreviation(word_before(t, i)))
            continue;
        return end;
    }
    return t.n;
}

bool text_has_digit(struct text t) {
    for (size_t i = 0; i < t.n; i++)
        if (is_digit(t.s[i]))
            return true;
    return false;
}

bool text_has_word(struct text t) {
    for (size_t i = 0; i < t.n; i++)
        if (is_alnum(t.s[i]))
            return true;
    return false;
}
