#include "base/letters.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>
#ifdef KLOE_HAVE_UTF8PROC
#include <utf8proc.h>
#endif

uint32_t letters_compose(uint32_t base, uint32_t mark) {
#ifdef KLOE_HAVE_UTF8PROC
    utf8proc_int32_t pair[] = {(utf8proc_int32_t)base, (utf8proc_int32_t)mark};
    if (utf8proc_category(pair[1]) != UTF8PROC_CATEGORY_MN)
        return 0;
    bool one = utf8proc_normalize_utf32(pair, 2, UTF8PROC_STABLE | UTF8PROC_COMPOSE) == 1;
    return one ? (uint32_t)pair[0] : 0;
#else
    (void)base, (void)mark;
    return 0;
#endif
}

uint32_t letters_of_windows(uint32_t byte) {
    static const uint16_t characters[] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return byte >= 0x80 && byte <= 0x9F ? characters[byte - 0x80] : 0;
}

/* The alphabets of mathematics: 26 capitals and 26 small letters again and again, then digits. */
static uint32_t of_mathematics(uint32_t c) {
    if (c >= 0x1D7CE && c <= 0x1D7FF)
        return '0' + (c - 0x1D7CE) % 10;
    uint32_t n = (c - 0x1D400) % 52;
    return n < 26 ? 'A' + n : 'a' + n - 26;
}

/* One character for one. */
static uint32_t plain(uint32_t c) {
    enum { NEL = 0x85, LOST_BULLET = 0x84 };
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + '!';
    if ((c >= 0x1D400 && c <= 0x1D6A3) || (c >= 0x1D7CE && c <= 0x1D7FF))
        return of_mathematics(c);
    switch (c) {
    case NEL:
    case LOST_BULLET:
        return 0;
    case 0x2126:
        return 0x3A9;
    case 0x212A:
        return 'K';
    case 0x212B:
        return 0xC5;
    default:
        return letters_of_windows(c);
    }
}

size_t letters_plain(uint32_t c, char out[LETTERS_MAX]) {
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (c >= 0xFB00 && c < 0xFB00 + sizeof ligatures / sizeof ligatures[0]) {
        size_t n = strlen(ligatures[c - 0xFB00]);
        memcpy(out, ligatures[c - 0xFB00], n);
        return n;
    }
    uint32_t other = plain(c);
    return other ? utf8_encode(other, out) : 0;
}
