#include "document/placed_html.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "document/css.h"
#include "document/placed.h"

#include <stdlib.h>

enum { CLASSES_MAX = 1024, PAGE_DIGITS = 4 };

static const double default_size = 12, normal_height = 1.2; /* of a line: in parts of its size */
static const float pixel = 0.76F;                           /* in points, and a hair */
static const double width_doubt = 0.06; /* by how much a measured width can be off */
static const double same_line = 0.5;    /* of a letter's size, by which lines can be apart */

static struct text style_of(const struct html_events *events, const struct html_event *e) {
    return (struct text){events->text + e->text, e->n};
}

static bool is_placed(const struct html_events *events, const struct html_event *e, double *left,
                      double *top) {
    struct text style = style_of(events, e);
    return style.n && css_length(style, TEXT("left"), left) && css_length(style, TEXT("top"), top);
}

bool html_is_placed(const struct html_events *events) {
    size_t all = 0, placed = 0, depth = 0, skip_depth = 0;
    double left, top;
    for (size_t i = 0; i < events->count; i++) {
        const struct html_event *e = &events->items[i];
        if (html_event_skips(e, &skip_depth))
            continue;
        if (e->kind == EVENT_TEXT) {
            all += e->n;
            placed += depth ? e->n : 0;
        } else if (e->kind == EVENT_END) {
            depth -= depth > 0;
        } else if (depth || is_placed(events, e, &left, &top)) {
            depth++;
        }
    }
    return placed > all / 2;
}

/* ---- stretches -------------------------------------------------------------------------- */

/* pdftohtml names its fonts "ft", the page, and the font's number, but defines each on the first
 * page that has it alone: "ft110" can be font 10 of page 1 or font 0 of page 11. */
struct class {
    struct text name, font, declarations; /* font: its number; empty where it is no such name */
};

struct maker {
    struct arena *arena;
    const struct html_events *events;
    struct class classes[CLASSES_MAX];
    size_t class_count;
    unsigned page;     /* its number, by its element */
    struct flow taken; /* the stretches' text, one behind the other, as in the file */
    struct placed_text placed;
    uint32_t *pages; /* where they begin in the source */
    size_t page_count, page_capacity;
    size_t depth, bold_depth; /* elements open in a placed one, itself included; bold ones */
    struct placed open;       /* the stretch at hand; its right edge is where the next begins */
    double left, top, line_height; /* of the element's lines */
    size_t first, lines;           /* the element's first stretch, and how many lines it has */
};

/* Letters about as wide as each other in common faces, in parts of their size. */
static const struct {
    struct text letters;
    double width;
} widths[] = {{{"iljI.,:;'|!", 11}, 0.25},
              {{"frt()[]-\"", 9}, 0.33},
              {{"ckszxvyJL", 9}, 0.48},
              {{"mMW", 3}, 0.83},
              {{"w@%", 3}, 0.73}};
static const double small_width = 0.54, capital_width = 0.61, mark_width = 0.22, space_width = 0.31,
                    bold_width = 1.13;

static double letter_width(uint32_t c, bool bold) {
    double width = c < 0x80 && is_upper((char)c) ? capital_width : small_width;
    if (c == ' ')
        return space_width;
    for (size_t i = 0; c < 0x80 && i < sizeof widths / sizeof widths[0]; i++)
        if (text_find(widths[i].letters, (char)c, 0) < widths[i].letters.n)
            width = widths[i].width;
    if (c == 0x2018 || c == 0x2019)
        width = mark_width;
    return bold ? width * bold_width : width;
}

static void close_stretch(struct maker *m) {
    struct placed_text *p = &m->placed;
    if (m->open.text.n) {
        m->open.page = m->page_count ? (uint32_t)m->page_count - 1 : 0;
        m->open.index = (uint32_t)p->count;
        p->items = arena_room(m->arena, p->items, p->count, &p->capacity, sizeof *p->items);
        p->items[p->count++] = m->open;
    }
    m->open.text.n = 0;
    m->open.left = m->open.right;
    m->open.bold = m->bold_depth > 0;
}

/* A line's height is what its letters have room in. */
static void set_line(struct maker *m, double left, double top) {
    close_stretch(m);
    m->open.left = m->open.right = left;
    m->open.top = top;
    m->open.bottom = m->open.baseline = top + m->open.size;
}

/* pdftohtml writes one height for the lines of several elements: where the next element, which
 * begins as far left, stands above where this one's lines would end, they share what room there is.
 */
static void squeeze(struct maker *m, double left, double top) {
    double room = top - m->top, taken = (double)m->lines * m->line_height;
    if (m->lines < 2 || left < m->left || left > m->left ||
        room < (double)m->lines * m->open.size || room >= taken)
        return;
    for (size_t i = m->first; i < m->placed.count; i++) {
        struct placed *p = &m->placed.items[i];
        p->top = m->top + (p->top - m->top) * room / taken;
        p->bottom = p->baseline = p->top + p->size;
    }
}

