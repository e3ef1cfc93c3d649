#include "base/utf8.h"

#include <string.h>

uint32_t utf8_decode(const char *s, size_t n, size_t *length) {
    const unsigned char *p = (const unsigned char *)s;
    *length = 0;
    if (n == 0)
        return UTF8_REPLACEMENT;
    if (p[0] < 0x80) {
        *length = 1;
        return p[0];
    }
    size_t more = p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : 1;
    if (p[0] < 0xC2 || p[0] > 0xF4 || n <= more)
        return UTF8_REPLACEMENT;
    uint32_t c = p[0] & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return UTF8_REPLACEMENT;
        c = c << 6 | (p[i] & 0x3F);
    }
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (c < least[more] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return UTF8_REPLACEMENT;
    *length = more + 1;
    return c;
}

size_t utf8_encode(uint32_t c, char out[4]) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t more = c >= 0x10000 ? 3 : c >= 0x800 ? 2 : 1;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = more; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[more] | c);
    return more + 1;
}

/* Eight bytes, as most texts have them. */
static bool are_ascii(const char *s) {
    uint64_t bytes;
    memcpy(&bytes, s, sizeof bytes);
    return !(bytes & UINT64_C(0x8080808080808080));
}

size_t utf8_valid_prefix(const char *s, size_t n) {
    size_t i = 0, length;
    while (i < n) {
        if (n - i >= sizeof(uint64_t) && are_ascii(s + i)) {
            i += sizeof(uint64_t);
            continue;
        }
        utf8_decode(s + i, n - i, &length);
        if (!length)
            break;
        i += length;
    }
    return i;
}

size_t utf8_length(const char *s, size_t n) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += utf8_begins(s[i]);
    return count;
}

bool utf8_is_space(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool utf8_ends_line(uint32_t c) {
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool utf8_is_invisible(uint32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2064) || c == 0xFE0E || c == 0xFE0F || c == 0xFEFF;
}
