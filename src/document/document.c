#include "document/document.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "document/source.h"

#include <string.h>

enum { LAID_OUT_BYTES = 4096, WORDS_MORE = 256 };

static void push_offset(struct arena *a, uint32_t **offsets, size_t *count, size_t *capacity,
                        size_t offset) {
    *offsets = arena_room(a, *offsets, *count, capacity, sizeof **offsets);
    (*offsets)[(*count)++] = (uint32_t)offset;
}

/* Where the next line may end; most texts have no carriage return. */
static size_t next_end(struct text t, size_t from, bool returns) {
    return returns ? from : text_find(t, '\n', from);
}

static void index_lines(struct document *d) {
    struct text t = d->source->text;
    bool returns = text_find(t, '\r', 0) < t.n;
    push_offset(d->arena, &d->lines, &d->line_count, &d->line_capacity, 0);
    for (size_t i = next_end(t, 0, returns); i + 1 < t.n; i = next_end(t, i + 1, returns))
        if (t.s[i] == '\n' || (t.s[i] == '\r' && t.s[i + 1] != '\n'))
            push_offset(d->arena, &d->lines, &d->line_count, &d->line_capacity, i + 1);
}

void document_page(struct document *d, size_t offset) {
    push_offset(d->arena, &d->pages, &d->page_count, &d->page_capacity, offset);
}

void document_open(struct arena *a, const struct source *source, struct document *out) {
    *out = (struct document){
        .arena = a, .source = source, .places = source->places, .damaged = source->damaged};
    index_lines(out);
    out->words_room = source->text.n + WORDS_MORE;
    out->words = (struct text){arena_alloc(a, out->words_room), 0};
}

struct text document_keep(struct document *d, const char *s, size_t n) {
    if (n >= d->words_room - d->words.n)
        return (struct text){arena_string(d->arena, s, n), n};
    char *copy = (char *)d->words.s + d->words.n;
    if (n)
        memcpy(copy, s, n);
    copy[n] = '\0';
    d->words.n += n + 1;
    return (struct text){copy, n};
}

const struct block *document_block(const struct document *d, size_t block) {
    return block < ASIDE_FIRST ? &d->blocks[block] : &d->asides[block - ASIDE_FIRST];
}

bool heading_outranks(const struct block *heading, const struct block *other) {
    if (other->kind != BLOCK_HEADING)
        return !heading->styled;
    return heading->level < other->level + !heading->styled;
}

struct text cell_text(const struct document *d, size_t block, size_t cell) {
    const struct block *b = document_block(d, block);
    return cell < b->cell_count ? b->cells[cell].text : TEXT("");
}

struct text block_text(const struct document *d, size_t block) {
    return cell_text(d, block, 0);
}

struct text passage_text(const struct document *d, struct passage p) {
    return text_slice(cell_text(d, p.block, p.cell), p.from, p.to);
}

struct passage document_cell(const struct document *d, size_t block, size_t cell) {
    return (struct passage){(uint32_t)block, (uint32_t)cell, 0,
                            (uint32_t)cell_text(d, block, cell).n};
}

/* The run that holds the byte `at` of the cell's text. */
static const struct run *run_of(const struct cell *c, uint32_t at) {
    uint32_t low = 0, high = c->run_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (c->runs[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return &c->runs[low];
}

static size_t source_start(const struct cell *c, uint32_t at) {
    const struct run *r = run_of(c, at);
    return r->width == r->length ? r->source + (at - r->at) : r->source;
}

static size_t source_end(const struct cell *c, uint32_t end) {
    const struct run *r = run_of(c, end - 1);
    return r->width == r->length ? r->source + (end - r->at) : r->source + r->length;
}

/* How many of the ascending offsets are at or before `offset`. */
static size_t count_until(const uint32_t *offsets, size_t count, size_t offset) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (offsets[middle] <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- places --------------------------------------------------------------------------- */

/* The text from `from` to `to`, line by line. */
static void grow_by_lines(const struct document *d, size_t from, size_t to, struct box *box) {
    uint32_t page = (uint32_t)count_until(d->pages, d->page_count, from);
    for (size_t line = count_until(d->lines, d->line_count, from); from < to; line++) {
        size_t start = d->lines[line - 1], next = line < d->line_count ? d->lines[line] : to;
        const char *s = d->source->text.s;
        size_t end = next < to ? next : to;
        if (end - start > LAID_OUT_BYTES || (box->letter > 0 && page != box->page))
            return;
        double left = (double)utf8_length(s + start, from - start);
        double right = left + (double)utf8_length(s + from, end - from);
        box_grow(box, (struct box){page, left, (double)line, right, (double)line + 1, 1, 0, false});
        from = end;
    }
}

bool passage_box(const struct document *d, struct passage p, struct box *out) {
    const struct cell *c = &document_block(d, p.block)->cells[p.cell];
    kloe_format format = d->source->format;
    const struct places *places = &d->places;
    *out = (struct box){0};
    if (!c->run_count || p.from >= p.to ||
        (!places->count && format != KLOE_FORMAT_TEXT && format != KLOE_FORMAT_PDF))
        return false;
    for (const struct run *r = run_of(c, p.from); r < c->runs + c->run_count && r->at < p.to; r++) {
        size_t from = source_start(c, r->at > p.from ? r->at : p.from);
        size_t to = source_end(c, r->at + r->width < p.to ? r->at + r->width : p.to);
        if (places->count)
            places_grow(places, d->source->text, from, to, out);
        else
            grow_by_lines(d, from, to, out);
    }
    return out->letter > 0;
}

static kloe_at stretch_at(const struct document *d, size_t start, size_t end, struct passage p) {
    kloe_at at = {start,
                  end - start,
                  count_until(d->lines, d->line_count, start),
                  count_until(d->pages, d->page_count, start),
                  {0}};
    struct box b;
    if (d->places.count && passage_box(d, p, &b)) {
        at.box[0] = b.left;
        at.box[1] = b.top;
        at.box[2] = b.right - b.left;
        at.box[3] = b.bottom - b.top;
    }
    return at;
}

kloe_at passage_at(const struct document *d, struct passage p) {
    const struct block *b = document_block(d, p.block);
    const struct cell *c = p.cell < b->cell_count ? &b->cells[p.cell] : NULL;
    if (!c || !c->run_count || !p.to)
        return (kloe_at){0};
    return stretch_at(d, source_start(c, p.from), source_end(c, p.to), p);
}

static void box_around(kloe_at *a, const kloe_at *b) {
    for (int i = 0; i < 2; i++) {
        double end_a = a->box[i] + a->box[i + 2], end_b = b->box[i] + b->box[i + 2];
        a->box[i] = a->box[i] < b->box[i] ? a->box[i] : b->box[i];
        a->box[i + 2] = (end_a > end_b ? end_a : end_b) - a->box[i];
    }
}

kloe_at at_around(kloe_at a, kloe_at b) {
    kloe_at first = a.offset <= b.offset ? a : b, other = a.offset <= b.offset ? b : a;
    size_t end = first.offset + first.length, other_end = other.offset + other.length;
    first.length = (end > other_end ? end : other_end) - first.offset;
    if (first.page == other.page && first.box[2] > 0 && other.box[2] > 0)
        box_around(&first, &other);
    return first;
}

kloe_at document_at(const struct document *d, struct passage p, struct passage q) {
    kloe_at a = passage_at(d, p), b = passage_at(d, q);
    return a.line && b.line ? at_around(a, b) : (kloe_at){0};
}
