#include "document/columns.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "document/marker.h"

#include <string.h>

enum {
    WIDEST = 240,      /* columns of a line that are looked at */
    GAP = 2,           /* spaces between the columns, at least */
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

static struct line part(const struct line *l, struct text t, uint32_t from, uint32_t to,
                        uint32_t column) {
    struct line out = *l;
    while (from < to && is_space(t.s[from])) {
        from++;
        column++;
    }
    while (to > from && is_space(t.s[to - 1]))
        to--;
    out.from = from;
    out.to = to;
    out.column = column;
    return out;
}

static bool has_gap(struct text t, const struct line *l, size_t spaces) {
    size_t gap = 0;
    for (size_t i = l->from; i < l->to; i++) {
        gap = t.s[i] == ' ' ? gap + 1 : 0;
        if (gap >= spaces)
            return true;
    }
    return false;
}

/* Where wide gaps end: each is the start of what could be a right column. */
static void count_edges(struct text t, const struct line *l, uint32_t *edges) {
    uint32_t column = l->column;
    if (column <= LEAST_LENGTH && !has_gap(t, l, GAP))
        return;
    size_t gap = l->column > LEAST_LENGTH ? GAP : 0, n;
    for (size_t i = l->from; i < l->to && column < WIDEST; i += n) {
        bool space = t.s[i] == ' ';
        if (!space && gap >= GAP && column > LEAST_LENGTH)
            edges[column]++;
        gap = space ? gap + 1 : 0;
        utf8_decode(t.s + i, l->to - i, &n);
        n = n ? n : 1;
        column++;
    }
}

static bool is_blank(const struct line *l) { return l->from == l->to; }

static struct halves cut(struct text t, const struct line *l, uint32_t edge) {
    struct halves h = {.left = *l, .right = *l};
    uint32_t column = l->column;
    size_t gap = GAP, i = l->from, n;
    for (; i < l->to && column + SLACK < edge; i += n, column++) {
        gap = t.s[i] == ' ' ? gap + 1 : 0;
        utf8_decode(t.s + i, l->to - i, &n);
        n = n ? n : 1;
    }
    if (i >= l->to) { /* left text alone */
        h.right.from = h.right.to = l->to;
        return h;
    }
    h.crosses = i > l->from && gap < GAP;
    h.left = part(l, t, l->from, (uint32_t)i, l->column);
    h.right = part(l, t, (uint32_t)i, l->to, column);
    h.crosses |= h.right.column > edge + SLACK && h.left.from == h.left.to;
    h.crosses |= has_gap(t, &h.left, INNER_GAP) || has_gap(t, &h.right, INNER_GAP);
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

static struct stretch find_stretch(struct text t, const struct lines *lines, size_t first,
                                   size_t end, uint32_t edge) {
    struct stretch s = {.first = first, .end = first};
    for (; s.end < end; s.end++) {
        const struct line *l = &lines->items[s.end];
        if (l->furniture || is_blank(l))
            continue;
        struct halves h = cut(t, l, edge);
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
        struct halves h = cut(t, l, edge);
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

static uint32_t most_common_edge(struct text t, const struct lines *lines, size_t first,
                                 size_t end) {
    uint32_t edges[WIDEST] = {0}, best = 0;
    for (size_t i = first; i < end; i++)
        if (!lines->items[i].furniture)
            count_edges(t, &lines->items[i], edges);
    for (uint32_t c = 1; c < WIDEST; c++)
        best = edges[c] > edges[best] ? c : best;
    return edges[best] >= LEAST_PAIRS ? best : 0;
}

static void push_page(struct arena *a, struct text t, const struct lines *lines, size_t first,
                      size_t end, struct lines *out) {
    uint32_t edge = most_common_edge(t, lines, first, end);
    while (first < end) {
        struct stretch s = {.first = first, .end = first};
        if (edge)
            s = find_stretch(t, lines, first, end, edge);
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

static bool has_columns(struct text t, const struct lines *lines) {
    for (size_t from = 0, to; from < lines->count; from = to) {
        to = page_end(lines, from);
        if (most_common_edge(t, lines, from, to))
            return true;
    }
    return false;
}

void columns_unweave(struct arena *a, struct text t, struct lines *lines) {
    struct lines out = {.pages = lines->pages};
    if (!has_columns(t, lines))
        return;
    for (size_t from = 0, to; from < lines->count; from = to) {
        to = page_end(lines, from);
        push_page(a, t, lines, from, to, &out);
    }
    *lines = out;
}
