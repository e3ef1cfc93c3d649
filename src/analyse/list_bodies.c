#include "analyse/list_bodies.h"

#include "analyse/bodies.h"
#include "base/arena.h"

#include <string.h>

enum { LINES_MAX = 600, LIST_LINES_MAX = 16, LINE_BYTES_MAX = 40, REACH = 40 };

/* Lines that may be a list of bodies. */
struct gathering {
    size_t lines[LIST_LINES_MAX];
    struct passage parts[LIST_LINES_MAX];
    size_t count, whole; /* lines; as many of them as are a list */
    bool ended;          /* its last name can hardly go on */
};

static bool is_in_column(const struct entry *first, const struct entry *e) {
    return e->kind == ENTRY_TEXT && (e->block != BLOCK_ROW || first->block != BLOCK_ROW ||
                                     e->passage.cell == first->passage.cell);
}

static bool begins_with_joint(struct text t) {
    return text_starts(t, TEXT("and ")) || text_starts(t, TEXT("& ")) ||
           text_starts(t, TEXT("with "));
}

/* Takes the line where the words so far and its own are a list or could go on to be one. */
static void try_line(struct analysis *a, struct gathering *g, size_t line, struct passage p) {
    struct text bodies[BODIES_MAX];
    g->lines[g->count] = line;
    g->parts[g->count] = p;
    struct text words = text_of(passages_string(a, g->parts, g->count + 1));
    size_t n = bodies_split(a, words, bodies, BODIES_MAX);
    if (!n && !may_be_bodies(a, passage_text(a->document, p)))
        return;
    g->count++;
    if (n) {
        g->whole = g->count;
        g->ended = is_whole_body(a, bodies[n - 1]);
    }
}

/* From line `first` on; false where no list begins there. */
static bool gather(struct analysis *a, const struct list_entries *e, size_t first,
                   struct gathering *g) {
    const struct entry *start = &e->items[first];
    *g = (struct gathering){0};
    for (size_t i = first; i < e->count && i <= first + REACH && g->count < LIST_LINES_MAX; i++) {
        const struct entry *l = &e->items[i];
        struct text t = passage_text(a->document, l->passage);
        if (!is_in_column(start, l) || (i > first && t.n > LINE_BYTES_MAX))
            continue;
        bool again = g->count && text_same(t, passage_text(a->document, start->passage));
        if (again || (g->whole && g->ended && !begins_with_joint(t) && may_be_bodies(a, t)))
            break;
        if (!g->ended || begins_with_joint(t))
            try_line(a, g, i, l->passage);
        if (!g->count)
            break;
    }
    return g->whole > 0;
}

/* Bytes of the names with which a line begins that goes on in small letters: "Lower Marsh
 * Integrated and write"; 0 where it does not. */
static size_t names_length(struct text t) {
    size_t names = 0, from = 0;
    while (from < t.n && is_upper(t.s[from])) {
        names++;
        from = text_find(t, ' ', from) + 1;
    }
    return names > 1 && from < t.n && t.s[from] >= 'a' && t.s[from] <= 'z' ? from - 1 : 0;
}

/* Bytes of the first column's line where a converter wrote the lines of two as one, and the first
 * one's comes again elsewhere; 0 where it did not. */
static size_t glued_length(struct analysis *a, const struct list_entries *e, size_t line) {
    struct text t = passage_text(a->document, e->items[line].passage);
    struct text names = text_slice(t, 0, names_length(t));
    if (may_be_bodies(a, t))
        return 0;
    for (size_t i = 0; i < e->count; i++) {
        struct text other = passage_text(a->document, e->items[i].passage);
        if (i == line)
            continue;
        if (names.n && text_starts(other, names))
            return names.n;
        if (other.n < t.n && t.s[other.n] == ' ' && text_starts(t, other) &&
            text_find(other, ' ', 0) < other.n && may_be_bodies(a, other))
            return other.n;
    }
    return 0;
}

static void split_lines(struct analysis *a, struct list_entries *e) {
    for (size_t i = 0; i < e->count && e->count < LINES_MAX; i++) {
        struct passage p = e->items[i].passage;
        size_t n = glued_length(a, e, i);
        if (!n)
            continue;
        e->items = arena_room(a->arena, e->items, e->count, &e->capacity, sizeof *e->items);
        memmove(&e->items[i + 1], &e->items[i], (e->count - i) * sizeof *e->items);
        e->count++;
        e->items[i].passage = passage_part(p, 0, n);
        e->items[++i].passage = passage_part(p, n + 1, p.to - p.from);
        e->items[i].first = false;
    }
}

void list_bodies_find(struct analysis *a, struct list_entries *e) {
    struct gathering g;
    split_lines(a, e);
    for (size_t i = 0; i < e->count && i < LINES_MAX; i++) {
        if (e->items[i].kind != ENTRY_TEXT || !gather(a, e, i, &g))
            continue;
        e->bodies =
            arena_room(a->arena, e->bodies, e->body_count, &e->body_capacity, sizeof *e->bodies);
        e->bodies[e->body_count++] = passages_string(a, g.parts, g.whole);
        for (size_t k = 0; k < g.whole; k++) {
            e->items[g.lines[k]].kind = ENTRY_BODY;
            e->items[g.lines[k]].bodies = e->body_count;
        }
    }
}
