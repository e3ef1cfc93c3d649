#include "analyse/record_find.h"

#include <string.h>

/* What a path leads to, once it was asked for. */
struct record_matches {
    const struct record_path *path;
    struct found_values found;
    struct record_matches *next;
};

static const struct record_value *values_of(const struct analysis *a) {
    return a->document->record->values;
}

struct text record_text(const struct analysis *a, uint32_t value) {
    struct passage words = values_of(a)[value].words;
    return words.to ? passage_text(a->document, words) : TEXT("");
}

bool record_date(const struct analysis *a, uint32_t value, struct date *out) {
    struct date_range range;
    bool found = date_find(record_text(a, value), &range);
    *out = found ? range.start : (struct date){0};
    return found;
}

struct passage record_name(const struct analysis *a, uint32_t value) {
    const struct record_value *all = values_of(a);
    while (value && !all[value].key)
        value = all[value].parent;
    return all[value].name;
}

/* ---- paths -------------------------------------------------------------------------------- */

/* In a condition stand paths without one, so that this goes no deeper. */
static bool holds(struct analysis *a, const struct record_condition *c, uint32_t value) {
    struct text left = record_text(a, record_first(a, c->left, value));
    if (c->word)
        return text_equal(left, text_of(c->word));
    if (c->right)
        return text_equal(left, record_text(a, record_first(a, c->right, value)));
    return left.n > 0;
}

static bool leads_to(struct analysis *a, const struct record_path *path, uint32_t value) {
    const struct record_value *all = values_of(a);
    for (size_t step = path->count;; value = all[value].parent) {
        uint32_t element = value;
        while (value && !all[value].key)
            value = all[value].parent;
        if (!value || !step)
            return !value && !step;
        const struct record_step *s = &path->steps[--step];
        if (strcmp(all[value].key, s->key) != 0 || (s->only && !holds(a, s->only, element)))
            return false;
    }
}

static struct found_values find(struct analysis *a, const struct record_path *path) {
    const struct record *r = a->document->record;
    uint32_t *items = NULL;
    size_t count = 0, capacity = 0;
    if (!path->count || !matcher_spend(a->matcher, r->count))
        return (struct found_values){0};
    for (uint32_t i = 1; i < r->count; i++)
        if (!r->values[i].array && leads_to(a, path, i)) {
            items = arena_room(a->arena, items, count, &capacity, sizeof *items);
            items[count++] = i;
        }
    return (struct found_values){items, count};
}

struct found_values record_all(struct analysis *a, const struct record_path *path) {
    for (const struct record_matches *m = a->record_matches; m; m = m->next)
        if (m->path == path)
            return m->found;
    struct record_matches *m = arena_alloc(a->arena, sizeof *m);
    m->path = path;
    m->found = find(a, path);
    m->next = a->record_matches;
    a->record_matches = m;
    return m->found;
}

/* ---- what belongs together ---------------------------------------------------------------- */

/* The index of the first that does not stand before the value. */
static size_t first_from(struct found_values found, uint32_t value) {
    size_t from = 0, to = found.count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (found.items[middle] < value)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* The least value that holds both. */
static uint32_t around(const struct record_value *all, uint32_t value, uint32_t other) {
    while (value && !(value <= other && other < all[value].end))
        value = all[value].parent;
    return value;
}

struct found_values record_of(struct analysis *a, const struct record_path *path, uint32_t value) {
    const struct record_value *all = values_of(a);
    struct found_values found = record_all(a, path);
    size_t next = first_from(found, value);
    uint32_t before = next ? around(all, value, found.items[next - 1]) : 0;
    uint32_t behind = next < found.count ? around(all, value, found.items[next]) : 0;
    uint32_t both = before > behind ? before : behind; /* the inner one stands later */
    if (!found.count || (all[both].array && value))
        return (struct found_values){0};
    size_t from = first_from(found, both), to = first_from(found, all[both].end);
    return (struct found_values){found.items + from, to - from};
}

uint32_t record_first(struct analysis *a, const struct record_path *path, uint32_t value) {
    struct found_values found = record_of(a, path, value);
    return found.count ? found.items[0] : 0;
}
