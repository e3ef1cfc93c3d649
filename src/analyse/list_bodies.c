#include "analyse/list_bodies.h"

#include "analyse/bodies.h"
#include "analyse/list_names.h"
#include "base/arena.h"

#include <string.h>

enum { LINES_MAX = 600, REACH = 40 };

static bool begins_with_joint(struct text t) {
    return text_starts(t, TEXT("and ")) || text_starts(t, TEXT("& ")) ||
           text_starts(t, TEXT("with "));
}

/* A list whose last name can hardly go on ends before what does not join another to it. */
static enum name_state test_bodies(struct analysis *a, struct text so_far, struct text line,
                                   struct text both) {
    struct text bodies[BODIES_MAX];
    bool may_be = may_be_bodies(a, line);
    if (!may_be && (so_far.n || !is_upper(line.s[0])))
        return NAME_NONE;
    size_t n = so_far.n ? bodies_split(a, so_far, bodies, BODIES_MAX) : 0;
    if (n && is_whole_body(a, bodies[n - 1]) && !begins_with_joint(line))
        return NAME_OTHER;
    if (bodies_split(a, both, bodies, BODIES_MAX))
        return NAME_WHOLE;
    return may_be ? NAME_BEGUN : NAME_NONE;
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
    split_lines(a, e);
    list_names_find(a, e, test_bodies, REACH);
}
