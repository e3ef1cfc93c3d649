#include "document/footnotes.h"

#include "base/utf8.h"
#include "document/footnote_mark.h"
#include "document/marker.h"

enum { PLACED_LINES_MAX = 40, LINES_MAX = 14, WORD_LETTERS = 3, PAGE_DIGITS = 3 };

static const double smaller = 0.5; /* points */

struct finder {
    struct text text;
    struct lines *lines;
    double body;
    bool seen[FOOTNOTE_MARKS]; /* glued to a word, and its footnote has not come yet */
};

/* ---- above ---------------------------------------------------------------------------- */

static bool closes(struct text t) {
    static const char *const closers[] = {")", "]", "\"", "'", "”", "’"};
    for (size_t i = 0; i < sizeof closers / sizeof closers[0]; i++)
        if (text_ends(t, text_of(closers[i])))
            return true;
    return false;
}

/* Whether a number or sign right behind the text can be a mark: behind a word, what closes it or a
 * sentence. "E8", "s.17" and "M1" are none. */
static bool carries(struct text before) {
    size_t letters = 0;
    if (closes(before))
        return true;
    while (before.n && memchr(".,:;?!", before.s[before.n - 1], 6))
        before.n--;
    if (closes(before))
        return true;
    while (letters < WORD_LETTERS && letters < before.n &&
           (is_letter(before.s[before.n - 1 - letters]) || before.s[before.n - 1 - letters] < 0))
        letters++;
    return letters >= WORD_LETTERS;
}

/* Nothing of a number, a word or a code follows. */
static bool ends_mark(struct text after) {
    if (!after.n || is_space(after.s[0]))
        return true;
    bool goes_on = after.n > 1 && is_alnum(after.s[1]);
    return !is_alnum(after.s[0]) && !memchr("%/-*†", after.s[0], 5) &&
           !(goes_on && memchr(".,:", after.s[0], 3));
}

static void collect_marks(struct finder *f, struct text line) {
    for (size_t i = 1, n = 1; i < line.n; i += n) {
        n = 1;
        if (!footnote_mark_can_begin(line.s[i]))
            continue;
        struct footnote_mark m = {.shape = MARK_NONE};
        bool inside = is_digit(line.s[i]) && is_digit(line.s[i - 1]);
        if (!inside && utf8_begins(line.s[i]))
            m = footnote_mark_at(text_slice(line, i, line.n));
        n = m.shape ? m.n : 1;
        bool glued = m.shape == MARK_RAISED || m.shape == MARK_BRACKETED ||
                     (m.shape && carries(text_slice(line, 0, i)));
        if (glued && ends_mark(text_slice(line, i + n, line.n)))
            f->seen[m.number] = true;
    }
}

/* ---- at the foot ---------------------------------------------------------------------- */

static struct text line_at(const struct finder *f, size_t i) {
    return line_text(f->text, &f->lines->items[i]);
}

/* The next line with words of the flow; `to` where none is. */
static size_t next_words(const struct finder *f, size_t i, size_t to) {
    while (i < to && (!line_at(f, i).n || f->lines->items[i].furniture))
        i++;
    return i;
}

/* A footnote's first words: no sentence goes on with them. */
static bool begins_note(struct text t) {
    static const char *const links[] = {"http", "www.", "ibid", "“", "‘", "\"", "'", "("};
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        if (text_starts(t, text_of(links[i])))
            return true;
    return t.n > 1 && is_upper(t.s[0]);
}

/* The awaited mark with which line i opens a footnote, whose words can begin in the next line. */
static struct footnote_mark opening_mark(const struct finder *f, size_t i, size_t to) {
    struct text t = line_at(f, i);
    struct footnote_mark m = t.n ? footnote_mark_at(t) : (struct footnote_mark){.shape = MARK_NONE};
    struct text words = text_trim(text_slice(t, m.n, t.n));
    if (!m.shape || !f->seen[m.number])
        return (struct footnote_mark){.shape = MARK_NONE};
    if (!words.n) {
        size_t next = next_words(f, i + 1, to);
        words = next < to ? line_at(f, next) : words;
    } else if (f->lines->items[i].furniture)
        words = TEXT(""); /* a mark can be taken for a page's number, but only where it is alone */
    return begins_note(words) ? m : (struct footnote_mark){.shape = MARK_NONE};
}

static bool is_small(const struct finder *f, const struct line *l) {
    return l->size > 0 && l->size < f->body - smaller;
}

/* Where sizes are known a footnote is small to the end of the page. */
static bool is_small_foot(const struct finder *f, size_t i, size_t to) {
    size_t count = 0;
    for (size_t k = next_words(f, i, to); k < to; k = next_words(f, k + 1, to))
        if (++count > PLACED_LINES_MAX || !is_small(f, &f->lines->items[k]))
            return false;
    return count > 0;
}

