/* Markdown as converters write it: blocks here, what stands inside a line in inline.c. */
#include "document/readers.h"

#include "document/builder.h"
#include "document/inline.h"
#include "document/inline_notes.h"
#include "document/marker.h"
#include "document/source.h"

enum { HEADING_LEVELS = 6, MARK_INDENT = 3, NOTE_INDENT = 2 };

struct line {
    size_t from, to; /* without the line's end */
};

struct reader {
    struct builder builder;
    struct text text;
    struct series series;
    bool open; /* a block that further lines may continue */
    enum block_kind kind;
    uint32_t mark;          /* of the open item: its character and depth */
    size_t from, to;        /* of the open block in the source */
    struct line last_line;  /* of the open block */
    bool in_table, in_note; /* note: a footnote, to which what is indented below it belongs */
};

static struct text line_text(const struct reader *r, struct line l) {
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

static void open_block(struct reader *r, enum block_kind kind, size_t from, struct line l) {
    close_block(r);
    r->open = true;
    r->kind = kind;
    r->from = from;
    r->to = l.to;
    r->last_line = l;
}

static bool next_line(struct text t, size_t *at, struct line *out) {
    if (*at >= t.n)
        return false;
    out->from = *at;
    size_t end = *at;
    while (end < t.n && t.s[end] != '\n' && t.s[end] != '\r')
        end++;
    out->to = end;
    *at = end + 1 + (end + 1 < t.n && t.s[end] == '\r' && t.s[end + 1] == '\n');
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

static bool read_heading(struct reader *r, struct line l, size_t indent) {
    size_t at = l.from + indent, hashes = 0;
    while (at < l.to && r->text.s[at] == '#')
        at++, hashes++;
    if (!hashes || hashes > HEADING_LEVELS || (at < l.to && !is_space(r->text.s[at])))
        return false;
    size_t to = l.to;
    while (to > at && (r->text.s[to - 1] == '#' || is_space(r->text.s[to - 1])))
        to--;
    open_block(r, BLOCK_HEADING, at, (struct line){at, to});
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

static void add_row(struct reader *r, struct line l, char separator) {
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
    struct line following;
    if (t.n && t.s[0] == '|')
        return true;
    if (text_find(t, '|', 0) == t.n)
        return false;
    return r->in_table ||
           (next_line(r->text, &next, &following) && is_delimiter_row(line_text(r, following)));
}

static void mark_header(struct document *d) {
    if (!d->block_count)
        return;
    struct block *b = &d->blocks[d->block_count - 1];
    for (size_t i = 0; b->kind == BLOCK_ROW && i < b->cell_count; i++)
        b->cells[i].header = true;
}

static bool read_table(struct reader *r, struct line l, struct text t, size_t mark, size_t next) {
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
static bool read_note(struct reader *r, struct line l, struct text t, size_t indent) {
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

static void read_line(struct reader *r, struct line l, size_t next) {
    size_t indent = 0;
    while (l.from + indent < l.to &&
           (is_space(r->text.s[l.from + indent]) || r->text.s[l.from + indent] == '>'))
        indent++;
    struct text t = text_slice(r->text, l.from + indent, l.to);
    char rule = rule_character(t);
    if (!t.n || (rule && indent <= MARK_INDENT)) {
        if (rule)
            read_rule(r, rule);
        close_block(r);
        r->in_table = false;
        return;
    }
    if (read_note(r, l, t, indent))
        return;
    if (indent <= MARK_INDENT && read_heading(r, l, indent))
        return;
    struct text before = r->open ? text_slice(r->text, r->from, r->to) : text_slice(r->text, 0, 0);
    unsigned value;
    bool in_list = r->open && r->kind == BLOCK_ITEM;
    size_t bullet = marker_bullet(t, in_list || marker_can_end(before));
    size_t number = marker_number(t, &value);
    if (read_table(r, l, t, bullet ? bullet : number, next))
        return;
    r->in_table = false;
    if (bullet) {
        open_block(r, BLOCK_ITEM, l.from + indent + bullet, l);
        r->mark = marker_character(t) + (uint32_t)(indent / 2) * 0x110000;
    } else if (number && series_opens(&r->series, t, before))
        open_block(r, BLOCK_PARAGRAPH, l.from + indent, l);
    else if (!r->open)
        open_block(r, BLOCK_PARAGRAPH, l.from + indent, l);
    else
        r->to = l.to;
}

/* ---- what stands before the text: YAML, as pandoc and Jekyll have it ----------------------- */

static bool is_fence(struct text t, bool closing) {
    t = text_trim(t);
    return text_same(t, TEXT("---")) || (closing && text_same(t, TEXT("...")));
}

/* The end of the key of a line of the outermost mapping: before its colon; 0 where it is none. */
static size_t yaml_key(struct text t) {
    size_t n = 0;
    while (n < t.n && (is_alnum(t.s[n]) || (n && (t.s[n] == '-' || t.s[n] == '_'))))
        n++;
    return n < t.n && t.s[n] == ':' && (n + 1 == t.n || is_space(t.s[n + 1])) ? n : 0;
}

/* Lines that belong to the key above them, or say nothing. */
static bool is_yaml_rest(struct text t) {
    return !t.n || is_space(t.s[0]) || t.s[0] == '#' || t.s[0] == '-';
}

/* Whether the text begins with such a block: lines between fences of which none is anything else.
 * *end is behind it, *title the title's value. */
static bool find_front_matter(struct text t, size_t *end, struct line *title) {
    struct line l;
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
            in_title = text_same(text_slice(words, 0, key), TEXT("title"));
        if (key && in_title)
            *title = (struct line){l.from + key + 1, l.to};
        else if (in_title && words.n && is_space(words.s[0]))
            title->to = l.to; /* a value over several lines */
    }
    return false;
}

/* Without quotation marks, or the sign of a value over several lines. */
static struct line bare_value(struct text t, struct line l) {
    struct text sign = text_slice(t, l.from, l.to);
    for (size_t n = 0; n < sign.n && !is_alnum(sign.s[n]) && sign.s[n] != '\n'; n++)
        if (sign.s[n] == '>' || sign.s[n] == '|') {
            l.from += text_find(sign, '\n', n);
            break;
        }
    while (l.from < l.to && is_space(t.s[l.from]))
        l.from++;
    while (l.to > l.from && is_space(t.s[l.to - 1]))
        l.to--;
    char quote = l.to > l.from + 1 ? t.s[l.from] : 0;
    if ((quote == '"' || quote == '\'') && t.s[l.to - 1] == quote)
        l.from++, l.to--;
    return l;
}

/* Its title is the document's; the other keys are no text. Gives the place behind it. */
static size_t read_front_matter(struct reader *r) {
    struct line title = {0};
    size_t end;
    if (!find_front_matter(r->text, &end, &title))
        return 0;
    title = bare_value(r->text, title);
    if (title.from < title.to) {
        open_block(r, BLOCK_HEADING, title.from, title);
        struct block *b = close_block(r);
        if (b)
            b->level = 1;
    }
    return end;
}

void read_markdown(struct document *d) {
    struct reader r = {.text = d->source->text};
    builder_open(&r.builder, d);
    struct line l;
    for (size_t at = read_front_matter(&r); next_line(r.text, &at, &l);)
        read_line(&r, l, at);
    close_block(&r);
}
