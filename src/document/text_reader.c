/* Plain text: as typed, as pdftotext gives it, or in columns as its -layout does. */
#include "document/readers.h"

#include "base/arena.h"
#include "document/builder.h"
#include "document/columns.h"
#include "document/flow.h"
#include "document/furniture.h"
#include "document/marker.h"
#include "document/source.h"
#include "document/styles.h"

#include <string.h>

enum {
    COLUMN_SLACK = 2,
    COLUMNS_MAX = 12,
    PAGE_SAMPLE = 64,
    TOPIC_BYTES = 80,
    BETWEEN_LINES = 25,
    FURNITURE_MAX = 40,
    TAG_BYTES = 60,
    FAR_COLUMNS = 40,
    HANGING_MIN = 2,
    RULE_BYTES = 4,
    HEADING_LINES = 3,
    HEADING_BYTES = 200
};

/* The parts of a line between wide gaps. */
struct segments {
    struct segment items[COLUMNS_MAX];
    size_t count;
};

/* A piece of the open row, in one of its columns. */
struct piece {
    uint32_t from, to;
    size_t column;
};

struct reader {
    struct builder builder;
    struct text text;
    struct lines lines;
    struct series series;
    bool numbered;      /* the open block began with a number */
    bool open, waiting; /* waiting: for the text of a mark that stands alone on its line */
    enum block_kind kind;
    uint32_t mark; /* of the open item */
    float mark_left;
    uint32_t level;        /* of the open heading */
    size_t started, ended; /* of the open block in the source */
    uint32_t page;         /* of its last line */
    float left;
    size_t block_lines;      /* that it has */
    bool hangs;              /* the text's items have a blank line below their first line */
    struct segments columns; /* of the open row */
    struct piece *pieces;
    size_t piece_count, piece_capacity;
};

static void close_row(struct reader *r) {
    for (size_t c = 0; c < r->columns.count; c++) {
        for (size_t i = 0; i < r->piece_count; i++) {
            struct piece p = r->pieces[i];
            if (p.column != c)
                continue;
            builder_add(&r->builder, text_slice(r->text, p.from, p.to), p.from);
            builder_line(&r->builder, p.to);
        }
        builder_end_cell(&r->builder);
    }
    r->piece_count = 0;
}

