#include "document/columns.h"

#include "base/arena.h"
#include "document/marker.h"

enum {
    WIDEST = 240,      /* columns of a line that are looked at */
    INNER_GAP = 4,     /* spaces inside a column that make it a table's */
    SLACK = 1,         /* by how much the right column's edge may waver */
    LEAST_PAIRS = 4,   /* lines with text on both sides */
    LEAST_LINES = 8,   /* on either side */
    LEAST_LENGTH = 40, /* of a line, on average */
    LEAST_SHARE = 50   /* of the fuller side's lines on the other, in per cent */
};

/* A line cut at the gap before the right column; either side can be empty. */
struct halves {
    struct line left, right;
    bool crosses; /* it runs over the gap */
};

static bool is_blank(const struct line *l) { return l->from == l->to; }

/* Some of the line's segments as a line. */
static struct line part(const struct lines *lines, const struct line *l, size_t first,
                        size_t count) {
    struct line out = *l;
    const struct segment *s = lines->segments + l->segment + first;
    out.segment = l->segment + (uint32_t)first;
    out.segment_count = (uint32_t)count;
    out.from = count ? s->from : l->to;
    out.to = count ? s[count - 1].to : l->to;
    out.left = count ? s->left : l->left;
    return out;
}

static bool has_gap(const struct lines *lines, const struct line *l, size_t spaces) {
    for (size_t i = 1; i < l->segment_count; i++)
        if (lines->segments[l->segment + i].gap >= spaces)
            return true;
    return false;
}

/* Where wide gaps end: each is the start of what could be a right column. */
static void count_edges(const struct lines *lines, const struct line *l, uint32_t *edges) {
    for (size_t i = 0; i < l->segment_count; i++) {
        float left = lines->segments[l->segment + i].left;
        if (left > LEAST_LENGTH && left < WIDEST - 1)
            edges[(size_t)(left + 0.5F)]++;
    }
}

static struct halves cut(const struct lines *lines, const struct line *l, uint32_t edge) {
    const struct segment *s = lines->segments + l->segment;
    size_t n = 0;
    float start = (float)edge - SLACK - 0.5F;
    while (n < l->segment_count && s[n].left < start)
        n++;
    struct halves h = {part(lines, l, 0, n), part(lines, l, n, l->segment_count - n), false};
    h.crosses = n && s[n - 1].right > start;
    h.crosses |= !n && h.right.left > (float)edge + SLACK + 0.5F;
    h.crosses |= has_gap(lines, &h.left, INNER_GAP) || has_gap(lines, &h.right, INNER_GAP);
    return h;
}

/* The text on one side of a stretch. */
struct side {
    size_t lines, bytes;
};

/* A stretch of a page's lines without one that crosses the gap. */
struct stretch {
    size_t first, end, pairs;
    struct side left, right;
};

static void add_line(struct side *s, const struct line *l) {
    s->lines += !is_blank(l);
    s->bytes += l->to - l->from;
}

static struct stretch find_stretch(const struct lines *lines, size_t first, size_t end,
                                   uint32_t edge) {
    struct stretch s = {.first = first, .end = first};
    for (; s.end < end; s.end++) {
        const struct line *l = &lines->items[s.end];
        if (l->furniture || is_blank(l))
            continue;
        struct halves h = cut(lines, l, edge);
        if (h.crosses)
            break;
        s.pairs += !is_blank(&h.left) && !is_blank(&h.right);
        add_line(&s.left, &h.left);
        add_line(&s.right, &h.right);
    }
    return s;
}

static bool is_full(const struct side *s, const struct side *other) {
    return s->lines >= LEAST_LINES && s->bytes >= LEAST_LENGTH * s->lines &&
           s->lines * 100 >= other->lines * LEAST_SHARE;
}

static bool is_prose(const struct stretch *s) {
    return s->pairs >= LEAST_PAIRS && is_full(&s->left, &s->right) && is_full(&s->right, &s->left);
}

static void push(struct arena *a, struct lines *out, struct line l) {
    out->items = arena_room(a, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = l;
}

/* One side's halves. Where only the other side has text, a paragraph has ended here if its words
 * have. */
static void push_side(struct arena *a, struct text t, const struct lines *lines,
                      const struct stretch *s, uint32_t edge, bool right, struct lines *out) {
    bool ended = true;
    for (size_t i = s->first; i < s->end; i++) {
        const struct line *l = &lines->items[i];
        if (l->furniture)
            continue;
        struct halves h = cut(lines, l, edge);
        struct line half = right ? h.right : h.left;
        if (is_blank(&half) && !is_blank(l) && !ended)
            continue;
        push(a, out, half);
        ended = marker_ends(line_text(t, &half));
    }
}

/* The left halves, then the right ones. */
static void push_stretch(struct arena *a, struct text t, const struct lines *lines,
                         const struct stretch *s, uint32_t edge, struct lines *out) {
    for (size_t i = s->first; i < s->end; i++)
        if (lines->items[i].furniture)
            push(a, out, lines->items[i]);
    push_side(a, t, lines, s, edge, false, out);
    push_side(a, t, lines, s, edge, true, out);
}

static uint32_t most_common_edge(const struct lines *lines, size_t first, size_t end) {
    uint32_t edges[WIDEST] = {0}, best = 0;
    for (size_t i = first; i < end; i++)
        if (!lines->items[i].furniture)
            count_edges(lines, &lines->items[i], edges);
    for (uint32_t c = 1; c < WIDEST; c++)
        best = edges[c] > edges[best] ? c : best;
    return edges[best] >= LEAST_PAIRS ? best : 0;
}

static void push_page(struct arena *a, struct text t, const struct lines *lines, size_t first,
                      size_t end, struct lines *out) {
    uint32_t edge = most_common_edge(lines, first, end);
    while (first < end) {
        struct stretch s = {.first = first, .end = first};
        if (edge)
            s = find_stretch(lines, first, end, edge);
        if (is_prose(&s)) {
            push_stretch(a, t, lines, &s, edge, out);
            first = s.end;
            continue;
        }
        size_t stop = s.end < end && edge ? s.end + 1 : end;
        for (; first < stop; first++)
            push(a, out, lines->items[first]);
    }
}

static size_t page_end(const struct lines *lines, size_t from) {
    size_t to = from;
    while (to < lines->count && lines->items[to].page == lines->items[from].page)
        to++;
    return to;
}

static bool has_columns(const struct lines *lines) {
    for (size_t from = 0, to; from < lines->count; from = to) {
        to = page_end(lines, from);
        if (most_common_edge(lines, from, to))
            return true;
    }
    return false;
}

void columns_unweave(struct arena *a, struct text t, struct lines *lines) {
    struct lines out = *lines;
    if (!has_columns(lines))
        return;
    out.items = NULL;
    out.count = out.capacity = 0;
    for (size_t from = 0, to; from < lines->count; from = to) {
        to = page_end(lines, from);
        push_page(a, t, lines, from, to, &out);
    }
    *lines = out;
}