static void set_size(struct maker *m, struct text style) {
    double size;
    if (!css_length(style, TEXT("font-size"), &size))
        return;
    close_stretch(m);
    m->open.size = size;
}

/* The font's number, behind "ft" and the page's. */
static struct text font_of(struct text name, unsigned page) {
    size_t n = 0, end = 0;
    struct text t = text_slice(name, text_starts(name, TEXT("ft")) ? 2 : name.n, name.n);
    for (size_t digits = 1; digits <= PAGE_DIGITS && digits < t.n && !end; digits++)
        end = text_number(text_slice(t, 0, digits), digits, &n) == page ? digits : 0;
    return text_slice(t, end ? end : t.n, t.n);
}

static struct text class_style(const struct maker *m, struct text style) {
    struct text name = css_value(style, TEXT("class")), font = font_of(name, m->page);
    for (size_t i = m->class_count; font.n && i-- > 0;)
        if (text_equal(m->classes[i].font, font))
            return m->classes[i].declarations;
    for (size_t i = m->class_count; name.n && i-- > 0;)
        if (text_equal(m->classes[i].name, name))
            return m->classes[i].declarations;
    return TEXT("");
}

static void start_element(struct maker *m, const struct html_event *e) {
    struct text style = style_of(m->events, e), of_class = class_style(m, style);
    double left, top;
    bool placed = is_placed(m->events, e, &left, &top);
    if (placed) {
        squeeze(m, left, top);
        m->open.size = default_size;
        m->left = left;
        m->top = top;
        m->first = m->placed.count;
        m->lines = 1;
    }
    if (m->depth || placed) {
        m->depth++;
        set_size(m, of_class);
        set_size(m, style);
    }
    if (placed) {
        m->line_height = normal_height * m->open.size;
        css_length(of_class, TEXT("line-height"), &m->line_height);
        css_length(style, TEXT("line-height"), &m->line_height);
        set_line(m, left, top);
    }
}

static void begin_page(struct maker *m, const struct html_event *e) {
    close_stretch(m);
    m->page = e->span;
    m->lines = 0;
    m->pages = arena_room(m->arena, m->pages, m->page_count, &m->page_capacity, sizeof *m->pages);
    m->pages[m->page_count++] = e->offset;
}

static void add_tag(struct maker *m, const struct html_event *e) {
    bool begins = e->kind == EVENT_START;
    if (e->tag == TAG_BLOCK && begins && e->span)
        begin_page(m, e);
    if (e->tag == TAG_BOLD) {
        m->bold_depth += begins ? 1 : (size_t)-1;
        close_stretch(m);
    }
    if (e->tag == TAG_LINE_BREAK && begins && ++m->lines)
        set_line(m, m->left, m->open.top + m->line_height);
    if (begins)
        start_element(m, e);
    else if (m->depth && !--m->depth)
        close_stretch(m);
}

/* Every white space is a plain one. */
static void add_text(struct maker *m, const struct html_event *e) {
    struct text t = {m->events->text + e->text, e->n};
    bool plain = e->n == e->length;
    for (size_t i = 0, n; m->depth && i < t.n; i += n) {
        uint32_t c = utf8_decode(t.s + i, t.n - i, &n);
        n = n ? n : 1;
        bool space = utf8_is_space(c);
        struct text piece = space ? TEXT(" ") : text_slice(t, i, i + n);
        flow_add(m->arena, &m->taken, piece, e->offset + (plain ? i : 0), plain ? n : e->length);
        m->open.text.n += piece.n;
        m->open.right += m->open.size * letter_width(space ? ' ' : c, m->open.bold);
    }
}

/* The classes of a style sheet, which stands before its page; its text can come in several pieces.
 */
static size_t read_sheet(struct maker *m, size_t i) {
    struct text sheet = {m->events->text + m->events->items[i].text, 0};
    struct class c;
    for (; i < m->events->count && m->events->items[i].kind == EVENT_TEXT; i++)
        sheet.n += m->events->items[i].n;
    for (size_t at = 0;
         m->class_count < CLASSES_MAX && css_next_class(sheet, &at, &c.name, &c.declarations);) {
        c.font = font_of(c.name, m->page + 1);
        m->classes[m->class_count++] = c;
    }
    return i - 1;
}

static bool begins_word(struct text t) { return is_alnum(t.s[0]); }

/* Two stretches that follow each other in the file, on one line, and touch as far as their measured
 * width can tell: the next one's place is given, so it says where the first ends, and how high it
 * stands, where that was counted from the first line of its element. Between words the
 * measure has the say. */
