#include "document/lines.h"

#include "base/arena.h"
#include "base/utf8.h"

enum { LONG_LINE = 200, SOFT_HYPHEN = 0xAD };

static size_t line_end(struct text t, size_t from) {
    while (from < t.n && t.s[from] != '\n' && t.s[from] != '\r' && t.s[from] != '\f')
        from++;
    return from;
}

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
    return (struct line){(uint32_t)from, (uint32_t)to, page, column, false};
}

void lines_split(struct arena *a, struct text t, struct lines *out) {
    *out = (struct lines){0};
    uint32_t page = 0;
    for (size_t from = 0; from < t.n;) {
        size_t to = line_end(t, from);
        out->items = arena_room(a, out->items, out->count, &out->capacity, sizeof *out->items);
        out->items[out->count++] = make_line(t, from, to, page);
        if (to < t.n && t.s[to] == '\f')
            page++;
        from = to + 1 + (to + 1 < t.n && t.s[to] == '\r' && t.s[to + 1] == '\n');
    }
    out->pages = page + 1;
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
