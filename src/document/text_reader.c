/* Plain text: as typed, as pdftotext gives it, or in columns as its -layout does. */
#include "document/readers.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "document/columns.h"
#include "document/drawn.h"
#include "document/flow.h"
#include "document/footnotes.h"
#include "document/furniture.h"
#include "document/marks.h"
#include "document/ruled.h"
#include "document/source.h"
#include "document/styles.h"
#include "document/text_blocks.h"

#include <string.h>

enum {
    PAGE_SAMPLE = 64,
    TOPIC_BYTES = 80,
    FURNITURE_MAX = 40,
    FOOTNOTES_MAX = 1000,
    FAR_COLUMNS = 40,
    RULE_BYTES = 4,
    BOX_BYTES = 3 /* of a character that draws boxes */
};

static void close_block(struct reader *r) {
    if (r->open && r->kind == BLOCK_ROW)
        row_close(r);
    struct block *b = r->open ? builder_end_block(&r->builder, r->kind) : NULL;
    if (b && r->kind == BLOCK_ITEM)
        b->mark = r->mark;
    if (b && r->kind == BLOCK_HEADING)
        b->level = r->level, b->styled = true;
    r->open = r->waiting = false;
}

static void add_words(struct reader *r, size_t from, size_t to) {
    builder_add(&r->builder, text_slice(r->text, from, to), from);
    builder_line(&r->builder, to);
    r->waiting = false;
    r->ended = to;
    r->block_lines++;
}

static void open_block(struct reader *r, enum block_kind kind, size_t from, size_t to) {
    close_block(r);
    r->open = true;
    r->numbered = false;
    r->block_lines = 0;
    r->kind = kind;
    r->started = from;
    r->ended = to;
}

static bool read_row(struct reader *r, const struct line *l, size_t mark) {
    struct segments s;
    row_segments(r, l, mark, &s);
    if (row_goes_on(r, &s)) {
        row_add(r, &s);
        return true;
    }
    if (s.count < 2)
        return false;
    open_block(r, BLOCK_ROW, l->from, l->to);
    r->columns = s;
    row_add(r, &s);
    return true;
}

static void read_line(struct reader *r, const struct line *l) {
    struct text t = line_text(r->text, l), before = flow_before(r);
    unsigned value;
    bool in_list = r->open && r->kind == BLOCK_ITEM;
    size_t bullet = marker_bullet(t, in_list || marker_can_end(before));
    struct decimal decimal;
    size_t number = marker_number(t, &value);
    number = number ? number : marker_decimal(t, &decimal);
    if (bullet || l->mark) {
        open_block(r, BLOCK_ITEM, l->from + bullet, l->to);
        r->mark = l->mark ? l->mark : marker_character(t);
        r->mark_left = l->left;
        add_words(r, l->from + bullet, l->to);
        r->waiting = bullet == t.n;
    } else if (number && (!r->waiting || number < t.n) && series_opens(&r->series, t, before)) {
        open_block(r, BLOCK_PARAGRAPH, l->from, l->to);
        add_words(r, l->from, l->to);
        r->waiting = number == t.n;
        r->numbered = true;
    } else if (r->waiting || !read_row(r, l, number)) {
        bool far = l->left >= r->left + FAR_COLUMNS; /* another column's, below the paragraph */
        if (!r->open || r->kind == BLOCK_ROW || far)
            open_block(r, BLOCK_PARAGRAPH, l->from, l->to);
        add_words(r, l->from, l->to);
    }
    r->page = l->page;
    r->left = l->left;
}

static void read_heading(struct reader *r, size_t i, size_t lines) {
    const struct line *l = &r->lines.items[i];
    open_block(r, BLOCK_HEADING, l->from, l->to);
    for (size_t k = 0; k < lines; k++)
        add_words(r, l[k].from, l[k].to);
    r->level = l->rank;
    close_block(r);
}

