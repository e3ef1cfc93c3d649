/* Markdown as converters write it: blocks here, what stands inside a line in inline.c. */
#include "document/readers.h"

#include "base/utf8.h"
#include "document/builder.h"
#include "document/entity.h"
#include "document/inline.h"
#include "document/inline_notes.h"
#include "document/marker.h"
#include "document/marks.h"
#include "document/ruled.h"
#include "document/source.h"

#include <string.h>

enum { HEADING_LEVELS = 6, MARK_INDENT = 3, NOTE_INDENT = 2, START_BYTES = 80 };
enum { ITEM_DEPTH = 0x110000, ITEM_INDENT = 4 }; /* depth: in the mark, above its character */

struct stretch {
    size_t from, to; /* of a line, without its end */
};

struct reader {
    struct builder builder;
    struct text text;
    struct lines lines; /* with marks that stood apart from them */
    size_t line;        /* of those, the next one */
    struct series series;
    bool open;     /* a block that further lines may continue */
    bool waiting;  /* for the text of a mark that stands alone on its line */
    bool unclosed; /* a table of HTML never ends */
    enum block_kind kind;
    uint32_t mark;            /* of the open item: its character and depth */
    size_t from, to;          /* of the open block in the source */
    struct stretch last_line; /* of the open block */
    bool in_table, in_note;   /* note: a footnote, to which what is indented below it belongs */
};

static struct text stretch_text(const struct reader *r, struct stretch l) {
    return text_slice(r->text, l.from, l.to);
}

static struct block *close_block(struct reader *r) {
    if (!r->open)
        return NULL;
    r->open = false;
    struct text t = text_slice(r->text, r->from, r->to);
    inline_add(&r->builder, t, r->from);
    if (r->kind == BLOCK_FOOTNOTE || inline_is_note(t)) {
        builder_end_aside(&r->builder, BLOCK_FOOTNOTE);
        return NULL;
    }
    struct block *b = builder_end_block(&r->builder, r->kind);
    if (b && r->kind == BLOCK_ITEM)
        b->mark = r->mark;
    return b;
}

static void open_block(struct reader *r, enum block_kind kind, size_t from, struct stretch l) {
    close_block(r);
    r->open = true;
    r->kind = kind;
    r->from = from;
    r->to = l.to;
    r->last_line = l;
}

static bool next_line(struct text t, size_t *at, struct stretch *out) {
    if (*at >= t.n)
        return false;
    out->from = *at;
    size_t length;
    out->to = text_line_end(t, *at, &length);
    *at = out->to + length;
    return true;
}

/* "---", "* * *", "====": one character three times or more and nothing else. */
static char rule_character(struct text t) {
    char c = 0;
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (is_space(t.s[i]))
            continue;
        if (!c && (t.s[i] == '-' || t.s[i] == '*' || t.s[i] == '_' || t.s[i] == '='))
            c = t.s[i];
        else if (!c || t.s[i] != c)
            return 0;
        n++;
    }
    return n >= 3 ? c : 0;
}

/* Of any width. */
static bool space_at(struct text t, size_t i) {
    size_t n;
    return utf8_is_space(utf8_decode(t.s + i, t.n - i, &n));
}

/* Where the text of a heading ends before "{#improve .unnumbered}". */
static size_t without_attributes(struct text t, size_t from, size_t to) {
    size_t end = to, open;
    while (end > from && is_space(t.s[end - 1]))
        end--;
    for (open = end; open > from && t.s[open - 1] != '{';)
        open--;
    bool span = open > from + 1 && t.s[open - 2] == ']'; /* of some words */
    bool attributes = open > from && !span && t.s[end - 1] == '}' && open + 1 < end &&
                      inline_is_attributes(text_slice(t, open, end - 1));
    return attributes ? open - 1 : to;
}

static bool read_heading(struct reader *r, struct stretch l, size_t indent) {
    size_t at = l.from + indent, hashes = 0;
    while (at < l.to && r->text.s[at] == '#')
        at++, hashes++;
    if (!hashes || hashes > HEADING_LEVELS || (at < l.to && !space_at(r->text, at)))
        return false;
    size_t to = without_attributes(r->text, at, l.to);
    while (to > at && (r->text.s[to - 1] == '#' || is_space(r->text.s[to - 1])))
        to--;
    open_block(r, BLOCK_HEADING, at, (struct stretch){at, to});
    struct block *b = close_block(r);
    if (b)
        b->level = (uint32_t)hashes;
    return true;
}

