#include "analyse/cuts.h"

#include "analyse/heading.h"
#include "analyse/table_ends.h"
#include "analyse/timescale.h"
#include "document/cut.h"
#include "document/marker.h"

enum { HEADING_LINES_MAX = 4, CUT_LINES_MAX = 20000 };

/* The end of the `lines`-th line from `from` on; t.n at the latest. */
static size_t lines_end(struct text t, size_t from, size_t lines) {
    size_t end = text_find(t, '\n', from);
    while (--lines && end < t.n)
        end = text_find(t, '\n', end + 1);
    return end;
}

static size_t line_count(struct text t, size_t from) {
    size_t lines = 1;
    for (; lines < HEADING_LINES_MAX && (from = text_find(t, '\n', from)) < t.n; from++)
        lines++;
    return lines;
}

/* Whether the line is a heading of its own, by the family's words. */
static bool stands_alone(struct analysis *a, struct passage line) {
    struct section section;
    struct judgement_table table;
    return heading_match(a, line, &section) || table_heading(a, line, &table);
}

/* Whether a sentence ends within the passage, or a later line of it is a heading of its own. */
static bool is_broken(struct analysis *a, struct passage p, struct text t) {
    struct passage cell = document_cell(a->document, p.block, p.cell);
    for (size_t from = text_find(t, '\n', p.from) + 1; from < p.to;
         from = text_find(t, '\n', from) + 1)
        if (marker_ends(text_slice(t, p.from, from)) ||
            stands_alone(a, passage_part(cell, from, text_find(t, '\n', from))))
            return true;
    return false;
}

/* A chapter's heading: the text above has ended, or its last line has room to spare, as the
 * heading's own has. */
static bool is_chapter_between(struct analysis *a, struct passage p, struct text t) {
    struct text above = text_slice(t, 0, p.from);
    bool apart = above.n ? marker_can_end(above) || ends_early(t, p.from - 1)
                         : a->document->blocks[p.block].kind != BLOCK_ITEM;
    return apart &&
           (p.to == t.n || ends_early(t, p.to) || marker_ends_short(text_slice(t, 0, p.to))) &&
           is_chapter(a, p) && !is_broken(a, p, t);
}

/* The longest heading that begins with the line at `from`; 0 where none does. */
static size_t heading_end(struct analysis *a, size_t block, size_t from) {
    struct text t = block_text(a->document, block);
    struct passage p = document_cell(a->document, block, 0);
    struct section unused;
    struct judgement_table table;
    kloe_timescale timescale;
    size_t chapter = 0;
    for (size_t lines = line_count(t, from); lines; lines--) {
        size_t end = lines_end(t, from, lines);
        bool goes_on = end + 1 < t.n && t.s[end + 1] >= 'a' && t.s[end + 1] <= 'z';
        struct passage line = passage_part(p, from, end);
        if (goes_on)
            continue;
        if (heading_match(a, line, &unused) || table_heading(a, line, &table) ||
            (lines == 1 && timescale_heading(a, line, &timescale)))
            return end;
        if (end == t.n && from &&
            (asks_for_list(a, line, &unused) ||
             (marker_can_end(text_slice(t, 0, from)) && leads_elsewhere(a, line))))
            return end;
        if (!chapter && is_chapter_between(a, line, t))
            chapter = end;
    }
    return chapter;
}

/* The end of a line that heads an inspection of several: its kind, or its dates above that. */
static size_t entry_end(struct analysis *a, struct text t, size_t from) {
    size_t end = text_find(t, '\n', from), next = text_find(t, '\n', end + 1);
    struct text line = text_trim(text_slice(t, from, end));
    if (!a->profile->inspection_kind_count)
        return 0;
    bool heads = inspection_kind_of(a, line) ||
                 (end < t.n && heads_inspection(a, line) &&
                  inspection_kind_of(a, text_trim(text_slice(t, end + 1, next))));
    return heads ? end : 0;
}

struct cuts {
    struct cut *items;
    size_t count, capacity;
    size_t lines; /* that have been looked at */
};

static void add_cut(struct analysis *a, struct cuts *c, size_t block, size_t at) {
    c->items = arena_room(a->arena, c->items, c->count, &c->capacity, sizeof *c->items);
    c->items[c->count++] = (struct cut){(uint32_t)block, (uint32_t)at};
}

/* The end of an address below an item, which no blank line parts from it; 0 where none begins. */
static size_t address_below(struct analysis *a, size_t block, size_t from) {
    struct text t = block_text(a->document, block);
    if (!from || a->document->blocks[block].kind != BLOCK_ITEM)
        return 0;
    size_t n = address_end(a, text_slice(t, from, t.n));
    return n ? text_find(t, '\n', from + n) : 0;
}

/* A sentence right below the last item of a list whose items have no stops. */
static bool is_sentence_below(const struct analysis *a, size_t block, size_t from) {
    const struct block *b = &a->document->blocks[block];
    struct text t = text_trim(block_text(a->document, block)), above = text_slice(t, 0, from);
    return from && block && b->kind == BLOCK_ITEM && b[-1].kind == BLOCK_ITEM &&
           is_upper(t.s[from]) && text_ends(t, TEXT(".")) && !marker_ends(above) &&
           !marker_is_cut(above) && !marker_ends(text_trim(block_text(a->document, block - 1))) &&
           ends_early(t, from - 1);
}

/* Whether something new can begin with the line: the text above has ended, or, of an item, is not
 * cut, and a capital follows. */
static bool can_begin(const struct analysis *a, size_t block, size_t from) {
    struct text t = block_text(a->document, block), before = text_slice(t, 0, from);
    bool item = a->document->blocks[block].kind == BLOCK_ITEM;
    return from && (marker_ends(before) || (item && is_upper(t.s[from]) && !marker_is_cut(before)));
}

static void find_cuts(struct analysis *a, size_t block, struct cuts *c) {
    struct text t = block_text(a->document, block);
    bool below = false;
    for (size_t from = 0; from < t.n && c->lines < CUT_LINES_MAX; c->lines++) {
        size_t address = address_below(a, block, from);
        if (address) {
            add_cut(a, c, block, from);
            from = address + 1;
            continue;
        }
        if (!below && is_sentence_below(a, block, from)) {
            add_cut(a, c, block, from);
            below = true;
            from = text_find(t, '\n', from) + 1;
            continue;
        }
        if (can_begin(a, block, from) && is_closing(a, text_slice(t, from, t.n)))
            add_cut(a, c, block, from);
        size_t end = entry_end(a, t, from);
        if (!end && is_upper(t.s[from]))
            end = heading_end(a, block, from);
        if (end && from)
            add_cut(a, c, block, from);
        if (end && end < t.n)
            add_cut(a, c, block, end);
        if (!end && can_begin(a, block, from) &&
            is_back_matter(a, text_slice(t, from, lines_end(t, from, HEADING_LINES_MAX))))
            add_cut(a, c, block, from);
        from = (end ? end : text_find(t, '\n', from)) + 1;
    }
}

void sections_cut(struct analysis *a, struct document *d) {
    struct cuts c = {0};
    for (size_t i = 0; i < d->block_count; i++) {
        enum block_kind kind = d->blocks[i].kind;
        struct text t = block_text(d, i);
        if ((kind == BLOCK_PARAGRAPH || kind == BLOCK_ITEM) && text_find(t, '\n', 0) < t.n)
            find_cuts(a, i, &c);
    }
    document_cut(d, c.items, c.count);
}
