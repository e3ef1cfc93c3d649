#include "document/marker.h"

#include "base/utf8.h"

#include <string.h>

enum { NUMBER_DIGITS = 3, SERIES_GAP = 2, SHORT_LINE = 40, CID_DIGITS = 5, ROMAN_MAX = 4 };

static bool is_bullet(uint32_t c, bool dashes) {
    switch (c) {
    case 0x2022: /* bullet */
    case 0x2023:
    case 0x2043:
    case 0x2219:
    case 0x25A0: /* squares */
    case 0x25A1:
    case 0x25AA:
    case 0x25AB:
    case 0x25B8:
    case 0x25BA:
    case 0x25CB: /* circles */
    case 0x25CF:
    case 0x25E6:
    case 0x25FC:
    case 0x25FE:
    case 0x2756:
    case 0x27A2:
    case 0x00B7:
    case 0x23AF: /* a dash of a symbol font */
    case 0x2190: /* arrows */
    case 0x2192:
    case 0x21D2:
    case 0x2794:
    case 0x27A1:
    case 0x27A4:
    case 0x27F6:
    case 0x25B6:
    case 0x25C6: /* diamonds and circles */
    case 0x25C7:
    case 0x25C9:
    case 0x25D8:
    case 0x25FB:
    case 0x25FD:
    case 0x2610: /* boxes and marks in them */
    case 0x2611:
    case 0x2612:
    case 0x2713:
    case 0x2714:
    case 0x2717:
    case 0x2718:
    case 0x26AB:
    case 0x2981:
    case 0x2B24:
    case 0x2B9A:
    case 0x2751:
    case 0x2752:
    case CODE_POINT_LOST_BULLET:
        return true;
    case '-':
    case '*':
    case '+':
    case 0x2013:
    case 0x2014:
    case 0x2212:
    case 0x0336: /* a stroke that lost its letter */
    case 0x2010: /* hyphens */
    case 0x2011:
    case 0x2012:
    case '?': /* what became of a bullet in ASCII */
    case 0xA4:
    case 0xB0:
    case 0xBA:
    case 0xBB:
    case 0x203A:
    case UTF8_REPLACEMENT:
        return dashes;
    default:
        return c >= 0xF000 && c <= 0xF0FF; /* Symbol and Wingdings */
    }
}

/* "(cid:127)": a bullet of a font that a converter could not read. */
static size_t lost_character(struct text line) {
    size_t from = strlen("(cid:"), n;
    if (!text_starts(line, TEXT("(cid:")))
        return 0;
    text_number(text_slice(line, from, line.n), CID_DIGITS, &n);
    return n && from + n < line.n && line.s[from + n] == ')' ? from + n + 1 : 0;
}

/* Of any width: texts copied from a browser have spaces that do not break. */
static size_t spaces_at(struct text line, size_t from) {
    size_t to = from, n;
    while (to < line.n) {
        uint32_t c = utf8_decode(line.s + to, line.n - to, &n);
        if (!n || !(utf8_is_space(c) || (utf8_is_invisible(c) && c != CODE_POINT_SOFT_HYPHEN)))
            break;
        to += n;
    }
    return to - from;
}

/* Bytes of what counts an item, a number or a letter or a short Roman numeral, from `at` on. */
static size_t count_length(struct text line, size_t at) {
    size_t n;
    text_number(text_slice(line, at, line.n), NUMBER_DIGITS, &n);
    if (n)
        return n;
    while (at + n < line.n && n < ROMAN_MAX && strchr("ivx", line.s[at + n]))
        n++;
    return n ? n : at < line.n && line.s[at] >= 'a' && line.s[at] <= 'z';
}

/* "R" or "Recommendation " before a number. */
static size_t reference_word(struct text line) {
    size_t n = text_starts(line, TEXT("Recommendation ")) ? strlen("Recommendation ")
                                                          : text_starts(line, TEXT("R"));
    return n && n < line.n && is_digit(line.s[n]) ? n : 0;
}

static bool is_one_of(struct text line, size_t at, const char *marks) {
    return at < line.n && memchr(marks, line.s[at], strlen(marks));
}

/* Bytes of "R1", "(R1)", "R1.", "1)" and the like without what follows; 0 where it is none. */
static size_t reference_length(struct text line) {
    bool open = line.n && line.s[0] == '(';
    size_t letter = reference_word(text_slice(line, open, line.n)), from = open + letter;
    size_t end = from + count_length(line, from);
    if (end == from)
        return 0;
    bool closed = is_one_of(line, end, ")");
    bool counts = letter || (closed && (open || !is_digit(line.s[0]))); /* "1)" is a number */
    return counts ? end + (closed || (letter && is_one_of(line, end, ".:"))) : 0;
}

