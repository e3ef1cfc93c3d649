#include "document/lines.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "document/place.h"

/* The width of a letter, in parts of its size; somewhat narrow. */
static const double letter_width = 0.4;

enum { LONG_LINE = 200, SOFT_HYPHEN = 0xAD, SPACED_MIN = 5, SPACED_SHARE = 6, TOUCHING_SHARE = 20 };

static bool space_at(struct text t, size_t i, size_t *length) {
    uint32_t c = utf8_decode(t.s + i, t.n - i, length);
    return *length && (utf8_is_space(c) || (utf8_is_invisible(c) && c != SOFT_HYPHEN));
}

static struct line make_line(struct text t, size_t from, size_t to, uint32_t page) {
    struct text l = text_slice(t, 0, to);
    uint32_t column = 0;
    size_t n;
    while (from < to && space_at(l, from, &n)) {
        from += n;
        column++;
    }
    while (to > from) {
        size_t last = to - 1;
        while (last > from && ((unsigned char)t.s[last] & 0xC0) == 0x80)
            last--;
        if (!space_at(l, last, &n))
            break;
        to = last;
    }
    return (struct line){
        .from = (uint32_t)from, .to = (uint32_t)to, .page = page, .left = (float)column};
}

static size_t count_lines(struct text t) {
    size_t count = 0;
    for (size_t at = 0, length; at < t.n; at = text_line_end(t, at, &length) + length)
        count++;
    return count;
}

void lines_split(struct arena *a, struct text t, struct lines *out) {
    uint32_t page = 0;
    *out = (struct lines){.capacity = count_lines(t)};
    out->items = arena_alloc(a, (out->capacity + 1) * sizeof *out->items);
    for (size_t from = 0; from < t.n;) {
        size_t length, to = text_line_end(t, from, &length);
        out->items[out->count++] = make_line(t, from, to, page);
        if (to < t.n && t.s[to] == '\f')
            page++;
        from = to + length;
    }
    out->pages = page + 1;
}

/* Whether hardly a line touches the next, yet many a one begins small: sentences go on over blank
 * lines. */
static bool are_double_spaced(struct text t, const struct lines *lines) {
    size_t full = 0, touching = 0, small = 0, blanks = 0;
    for (size_t i = 0; i < lines->count; i++) {
        struct text line = line_text(t, &lines->items[i]);
        if (line.n) {
            touching += i && !blanks && lines->items[i - 1].page == lines->items[i].page;
            small += blanks == 1 && line.s[0] >= 'a' && line.s[0] <= 'z';
            full++;
        }
        blanks = line.n ? 0 : blanks + 1;
    }
    return small >= SPACED_MIN && small * SPACED_SHARE >= full &&
           touching * TOUCHING_SHARE <= full && !lines_are_unwrapped(lines);
}

void lines_close_up(struct text t, struct lines *lines) {
    size_t kept = 0;
    bool was_blank = true;
    if (!are_double_spaced(t, lines))
        return;
    for (size_t i = 0; i < lines->count; i++) {
        bool blank = lines->items[i].from == lines->items[i].to;
        if (!blank || was_blank)
            lines->items[kept++] = lines->items[i];
        was_blank = blank;
    }
    lines->count = kept;
}

/* Behind the spaces and tabs at `at`; *gap is how many, a tab as a wide gap. */
static size_t skip_gap(struct text t, size_t at, size_t end, uint32_t *gap) {
    for (*gap = 0; at < end && (t.s[at] == ' ' || t.s[at] == '\t'); at++)
        *gap += t.s[at] == '\t' ? GAP_WIDE : 1;
    return at;
}

static void add_segment(struct arena *a, struct lines *lines, struct line *l, struct segment s) {
    lines->segments = arena_room(a, lines->segments, lines->segment_count, &lines->segment_capacity,
                                 sizeof *lines->segments);
    l->segment = l->segment_count++ ? l->segment : (uint32_t)lines->segment_count;
    lines->segments[lines->segment_count++] = s;
}

/* By the letters before them. */
static void find_segments(struct arena *a, struct text t, struct lines *lines, struct line *l) {
    struct segment s = {.from = l->from, .left = l->left};
    size_t letters = 0, at = l->from;
    uint32_t gap;
    while (at < l->to) {
        size_t end = at;
        do
            letters += utf8_begins(t.s[end++]);
        while (end < l->to && t.s[end] != ' ' && t.s[end] != '\t');
        s.to = (uint32_t)end;
        s.right = l->left + (float)letters;
        at = skip_gap(t, end, l->to, &gap);
        letters += at - end;
        if (at < l->to && gap >= GAP_LEAST && l->segment_count + 1 < SEGMENTS_MAX) {
            add_segment(a, lines, l, s);
            s = (struct segment){
                .from = (uint32_t)at, .left = l->left + (float)letters, .gap = gap};
        }
    }
    add_segment(a, lines, l, s);
}

/* By the places of their words, from the leftmost of the document on. */
static void place_line(const struct places *places, struct text t, struct line *l,
                       struct segment *segments, double left, double letter) {
    struct box all = {0};
    for (size_t i = 0; i < l->segment_count; i++) {
        struct segment *s = &segments[i];
        struct box b = {0};
        places_grow(places, t, s->from, s->to, &b);
        box_grow(&all, b);
        s->left = (float)((b.left - left) / letter);
        s->right = (float)((b.right - left) / letter);
        if (i && s->left > s[-1].right + (float)s->gap)
            s->gap = (uint32_t)(s->left - s[-1].right);
    }
    l->left = segments[0].left;
    l->size = (float)all.size;
    l->bold = all.bold;
}

void lines_measure(struct arena *a, struct text t, const struct places *places,
                   struct lines *lines) {
    double left = 0, letter = letter_width * places_body_size(places);
    for (size_t i = 0; i < places->count; i++)
        left = i && left < places->items[i].left ? left : places->items[i].left;
    for (size_t i = 0; i < lines->count; i++) {
        struct line *l = &lines->items[i];
        if (l->from == l->to)
            continue;
        find_segments(a, t, lines, l);
        if (letter > 0)
            place_line(places, t, l, lines->segments + l->segment, left, letter);
    }
}

bool lines_are_unwrapped(const struct lines *lines) {
    size_t all = 0, in_long = 0;
    for (size_t i = 0; i < lines->count; i++) {
        size_t n = lines->items[i].to - lines->items[i].from;
        all += n;
        in_long += n > LONG_LINE ? n : 0;
    }
    return in_long > all / 2;
}
