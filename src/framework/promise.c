#include "framework/promise.h"

#include "base/arena.h"
#include "framework/config.h"

const char *const value_paths[VALUE_COUNT + 1] = {
    [VALUE_SUBJECT_NAME] = "subject.name",
    [VALUE_SUBJECT_IDENTIFIERS] = "subject.identifiers",
    [VALUE_INSPECTION_START] = "inspection.start",
    [VALUE_INSPECTION_END] = "inspection.end",
    [VALUE_INSPECTION_PUBLISHED] = "inspection.published",
    [VALUE_INSPECTION_PREVIOUS] = "inspection.previous",
    [VALUE_PEOPLE] = "people",
    [VALUE_ORGANISATIONS] = "organisations",
    [VALUE_JUDGEMENTS] = "judgements",
    [VALUE_STANDARDS] = "standards",
    [VALUE_FINDINGS] = "findings",
    [VALUE_RECOMMENDATIONS] = "recommendations",
    [VALUE_NEXT_STEPS] = "next_steps",
    NULL,
};

/* Its id alone, or an object. */
static void load_judgement(struct config *c, const cJSON *item, const char *where,
                           struct promised_judgement *out) {
    static const char *const keys[] = {"id", "from", "until", "with", NULL};
    if (cJSON_IsString(item)) {
        out->ids = arena_alloc(c->arena, sizeof *out->ids);
        out->ids[out->id_count++] = item->valuestring;
        return;
    }
    if (!cJSON_IsObject(item)) {
        config_fail(c, where, "is neither the id of a judgement nor an object");
        return;
    }
    config_known_keys(c, item, where, keys);
    out->ids = config_one_or_more(c, item, where, "id", true, &out->id_count);
    out->from = config_string(c, item, where, "from", false);
    out->until = config_string(c, item, where, "until", false);
    out->with = config_string(c, item, where, "with", false);
}

static void load_judgements(struct config *c, const cJSON *array, struct promises *out) {
    size_t count = (size_t)cJSON_GetArraySize(array);
    const cJSON *item;
    out->values[VALUE_JUDGEMENTS] = PROMISE_SOMETIMES;
    out->judgements = arena_alloc(c->arena, (count + 1) * sizeof *out->judgements);
    cJSON_ArrayForEach (item, array) {
        size_t i = out->judgement_count++;
        load_judgement(c, item, config_index(c, "promises.judgements", i), &out->judgements[i]);
    }
}

void promises_load(struct config *c, const cJSON *root, struct promises *out) {
    static const char *const words[] = {"never", "sometimes", "always", NULL};
    const cJSON *json = config_object(c, root, "", "promises", true);
    config_known_keys(c, json, "promises", value_paths);
    for (size_t v = 0; v < VALUE_COUNT; v++) {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(json, value_paths[v]);
        if (v == VALUE_JUDGEMENTS && cJSON_IsArray(value))
            load_judgements(c, value, out);
        else if (value)
            out->values[v] = (enum promise)config_word(c, json, "promises", value_paths[v], words);
    }
}
