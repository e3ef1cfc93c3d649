#include "framework/catalogue.h"

#include "base/arena.h"
#include "framework/config.h"

void catalogue_load(struct config *c, struct text json, struct catalogue *out) {
    static const char *const keys[] = {"id", "name", "source", "standards", NULL};
    static const char *const entry_keys[] = {"number", "title", "regulation", NULL};
    const cJSON *root = config_parse(c, json), *item;
    config_known_keys(c, root, "", keys);
    *out = (struct catalogue){config_string(c, root, "", "id", true),
                              config_string(c, root, "", "name", true),
                              config_string(c, root, "", "source", true), NULL, 0};
    const cJSON *array = config_array(c, root, "", "standards", true);
    out->entries =
        arena_alloc(c->arena, (size_t)(cJSON_GetArraySize(array) + 1) * sizeof *out->entries);
    cJSON_ArrayForEach(item, array) {
        const char *where = config_index(c, "standards", out->count);
        config_known_keys(c, item, where, entry_keys);
        out->entries[out->count++] =
            (struct catalogue_entry){config_string(c, item, where, "number", true),
                                     config_string(c, item, where, "title", true),
                                     config_string(c, item, where, "regulation", true)};
    }
}

static struct text bare_number(struct text t) {
    while (t.n > 1 && t.s[0] == '0')
        t = text_slice(t, 1, t.n);
    if (t.n > 1 && is_digit(t.s[0]) && !is_digit(t.s[t.n - 1]))
        t.n--;
    return t;
}

const struct catalogue_entry *catalogue_find(const struct catalogue *c, struct text number) {
    number = bare_number(number);
    for (size_t i = 0; c && i < c->count; i++)
        if (text_same(text_of(c->entries[i].number), number))
            return &c->entries[i];
    return NULL;
}
