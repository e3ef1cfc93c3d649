#include "framework/told_rules.h"

#include "framework/config.h"

static void load_rule(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "unless", "is", NULL};
    struct told_rule *r = out;
    config_known_keys(c, json, where, keys);
    r->pattern.source = config_string(c, json, where, "pattern", true);
    r->unless.source = config_string(c, json, where, "unless", false);
    r->is = config_string(c, json, where, "is", true);
}

static void load_other(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"number", "pattern", NULL};
    struct told_other *o = out;
    config_known_keys(c, json, where, keys);
    o->number = config_string(c, json, where, "number", true);
    o->pattern.source = config_string(c, json, where, "pattern", true);
}

const char **told_rules_load(struct config *c, const cJSON *root, struct told_rules *out,
                             size_t *catalogue_count) {
    static const char *const keys[] = {"catalogues", "breach",   "relation", "number", "further",
                                       "goes_on",    "no_name",  "all",      "unless", "now",
                                       "before",     "visit",    "since",    "also",   "also",
                                       "actions",    "statuses", NULL};
    static const char where[] = "told";
    const cJSON *json = config_object(c, root, "", where, false);
    *catalogue_count = 0;
    if (!json)
        return NULL;
    config_known_keys(c, json, where, keys);
    bool breaches = cJSON_HasObjectItem(json, "catalogues"); /* else statuses alone */
    out->breach.source = config_string(c, json, where, "breach", breaches);
    out->relation.source = config_string(c, json, where, "relation", breaches);
    out->number.source = config_string(c, json, where, "number", breaches);
    out->further.source = config_string(c, json, where, "further", breaches);
    out->goes_on.source = config_string(c, json, where, "goes_on", breaches);
    out->no_name.source = config_string(c, json, where, "no_name", breaches);
    out->all.source = config_string(c, json, where, "all", breaches);
    out->unless.source = config_string(c, json, where, "unless", breaches);
    out->now.source = config_string(c, json, where, "now", true);
    out->before.source = config_string(c, json, where, "before", true);
    out->visit.source = config_string(c, json, where, "visit", breaches);
    out->since = config_string(c, json, where, "since", false);
    out->also_count =
        config_items(c, json, where, "also", (void **)&out->also, sizeof *out->also, load_other);
    out->action_count = config_items(c, json, where, "actions", (void **)&out->actions,
                                     sizeof *out->actions, load_rule);
    out->status_count = config_items(c, json, where, "statuses", (void **)&out->statuses,
                                     sizeof *out->statuses, load_rule);
    return config_one_or_more(c, json, where, "catalogues", breaches, catalogue_count);
}
