#include "framework/identifiers.h"

#include "base/arena.h"
#include "framework/config.h"

#include <string.h>

static void load_scheme(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"id", "of", "shape", NULL};
    struct identifier_scheme *s = out;
    config_known_keys(c, json, where, keys);
    s->id = config_string(c, json, where, "id", true);
    config_string(c, json, where, "of", true); /* for who reads the file */
    const char *shape = config_string(c, json, where, "shape", true);
    if (c->failed)
        return;
    s->placeholder = (struct placeholder){arena_format(c->arena, "{%s}", s->id),
                                          arena_format(c->arena, "(?-i:%s)", shape)};
    s->pattern.source = arena_format(c->arena, "(?-i:%s)(?!\\w|[.,]\\d)", shape);
    pattern_compile(c, &s->pattern, where);
}

void identifiers_load(struct config *c, struct text json, struct identifier_schemes *out) {
    static const char *const keys[] = {"schemes", NULL};
    const cJSON *root = config_parse(c, json);
    config_known_keys(c, root, "", keys);
    out->count =
        config_items(c, root, "", "schemes", (void **)&out->items, sizeof *out->items, load_scheme);
}

const struct identifier_scheme *identifiers_find(const struct identifier_schemes *all,
                                                 const char *id) {
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].id, id) == 0)
            return &all->items[i];
    return NULL;
}

const char *identifiers_insert(struct config *c, const struct identifier_schemes *all,
                               const char *source) {
    for (size_t i = 0; i < all->count; i++)
        source = pattern_insert(c, source, all->items[i].placeholder.mark,
                                all->items[i].placeholder.alternatives);
    return source;
}
