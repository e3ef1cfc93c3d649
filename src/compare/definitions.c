#include "compare/definitions.h"

#include "compare/fold.h"
#include "framework/embedded.h"

#include <cjson/cJSON.h>

struct definitions definitions_of(struct arena *a) {
    return (struct definitions){a, embedded_tree(embedded_find("comparable.json"))};
}

static bool has(const cJSON *list, const char *s) {
    const cJSON *item;
    cJSON_ArrayForEach (item, list)
        if (s && cJSON_IsString(item) && strcmp(item->valuestring, s) == 0)
            return true;
    return false;
}

bool definitions_one_scale(const struct definitions *d, const char *a, const char *b) {
    const cJSON *scales;
    if (strcmp(a, b) == 0)
        return true;
    cJSON_ArrayForEach (scales, cJSON_GetObjectItem(d->root, "one_scale"))
        if (has(scales, a) && has(scales, b))
            return true;
    return false;
}

static const char *string_at(const cJSON *o, const char *key) {
    return cJSON_GetStringValue(cJSON_GetObjectItem(o, key));
}

/* The first form of the judgement that is of the family and has the words. */
static const cJSON *form_of(const struct definitions *d, const cJSON *judgement, const char *family,
                            const char *aspect) {
    const char *folded = fold(d->arena, aspect);
    const cJSON *form;
    cJSON_ArrayForEach (form, cJSON_GetObjectItem(judgement, "forms")) {
        const char *words = string_at(form, "words");
        if (has(cJSON_GetObjectItem(form, "frameworks"), family) &&
            (!words || strstr(folded, words)))
            return form;
    }
    return NULL;
}

const char *definitions_changed(const struct definitions *d, const char *before_family,
                                const kloe_judgement *before, const char *after_family,
                                const kloe_judgement *after) {
    const cJSON *judgement;
    cJSON_ArrayForEach (judgement, cJSON_GetObjectItem(d->root, "judgements")) {
        const char *id = string_at(judgement, "id");
        if (!id || !before->id || strcmp(id, before->id) != 0)
            continue;
        const cJSON *old = form_of(d, judgement, before_family, before->aspect),
                    *new = form_of(d, judgement, after_family, after->aspect);
        const char *was = string_at(old, "covers"), *is = string_at(new, "covers");
        if (was && is && strcmp(was, is) != 0)
            return arena_format(d->arena, "it judges something else: %s then, %s now",
                                string_at(old, "says"), string_at(new, "says"));
    }
    return NULL;
}
