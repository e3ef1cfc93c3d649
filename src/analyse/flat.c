#include "analyse/flat.h"

#include "document/cut.h"

#include <stdlib.h>

/* How long such a line is at least, how much of it is looked at, where it stands, and how
 * many lines have to be found in it. */
enum { LINE_BYTES = 300, BYTES_MAX = 48 << 10, BLOCKS_MAX = 6, LINES_LEAST = 3, LINES_MAX = 200 };

/* Words that were a line, or its beginning. */
struct lost_line {
    size_t from, to;
    bool whole;
};

struct lost_lines {
    struct analysis *analysis;
    struct text text;
    struct lost_line items[LINES_MAX];
    size_t count;
};

static void add_matches(struct lost_lines *l, const struct pattern *p, bool whole) {
    struct match m;
    for (size_t at = 0; l->count < LINES_MAX &&
                        pattern_match(l->analysis->matcher, p, l->text, at, PATTERN_ANYWHERE, &m);
         at = m.to > at ? m.to : at + 1)
        if (whole || (m.to < l->text.n && l->text.s[m.to] == ':' && m.to > m.from))
            l->items[l->count++] = (struct lost_line){m.from, m.to, whole};
}

/* As they stand; of two that begin together the longer one first. */
static int by_place(const void *a, const void *b) {
    const struct lost_line *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to < y->to) - (x->to > y->to);
}

/* The cuts in a block, in the order of its text, *lines of them lines that were lost; lines within
 * others do not count. */
static size_t find_cuts(struct lost_lines *l, size_t block, struct cut cuts[2 * LINES_MAX],
                        size_t *lines) {
    size_t count = 0, end = 0;
    qsort(l->items, l->count, sizeof *l->items, by_place);
    for (size_t i = 0; i < l->count; i++) {
        const struct lost_line *line = &l->items[i];
        if (line->from < end)
            continue;
        ++*lines;
        if (line->from > end || (end && !l->items[i].whole))
            cuts[count++] = (struct cut){(uint32_t)block, (uint32_t)line->from};
        end = line->to;
        if (line->whole && line->to > line->from)
            cuts[count++] = (struct cut){(uint32_t)block, (uint32_t)end};
    }
    return count;
}

static size_t cuts_of(struct lost_lines *l, size_t block, struct cut cuts[2 * LINES_MAX]) {
    const struct profile *p = l->analysis->profile;
    l->count = 0;
    for (size_t i = 0; i < p->field_count; i++)
        add_matches(l, &p->fields[i].label, false);
    for (size_t i = 0; i < p->flat_line_count; i++)
        add_matches(l, &p->flat_lines[i], true);
    size_t lines = 0, count = find_cuts(l, block, cuts, &lines);
    return lines < LINES_LEAST ? 0 : count;
}

/* A paragraph of one long line. */
static bool is_flat(struct text t, const struct block *b) {
    return b->kind == BLOCK_PARAGRAPH && t.n >= LINE_BYTES &&
           text_find(t, '\n', 0) >= (t.n < BYTES_MAX ? t.n : BYTES_MAX);
}

static void flat_cut_title(struct analysis *a, struct document *d) {
    struct lost_lines *l = NULL;
    struct cut *cuts = NULL;
    for (size_t i = 0; i < d->block_count && i < BLOCKS_MAX; i++) {
        struct text t = block_text(d, i);
        if (!is_flat(t, &d->blocks[i]))
            continue;
        if (!l) {
            l = arena_alloc(a->arena, sizeof *l);
            cuts = arena_alloc(a->arena, 2 * LINES_MAX * sizeof *cuts);
            l->analysis = a;
        }
        l->text = text_slice(t, 0, t.n < BYTES_MAX ? t.n : BYTES_MAX);
        size_t count = cuts_of(l, i, cuts);
        document_cut(d, cuts, count);
        if (count)
            return; /* the blocks have other numbers now, and there is one title block */
    }
}

/* Whether the report has lines so long that theirs are lost. */
static bool has_flat(const struct document *d) {
    for (size_t i = 0; i < d->block_count; i++)
        if (is_flat(block_text(d, i), &d->blocks[i]))
            return true;
    return false;
}

/* The same for what heads parts of the report: in all of its lines. */
static void flat_cut_headings(struct analysis *a, struct document *d) {
    const struct profile *p = a->profile;
    if (!p->flat_heading_count || !has_flat(d))
        return;
    struct lost_lines *l = arena_alloc(a->arena, sizeof *l);
    struct cut *cuts = NULL, *found = arena_alloc(a->arena, 2 * LINES_MAX * sizeof *found);
    size_t count = 0, capacity = 0, lines = 0;
    for (size_t i = 0; i < d->block_count; i++) {
        struct text t = block_text(d, i);
        if (d->blocks[i].kind != BLOCK_PARAGRAPH || t.n > BYTES_MAX)
            continue;
        *l = (struct lost_lines){.analysis = a, .text = t};
        for (size_t k = 0; k < p->flat_heading_count; k++)
            add_matches(l, &p->flat_headings[k], true);
        size_t more = find_cuts(l, i, found, &lines);
        for (size_t k = 0; k < more; k++) {
            cuts = arena_room(a->arena, cuts, count, &capacity, sizeof *cuts);
            cuts[count++] = found[k];
        }
    }
    if (lines >= LINES_LEAST)
        document_cut(d, cuts, count);
}

void flat_cut(struct analysis *a, struct document *d) {
    flat_cut_title(a, d);
    flat_cut_headings(a, d);
}