/* The row under a table's head: "| --- | :-: |". */
static bool is_delimiter_row(struct text t) {
    bool dash = false, bar = false;
    for (size_t i = 0; i < t.n; i++) {
        dash |= t.s[i] == '-';
        bar |= t.s[i] == '|';
        if (t.s[i] != '-' && t.s[i] != '|' && t.s[i] != ':' && !is_space(t.s[i]))
            return false;
    }
    return dash && bar;
}

static size_t cell_end(struct text t, size_t from, size_t to, char separator) {
    for (size_t i = from; i < to; i++)
        if (t.s[i] == separator && (i == from || t.s[i - 1] != '\\'))
            return i;
    return to;
}

static void add_row(struct reader *r, struct stretch l, char separator) {
    struct text t = r->text;
    size_t from = l.from, to = l.to;
    close_block(r);
    while (from < to && is_space(t.s[from]) && t.s[from] != separator)
        from++;
    while (to > from && is_space(t.s[to - 1]) && t.s[to - 1] != separator)
        to--;
    if (separator == '|') {
        from += from < to && t.s[from] == '|';
        to -= to > from && t.s[to - 1] == '|';
    }
    for (size_t end; from <= to; from = end + 1) {
        end = cell_end(t, from, to, separator);
        inline_add_cell(&r->builder, text_slice(t, from, end), from);
        builder_end_cell(&r->builder);
    }
    builder_end_block(&r->builder, BLOCK_ROW);
}

/* "Label<TAB>value"; a tab after a list mark makes no table. */
static bool is_tab_row(struct text trimmed_start, size_t mark) {
    return text_find(trimmed_start, '\t', mark) < trimmed_start.n;
}

static bool is_pipe_row(const struct reader *r, struct text t, size_t next) {
    struct stretch following;
    if (t.n && t.s[0] == '|')
        return true;
    if (text_find(t, '|', 0) == t.n)
        return false;
    return r->in_table ||
           (next_line(r->text, &next, &following) && is_delimiter_row(stretch_text(r, following)));
}

static void mark_header(struct document *d) {
    if (!d->block_count)
        return;
    struct block *b = &d->blocks[d->block_count - 1];
    for (size_t i = 0; b->kind == BLOCK_ROW && i < b->cell_count; i++)
        b->cells[i].header = true;
}

static bool read_table(struct reader *r, struct stretch l, struct text t, size_t mark,
                       size_t next) {
    if (is_delimiter_row(t)) {
        close_block(r);
        mark_header(r->builder.document);
        r->in_table = true;
        return true;
    }
    bool pipes = is_pipe_row(r, t, next);
    if (!pipes && !is_tab_row(t, mark))
        return false;
    add_row(r, l, pipes ? '|' : '\t');
    r->in_table = pipes;
    return true;
}

static void read_rule(struct reader *r, char rule) {
    bool underline = r->open && r->kind == BLOCK_PARAGRAPH && (rule == '-' || rule == '=');
    if (underline) /* of a heading: "Title" over "=====" */
        r->kind = BLOCK_HEADING;
    struct block *b = close_block(r);
    if (b && underline)
        b->level = rule == '=' ? 1 : 2;
    if (!underline && rule != '=')
        builder_break(&r->builder);
}

/* "[^1]: Counted in June.", and what is indented below it. */
static bool read_note(struct reader *r, struct stretch l, struct text t, size_t indent) {
    size_t label = indent <= MARK_INDENT ? inline_note_label(t) : 0;
    bool goes_on = r->in_note && !label && (r->open || indent >= NOTE_INDENT);
    if (label)
        open_block(r, BLOCK_FOOTNOTE, l.from + indent + label, l);
    else if (goes_on && !r->open)
        open_block(r, BLOCK_FOOTNOTE, l.from + indent, l);
    else if (goes_on)
        r->to = l.to;
    r->in_note = label || goes_on;
    return r->in_note;
}

/* Bytes of spaces of other widths than the plain one. */
static size_t wide_spaces(struct text t, size_t from, size_t to) {
    size_t at = from;
    while (at < to && (unsigned char)t.s[at] >= 0x80 && space_at(t, at))
        do
            at++;
        while (at < to && !utf8_begins(t.s[at]));
    return at - from;
}

