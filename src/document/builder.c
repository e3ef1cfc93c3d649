#include "document/builder.h"

#include "base/arena.h"
#include "base/letters.h"
#include "base/utf8.h"
#include "document/flow.h"
#include "document/marker.h"

#include <string.h>

void builder_open(struct builder *b, struct document *d) { *b = (struct builder){.document = d}; }

static void put(struct builder *b, const char *s, size_t width, size_t source, size_t length) {
    struct run *last = b->run_count ? &b->runs[b->run_count - 1] : NULL;
    bool plain = width == length;
    if (last && plain && last->width == last->length && last->source + last->length == source) {
        last->width += (uint32_t)width;
        last->length += (uint32_t)width;
    } else {
        b->runs = arena_room(b->document->arena, b->runs, b->run_count, &b->run_capacity,
                             sizeof *b->runs);
        b->runs[b->run_count++] =
            (struct run){(uint32_t)b->n, (uint32_t)width, (uint32_t)source, (uint32_t)length};
    }
    while (b->capacity - b->n < width)
        b->text = arena_room(b->document->arena, b->text, b->capacity, &b->capacity, 1);
    memcpy(b->text + b->n, s, width);
    b->n += width;
}

/* "multi-" at a line's end goes on without a space. */
static bool joins_words(const struct builder *b, char next) {
    return b->pending == '\n' &&
           (b->soft_hyphen || (b->n >= 2 && b->text[b->n - 1] == '-' &&
                               is_letter(b->text[b->n - 2]) && is_letter(next)));
}

static void put_pending(struct builder *b, char next) {
    if (b->pending && b->n && !joins_words(b, next))
        put(b, &b->pending, 1, b->pending_source, b->pending_length);
    b->pending = 0;
    b->soft_hyphen = false;
}

static void add_space(struct builder *b, char c, size_t source, size_t length) {
    if (!b->pending) {
        b->pending_source = source;
        b->pending = c;
    }
    b->pending_length = source + length - b->pending_source;
    if (c == '\n')
        b->pending = c;
}

static size_t to_source(const struct builder *b, size_t offset) {
    return b->flow ? flow_source(b->flow, offset) : offset;
}

void builder_line(struct builder *b, size_t offset) { add_space(b, '\n', to_source(b, offset), 0); }
void builder_space(struct builder *b, size_t offset) { add_space(b, ' ', to_source(b, offset), 0); }

/* A mark makes a letter of the one before it: "e" and an acute give "é". False where they do not.
 */
static bool compose(struct builder *b, uint32_t mark, size_t source, size_t length) {
    struct run *last = b->run_count ? &b->runs[b->run_count - 1] : NULL;
    size_t from = b->n, n;
    if (!last || b->pending)
        return false;
    while (from > last->at && !utf8_begins(b->text[--from]))
        continue;
    char utf8[4];
    uint32_t letter = letters_compose(utf8_decode(b->text + from, b->n - from, &n), mark);
    bool plain = last->width == last->length, whole = from == last->at;
    if (!letter || !(plain || whole))
        return false;
    size_t start = plain ? last->source + (from - last->at) : last->source;
    last->width = last->length = (uint32_t)(from - last->at);
    b->run_count -= whole;
    b->n = from;
    put(b, utf8, utf8_encode(letter, utf8), start, source + length - start);
    return true;
}

static void add_character(struct builder *b, const char *s, size_t n, size_t source,
                          size_t length) {
    size_t bytes;
    uint32_t c = utf8_decode(s, n, &bytes);
    char letters[LETTERS_MAX];
    if (c == 0x85 && length > n)
        c = letters_of_windows(c), n = utf8_encode(c, letters), s = letters; /* "&#133;" */
    size_t plain = letters_plain(c, letters);
    if (plain) {
        put_pending(b, letters[0]);
        put(b, letters, plain, source, length);
    } else if (utf8_is_space(c)) {
        add_space(b, utf8_ends_line(c) ? '\n' : ' ', source, length);
    } else if (utf8_is_invisible(c)) {
        b->soft_hyphen = c == 0xAD && !b->pending;
    } else if (compose(b, c, source, length)) {
        return;
    } else if (c >= ' ' && (c < 0x7F || c > 0x9F || c == CODE_POINT_LOST_BULLET)) {
        /* other control characters are nobody's words */
        put_pending(b, s[0]);
        put(b, s, n, source, length);
    }
}

static bool is_plain(char c) { return c > ' ' && c < 0x7F && c != '^'; }

/* Words as they are, with one space between them. */
static size_t plain_length(struct text t) {
    size_t n = 0;
    while (n < t.n &&
           (is_plain(t.s[n]) || (t.s[n] == ' ' && n > 0 && n + 1 < t.n && is_plain(t.s[n + 1]))))
        n++;
    return n;
}

/* "^th", "^(th)", "^th^": letters behind a day that stood higher, as converters write them. Gives
 * how many bytes all are, 0 where they are no such letters. */