/* "ii.": where an item can begin, since "v." is a word of courts too. */
static size_t roman_length(struct text line) {
    size_t n = 0;
    while (n < ROMAN_MAX && is_one_of(line, n, "ivx"))
        n++;
    return n && is_one_of(line, n, ".") ? n + 1 : 0;
}

static size_t with_words(struct text line, size_t end) {
    size_t spaces = spaces_at(line, end);
    bool words = end + spaces < line.n && is_upper(line.s[end + spaces]);
    return end && spaces && words ? end + spaces : 0;
}

size_t marker_reference(struct text line) {
    size_t n = with_words(line, reference_length(line));
    return n ? n : with_words(line, roman_length(line));
}

/* "R1" alone on its line, or in its cell. */
static bool is_reference_alone(struct text line) {
    size_t open = is_one_of(line, 0, "(");
    return reference_word(text_slice(line, open, line.n)) == 1 && reference_length(line) == line.n;
}

/* "o  The plans": a letter that is a bullet in its font (Wingdings, Symbol, Courier New). It stands
 * apart from a capital, or where an item can begin before any word. */
static size_t symbol_letter(struct text line, bool begins) {
    static const char *const letters[] = {"o", "l", "n", "q", "§", "Ø", "ü", "v", "à", NULL};
    enum { WORDS = 7 }; /* from here on they can be words: "v Jones" */
    size_t i = 0;
    while (letters[i] &&
           (line.n < strlen(letters[i]) || memcmp(line.s, letters[i], strlen(letters[i])) != 0))
        i++;
    if (!letters[i])
        return 0;
    size_t n = strlen(letters[i]), spaces = spaces_at(line, n), at = n + spaces;
    if (at == line.n)
        return begins && i < WORDS ? at : 0;
    if (!spaces || at + 1 >= line.n || !is_letter(line.s[at]) || !is_letter(line.s[at + 1]))
        return 0;
    bool wide = spaces > 1 || line.s[n] == '\t';
    return (wide && is_upper(line.s[at])) || (begins && i < WORDS) ? at : 0;
}

/* Most lines begin with a letter of which no mark can be made. */
static bool begins_with_word(struct text line) {
    size_t n = line.n < ROMAN_MAX + 1 ? line.n : ROMAN_MAX + 1;
    return n && is_letter(line.s[0]) && !strchr("lnoqvRr", line.s[0]) && !memchr(line.s, ')', n) &&
           !roman_length(line);
}

/* "[ ]", "[x]": of Markdown's lists of tasks. */
static size_t task_box(struct text t) {
    bool box = t.n > 3 && t.s[0] == '[' && is_one_of(t, 1, " xX") && t.s[2] == ']';
    return box && spaces_at(t, 3) ? 3 + spaces_at(t, 3) : 0;
}

/* Bytes of a mark that stands behind a mark or a number: a converter wrote one beside its own. A
 * dash is one before a word alone: "- – 5". */
static size_t second_mark(struct text t) {
    size_t n, lost = lost_character(t), known = task_box(t);
    known = known ? known : lost ? lost + spaces_at(t, lost) : symbol_letter(t, true);
    uint32_t c = utf8_decode(t.s, t.n, &n);
    if (known || !n || !is_bullet(c, true) || c == '?' || c == 0xB0 || c == 0xBA)
        return known;
    size_t spaces = spaces_at(t, n), at = n + spaces;
    bool word = spaces && at < t.n && (is_letter(t.s[at]) || (unsigned char)t.s[at] >= 0x80);
    return is_bullet(c, false) || word ? at : 0;
}

static size_t with_more(struct text line, size_t first) {
    size_t n;
    while ((n = second_mark(text_slice(line, first, line.n))))
        first += n;
    return first;
}

/* Bytes of the first mark and the white space after it. */
static size_t first_mark(struct text line, bool dashes) {
    size_t n, lost = lost_character(line), letter = symbol_letter(line, dashes);
    if (letter || lost)
        return letter ? letter : lost + spaces_at(line, lost);
    if (dashes && is_reference_alone(line))
        return line.n;
    size_t reference = marker_reference(line);
    if (reference)
        return dashes || !roman_length(line) ? reference : 0;
    uint32_t c = utf8_decode(line.s, line.n, &n);
    if (!n || !is_bullet(c, dashes))
        return 0;
    size_t spaces = spaces_at(line, n);
    bool ascii = c < 0x80 || !is_bullet(c, false); /* a character of prose too */
    if (ascii && !spaces && (n < line.n || c < 0x80))
        return 0; /* "-5", "*emphasis*", "---" */
    return n + spaces;
}

size_t marker_bullet(struct text line, bool dashes) {
    size_t n = begins_with_word(line) ? 0 : first_mark(line, dashes);
    return n && !marker_reference(line) ? with_more(line, n) : n;
}

bool marker_bullet_alone(struct text line) { return line.n && marker_bullet(line, true) == line.n; }

