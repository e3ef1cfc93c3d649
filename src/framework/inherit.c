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

/* Trees are never changed, since bundled ones are the program's own: what is to have more is
 * copied, with copies of what is directly below it, whose first knows the last, as cJSON has it. */
static void append(struct config *c, cJSON *to, const cJSON *item) {
    cJSON *copy = arena_alloc(c->arena, sizeof *copy);
    *copy = *item;
    copy->next = NULL;
    if (to->child)
        to->child->prev->next = copy;
    else
        to->child = copy;
    to->child->prev = copy;
}

static void append_all(struct config *c, cJSON *to, const cJSON *from) {
    const cJSON *item;
    cJSON_ArrayForEach (item, from)
        append(c, to, item);
}

/* Makes what is directly below a copy its own. */
static void detach(struct config *c, cJSON *copy) {
    const cJSON shared = *copy;
    copy->child = NULL;
    append_all(c, copy, &shared);
}

static void append_missing(struct config *c, cJSON *own, const cJSON *base) {
    const cJSON *from;
    detach(c, own);
    cJSON_ArrayForEach (from, base) {
        if (!cJSON_GetObjectItemCaseSensitive(own, from->string))
            append(c, own, from);
    }
}

static void take_over(struct config *c, cJSON *root, const cJSON *base) {
    const cJSON *from;
    cJSON_ArrayForEach (from, base) {
        cJSON *own = cJSON_GetObjectItemCaseSensitive(root, from->string);
        if (is_own(from->string))
            continue;
        if (!own) {
            append(c, root, from);
        } else if (cJSON_IsObject(own)) {
            append_missing(c, own, from);
        } else if (is_joined(from->string) && cJSON_IsArray(own)) {
            detach(c, own);
            append_all(c, own, from);
        }
    }
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

const cJSON *inherit(struct config *c, const cJSON *profile,
                     const struct profile_sources *sources) {
    cJSON *root = arena_alloc(c->arena, sizeof *root);
    const char *file = c->file;
    const char *ids[BASES_MAX];
    size_t count = 0;
    if (!profile)
        return NULL;
    *root = *profile;
    detach(c, root);
    add_bases(c, root, ids, &count);
    for (size_t i = 0; i < count && !c->failed; i++) {
        const struct profile_source *source = find(c, sources, ids[i]);
        if (!source) {
            config_fail(
                c, "builds_on",
                arena_format(c->arena, "names \"%s\", but there is no %s.json", ids[i], ids[i]));
            return NULL;
        }
        c->file = source->file;
        const cJSON *base = config_parse(c, source->json);
        c->file = file;
        take_over(c, root, base);
        add_bases(c, base, ids, &count);
    }
    return root;
}
