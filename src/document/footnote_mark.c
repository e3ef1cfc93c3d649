#include "document/footnote_mark.h"

#include "base/utf8.h"

enum { NUMBER_DIGITS = 3 };

static const char *const signs[] = {"**", "*", "†", "‡", NULL};

/* A digit that is set high as a character of its own; 10 where it is none. */
static unsigned raised_digit(uint32_t c) {
    switch (c) {
    case 0xB9:
        return 1;
    case 0xB2:
    case 0xB3:
        return c - 0xB0;
    default:
        return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? c - 0x2070 : 10;
    }
}

static struct footnote_mark raised_mark(struct text t) {
    struct footnote_mark m = {.shape = MARK_NONE};
    for (size_t n, digits = 0; m.n < t.n && digits < NUMBER_DIGITS; m.n += n, digits++) {
        unsigned digit = raised_digit(utf8_decode(t.s + m.n, t.n - m.n, &n));
        if (digit > 9)
            break;
        m.number = m.number * 10 + digit;
        m.shape = MARK_RAISED;
    }
    return m;
}

static struct footnote_mark numbered_mark(struct text t) {
    struct footnote_mark m = {.shape = MARK_NUMBER};
    size_t open = t.n && t.s[0] == '[';
    m.number = text_number(text_slice(t, open, t.n), NUMBER_DIGITS, &m.n);
    m.n += open;
    if (open && m.n > open && m.n < t.n && t.s[m.n] == ']')
        return (struct footnote_mark){MARK_BRACKETED, m.number, m.n + 1};
    m.shape = open || !m.n ? MARK_NONE : m.shape;
    return m;
}

static struct footnote_mark sign_mark(struct text t) {
    for (unsigned i = 0; signs[i]; i++)
        if (text_starts(t, text_of(signs[i])))
            return (struct footnote_mark){MARK_SIGN, FOOTNOTE_SIGNS + i, strlen(signs[i])};
    return (struct footnote_mark){.shape = MARK_NONE};
}

struct footnote_mark footnote_mark_at(struct text t) {
    if (!t.n || !footnote_mark_can_begin(t.s[0]))
        return (struct footnote_mark){.shape = MARK_NONE};
    struct footnote_mark m = sign_mark(t);
    m = m.shape ? m : numbered_mark(t);
    m = m.shape ? m : raised_mark(t);
    bool known = m.shape == MARK_SIGN || (m.number && m.number <= FOOTNOTE_NUMBER_MAX);
    return known ? m : (struct footnote_mark){.shape = MARK_NONE};
}

bool footnote_mark_is(struct text t) {
    static const char *const words[] = {"footnote", "note", "fn", "endnote", NULL};
    t = text_trim(t);
    if (t.n > 1 && (t.s[0] == '[' || t.s[0] == '(') && (t.s[t.n - 1] == ']' || t.s[t.n - 1] == ')'))
        t = text_trim(text_slice(t, 1, t.n - 1));
    for (size_t i = 0; words[i]; i++)
        if (text_starts(t, text_of(words[i]))) {
            t = text_trim(text_slice(t, strlen(words[i]), t.n));
            break;
        }
    struct footnote_mark m = footnote_mark_at(t);
    return m.shape && m.n == t.n;
}

/* ---- at the end ----------------------------------------------------------------------- */

static size_t digits_start(struct text t, size_t end) {
    size_t n = end;
    while (n && end - n < NUMBER_DIGITS && is_digit(t.s[n - 1]))
        n--;
    return n;
}

static size_t raised_start(struct text t) {
    size_t start = t.n, length;
    for (size_t n = t.n, digits = 0; n && digits < NUMBER_DIGITS; digits++) {
        do
            n--;
        while (n && !utf8_begins(t.s[n]));
        if (raised_digit(utf8_decode(t.s + n, t.n - n, &length)) > 9)
            break;
        start = n;
    }
    return start;
}

size_t footnote_mark_start(struct text t) {
    for (size_t i = 0; signs[i]; i++)
        if (text_ends(t, text_of(signs[i])))
            return t.n - strlen(signs[i]);
    if (text_ends(t, TEXT("]"))) {
        size_t n = digits_start(t, t.n - 1);
        return n && n < t.n - 1 && t.s[n - 1] == '[' ? n - 1 : t.n;
    }
    size_t n = digits_start(t, t.n);
    bool glued = n && n < t.n && (memchr(":?.", t.s[n - 1], 3) || is_letter(t.s[n - 1]));
    return glued ? n : raised_start(t);
}