/* ":::" and "::: {.footnotes}": where a box begins or ends. */
static bool is_fenced_box(struct text t) { return text_starts(t, TEXT(":::")); }

/* A line's start as it is meant: "1\. Staff" without its backslash, "&bull; The plans" with a
 * bullet. */
struct opening {
    char start[START_BYTES];
    struct text bare;
    size_t extra; /* bytes of the mark that are in the line only */
};

static void open_line(struct text t, struct opening *out) {
    size_t digits = 0, entity, n = 0;
    uint32_t c = t.s[0] == '&' ? entity_decode(t, &entity) : 0;
    *out = (struct opening){.bare = t};
    while (digits < t.n && is_digit(t.s[digits]))
        digits++;
    bool escaped =
        digits + 1 < t.n && t.s[digits] == '\\' && strchr(digits ? ".)" : "-*+", t.s[digits + 1]);
    if (!c && !escaped)
        return;
    n = c ? utf8_encode(c, out->start) : digits;
    if (!c)
        memcpy(out->start, t.s, digits < START_BYTES ? digits : START_BYTES);
    out->extra = c ? entity - n : 1;
    for (size_t i = n + out->extra; i < t.n && n < START_BYTES; i++)
        out->start[n++] = t.s[i];
    out->bare = (struct text){out->start, n};
}

/* The mark that stood apart from the line; 0 where none did. */
static uint32_t mark_apart(struct reader *r, struct stretch l) {
    while (r->line < r->lines.count && r->lines.items[r->line].from < l.from)
        r->line++;
    return r->line < r->lines.count ? r->lines.items[r->line].mark : 0;
}

/* A mark alone whose item stands above. */
static bool is_spent(struct reader *r, struct stretch l) {
    mark_apart(r, l);
    return r->line < r->lines.count && r->lines.items[r->line].from == l.from &&
           r->lines.items[r->line].spent;
}

/* The text of a mark that stands alone, behind blank lines even. */
static bool is_awaited(const struct reader *r) { return r->open && r->waiting; }

static void read_words(struct reader *r, struct stretch l, size_t indent, size_t next) {
    struct text t = text_slice(r->text, l.from + indent, l.to);
    struct text before = r->open ? text_slice(r->text, r->from, r->to) : text_slice(r->text, 0, 0);
    unsigned value;
    struct opening o;
    open_line(t, &o);
    bool in_list = r->open && r->kind == BLOCK_ITEM;
    uint32_t mark = mark_apart(r, l);
    size_t bullet = marker_bullet(o.bare, in_list || marker_can_end(before));
    size_t number = marker_number(o.bare, &value);
    bool alone = t.n == 1 && memchr("-*+", t.s[0], 3) && (!r->open || in_list);
    bullet = alone ? 1 : bullet ? bullet + o.extra : 0;
    if (read_table(r, l, t, bullet ? bullet : number, next))
        return;
    r->in_table = false;
    if (bullet || mark) {
        open_block(r, BLOCK_ITEM, l.from + indent + bullet, l);
        r->mark = (mark ? mark : marker_character(o.bare)) + (uint32_t)(indent / 2) * ITEM_DEPTH;
        r->waiting = bullet == t.n;
        return;
    }
    bool opens = number && !is_awaited(r) && series_opens(&r->series, o.bare, before);
    if (opens || !r->open)
        open_block(r, BLOCK_PARAGRAPH, l.from + indent, l);
    else
        r->to = l.to;
    r->waiting = false;
}

/* Whether the next line, behind a blank one, is a further paragraph of the open item: words that
 * are indented below its text. */
static bool item_goes_on(const struct reader *r, size_t next) {
    struct stretch l;
    if (!r->open || r->kind != BLOCK_ITEM || !next_line(r->text, &next, &l))
        return false;
    size_t indent = 0, depth = (size_t)(r->mark / ITEM_DEPTH) * 2;
    while (l.from + indent < l.to && r->text.s[l.from + indent] == ' ')
        indent++;
    struct text t = text_slice(r->text, l.from + indent, l.to);
    return indent >= depth + 2 && indent <= depth + ITEM_INDENT && t.n && is_letter(t.s[0]) &&
           !marker_bullet(t, true) && text_find(t, '\t', 0) == t.n;
}