static void settle(struct placed *p, const struct placed *next) {
    double width = p->right - p->left, gap = next->left - p->right, apart = next->top - p->top;
    double doubt = width_doubt * width;
    if (text_is_blank(next->text) || next->page != p->page || apart > same_line * p->size ||
        apart < -same_line * p->size || gap > doubt + p->size || gap < -doubt - p->size)
        return;
    p->top = next->top + next->size - p->size;
    p->bottom = p->baseline = next->baseline;
    bool raised = next->size < p->size; /* a footnote's mark */
    if (gap < doubt && gap > -doubt && (raised || !begins_word(next->text)))
        p->right = next->left;
}

static void take_stretches(struct maker *m) {
    size_t skip_depth = 0;
    for (size_t i = 0; i < m->events->count; i++) {
        const struct html_event *e = &m->events->items[i];
        if (html_event_skips(e, &skip_depth)) {
            if (e->kind == EVENT_TEXT)
                i = read_sheet(m, i);
        } else if (e->kind == EVENT_TEXT) {
            add_text(m, e);
        } else {
            add_tag(m, e);
        }
    }
    close_stretch(m);
    m->placed.pages = m->page_count ? (uint32_t)m->page_count : 1;
    size_t at = 0;
    for (size_t i = 0; i < m->placed.count; at += m->placed.items[i++].text.n)
        m->placed.items[i].text.s = m->taken.text.s + at;
    for (size_t i = m->placed.count; i-- > 1;)
        settle(&m->placed.items[i - 1], &m->placed.items[i]);
}

/* ---- lines ------------------------------------------------------------------------------ */

/* The bytes from `from` to `to` of what was taken, as they stand in the source. */
static void add_stretch(struct maker *m, const struct placement *p, size_t from, size_t length,
                        struct flow *out, struct places *in_source) {
    size_t to = from + length;
    double left = p->left;
    const char *s = m->taken.text.s;
    double letter = (p->right - p->left) / (double)utf8_length(s + from, p->length);
    for (const struct run *r = flow_run(&m->taken, from); from < to; r++) {
        size_t end = r->at + r->width < to ? r->at + r->width : to;
        bool plain = r->width == r->length;
        struct placement q = *p;
        q.offset = r->source + (plain ? (uint32_t)from - r->at : 0);
        q.length = plain ? (uint32_t)(end - from) : r->length;
        q.left = (float)left;
        left += letter * (double)utf8_length(s + from, end - from);
        q.right = (float)left;
        places_add(m->arena, in_source, q);
        flow_add(m->arena, out, text_slice(m->taken.text, from, end), q.offset, q.length);
        from = end;
    }
}

/* What placed_lines put between stretches stands nowhere; a page begins where its element does. */
static void add_between(struct maker *m, struct text t, size_t source, size_t *page,
                        struct flow *out) {
    for (size_t i = 0; i < t.n; i++) {
        bool begins = t.s[i] == '\f' && ++*page < m->page_count;
        flow_add(m->arena, out, text_slice(t, i, i + 1), begins ? m->pages[*page] : source, 0);
    }
}

/* Sizes are whole pixels, and one off at times: those a pixel from most letters' are the same. */
static void even_sizes(struct places *places) {
    float body = (float)places_body_size(places);
    for (size_t i = 0; i < places->count; i++) {
        struct placement *p = &places->items[i];
        p->size = p->size > body - pixel && p->size < body + pixel ? body : p->size;
    }
}

static int by_offset(const void *x, const void *y) {
    const struct placement *a = x, *b = y;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

void html_placed_flow(struct arena *a, const struct html_events *events, struct flow *out,
                      struct places *in_source) {
    struct maker *m = arena_alloc(a, sizeof *m);
    size_t at = 0, page = 0, i = 0;
    *m = (struct maker){.arena = a, .events = events};
    take_stretches(m);
    *out = (struct flow){0};
    struct text lines = placed_lines(a, &m->placed, &out->places);
    even_sizes(&out->places);
    for (size_t k = 0; k < out->places.count; k++, i++) {
        const struct placement *p = &out->places.items[k];
        while (text_is_blank(m->placed.items[i].text))
            i++;
        struct text t = m->placed.items[i].text;
        size_t from = (size_t)(t.s - m->taken.text.s) + t.n - p->length;
        add_between(m, text_slice(lines, at, p->offset), flow_source(&m->taken, from), &page, out);
        at = p->offset + p->length; /* without the spaces that a column's gap took the place of */
        if (k + 1 < out->places.count && p[1].offset < at)
            at = p[1].offset;
        add_stretch(m, p, from, at - p->offset, out, in_source);
    }
    size_t end = out->run_count ? out->runs[out->run_count - 1].source : 0;
    add_between(m, text_slice(lines, at, lines.n), end, &page, out);
    qsort(in_source->items, in_source->count, sizeof *in_source->items, by_offset);
}
