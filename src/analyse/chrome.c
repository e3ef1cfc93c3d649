#include "analyse/chrome.h"

#include "base/arena.h"
#include "document/cut.h"

enum { LINE_BYTES_MAX = 300 };

static bool is_chrome(struct analysis *a, struct text line) {
    line = text_trim(line);
    return line.n && line.n <= LINE_BYTES_MAX && !(line.s[0] >= 'a' && line.s[0] <= 'z') &&
           pattern_match(a->matcher, &a->language->site_lines, line, 0, PATTERN_WHOLE, NULL);
}

struct cuts {
    struct cut *items;
    size_t count, capacity;
};

static void add_cut(struct analysis *a, struct cuts *c, size_t block, size_t at) {
    c->items = arena_room(a->arena, c->items, c->count, &c->capacity, sizeof *c->items);
    c->items[c->count++] = (struct cut){(uint32_t)block, (uint32_t)at};
}

/* Lines of the site that share a block with others become blocks of their own. */
static void part_lines(struct analysis *a, size_t block, struct cuts *c) {
    struct text t = block_text(a->document, block);
    size_t last = t.n; /* where a line of the site ended */
    for (size_t from = 0, end; from < t.n; from = end + 1) {
        end = text_find(t, '\n', from);
        bool own = is_chrome(a, text_slice(t, from, end));
        if (from && (own || last + 1 == from))
            add_cut(a, c, block, from);
        last = own ? end : t.n;
    }
}

void chrome_drop(struct analysis *a, struct document *document) {
    struct cuts c = {0};
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].kind == BLOCK_PARAGRAPH)
            part_lines(a, i, &c);
    document_cut(document, c.items, c.count);
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].kind != BLOCK_ROW && is_chrome(a, block_text(document, i)))
            document->blocks[i] = (struct block){.kind = BLOCK_BREAK};
}

struct passage chrome_trim(struct analysis *a, struct passage p) {
    struct text t = passage_text(a->document, p);
    struct match m;
    if (pattern_match(a->matcher, &a->language->site_behind, t, 0, PATTERN_ANYWHERE, &m) && m.from)
        t = text_slice(t, 0, m.from);
    bool found = pattern_match(a->matcher, &a->language->site_before, t, 0, PATTERN_START, &m);
    return passage_trim(a->document, passage_part(p, found && m.to < t.n ? m.to : 0, t.n));
}

bool is_beside(struct analysis *a, struct text t) {
    return t.n <= LINE_BYTES_MAX && pattern_match(a->matcher, &a->language->site_beside,
                                                  text_trim(t), 0, PATTERN_WHOLE, NULL);
}