/* A heading that is drawn: how many lines it has; 0 where none begins with line i. */
static size_t read_drawn(struct reader *r, size_t i) {
    struct drawn drawn;
    if (!drawn_heading(r->text, &r->lines, i, &drawn))
        return 0;
    open_block(r, BLOCK_HEADING, drawn.from, drawn.to);
    add_words(r, drawn.from, drawn.to);
    r->level = drawn.level;
    close_block(r);
    return drawn.lines;
}

/* A short line between a sentence's end and a mark: a topic's name, with the items on it below. */
static bool is_topic(const struct reader *r, size_t i) {
    struct text t = line_text(r->text, &r->lines.items[i]), before = flow_before(r);
    unsigned value;
    if (!r->open || r->waiting || r->kind == BLOCK_ROW || t.n > TOPIC_BYTES || !is_upper(t.s[0]) ||
        marker_ends(t) || !marker_ends(before))
        return false;
    for (size_t k = i + 1; k < r->lines.count && k <= i + 2; k++) {
        struct text next = line_text(r->text, &r->lines.items[k]);
        if (next.n)
            return marker_bullet(next, false) || marker_number(next, &value);
    }
    return false;
}

/* The text of a mark that stands alone: over a page's end, none that looks like a heading. */
static bool is_awaited(const struct reader *r, const struct line *l) {
    struct text t = line_text(r->text, l);
    return r->waiting && (r->page == l->page || marker_ends(t) || !marker_ends_short(t));
}

/* Whether a character of box drawing begins at i; *upright: it parts cells. */
static bool is_drawn_at(struct text t, size_t i, bool *upright) {
    size_t n;
    uint32_t c = utf8_decode(t.s + i, t.n - i, &n);
    *upright = c == 0x2502 || c == 0x2503 || c == 0x2551;
    return c >= 0x2500 && c <= 0x257F;
}

/* Where the cell ends that begins at `from`: before an upright line. */
static size_t boxed_end(struct text t, size_t from) {
    bool upright = false;
    while (from < t.n && !(is_drawn_at(t, from, &upright) && upright))
        from++;
    return from;
}

/* "│ Label │ Good │": the cells are between the upright lines. */
static bool read_boxed(struct reader *r, const struct line *l) {
    struct text t = line_text(r->text, l);
    bool upright = false;
    if (!t.n || !is_drawn_at(t, 0, &upright) || !upright)
        return false;
    close_block(r);
    for (size_t from = BOX_BYTES, to; from < t.n; from = to + BOX_BYTES) {
        to = boxed_end(t, from);
        struct text cell = text_trim(text_slice(t, from, to));
        if (cell.n)
            builder_add(&r->builder, cell, l->from + (size_t)(cell.s - t.s));
        builder_end_cell(&r->builder);
    }
    builder_end_block(&r->builder, BLOCK_ROW);
    return true;
}

/* A line drawn with dashes: around a table, or between parts. */
static bool is_rule(struct text t) {
    bool upright, drawn = t.n >= RULE_BYTES;
    for (size_t i = 0; drawn && i < t.n; i++)
        drawn = is_space(t.s[i]) || !utf8_begins(t.s[i]) || is_drawn_at(t, i, &upright);
    if (drawn)
        return true;
    for (size_t i = 0; i < t.n; i++)
        if (!strchr("-_=~+| ", t.s[i]))
            return false;
    return t.n >= RULE_BYTES;
}

static void index_pages(struct document *d, const struct flow *f) {
    struct text t = f->text;
    if (text_find(t, '\f', 0) == t.n)
        return;
    document_page(d, 0);
    for (size_t i = text_find(t, '\f', 0); i + 1 < t.n; i = text_find(t, '\f', i + 1))
        if (i + PAGE_SAMPLE < t.n || !text_is_blank(text_slice(t, i + 1, t.n)))
            document_page(d, f->run_count ? flow_source(f, i) : i + 1);
}

