#include "framework/library.h"

#include "base/arena.h"
#include "framework/config.h"
#include "framework/embedded.h"

#include <string.h>

enum { CATALOGUES_MORE = 100 };

static bool is_below(const char *name, const char *folder) {
    return text_starts(text_of(name), text_of(folder));
}

static void add_catalogue(struct config *c, const cJSON *json, const char *where,
                          struct library *l) {
    if (l->catalogue_count == l->catalogue_capacity)
        config_fail(c, where, "is one catalogue too many");
    else
        catalogue_read(c, json, where, &l->catalogues[l->catalogue_count++]);
}

void library_load(struct config *c, struct library *out) {
    c->file = "scales.json";
    scales_load(c, embedded_find(c->file), &out->scales);
    c->file = "identifiers.json";
    identifiers_load(c, embedded_find(c->file), &out->schemes);
    out->catalogue_capacity = embedded_count + CATALOGUES_MORE;
    out->catalogues = arena_alloc(c->arena, out->catalogue_capacity * sizeof *out->catalogues);
    for (size_t i = 0; i < embedded_count && !c->failed; i++) {
        const struct embedded_file *f = &embedded_files[i];
        c->file = f->name;
        if (is_below(f->name, "standards/"))
            add_catalogue(c, config_parse(c, (struct text){f->bytes, f->size}), "", out);
    }
}

bool library_take_file(struct config *c, struct text json, struct library *l) {
    static const char *const keys[] = {"scales", NULL};
    const cJSON *root = config_parse(c, json);
    bool scales = root && cJSON_HasObjectItem(root, "scales") && !cJSON_HasObjectItem(root, "id");
    bool catalogue = root && cJSON_IsArray(cJSON_GetObjectItemCaseSensitive(root, "standards")) &&
                     cJSON_HasObjectItem(root, "source");
    if (scales) {
        config_known_keys(c, root, "", keys);
        scales_add(c, root, &l->scales);
    } else if (catalogue) {
        add_catalogue(c, root, "", l);
    }
    return scales || catalogue;
}

void library_take_own(struct config *c, const cJSON *profile, struct library *l) {
    const cJSON *array = config_array(c, profile, "", "catalogues", false), *item;
    size_t i = 0;
    if (cJSON_HasObjectItem(profile, "scales"))
        scales_add(c, profile, &l->scales);
    cJSON_ArrayForEach (item, array) {
        add_catalogue(c, item, config_index(c, "catalogues", i++), l);
    }
}

const struct catalogue *library_catalogue(const struct library *l, const char *id) {
    for (size_t i = l->catalogue_count; i--;)
        if (strcmp(l->catalogues[i].id, id) == 0)
            return &l->catalogues[i];
    return NULL;
}
