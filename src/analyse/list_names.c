#include "analyse/list_names.h"

#include "base/arena.h"

enum { NAME_LINES_MAX = 16 };

struct gathering {
    size_t lines[NAME_LINES_MAX];
    struct passage parts[NAME_LINES_MAX];
    size_t count, whole; /* lines; as many of them as are a name */
};

static bool is_in_column(const struct entry *first, const struct entry *e) {
    return e->kind == ENTRY_TEXT && (e->block != BLOCK_ROW || first->block != BLOCK_ROW ||
                                     e->passage.cell == first->passage.cell);
}

/* Takes the line if it is a part of the name; false where nothing below it can be. */
static bool take_line(struct analysis *a, const struct list_entries *e, size_t line,
                      name_test *test, struct gathering *g) {
    struct text t = passage_text(a->document, e->items[line].passage);
    struct text so_far = text_of(passages_string(a, g->parts, g->count));
    g->parts[g->count] = e->items[line].passage;
    struct text both = text_of(passages_string(a, g->parts, g->count + 1));
    enum name_state state = test(a, so_far, t, both);
    if (state == NAME_OTHER)
        return false;
    if (state != NAME_NONE)
        g->lines[g->count++] = line;
    if (state == NAME_WHOLE)
        g->whole = g->count;
    return g->count > 0;
}

/* From line `first` on; false where no name begins there. */
static bool gather(struct analysis *a, const struct list_entries *e, size_t first, name_test *test,
                   size_t reach, struct gathering *g) {
    *g = (struct gathering){0};
    for (size_t i = first; i < e->count && i < first + reach && g->count < NAME_LINES_MAX; i++)
        if (is_in_column(&e->items[first], &e->items[i]) && !take_line(a, e, i, test, g))
            break;
    return g->whole > 0;
}

void list_names_find(struct analysis *a, struct list_entries *e, name_test *test, size_t reach) {
    struct gathering g;
    for (size_t i = 0; i < e->count; i++) {
        if (e->items[i].kind != ENTRY_TEXT || !gather(a, e, i, test, reach, &g))
            continue;
        e->names =
            arena_room(a->arena, e->names, e->name_count, &e->name_capacity, sizeof *e->names);
        e->names[e->name_count++] = passages_string(a, g.parts, g.whole);
        for (size_t k = 0; k < g.whole; k++) {
            e->items[g.lines[k]].kind = ENTRY_NAME;
            e->items[g.lines[k]].name = k ? 0 : e->name_count;
        }
    }
}
