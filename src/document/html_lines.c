#include "document/html_lines.h"

#include "base/utf8.h"

enum { LEAST_BREAKS = 20, BREAKS_A_BLOCK = 4 };

bool html_is_in_lines(const struct html_events *events) {
    size_t breaks = 0, blocks = 0;
    for (size_t i = 0; i < events->count; i++) {
        const struct html_event *e = &events->items[i];
        if (e->kind != EVENT_START)
            continue;
        breaks += e->tag == TAG_LINE_BREAK;
        blocks += e->tag == TAG_BLOCK || e->tag == TAG_ITEM || e->tag == TAG_CELL ||
                  e->tag == TAG_HEADING;
    }
    return breaks >= LEAST_BREAKS && breaks > BREAKS_A_BLOCK * blocks;
}

/* While the flow is made. */
struct maker {
    struct arena *arena;
    const struct html_events *events;
    struct flow *out;
    size_t style_depth; /* elements of bold or italic that are open */
    bool line_began, was_styled;
};

/* A line that begins bold or italic under one that does not, or the reverse, begins something new.
 */
static void begin_line(struct maker *m, size_t offset) {
    bool styled = m->style_depth > 0;
    if (m->line_began)
        return;
    if (styled != m->was_styled)
        flow_add(m->arena, m->out, TEXT("\n"), offset, 0);
    m->line_began = true;
    m->was_styled = styled;
}

/* Line ends in the source mean nothing here, and every space is a plain one. */
static void add_text(struct maker *m, const struct html_event *e) {
    struct text t = {m->events->text + e->text, e->n};
    bool plain = e->n == e->length;
    for (size_t i = 0, n; i < t.n; i += n) {
        uint32_t c = utf8_decode(t.s + i, t.n - i, &n);
        size_t at = plain ? e->offset + i : e->offset;
        n = n ? n : 1;
        if (c == '\n' || c == '\r' || c == '\f')
            continue;
        if (!utf8_is_space(c))
            begin_line(m, at);
        struct text piece = utf8_is_space(c) ? TEXT(" ") : text_slice(t, i, i + n);
        flow_add(m->arena, m->out, piece, at, plain ? n : e->length);
    }
}

static void add_mark(struct maker *m, const char *mark, const struct html_event *e) {
    flow_add(m->arena, m->out, text_of(mark), e->offset, 0);
    m->line_began = false;
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
        else if (e->tag == TAG_STYLE)
            m.style_depth += e->kind == EVENT_START ? 1 : (size_t)-1;
        else if (e->tag == TAG_RULE && e->kind == EVENT_START)
            add_mark(&m, "\f", e);
        else if ((e->tag == TAG_LINE_BREAK && e->kind == EVENT_START) || e->tag == TAG_BLOCK)
            add_mark(&m, "\n", e);
    }
}