static size_t raised_length(const struct builder *b, struct text t) {
    static const char *const ends[] = {"st", "nd", "rd", "th"};
    bool bracket = t.n > 1 && t.s[1] == '(', ordinal = false;
    size_t end = 3 + (size_t)bracket;
    if (b->pending || !b->n || !is_digit(b->text[b->n - 1]) || t.n < end)
        return 0;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        ordinal |= memcmp(t.s + end - 2, ends[i], 2) == 0;
    if (!ordinal || (bracket && (end == t.n || t.s[end] != ')')))
        return 0;
    return end + (end < t.n && t.s[end] == (bracket ? ')' : '^'));
}

static void add_source(struct builder *b, struct text t, size_t offset) {
    for (size_t i = 0; i < t.n;) {
        size_t n = plain_length(text_slice(t, i, t.n)), raised = 0;
        if (!n && t.s[i] == '^')
            n = raised = raised_length(b, text_slice(t, i, t.n));
        if (raised) {
            size_t letters = t.s[i + 1] == '(' ? 2 : 1;
            put(b, t.s + i + letters, 2, offset + i + letters, 2);
        } else if (n) {
            put_pending(b, t.s[i]);
            put(b, t.s + i, n, offset + i, n);
        } else if (t.s[i] == ' ') {
            n = 1;
            add_space(b, ' ', offset + i, n);
        } else {
            utf8_decode(t.s + i, t.n - i, &n);
            n = n ? n : 1;
            add_character(b, t.s + i, n, offset + i, n);
        }
        i += n;
    }
}

void builder_add_as(struct builder *b, struct text t, size_t offset, size_t length) {
    for (size_t i = 0, n; i < t.n; i += n) {
        utf8_decode(t.s + i, t.n - i, &n);
        n = n ? n : 1;
        add_character(b, t.s + i, n, offset, length);
    }
}

/* A stretch of the flow, run by run. */
static void add_flow(struct builder *b, struct text t, size_t offset) {
    for (size_t i = 0, n; i < t.n; i += n) {
        const struct run *r = flow_run(b->flow, offset + i);
        size_t within = offset + i - r->at, left = r->width > within ? r->width - within : t.n - i;
        n = left < t.n - i ? left : t.n - i;
        struct text part = text_slice(t, i, i + n);
        if (r->width == r->length)
            add_source(b, part, r->source + within);
        else
            builder_add_as(b, part, r->source, r->length);
    }
}

void builder_add(struct builder *b, struct text t, size_t offset) {
    if (b->flow && b->flow->run_count)
        add_flow(b, t, offset);
    else
        add_source(b, t, offset);
}

void builder_repeat_cell(struct builder *b, struct cell c) {
    b->cells = arena_room(b->document->arena, b->cells, b->cell_count, &b->cell_capacity,
                          sizeof *b->cells);
    b->cells[b->cell_count++] = c;
}

struct cell *builder_end_cell(struct builder *b) {
    struct arena *a = b->document->arena;
    struct cell c = {.text = document_keep(b->document, b->text, b->n),
                     .run_count = (uint32_t)b->run_count};
    if (b->run_count) {
        c.runs = arena_alloc(a, b->run_count * sizeof *c.runs);
        memcpy(c.runs, b->runs, b->run_count * sizeof *c.runs);
    }
    b->n = b->run_count = 0;
    b->pending = 0;
    b->soft_hyphen = false;
    builder_repeat_cell(b, c);
    return &b->cells[b->cell_count - 1];
}

static struct block *push_block(struct document *d, struct block block) {
    d->blocks =
        arena_room(d->arena, d->blocks, d->block_count, &d->block_capacity, sizeof *d->blocks);
    d->blocks[d->block_count] = block;
    return &d->blocks[d->block_count++];
}

struct block *builder_end_block(struct builder *b, enum block_kind kind) {
    if (b->n || (b->cell_count == 0 && kind != BLOCK_ROW))
        builder_end_cell(b);
    size_t bytes = 0, count = b->cell_count;
    for (size_t i = 0; i < count; i++)
        bytes += b->cells[i].text.n;
    b->cell_count = 0;
    b->pending = 0;
    if (!bytes)
        return NULL;
    const struct cell *first = b->cells;
    struct block block = {.kind = kind};
    if (kind == BLOCK_ROW && count == 2 && first[1].text.n && marker_is_cell(first->text)) {
        block.kind = BLOCK_ITEM; /* a table that sets out a list */
        block.mark = marker_character(first->text);
        first++, count--;
    }
    block.cell_count = (uint32_t)count;
    block.cells = arena_alloc(b->document->arena, count * sizeof *block.cells);
    memcpy(block.cells, first, count * sizeof *block.cells);
    return push_block(b->document, block);
}

void builder_end_aside(struct builder *b, enum block_kind kind) {
    struct document *d = b->document;
    if (!builder_end_block(b, kind))
        return;
    d->asides =
        arena_room(d->arena, d->asides, d->aside_count, &d->aside_capacity, sizeof *d->asides);
    d->asides[d->aside_count++] = d->blocks[--d->block_count];
}

void builder_break(struct builder *b) {
    if (b->document->block_count)
        push_block(b->document, (struct block){.kind = BLOCK_BREAK});
}
