#include "document/html_lines.h"

#include "base/utf8.h"

enum { LEAST_BREAKS = 20, BREAKS_A_BLOCK = 4 };

bool html_is_in_lines(const struct html_events *events) {
    size_t breaks = 0, blocks = 0, all = 0, in_lines = 0, open = 0, skip_depth = 0;
    for (size_t i = 0; i < events->count; i++) {
        const struct html_event *e = &events->items[i];
        if (html_event_skips(e, &skip_depth))
            continue;
        bool begins = e->kind == EVENT_START;
        breaks += begins && e->tag == TAG_LINE_BREAK;
        blocks += begins && (e->tag == TAG_BLOCK || e->tag == TAG_ITEM || e->tag == TAG_CELL ||
                             e->tag == TAG_HEADING);
        all += e->kind == EVENT_TEXT ? e->n : 0;
        in_lines += e->kind == EVENT_TEXT && open ? e->n : 0;
        if (e->kind != EVENT_TEXT && (e->tag == TAG_PREFORMATTED || e->tag == TAG_HEADING))
            open += begins ? 1 : open ? (size_t)-1 : 0;
    }
    return (breaks >= LEAST_BREAKS && breaks > BREAKS_A_BLOCK * blocks) || in_lines > all / 2;
}

/* While the flow is made. */
struct maker {
    struct arena *arena;
    const struct html_events *events;
    struct flow *out;
    size_t style_depth; /* elements of bold or italic that are open */
    size_t formatted;   /* likewise those in which line ends count */
    bool line_began, was_styled, has_text;
    bool parted; /* a line of the source ended since the last word */
};

/* A line that begins bold or italic under one that does not, or the reverse, begins something new.
 */
static void begin_line(struct maker *m, size_t offset) {
    bool styled = m->style_depth > 0;
    if (m->line_began)
        return;
    if (styled != m->was_styled)
        flow_add(m->arena, m->out, TEXT("\n"), offset, 0);
    m->line_began = m->has_text = true;
    m->was_styled = styled;
}

static void add_mark(struct maker *m, const char *mark, const struct html_event *e) {
    flow_add(m->arena, m->out, text_of(mark), e->offset, 0);
    m->line_began = m->parted = false;
}

/* The space that a line's end in the source is between two words of a line. */
static void part_words(struct maker *m, size_t offset) {
    if (m->parted && m->line_began && !text_ends(m->out->text, TEXT(" ")))
        flow_add(m->arena, m->out, TEXT(" "), offset, 0);
    m->parted = false;
}

/* "N" with "  igel Hunt" below: pdftohtml breaks a line within a word now and then; the line that a
 * word ends has a space at its end. */
static void join_word(struct maker *m, uint32_t next) {
    struct text t = m->out->text;
    bool broken = text_ends(t, TEXT("\n  ")) || text_ends(t, TEXT("\n \n"));
    if (broken && next >= 'a' && next <= 'z' && t.n > 3 && is_letter(t.s[t.n - 4]))
        flow_cut(m->out, 3);
}

/* Line ends in the source part words and no lines but in preformatted text, and every space is a plain one. */
static void add_text(struct maker *m, const struct html_event *e) {
    struct text t = {m->events->text + e->text, e->n};
    bool plain = e->n == e->length;
    for (size_t i = 0, n; i < t.n; i += n) {
        uint32_t c = utf8_decode(t.s + i, t.n - i, &n);
        size_t at = plain ? e->offset + i : e->offset;
        n = n ? n : 1;
        bool line_end = c == '\n' || c == '\r' || c == '\f';
        if (line_end && m->formatted) {
            flow_add(m->arena, m->out, text_slice(t, i, i + n), at, plain ? n : e->length);
            m->line_began = false;
        }
        m->parted |= line_end && m->line_began;
        if (line_end)
            continue;
        if (!utf8_is_space(c)) {
            part_words(m, at);
            join_word(m, c);
            begin_line(m, at);
        }
        struct text piece = utf8_is_space(c) ? TEXT(" ") : text_slice(t, i, i + n);
        flow_add(m->arena, m->out, piece, at, plain ? n : e->length);
    }
}

/* A page's own block begins one, but the first. */
static void add_tag(struct maker *m, const struct html_event *e) {
    bool begins = e->kind == EVENT_START;
    size_t step = begins ? 1 : (size_t)-1;
    if (e->tag == TAG_BOLD || e->tag == TAG_ITALIC)
        m->style_depth += step;
    else if (e->tag == TAG_RULE && begins)
        add_mark(m, "\f", e);
    else if ((e->tag == TAG_LINE_BREAK && begins) || e->tag == TAG_HEADING)
        add_mark(m, "\n", e);
    else if (e->tag == TAG_BLOCK || e->tag == TAG_PREFORMATTED)
        add_mark(m, begins && e->span && m->has_text ? "\f" : "\n", e);
    if (e->tag == TAG_PREFORMATTED && (begins || m->formatted))
        m->formatted += step;
}

void html_flow(struct arena *a, const struct html_events *events, struct flow *out) {
    size_t skip_depth = 0;
    struct maker m = {.arena = a, .events = events, .out = out};
    *out = (struct flow){0};
    for (size_t i = 0; i < events->count; i++) {
        const struct html_event *e = &events->items[i];
        if (html_event_skips(e, &skip_depth))
            continue;
        if (e->kind == EVENT_TEXT)
            add_text(&m, e);
        else
            add_tag(&m, e);
    }
}