static void close_block(struct reader *r) {
    if (r->open && r->kind == BLOCK_ROW)
        close_row(r);
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

static struct text text_before(const struct reader *r) {
    return r->open ? text_slice(r->text, r->started, r->ended) : text_slice(r->text, 0, 0);
}

/* Whether a column of the open row begins at `left` or nearly; *index is the nearest. */
static bool column_at(const struct reader *r, float left, size_t *index) {
    float nearest = COLUMN_SLACK + 0.5F;
    bool found = false;
    for (size_t i = 0; r->open && r->kind == BLOCK_ROW && i < r->columns.count; i++) {
        float at = r->columns.items[i].left, apart = at > left ? at - left : left - at;
        if (apart < nearest) {
            nearest = apart;
            *index = i;
            found = true;
        }
    }
    return found;
}

static bool splits(const struct reader *r, const struct segment *s) {
    size_t index = 0;
    return s->gap >= GAP_WIDE || (column_at(r, s->left, &index) && index);
}

/* The line's segments behind its first `mark` bytes, as far as wide gaps part them. */
static void find_segments(const struct reader *r, const struct line *l, size_t mark,
                          struct segments *out) {
    const struct segment *s = r->lines.segments + l->segment;
    out->count = 1;
    out->items[0] = s[0];
    for (size_t i = 1; i < l->segment_count; i++)
        if (s[i].from > l->from + mark && out->count < COLUMNS_MAX && splits(r, &s[i])) {
            out->items[out->count++] = s[i];
        } else {
            out->items[out->count - 1].to = s[i].to;
            out->items[out->count - 1].right = s[i].right;
        }
}

static void add_pieces(struct reader *r, const struct segments *s, size_t first_column) {
    for (size_t i = 0; i < s->count; i++) {
        size_t column = first_column + i;
        column_at(r, s->items[i].left, &column);
        if (column >= r->columns.count)
            column = r->columns.count - 1;
        r->pieces = arena_room(r->builder.document->arena, r->pieces, r->piece_count,
                               &r->piece_capacity, sizeof *r->pieces);
        r->pieces[r->piece_count++] = (struct piece){s->items[i].from, s->items[i].to, column};
        r->ended = s->items[i].to;
    }
}

/* A line under a row goes on with its cells when it begins in a later column, or stands alone under
 * the first one and fits into it: labels and values wrap. */
static bool continues_row(const struct reader *r, const struct segments *s) {
    size_t column;
    if (!r->open || r->kind != BLOCK_ROW || !column_at(r, s->items[0].left, &column))
        return false;
    if (column > 0)
        return true;
    return s->count == 1 && s->items[0].right < r->columns.items[1].left;
}

static bool read_row(struct reader *r, const struct line *l, size_t mark) {
    struct segments s;
    find_segments(r, l, mark, &s);
    if (continues_row(r, &s)) {
        add_pieces(r, &s, 0);
        return true;
    }
    if (s.count < 2)
        return false;
    open_block(r, BLOCK_ROW, l->from, l->to);
    r->columns = s;
    add_pieces(r, &s, 0);
    return true;
}

static bool is_small(struct text t) { return t.n && t.s[0] >= 'a' && t.s[0] <= 'z'; }

/* "(Ofsted 2012)": a few words in brackets, alone on their line. */
static bool is_tag(struct text line) {
    return line.s[0] == '(' && line.n <= TAG_BYTES &&
           (text_ends(line, TEXT(")")) || text_ends(line, TEXT(").")));
}

/* A letter begins the line, or a number that marks nothing: "16 years". */
static bool is_word(struct text t) {
    unsigned value;
    struct decimal decimal;
    return is_letter(t.s[0]) ||
           (is_digit(t.s[0]) && !marker_number(t, &value) && !marker_decimal(t, &decimal));
}

/* Over a blank line or a page's end, an item goes on with a tag in brackets, or where its text has
 * not ended and its last line was full; a paragraph where its text has not ended, its last line was
 * full and the next begins small. */
static bool words_go_on(const struct reader *r, struct text next, size_t blanks) {
    struct text before = text_before(r);
    bool small = is_small(next) || next.s[0] == '(';
    bool item = r->kind == BLOCK_ITEM || r->numbered;
    if (item && is_tag(next))
        return true;
    if (marker_ends(before))
        return false;
    if (item && blanks <= 1 && is_word(next) && !is_upper(next.s[0]))
        return true; /* nothing begins like that */
    if (marker_ends_short(before))
        return false;
    return small || (item && blanks <= 1 && is_word(next));
}

/* Converters that tell paragraphs by where lines begin cut an item whose first line begins further
 * left than the others. Where a text's items are cut so in the middle of a sentence, they are so at
 * the end of one too. */
static bool items_hang(struct text t, const struct lines *lines) {
    size_t cut = 0;
    for (size_t i = 0; i + 2 < lines->count && cut < HANGING_MIN; i++) {
        const struct line *l = &lines->items[i];
        struct text line = line_text(t, l);
        cut += marker_bullet(line, true) && !marker_ends(line) && !marker_ends_short(line) &&
               l[1].from == l[1].to && is_small(line_text(t, l + 2));
    }
    return cut == HANGING_MIN;
}

/* Whether the open item is a first line that had no room for the next word, in a text whose items
 * are cut there. The lines below tell how wide lines are. */
static bool is_hanging(const struct reader *r, size_t i, size_t blanks) {
    size_t width = 0;
    if (!r->hangs || blanks != 1 || r->kind != BLOCK_ITEM || r->block_lines != 1)
        return false;
    for (size_t k = i; k < r->lines.count && k < i + BETWEEN_LINES; k++) {
        struct text t = line_text(r->text, &r->lines.items[k]);
        if (!t.n || marker_bullet(t, true))
            break;
        width = t.n > width ? t.n : width;
    }
    struct text next = line_text(r->text, &r->lines.items[i]);
    return text_before(r).n + 1 + text_find(next, ' ', 0) >= width;
}

/* Whether the paragraph that begins with line i ends as one, and an item like the open one follows.
 */
static bool is_between_items(const struct reader *r, size_t i) {
    struct text before = text_slice(r->text, 0, 0);
    for (size_t k = i; k < r->lines.count && k < i + BETWEEN_LINES; k++) {
        const struct line *l = &r->lines.items[k];
        struct text t = line_text(r->text, l);
        if (l->furniture)
            continue;
        if (t.n && marker_bullet(t, true))
            return k > i && marker_ends(before) && marker_character(t) == r->mark;
        if (t.n && k > i && r->lines.items[k - 1].from == r->lines.items[k - 1].to)
            return false; /* another paragraph */
        before = t.n ? t : before;
    }
    return false;
}

/* A further paragraph of the open item, as it stands below the item's words, not below its mark.
 * Where sizes are not known, a heading could stand there too. */
static bool is_below_words(const struct reader *r, const struct line *l) {
    float apart = l->left > r->left ? l->left - r->left : r->left - l->left;
    return r->kind == BLOCK_ITEM && r->block_lines > 1 && l->size > 0 && !l->rank &&
           apart < COLUMN_SLACK && r->left > r->mark_left + COLUMN_SLACK;
}

static bool goes_on(const struct reader *r, size_t i, size_t blanks) {
    const struct line *l = &r->lines.items[i];
    struct text t = line_text(r->text, l);
    struct segments s;
    if (!r->open)
        return false;
    if (is_below_words(r, l))
        return true;
    if (r->page != l->page && r->kind == BLOCK_ITEM) {
        if (is_between_items(r, i))
            return true;
        blanks = 1; /* those at the page's edges do not count */
    }
    if (is_hanging(r, i, blanks))
        return true;
    if (r->kind != BLOCK_ROW)
        return words_go_on(r, t, blanks) ||
               (r->page != l->page && is_small(t) && !marker_ends(text_before(r)));
    find_segments(r, l, 0, &s);
    return r->page != l->page && is_small(t) && continues_row(r, &s);
}

static void read_line(struct reader *r, const struct line *l) {
    struct text t = line_text(r->text, l), before = text_before(r);
    unsigned value;
    bool in_list = r->open && r->kind == BLOCK_ITEM;
    size_t bullet = marker_bullet(t, in_list || marker_can_end(before));
    struct decimal decimal;
    size_t number = marker_number(t, &value);
    number = number ? number : marker_decimal(t, &decimal);
    if (bullet) {
        open_block(r, BLOCK_ITEM, l->from + bullet, l->to);
        r->mark = marker_character(t);
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

/* A line whose letters stand out, and that nothing but its words says is more than a heading. */
static bool could_be_heading(const struct reader *r, const struct line *l) {
    struct text t = line_text(r->text, l);
    struct decimal decimal;
    unsigned value;
    bool code = text_has_digit(t) && text_find(t, ' ', 0) == t.n; /* a reference number */
    return l->rank && l->segment_count == 1 && !code && text_has_word(t) && !l->furniture &&
           !marker_bullet(t, true) && !marker_number(t, &value) && !marker_decimal(t, &decimal);
}

/* "Inspection dates: 4 June" is a label and its value; "Section 2: Leadership" is a heading. */
static bool is_labelled(struct text t) {
    size_t colon = text_find(t, ':', 0);
    return colon < t.n && !text_has_digit(text_slice(t, 0, colon));
}

/* Whether the words behind line i begin small: a sentence goes on there. */
static bool next_is_small(const struct reader *r, size_t i) {
    for (size_t k = i + 1; k < r->lines.count && r->lines.items[k].page == r->lines.items[i].page;
         k++)
        if (r->lines.items[k].from < r->lines.items[k].to)
            return !r->lines.items[k].furniture && is_small(line_text(r->text, &r->lines.items[k]));
    return false;
}

/* A further line of the heading above; a title page's lines are one title, in all their sizes. */
static bool is_below(const struct reader *r, const struct line *above, const struct line *l) {
    float apart = l->left > above->left ? l->left - above->left : above->left - l->left;
    return l->from < l->to && l->page == above->page && (l->rank == above->rank || !l->page) &&
           apart <= COLUMN_SLACK && could_be_heading(r, l);
}

/* How many lines the heading has that begins with line i; 0 where it is none: a sentence, a label,
 * words in a row or in a paragraph, text that is set bold. */
static size_t heading_lines(const struct reader *r, size_t i, size_t blanks) {
    const struct line *l = &r->lines.items[i];
    struct text t = line_text(r->text, l);
    bool apart = !r->open || blanks || r->page != l->page || marker_ends(text_before(r));
    struct segments s;
    size_t n = 1;
    if (!apart || r->waiting || !could_be_heading(r, l) || is_small(t))
        return 0;
    find_segments(r, l, 0, &s);
    if (!blanks && continues_row(r, &s))
        return 0;
    while (i + n < r->lines.count && is_below(r, l, &l[n]))
        n++;
    t = text_slice(r->text, l->from, l[n - 1].to);
    return n > HEADING_LINES || t.n > HEADING_BYTES || is_labelled(t) ||
                   strchr(".:;,", t.s[t.n - 1]) || next_is_small(r, i + n - 1)
               ? 0
               : n;
}

static void read_heading(struct reader *r, size_t i, size_t lines) {
    const struct line *l = &r->lines.items[i];
    open_block(r, BLOCK_HEADING, l->from, l->to);
    for (size_t k = 0; k < lines; k++)
        add_words(r, l[k].from, l[k].to);
    r->level = l->rank;
    close_block(r);
}

/* A short line between a sentence's end and a mark: a topic's name, with the items on it below. */
static bool is_topic(const struct reader *r, size_t i) {
    struct text t = line_text(r->text, &r->lines.items[i]), before = text_before(r);
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

/* A line drawn with dashes: around a table, or between parts. */
static bool is_rule(struct text t) {
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
            document_page(d, flow_source(f, i + 1));
}

/* What stands at the edges of pages, beside the flow: it can name what the pages do not. */
static void keep_furniture(struct reader *r) {
    for (size_t i = 0, kept = 0; i < r->lines.count && kept < FURNITURE_MAX; i++) {
        const struct line *l = &r->lines.items[i];
        if (!l->furniture || l->to <= l->from)
            continue;
        builder_add(&r->builder, line_text(r->text, l), l->from);
        builder_end_aside(&r->builder, BLOCK_FURNITURE);
        kept++;
    }
}

void read_flow(struct document *d, const struct flow *f) {
    struct reader r = {.text = f->text};
    builder_open(&r.builder, d);
    r.builder.flow = f;
    index_pages(d, f);
    lines_split(d->arena, r.text, &r.lines);
    furniture_mark(d->arena, r.text, &r.lines);
    lines_measure(d->arena, r.text, &f->places, &r.lines);
    styles_rank(&r.lines);
    columns_unweave(d->arena, r.text, &r.lines);
    r.hangs = items_hang(r.text, &r.lines);
    bool unwrapped = lines_are_unwrapped(&r.lines);
    size_t blanks = 0;
    for (size_t i = 0; i < r.lines.count; i++) {
        const struct line *l = &r.lines.items[i];
        if (l->furniture)
            continue;
        if (l->from == l->to || is_rule(line_text(r.text, l))) {
            blanks++;
            continue;
        }
        size_t heading = heading_lines(&r, i, blanks);
        if (heading) {
            read_heading(&r, i, heading);
            i += heading - 1;
            blanks = 0;
            continue;
        }
        bool ends = (blanks || unwrapped || (r.open && r.page != l->page)) && !is_awaited(&r, l);
        if ((ends && (unwrapped || !goes_on(&r, i, blanks))) || is_topic(&r, i))
            close_block(&r);
        blanks = 0;
        read_line(&r, l);
    }
    close_block(&r);
    keep_furniture(&r);
}

void read_text(struct document *d) {
    struct flow f = {.text = d->source->text, .places = d->source->places};
    read_flow(d, &f);
}
