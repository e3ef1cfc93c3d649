#include "document/inline_notes.h"

#include "base/utf8.h"
#include "document/footnote_mark.h"

enum { LABEL_BYTES = 40, WORDS_BYTES = 40, TARGET_BYTES = 200, RAISED_BYTES = 400 };

static size_t find_within(struct text t, char c, size_t from, size_t reach) {
    size_t to = t.n - from < reach ? t.n : from + reach;
    size_t at = text_find(text_slice(t, 0, to), c, from);
    return at < to ? at : t.n;
}

/* "[^1]": where it ends. */
static size_t label_end(struct text t, size_t i) {
    if (i + 2 >= t.n || t.s[i] != '[' || t.s[i + 1] != '^')
        return i;
    size_t end = find_within(t, ']', i + 2, LABEL_BYTES);
    if (end == t.n || end == i + 2)
        return i;
    for (size_t k = i + 2; k < end; k++)
        if (is_space(t.s[k]) || t.s[k] == '[')
            return i;
    return end + 1;
}

size_t inline_note_label(struct text line) {
    size_t end = label_end(line, 0);
    return end && end < line.n && line.s[end] == ':' ? end + 1 : 0;
}

/* ---- links -------------------------------------------------------------------------------- */

struct link {
    struct text words, target;
    size_t end;
};

/* "[words](target)" at t.s[i], brackets with a backslash among its words. */
static bool link_at(struct text t, size_t i, struct link *out) {
    size_t close = i + 1;
    if (i >= t.n || t.s[i] != '[')
        return false;
    for (; close < t.n && close - i <= WORDS_BYTES && t.s[close] != ']'; close++)
        close += t.s[close] == '\\';
    if (close + 1 >= t.n || t.s[close] != ']' || t.s[close + 1] != '(')
        return false;
    size_t end = find_within(t, ')', close + 2, TARGET_BYTES);
    if (end == t.n)
        return false;
    *out = (struct link){text_slice(t, i + 1, close), text_slice(t, close + 2, end), end + 1};
    return true;
}

/* Whether converters name footnotes and their marks so: "#fn1", "#_ftnref1", "#footnote-1". */
static bool is_of_note(struct text target) {
    for (size_t i = text_find(target, '#', 0); i < target.n; i++) {
        struct text rest = text_slice(target, i, target.n);
        if (text_starts(rest, TEXT("fn")) || text_starts(rest, TEXT("ftn")) ||
            text_starts(rest, TEXT("note")))
            return true;
    }
    return false;
}

/* The words without backslashes, emphasis, tags and targets of links, as far as they fit. *plain:
 * there were none of those. */
static struct text bare_words(struct text t, char words[WORDS_BYTES], bool *plain) {
    size_t n = 0;
    *plain = true;
    for (size_t i = 0; i < t.n && n < WORDS_BYTES; i++) {
        char closes = t.s[i] == '<' ? '>' : i && t.s[i] == '(' && t.s[i - 1] == ']' ? ')' : 0;
        bool dropped = closes || t.s[i] == '\\' || t.s[i] == '^';
        *plain &= !dropped;
        if (closes)
            i = text_find(t, closes, i);
        else if (!dropped)
            words[n++] = t.s[i];
    }
    struct text out = text_trim((struct text){words, n});
    bool doubled = out.n > 3 && out.s[0] == '[' && out.s[1] == '[' && out.s[out.n - 1] == ']';
    return doubled ? text_slice(out, 1, out.n - 1) : out; /* "[\[1\]](#fn1)" */
}

static bool is_mark(struct text t, bool *plain) {
    char words[WORDS_BYTES];
    return footnote_mark_is(bare_words(t, words, plain));
}

/* "<sup id="a"><a href="#fn1">[1]</a></sup>": where it ends. */
static size_t raised_end(struct text t, size_t i) {
    struct text rest = text_slice(t, i, t.n);
    bool plain;
    if (!text_starts(rest, TEXT("<sup>")) && !text_starts(rest, TEXT("<sup ")))
        return i;
    size_t from = find_within(t, '>', i, TARGET_BYTES), to = from;
    for (; to < t.n && to - from < RAISED_BYTES; to++)
        if (t.s[to] == '<' && text_starts(text_slice(t, to, t.n), TEXT("</sup>")))
            break;
    if (from == t.n || to >= t.n || to - from >= RAISED_BYTES)
        return i;
    struct text inside = text_trim(text_slice(t, from + 1, to));
    bool number = inside.n && is_digit(inside.s[0]); /* of a unit, perhaps */
    return is_mark(inside, &plain) && !(plain && number) ? to + sizeof "</sup>" - 1 : i;
}

size_t inline_note_mark(struct text t, size_t i) {
    struct link link;
    bool plain;
    if (t.s[i] == '<')
        return raised_end(t, i);
    size_t end = label_end(t, i);
    if (end > i)
        return end;
    return link_at(t, i, &link) && is_of_note(link.target) && is_mark(link.words, &plain) ? link.end
                                                                                          : i;
}

/* ---- notes -------------------------------------------------------------------------------- */

/* Arrows, perhaps with what makes pictures of them. */
static bool is_arrow(struct text t) {
    t = text_trim(t);
    for (size_t i = 0, n; i < t.n; i += n) {
        uint32_t c = utf8_decode(t.s + i, t.n - i, &n);
        bool arrow = (c >= 0x2190 && c <= 0x21FF) || c == 0x2934 || c == 0x2B06;
        if (!n || !(arrow || c == 0xFE0E || c == 0xFE0F || c == '^'))
            return false;
    }
    return t.n > 0;
}

/* "<a href="#fnref1">↩</a>" at t.s[i]. */
static bool tag_at(struct text t, size_t i, struct link *out) {
    if (!text_starts(text_slice(t, i, t.n), TEXT("<a ")))
        return false;
    size_t close = find_within(t, '>', i, TARGET_BYTES);
    size_t end = close < t.n ? find_within(t, '<', close, WORDS_BYTES) : t.n;
    if (end == t.n)
        return false;
    *out = (struct link){text_slice(t, close + 1, end), text_slice(t, i, close), end};
    return true;
}

bool inline_is_note(struct text block) {
    struct link link;
    bool plain, starts = true;
    for (size_t i = 0; i < block.n; i++) {
        bool linked = block.s[i] == '[' ? link_at(block, i, &link)
                                        : block.s[i] == '<' && tag_at(block, i, &link);
        if (linked && is_of_note(link.target) &&
            (is_arrow(link.words) || (starts && is_mark(link.words, &plain))))
            return true;
        starts &= is_space(block.s[i]) || block.s[i] == '\\';
    }
    return false;
}