static void read_line(struct reader *r, struct stretch l, size_t next) {
    size_t indent = 0;
    while (l.from + indent < l.to &&
           (is_space(r->text.s[l.from + indent]) || r->text.s[l.from + indent] == '>'))
        indent++;
    indent += wide_spaces(r->text, l.from + indent, l.to); /* those that do not break */
    struct text t = text_slice(r->text, l.from + indent, is_spent(r, l) ? l.from + indent : l.to);
    char rule = rule_character(t);
    if (!t.n && (is_awaited(r) || item_goes_on(r, next)))
        return;
    if (!t.n || is_fenced_box(t) || (rule && indent <= MARK_INDENT)) {
        if (rule)
            read_rule(r, rule);
        close_block(r);
        r->in_table = false;
        return;
    }
    if (!read_note(r, l, t, indent) && !(indent <= MARK_INDENT && read_heading(r, l, indent)))
        read_words(r, l, indent, next);
}

/* ---- tables of HTML ------------------------------------------------------------------------- */

/* Behind the end tag of the table that starts at `at`, those inside it counted; 0 where none is. */
static size_t html_table_end(struct text t, size_t at) {
    size_t depth = 0;
    for (size_t i = text_find(t, '<', at); i < t.n; i = text_find(t, '<', i + 1)) {
        struct text rest = text_slice(t, i, t.n);
        depth += text_starts(rest, TEXT("<table"));
        if (text_starts(rest, TEXT("</table>")) && --depth == 0)
            return i + sizeof "</table>" - 1;
    }
    return 0;
}

/* Converters write tables that Markdown cannot as HTML. Sets *at behind it. */
static bool read_html_table(struct reader *r, struct stretch l, size_t *at, kloe_status *status,
                            kloe_error *error) {
    size_t from = l.from;
    while (from < l.to && is_space(r->text.s[from]))
        from++;
    if (r->unclosed || !text_starts(text_slice(r->text, from, l.to), TEXT("<table")))
        return false;
    size_t end = html_table_end(r->text, from);
    r->unclosed = !end;
    if (!end)
        return false;
    close_block(r);
    *status = read_html_part(r->builder.document, from, end, error);
    *at = end;
    return true;
}

/* ---- what stands before the text: YAML, as pandoc and Jekyll have it ----------------------- */

static bool is_fence(struct text t, bool closing) {
    t = text_trim(t);
    return text_same(t, TEXT("---")) || (closing && text_same(t, TEXT("...")));
}

/* The end of the key of a line of the outermost mapping: before its colon; 0 where it is none. */
static size_t yaml_key(struct text t) {
    bool quoted = t.n && (t.s[0] == '"' || t.s[0] == '\'');
    size_t n = quoted;
    while (n < t.n && (is_alnum(t.s[n]) || (n && (t.s[n] == '-' || t.s[n] == '_'))))
        n++;
    n += quoted && n > 1 && n < t.n && t.s[n] == t.s[0];
    return n < t.n && t.s[n] == ':' && (n + 1 == t.n || is_space(t.s[n + 1])) ? n : 0;
}

static struct text unquoted(struct text t) {
    bool quoted = t.n > 1 && (t.s[0] == '"' || t.s[0] == '\'') && t.s[t.n - 1] == t.s[0];
    return quoted ? text_slice(t, 1, t.n - 1) : t;
}

/* Lines that belong to the key above them, or say nothing. */
static bool is_yaml_rest(struct text t) {
    return !t.n || is_space(t.s[0]) || t.s[0] == '#' || t.s[0] == '-';
}

/* Whether the text begins with such a block: lines between fences of which none is anything else.
 * *end is behind it, *title the title's value. */
static bool find_front_matter(struct text t, size_t *end, struct stretch *title) {
    struct stretch l;
    bool keys = false, in_title = false;
    *end = 0;
    if (!next_line(t, end, &l) || !is_fence(text_slice(t, l.from, l.to), false))
        return false;
    while (next_line(t, end, &l)) {
        struct text words = text_slice(t, l.from, l.to);
        size_t key = yaml_key(words);
        if (is_fence(words, true))
            return keys;
        if (!key && !(keys && is_yaml_rest(words)))
            return false;
        keys |= key > 0;
        if (key)
            in_title = text_same(unquoted(text_slice(words, 0, key)), TEXT("title"));
        if (key && in_title)
            *title = (struct stretch){l.from + key + 1, l.to};
        else if (in_title && words.n && is_space(words.s[0]))
            title->to = l.to; /* a value over several lines */
    }
    return false;
}

