#include "document/inline.h"

#include "base/utf8.h"
#include "document/entity.h"
#include "document/inline_notes.h"

#include <string.h>

enum { LINK_REACH = 2000, TAG_REACH = 2000, MARK_DIGITS = 3, MARK_INDENT = 8 };

bool inline_is_footnote_mark(struct text superscript, struct text before) {
    static const char *const units[] = {"m", "km", "cm", "mm", "ft", "CO"};
    superscript = text_trim(superscript);
    size_t n;
    text_number(superscript, MARK_DIGITS, &n);
    if (!n || n != superscript.n)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        struct text unit = text_of(units[i]);
        if (before.n >= unit.n && memcmp(before.s + before.n - unit.n, unit.s, unit.n) == 0 &&
            (before.n == unit.n || !is_alnum(before.s[before.n - unit.n - 1])))
            return false;
    }
    return true;
}

static size_t bounded_find(struct text t, char c, size_t from, size_t reach) {
    size_t to = t.n - from < reach ? t.n : from + reach;
    size_t at = text_find(text_slice(t, 0, to), c, from);
    return at < to ? at : t.n;
}

static bool is_sup(struct text tag) {
    return text_starts(tag, TEXT("<sup>")) || text_starts(tag, TEXT("<sup "));
}

/* A tag or a comment at t.s[i]: where it ends; i when it is neither. */
static size_t tag_end(struct text t, size_t i) {
    struct text rest = text_slice(t, i, t.n);
    bool name = rest.n > 2 && (is_alnum(rest.s[1]) || (rest.s[1] == '/' && is_alnum(rest.s[2])));
    if (!name && !text_starts(rest, TEXT("<!--")))
        return i;
    size_t end = bounded_find(t, '>', i, TAG_REACH);
    return end < t.n ? end + 1 : i;
}

static size_t add_tag(struct builder *b, struct text t, size_t i, size_t offset) {
    size_t end = tag_end(t, i);
    if (end == i)
        return i;
    struct text tag = text_slice(t, i, end);
    if (text_starts(tag, TEXT("<br")))
        builder_line(b, offset + i);
    if (text_starts(tag, TEXT("<http")) || text_starts(tag, TEXT("<mailto:")))
        builder_add(b, text_slice(t, i + 1, end - 1), offset + i + 1);
    if (is_sup(tag)) {
        size_t close = bounded_find(t, '<', end, TAG_REACH);
        struct text before = {b->text, b->n};
        if (close < t.n && inline_is_footnote_mark(text_slice(t, end, close), before))
            return close;
    }
    return end;
}

bool inline_is_attributes(struct text t) {
    t = text_trim(t);
    return t.n && (memchr("#.-", t.s[0], 3) || text_find(t, '=', 0) < t.n) &&
           text_find(t, '{', 0) == t.n;
}

/* "[words]{.underline}": where it ends; i where the words have no attributes. */
static size_t span_words(struct text t, size_t i, struct text *words) {
    size_t close = bounded_find(t, ']', i, LINK_REACH);
    if (close + 1 >= t.n || t.s[close + 1] != '{')
        return i;
    size_t end = bounded_find(t, '}', close, LINK_REACH);
    if (end >= t.n || !inline_is_attributes(text_slice(t, close + 2, end)))
        return i;
    *words = text_slice(t, i + 1, close);
    return end + 1;
}

/* Bytes of "{.uri}" behind a link. */
static size_t link_attributes(struct text t, size_t at) {
    size_t end = at < t.n && t.s[at] == '{' ? bounded_find(t, '}', at, LINK_REACH) : t.n;
    return end < t.n && inline_is_attributes(text_slice(t, at + 1, end)) ? end + 1 - at : 0;
}

/* A link "[words](target)" gives its words, a picture nothing. */
static size_t link_words(struct text t, size_t i, struct text *words) {
    bool picture = t.s[i] == '!';
    size_t open = i + picture;
    if (open >= t.n || t.s[open] != '[')
        return i;
    size_t close = bounded_find(t, ']', open, LINK_REACH);
    if (close + 1 >= t.n || t.s[close + 1] != '(')
        return picture ? i : span_words(t, i, words);
    size_t end = bounded_find(t, ')', close, LINK_REACH);
    if (end >= t.n)
        return i;
    end += link_attributes(t, end + 1);
    *words = text_slice(t, open + 1, picture ? open + 1 : close);
    return end + 1;
}