static bool is_number(struct text t) {
    size_t n;
    text_number(t, PAGE_DIGITS, &n);
    return n == t.n;
}

/* Whether line k, with a gap before it or not, can be a part of footnotes. */
static bool fits_in_foot(const struct finder *f, size_t k, size_t to, bool gap) {
    struct text t = line_at(f, k);
    unsigned value;
    if (opening_mark(f, k, to).shape)
        return true;
    if (is_number(t))
        return next_words(f, k + 1, to) == to; /* the page's */
    return !gap && !marker_bullet(t, false) && !marker_number(t, &value);
}

/* Elsewhere it is a few lines, and a gap comes only behind a mark or before the next one. */
static bool is_short_foot(const struct finder *f, size_t i, size_t from, size_t to) {
    struct text before = i > from ? line_at(f, i - 1) : TEXT(""), first = line_at(f, i);
    bool apart = footnote_mark_at(first).n == first.n || marker_can_end(before) ||
                 f->lines->items[i - 1].furniture;
    size_t count = 0;
    bool gap = false, alone = false;
    if (!apart)
        return false;
    for (size_t k = i; k < to; k++) {
        struct text t = line_at(f, k);
        gap = (gap || !t.n) && !alone;
        if (!t.n || (f->lines->items[k].furniture && k > i))
            continue;
        if (++count > LINES_MAX || (k > i && !fits_in_foot(f, k, to, gap)))
            return false;
        alone = footnote_mark_at(t).n == t.n;
        gap = false;
    }
    return true;
}

static bool is_foot(const struct finder *f, size_t i, size_t from, size_t to) {
    return f->body > 0 ? is_small_foot(f, i, to) : is_short_foot(f, i, from, to);
}

/* ---- a mark below its words ----------------------------------------------------------- */

/* Whether nothing but the page's number stands behind line i. */
static bool is_last(const struct finder *f, size_t i, size_t to, bool *numbered) {
    size_t next = i + 1, count = 0;
    while (next < to && (!line_at(f, next).n || (is_number(line_at(f, next)) && !count++)))
        next++;
    *numbered = count > 0;
    return next == to;
}

/* Converters that go by where letters stand write a raised mark below its footnote's words. A
 * number that the page's own follows, or that is no page's, is such a mark. */
static bool is_mark_below(const struct finder *f, size_t i, size_t from, size_t to) {
    struct text t = line_at(f, i);
    struct footnote_mark m = t.n ? footnote_mark_at(t) : (struct footnote_mark){.shape = MARK_NONE};
    bool numbered;
    return !(f->body > 0) && m.shape && m.n == t.n && f->seen[m.number] && i > from &&
           is_last(f, i, to, &numbered) && (numbered || !f->lines->items[i].furniture);
}

/* Where those words begin: behind a gap, or else where alone a line begins large below one that has
 * not ended; `i` where neither is near. */
static size_t words_of_mark(const struct finder *f, size_t i, size_t from) {
    size_t begins = i, found = 0, k = i;
    while (k > from && i - k < LINES_MAX && line_at(f, k - 1).n &&
           !f->lines->items[k - 1].furniture) {
        struct text above = --k > from ? line_at(f, k - 1) : TEXT("");
        if (!above.n)
            return begins_note(line_at(f, k)) ? k : i;
        if (begins_note(line_at(f, k)) && !marker_ends(above)) {
            begins = k;
            found++;
        }
    }
    return found == 1 ? begins : i;
}

/* Where the footnotes of the page begin; `to` where it has none. */
static size_t find_foot(struct finder *f, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (opening_mark(f, i, to).shape && is_foot(f, i, from, to))
            return i;
        size_t words = is_mark_below(f, i, from, to) ? words_of_mark(f, i, from) : i;
        if (words < i) {
            f->seen[footnote_mark_at(line_at(f, i)).number] = false;
            return words;
        }
        if (!f->lines->items[i].furniture)
            collect_marks(f, line_at(f, i));
    }
    return to;
}

void footnotes_mark(struct text t, struct lines *lines, double body) {
    struct finder f = {.text = t, .lines = lines, .body = body};
    for (size_t from = 0, to; from < lines->count; from = to) {
        for (to = from; to < lines->count && lines->items[to].page == lines->items[from].page;)
            to++;
        for (size_t i = find_foot(&f, from, to); i < to; i++) {
            struct line *l = &lines->items[i];
            struct footnote_mark m = opening_mark(&f, i, to);
            f.seen[m.number] &= !m.shape;
            l->footnote = l->to > l->from && (!l->furniture || m.shape);
            l->furniture |= l->footnote;
        }
    }
}
