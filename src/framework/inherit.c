#include "framework/inherit.h"

#include "base/arena.h"
#include "framework/config.h"

#include <string.h>

enum { BASES_MAX = 8 }; /* that a family builds on, directly or not */

/* What makes a family the one it is, and is never taken from another. */
static bool is_own(const char *key) {
    static const char *const keys[] = {"id",        "name",   "years", "measured", "reference",
                                       "builds_on", "detect", "part",  NULL};
    for (size_t i = 0; keys[i]; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

/* Lists that are searched from the top: the family's own entries stand before those it takes over.
 */
static bool is_joined(const char *key) {
    static const char *const keys[] = {"fields",
                                       "captures",
                                       "flat_lines",
                                       "flat_headings",
                                       "sections",
                                       "judgement_sentences",
                                       "standard_values",
                                       "recommendation_sentences",
                                       NULL};
    for (size_t i = 0; keys[i]; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

/* The trees live as long as the arena, so what is taken over is referred to, not copied. */
static cJSON_bool add_missing(cJSON *own, const cJSON *base) {
    const cJSON *from;
    cJSON_bool good = true;
    cJSON_ArrayForEach (from, base) {
        if (!cJSON_GetObjectItemCaseSensitive(own, from->string))
            good &= cJSON_AddItemReferenceToObject(own, from->string, (cJSON *)from);
    }
    return good;
}

static void take_over(struct config *c, cJSON *root, const cJSON *base) {
    const cJSON *from, *item;
    cJSON_bool good = true;
    cJSON_ArrayForEach (from, base) {
        cJSON *own = cJSON_GetObjectItemCaseSensitive(root, from->string);
        if (is_own(from->string))
            continue;
        if (!own)
            good &= cJSON_AddItemReferenceToObject(root, from->string, (cJSON *)from);
        else if (cJSON_IsObject(own))
            good &= add_missing(own, from);
        else if (is_joined(from->string) && cJSON_IsArray(own))
            cJSON_ArrayForEach (item, from)
                good &= cJSON_AddItemReferenceToArray(own, (cJSON *)item);
    }
    if (!good)
        config_fail(c, "builds_on", "could not be followed: no memory");
}

static const struct profile_source *find(struct config *c, const struct profile_sources *sources,
                                         const char *id) {
    struct text name = text_of(arena_format(c->arena, "/%s.json", id));
    for (size_t i = 0; i < sources->count; i++)
        if (text_ends(text_of(sources->items[i].file), name))
            return &sources->items[i];
    return NULL;
}

/* Adds the ids that a profile builds on to those that are to be taken over. */
static void add_bases(struct config *c, const cJSON *root, const char *ids[BASES_MAX],
                      size_t *count) {
    size_t found;
    const char **names = config_one_or_more(c, root, "", "builds_on", false, &found);
    if (found > BASES_MAX - *count)
        config_fail(c, "builds_on", "goes on for too long, or in a circle");
    for (size_t i = 0; i < found && !c->failed; i++)
        ids[(*count)++] = names[i];
}

void inherit(struct config *c, cJSON *root, const struct profile_sources *sources) {
    const char *file = c->file;
    const char *ids[BASES_MAX];
    size_t count = 0;
    add_bases(c, root, ids, &count);
    for (size_t i = 0; i < count && !c->failed; i++) {
        const struct profile_source *source = find(c, sources, ids[i]);
        if (!source) {
            config_fail(
                c, "builds_on",
                arena_format(c->arena, "names \"%s\", but there is no %s.json", ids[i], ids[i]));
            return;
        }
        c->file = source->file;
        const cJSON *base = config_parse(c, source->json);
        c->file = file;
        take_over(c, root, base);
        add_bases(c, base, ids, &count);
    }
}