/* Marks of emphasis touch a word; "5 * 3" and "a_b" have none. */
static size_t emphasis_length(struct text t, size_t i) {
    char mark = t.s[i];
    size_t n = 1;
    while (i + n < t.n && t.s[i + n] == mark)
        n++;
    char before = i ? t.s[i - 1] : ' ', after = i + n < t.n ? t.s[i + n] : ' ';
    if (is_space(before) && is_space(after))
        return 0;
    if (mark == '_' && is_alnum(before) && is_alnum(after))
        return 0;
    return n;
}

static size_t add_reference(struct builder *b, struct text t, size_t i, size_t offset) {
    size_t n;
    uint32_t c = entity_decode(text_slice(t, i, t.n), &n);
    if (!n)
        return i;
    char utf8[4];
    builder_add_as(b, (struct text){utf8, utf8_encode(c, utf8)}, offset + i, n);
    return i + n;
}

static bool is_escape(struct text t, size_t i) {
    char next = i + 1 < t.n ? t.s[i + 1] : ' ';
    return t.s[i] == '\\' && next > ' ' && next < 0x7F && !is_alnum(next);
}

/* "> " of a quotation, at the start of one of its further lines. */
static bool starts_line(struct text t, size_t i) {
    for (size_t back = 0; back < MARK_INDENT && i && (t.s[i - 1] == ' ' || t.s[i - 1] == '>');
         back++)
        i--;
    return i && (t.s[i - 1] == '\n' || t.s[i - 1] == '\r');
}

/* Steps over one mark at t.s[i]; gives i where there is none. */
static size_t add_mark(struct builder *b, struct text t, size_t i, size_t offset) {
    struct text words;
    size_t end;
    switch (t.s[i]) {
    case '\\':
        if (i + 1 == t.n || t.s[i + 1] == '\n' || t.s[i + 1] == '\r')
            return i + 1; /* it breaks the line */
        if (!is_escape(t, i))
            return i;
        builder_add(b, text_slice(t, i + 1, i + 2), offset + i + 1);
        return i + 2;
    case '*':
    case '_':
        return i + emphasis_length(t, i);
    case '`':
        return i + 1;
    case '>':
        return i + starts_line(t, i);
    case '<':
        end = inline_note_mark(t, i);
        return end > i ? end : add_tag(b, t, i, offset);
    case '&':
        return add_reference(b, t, i, offset);
    case '[':
        end = inline_note_mark(t, i);
        if (end > i)
            return end;
        /* fall through */
    case '!':
        end = link_words(t, i, &words);
        if (end > i && words.n) /* the words may be emphasised, but hold no further link */
            for (size_t k = 0; k < words.n; k++)
                if (!strchr("*_`", words.s[k]))
                    builder_add(b, text_slice(words, k, k + 1),
                                offset + (size_t)(words.s - t.s) + k);
        return end;
    default:
        return i;
    }
}

static bool is_mark(char c) {
    switch (c) {
    case '\\':
    case '*':
    case '_':
    case '`':
    case '<':
    case '>':
    case '&':
    case '[':
    case '!':
        return true;
    default:
        return false;
    }
}

static void add(struct builder *b, struct text t, size_t offset, bool wide_spaces_break) {
    size_t plain = 0;
    for (size_t i = 0; i < t.n;) {
        bool wide = wide_spaces_break && t.s[i] == ' ' && i + 1 < t.n && t.s[i + 1] == ' ';
        if (!wide && !is_mark(t.s[i])) {
            i++;
            continue;
        }
        builder_add(b, text_slice(t, plain, i), offset + plain);
        plain = i;
        if (wide)
            builder_line(b, offset + i);
        size_t next = wide ? i + 1 : add_mark(b, t, i, offset);
        if (next > i)
            plain = next;
        i = next > i ? next : i + 1;
    }
    builder_add(b, text_slice(t, plain, t.n), offset + plain);
}

void inline_add(struct builder *b, struct text t, size_t offset) { add(b, t, offset, false); }
void inline_add_cell(struct builder *b, struct text t, size_t offset) { add(b, t, offset, true); }