bool marker_is_cell(struct text cell) {
    size_t n;
    uint32_t c = utf8_decode(cell.s, cell.n, &n);
    bool answers = (c >= 0x2610 && c <= 0x2612) || (c >= 0x2713 && c <= 0x2718);
    return n && (is_reference_alone(cell) ||
                 (is_bullet(c, false) && !answers && marker_bullet_alone(cell)));
}

uint32_t marker_character(struct text line) {
    size_t n;
    return marker_reference(line) || is_reference_alone(line) ? 'R'
                                                              : utf8_decode(line.s, line.n, &n);
}

size_t marker_number(struct text line, unsigned *value) {
    size_t n;
    *value = text_number(line, NUMBER_DIGITS, &n);
    if (!n || !*value || n >= line.n || (line.s[n] != '.' && line.s[n] != ')'))
        return 0;
    size_t end = n + 1 + spaces_at(line, n + 1);
    /* converters lose the space: "10.There" */
    if (end == n + 1)
        return end < line.n && !is_upper(line.s[end]) ? 0 : end;
    return with_more(line, end);
}

size_t marker_decimal(struct text line, struct decimal *out) {
    size_t i = 0, n;
    *out = (struct decimal){0};
    for (;;) {
        unsigned value = text_number(text_slice(line, i, line.n), 2, &n);
        if (!n || !value || out->count == 3)
            return 0;
        out->parts[out->count++] = value;
        i += n;
        if (i + 1 >= line.n || line.s[i] != '.' || !is_digit(line.s[i + 1]))
            break;
        i++;
    }
    i += i < line.n && line.s[i] == '.';
    size_t end = i + spaces_at(line, i);
    bool apart = end == line.n ||
                 (end > i && !is_digit(line.s[end]) && !(line.s[end] >= 'a' && line.s[end] <= 'z'));
    return out->count >= 2 && apart ? end : 0;
}

bool decimal_follows(const struct decimal *last, const struct decimal *next) {
    size_t deep = next->count - 1;
    bool same_series = next->count == last->count &&
                       memcmp(next->parts, last->parts, deep * sizeof *next->parts) == 0;
    if (same_series && next->parts[deep] > last->parts[deep])
        return next->parts[deep] <= last->parts[deep] + SERIES_GAP;
    return next->parts[deep] == 1;
}

static bool ends_in(struct text t, const char *marks) {
    return memchr(marks, t.s[t.n - 1], strlen(marks));
}

bool marker_can_end(struct text before) {
    before = text_trim(before);
    return !before.n || ends_in(before, ".:;?!)\"',") || text_ends(before, TEXT("”")) ||
           text_ends(before, TEXT("’"));
}

bool marker_is_cut(struct text before) {
    static const char *const links[] = {" a",    " an", " and",   " at",  " by", " for",
                                        " from", " in", " of",    " on",  " or", " that",
                                        " the",  " to", " where", " with"};
    before = text_trim(before);
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        if (text_ends(before, text_of(links[i])))
            return true;
    return false;
}

bool marker_ends(struct text before) {
    static const char *const closers[] = {")", "”", "’", "\"", "'"};
    before = text_trim(before);
    for (size_t i = 0; i < sizeof closers / sizeof closers[0]; i++)
        if (text_ends(before, text_of(closers[i])))
            before = text_trim(text_slice(before, 0, before.n - strlen(closers[i])));
    return !before.n || ends_in(before, ".:;?!");
}

bool marker_ends_short(struct text before) {
    size_t from = before.n;
    while (from && before.s[from - 1] != '\n' && before.s[from - 1] != '\r')
        from--;
    return before.n - from < SHORT_LINE;
}

/* "1.4 Staff ...": after a text that has ended, as the next of its series. */
static bool decimal_opens(struct series *s, struct text line, struct text before) {
    struct decimal next;
    if (!marker_decimal(line, &next) || !decimal_follows(&s->decimal, &next) ||
        !(marker_ends(before) || marker_ends_short(before)))
        return false;
    s->decimal = next;
    return true;
}

bool series_opens(struct series *s, struct text line, struct text before) {
    unsigned value;
    if (decimal_opens(s, line, before))
        return true;
    size_t mark = marker_number(line, &value);
    if (!mark)
        return false;
    bool next = value > s->last && (value <= s->last + SERIES_GAP || value == s->seen + 1);
    s->seen = next ? value : s->seen;
    bool apart = mark == line.n || (mark >= 2 && is_space(line.s[mark - 2])); /* a hanging number */
    bool exact = value == s->last + 1 && mark < line.n && is_upper(line.s[mark]);
    bool ended = marker_ends_short(before) || (value == 1 ? marker_ends : marker_can_end)(before);
    if (before.n && !exact && !(value == 1 && (apart || ended)) && !(next && (apart || ended)))
        return false;
    s->last = value;
    return true;
}
