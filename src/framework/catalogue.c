#include "framework/catalogue.h"

#include "base/arena.h"
#include "framework/config.h"

#include <string.h>

static void load_entry(struct config *c, const cJSON *json, const char *where,
                       struct catalogue_entry *out) {
    static const char *const keys[] = {"number", "title", "printed", "regulation", "group", NULL};
    config_known_keys(c, json, where, keys);
    out->number = config_string(c, json, where, "number", false);
    out->title = config_string(c, json, where, "title", true);
    out->printed = config_strings(c, json, where, "printed", false, &out->printed_count);
    out->regulation = config_string(c, json, where, "regulation", false);
    out->group = config_string(c, json, where, "group", false);
}

void catalogue_read(struct config *c, const cJSON *json, const char *where, struct catalogue *out) {
    static const char *const keys[] = {"id", "name", "source", "law", "standards", NULL};
    const char *path = config_path(c, where, "standards");
    const cJSON *item;
    config_known_keys(c, json, where, keys);
    *out = (struct catalogue){.id = config_string(c, json, where, "id", true),
                              .name = config_string(c, json, where, "name", true),
                              .source = config_string(c, json, where, "source", true)};
    out->law.source = config_string(c, json, where, "law", false);
    pattern_compile(c, &out->law, config_path(c, where, "law"));
    const cJSON *array = config_array(c, json, where, "standards", true);
    out->entries =
        arena_alloc(c->arena, (size_t)(cJSON_GetArraySize(array) + 1) * sizeof *out->entries);
    cJSON_ArrayForEach (item, array) {
        load_entry(c, item, config_index(c, path, out->count), &out->entries[out->count]);
        out->count++;
    }
}

/* ---- by number ----------------------------------------------------------------------- */

static const struct catalogue_entry *find_exact(const struct catalogue *c, struct text number) {
    for (size_t i = 0; i < c->count; i++)
        if (c->entries[i].number && text_same(text_of(c->entries[i].number), number))
            return &c->entries[i];
    return NULL;
}

static const struct catalogue_entry *find_number(const struct catalogue *c, struct text number) {
    while (number.n > 1 && number.s[0] == '0')
        number = text_slice(number, 1, number.n);
    const struct catalogue_entry *e = find_exact(c, number);
    if (!e && number.n > 1 && is_digit(number.s[0]) && !is_digit(number.s[number.n - 1]))
        e = find_exact(c, text_slice(number, 0, number.n - 1));
    return e;
}

struct standard_name catalogues_find_number(const struct catalogues *c, struct matcher *m,
                                            struct text law, struct text number) {
    for (size_t i = 0; i < c->count; i++) {
        const struct catalogue *catalogue = c->items[i];
        if (law.n && !pattern_match(m, &catalogue->law, law, 0, PATTERN_ANYWHERE, NULL))
            continue;
        const struct catalogue_entry *e = find_number(catalogue, number);
        if (e)
            return (struct standard_name){catalogue, e};
    }
    return (struct standard_name){0};
}

/* ---- by title ------------------------------------------------------------------------ */

static size_t skip_marks(struct text t, size_t i) {
    while (i < t.n && !is_alnum(t.s[i]))
        i++;
    return i;
}

/* Bytes of t that are the title, or 0. */
static size_t title_length(struct text t, struct text title) {
    size_t i = skip_marks(t, 0), end = 0;
    for (size_t k = skip_marks(title, 0); k < title.n; k = skip_marks(title, k + 1)) {
        if (i >= t.n || lower(t.s[i]) != lower(title.s[k]))
            return 0;
        end = i + 1;
        i = skip_marks(t, end);
    }
    return end < t.n && is_alnum(t.s[end]) ? 0 : end;
}

static void try_title(struct standard_name *best, size_t *length, struct text t, const char *title,
                      const struct catalogue *c, const struct catalogue_entry *e) {
    size_t n = title_length(t, text_of(title));
    if (n > *length) {
        *best = (struct standard_name){c, e};
        *length = n;
    }
}

struct standard_name catalogues_find_title(const struct catalogues *c, struct text t,
                                           size_t *length) {
    struct standard_name best = {0};
    *length = 0;
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; k < c->items[i]->count; k++) {
            const struct catalogue_entry *e = &c->items[i]->entries[k];
            try_title(&best, length, t, e->title, c->items[i], e);
            for (size_t p = 0; p < e->printed_count; p++)
                try_title(&best, length, t, e->printed[p], c->items[i], e);
        }
    return best;
}

/* ---- as a pattern -------------------------------------------------------------------- */

enum { TITLE_BYTES_MAX = 240 };

/* The title as a pattern that takes a comma or not before "and". */
static const char *title_pattern(struct arena *a, const char *title) {
    static const char special[] = "\\.^$|()[]{}*+?#";
    char *out = arena_alloc(a, strlen(title) * 3 + 1);
    size_t n = 0;
    for (const char *p = title; *p; p++) {
        if (strchr(special, *p))
            out[n++] = '\\';
        out[n++] = *p;
        if (*p == ',')
            out[n++] = '?';
    }
    return out;
}

static const char *add_title(struct arena *a, const char *all, const char *title, size_t n) {
    if (strlen(title) != n)
        return all;
    return arena_format(a, "%s%s%s", all, *all ? "|" : "", title_pattern(a, title));
}

const char *catalogues_alternatives(struct arena *a, const struct catalogues *c) {
    const char *all = "";
    for (size_t n = TITLE_BYTES_MAX; n; n--)
        for (size_t i = 0; i < c->count; i++)
            for (size_t k = 0; k < c->items[i]->count; k++) {
                const struct catalogue_entry *e = &c->items[i]->entries[k];
                all = add_title(a, all, e->title, n);
                for (size_t p = 0; p < e->printed_count; p++)
                    all = add_title(a, all, e->printed[p], n);
            }
    return arena_format(a, "(?:%s)", all);
}
