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

/* Line ends in the source mean nothing here, and every space is a plain one. */
static void add_text(struct arena *a, const struct html_events *events,
                     const struct html_event *e, struct flow *out) {
    struct text t = {events->text + e->text, e->n};
    bool plain = e->n == e->length;
    for (size_t i = 0, n; i < t.n; i += n) {
        uint32_t c = utf8_decode(t.s + i, t.n - i, &n);
        n = n ? n : 1;
        if (c == '\n' || c == '\r' || c == '\f')
            continue;
        struct text piece = utf8_is_space(c) ? TEXT(" ") : text_slice(t, i, i + n);
        flow_add(a, out, piece, plain ? e->offset + i : e->offset, plain ? n : e->length);
    }
}

void html_flow(struct arena *a, const struct html_events *events, struct flow *out) {
    size_t skip_depth = 0;
    *out = (struct flow){0};
    for (size_t i = 0; i < events->count; i++) {
        const struct html_event *e = &events->items[i];
        if (html_event_skips(e, &skip_depth))
            continue;
        if (e->kind == EVENT_TEXT)
            add_text(a, events, e, out);
        else if (e->tag == TAG_RULE && e->kind == EVENT_START)
            flow_add(a, out, TEXT("\f"), e->offset, 0);
        else if ((e->tag == TAG_LINE_BREAK && e->kind == EVENT_START) || e->tag == TAG_BLOCK)
            flow_add(a, out, TEXT("\n"), e->offset, 0);
    }
}