/* What stands at the edges of pages, beside the flow: it can name what the pages do not. */
static void keep_furniture(struct reader *r) {
    for (size_t i = 0, kept = 0; i < r->lines.count && kept < FURNITURE_MAX; i++) {
        const struct line *l = &r->lines.items[i];
        if (!l->furniture || l->footnote || l->to <= l->from)
            continue;
        builder_add(&r->builder, line_text(r->text, l), l->from);
        builder_end_aside(&r->builder, BLOCK_FURNITURE);
        kept++;
    }
}

static void keep_footnotes(struct reader *r) {
    for (size_t i = 0, kept = 0; i < r->lines.count && kept < FOOTNOTES_MAX; i++) {
        const struct line *l = &r->lines.items[i];
        if (!l->footnote)
            continue;
        builder_add(&r->builder, line_text(r->text, l), l->from);
        builder_line(&r->builder, l->to);
        if (i + 1 < r->lines.count && l[1].footnote)
            continue;
        builder_end_aside(&r->builder, BLOCK_FOOTNOTE);
        kept++;
    }
}

/* The table drawn with rules that begins with line i: how many lines it has; 0 where none begins.
 */
static size_t read_ruled(struct reader *r, size_t i) {
    size_t n = 0, at = r->lines.items[i].from;
    while (at && r->text.s[at - 1] == ' ')
        at--;
    if (r->lines.items[i].from == r->lines.items[i].to || r->lines.items[i].size > 0 ||
        !ruled_begins(r->text, at))
        return 0;
    close_block(r);
    size_t end = ruled_read(&r->builder, r->text, at, builder_add);
    while (i + n < r->lines.count && r->lines.items[i + n].from < end)
        n++;
    return n;
}

void read_flow(struct document *d, const struct flow *f) {
    struct reader r = {.text = f->text};
    builder_open(&r.builder, d);
    r.builder.flow = f;
    index_pages(d, f);
    lines_split(d->arena, r.text, &r.lines);
    lines_close_up(r.text, &r.lines);
    furniture_mark(d->arena, r.text, &r.lines);
    lines_measure(d->arena, r.text, &f->places, &r.lines);
    footnotes_mark(r.text, &r.lines, places_body_size(&f->places));
    styles_rank(&r.lines);
    columns_unweave(d->arena, r.text, &r.lines);
    marks_pair(r.text, &r.lines);
    if (!f->run_count && !f->places.count)
        marks_lost(r.text, &r.lines);
    r.hangs = flow_items_hang(r.text, &r.lines);
    bool unwrapped = lines_are_unwrapped(&r.lines);
    size_t blanks = 0;
    for (size_t i = 0; i < r.lines.count; i++) {
        const struct line *l = &r.lines.items[i];
        if (l->furniture)
            continue;
        size_t ruled = blanks || !r.open ? read_ruled(&r, i) : 0;
        if (ruled) {
            i += ruled - 1;
            continue;
        }
        size_t drawn = read_drawn(&r, i);
        if (drawn) {
            i += drawn - 1;
            blanks = 0;
            continue;
        }
        if (l->from == l->to || l->spent || is_rule(line_text(r.text, l))) {
            blanks++;
            continue;
        }
        if (read_boxed(&r, l)) {
            blanks = 0;
            continue;
        }
        size_t heading = l->mark ? 0 : flow_heading(&r, i, blanks);
        if (heading) {
            read_heading(&r, i, heading);
            i += heading - 1;
            blanks = 0;
            continue;
        }
        bool ends = (blanks || unwrapped || (r.open && r.page != l->page)) && !is_awaited(&r, l);
        bool goes_on = unwrapped ? flow_is_rest(&r, i) : flow_goes_on(&r, i, blanks);
        if ((ends && !goes_on) || is_topic(&r, i))
            close_block(&r);
        blanks = 0;
        read_line(&r, l);
    }
    close_block(&r);
    keep_furniture(&r);
    keep_footnotes(&r);
}

void read_text(struct document *d) {
    struct flow f = {.text = d->source->text, .places = d->source->places};
    read_flow(d, &f);
}