/* " # a note" behind a value on one line that has no quotation marks. */
static size_t before_comment(struct text t, struct stretch l) {
    bool quoted = l.from < l.to && (t.s[l.from] == '"' || t.s[l.from] == '\'');
    if (quoted || text_find(text_slice(t, l.from, l.to), '\n', 0) < l.to - l.from)
        return l.to;
    for (size_t i = l.from + 1; i < l.to; i++)
        if (t.s[i] == '#' && is_space(t.s[i - 1]))
            return i;
    return l.to;
}

/* Without quotation marks, or the sign of a value over several lines. */
static struct stretch bare_value(struct text t, struct stretch l) {
    struct text sign = text_slice(t, l.from, l.to);
    for (size_t n = 0; n < sign.n && !is_alnum(sign.s[n]) && sign.s[n] != '\n'; n++)
        if (sign.s[n] == '>' || sign.s[n] == '|') {
            l.from += text_find(sign, '\n', n);
            break;
        }
    while (l.from < l.to && is_space(t.s[l.from]))
        l.from++;
    l.to = before_comment(t, l);
    while (l.to > l.from && is_space(t.s[l.to - 1]))
        l.to--;
    char quote = l.to > l.from + 1 ? t.s[l.from] : 0;
    if ((quote == '"' || quote == '\'') && t.s[l.to - 1] == quote)
        l.from++, l.to--;
    return l;
}

/* What a value in quotation marks writes otherwise ("''", "\\u2013"): gives its bytes, and what it
 * stands for in out, *n bytes of it. 0: nothing. */
static size_t yaml_escape(struct text t, char quote, char out[4], size_t *n) {
    unsigned value = 0;
    if (t.n < 2 || t.s[0] != (quote == '"' ? '\\' : '\''))
        return 0;
    *n = utf8_encode((unsigned char)t.s[1], out);
    if (quote == '\'' || t.s[1] == '"' || t.s[1] == '\\' || t.s[1] == '/')
        return quote == '"' || t.s[1] == '\'' ? 2 : 0;
    size_t length = strlen("\\u0000");
    if (t.s[1] != 'u' || t.n < length)
        return 0;
    for (size_t i = 2; i < length; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = t.s[i] ? strchr(digits, lower(t.s[i])) : NULL;
        if (!digit)
            return 0;
        value = value * 16 + (unsigned)(digit - digits);
    }
    *n = utf8_encode(value, out);
    return value && (value < 0xD800 || value > 0xDFFF) ? length : 0; /* no half of a pair */
}

static void add_value(struct reader *r, struct stretch l) {
    char quote = l.from ? r->text.s[l.from - 1] : 0, out[4];
    size_t from = l.from, n;
    bool quoted = (quote == '"' || quote == '\'') && l.to < r->text.n && r->text.s[l.to] == quote;
    for (size_t i = l.from; quoted && i < l.to;) {
        size_t length = yaml_escape(text_slice(r->text, i, l.to), quote, out, &n);
        if (length) {
            inline_add(&r->builder, text_slice(r->text, from, i), from);
            builder_add_as(&r->builder, (struct text){out, n}, i, length);
            from = i + length;
        }
        i += length ? length : 1;
    }
    inline_add(&r->builder, text_slice(r->text, from, l.to), from);
}

/* Its title is the document's; the other keys are no text. Gives the place behind it. */
static size_t read_front_matter(struct reader *r) {
    struct stretch title = {0};
    size_t end;
    if (!find_front_matter(r->text, &end, &title))
        return 0;
    title = bare_value(r->text, title);
    if (title.from < title.to) {
        add_value(r, title);
        struct block *b = builder_end_block(&r->builder, BLOCK_HEADING);
        if (b)
            b->level = 1;
    }
    return end;
}

kloe_status read_markdown(struct document *d, kloe_error *error) {
    struct reader r = {.text = d->source->text};
    kloe_status status = KLOE_OK;
    builder_open(&r.builder, d);
    lines_split(d->arena, r.text, &r.lines);
    marks_pair(r.text, &r.lines);
    struct stretch l;
    for (size_t at = read_front_matter(&r); status == KLOE_OK && next_line(r.text, &at, &l);)
        if (!r.open && ruled_begins(r.text, l.from))
            at = ruled_read(&r.builder, r.text, l.from, inline_add_cell);
        else if (!read_html_table(&r, l, &at, &status, error))
            read_line(&r, l, at);
    close_block(&r);
    return status;
}
