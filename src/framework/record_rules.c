#include "framework/record_rules.h"

#include "base/arena.h"
#include "framework/config.h"

#include <string.h>

/* ---- paths -------------------------------------------------------------------------------- */

static void parse_path(struct config *c, const char *source, const char *where,
                       struct record_path *out);

/* A path without conditions: what stands in a condition. */
static const struct record_path *plain_path(struct config *c, struct text t, const char *where) {
    struct record_path *p = arena_alloc(c->arena, sizeof *p);
    if (text_find(t, '[', 0) < t.n)
        config_fail(c, where, "has a condition in a condition");
    else
        parse_path(c, arena_string(c->arena, t.s, t.n), where, p);
    return p;
}

/* "a.b", "a.b=c.d" or "a.b='word'". */
static const struct record_condition *parse_condition(struct config *c, struct text t,
                                                      const char *where) {
    struct record_condition *out = arena_alloc(c->arena, sizeof *out);
    size_t equals = text_find(t, '=', 0);
    struct text right = text_slice(t, equals < t.n ? equals + 1 : t.n, t.n);
    out->left = plain_path(c, text_slice(t, 0, equals), where);
    if (right.n > 1 && right.s[0] == '\'' && right.s[right.n - 1] == '\'')
        out->word = arena_string(c->arena, right.s + 1, right.n - 2);
    else if (equals < t.n)
        out->right = plain_path(c, right, where);
    return out;
}

/* "key" or "key[condition]" at *at, which goes behind it and the full stop that follows. */
static bool parse_step(struct config *c, struct text t, size_t *at, const char *where,
                       struct record_step *out) {
    size_t from = *at, to = from;
    while (to < t.n && t.s[to] != '.' && t.s[to] != '[')
        to++;
    *out = (struct record_step){.key = arena_string(c->arena, t.s + from, to - from)};
    bool good = to > from;
    if (to < t.n && t.s[to] == '[') {
        size_t end = text_find(t, ']', to);
        good = good && end < t.n;
        if (good)
            out->only = parse_condition(c, text_slice(t, to + 1, end), where);
        to = end + 1;
    }
    good = good && (to >= t.n || (t.s[to] == '.' && to + 1 < t.n));
    *at = to + 1;
    return good;
}

static void parse_path(struct config *c, const char *source, const char *where,
                       struct record_path *out) {
    struct text t = text_of(source);
    size_t most = 1;
    for (size_t i = 0; i < t.n; i++)
        most += t.s[i] == '.';
    *out = (struct record_path){.rule = {.source = source, .key = where}};
    out->steps = arena_alloc(c->arena, most * sizeof *out->steps);
    for (size_t at = 0; at < t.n && !c->failed;)
        if (!parse_step(c, t, &at, where, &out->steps[out->count++]))
            config_fail(c, where, "is no path of keys (\"a.b\", \"a[a.c='word'].b\")");
    if (!out->count)
        config_fail(c, where, "is an empty path");
}

static void load_path(struct config *c, const cJSON *json, const char *where, const char *key,
                      bool required, struct record_path *out) {
    const char *source = config_string(c, json, where, key, required);
    if (source && !c->failed)
        parse_path(c, source, config_path(c, where, key), out);
}

static void load_paths(struct config *c, const cJSON *json, const char *where, const char *key,
                       bool required, struct record_paths *out) {
    size_t count;
    const char **sources = config_strings(c, json, where, key, required, &count);
    out->items = arena_alloc(c->arena, (count + 1) * sizeof *out->items);
    for (size_t i = 0; i < count && !c->failed; i++)
        parse_path(c, sources[i], config_index(c, config_path(c, where, key), i),
                   &out->items[out->count++]);
}

/* ---- rules -------------------------------------------------------------------------------- */

static void load_field(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"path", "is", "role", "label", NULL};
    static const char *const kinds[] = {"subject", "identifier", "organisation", "detail", NULL};
    struct record_field *f = out;
    config_known_keys(c, json, where, keys);
    load_path(c, json, where, "path", true, &f->path);
    f->kind = (enum record_field_kind)config_word(c, json, where, "is", kinds);
    f->role = config_string(c, json, where, "role", f->kind != RECORD_SUBJECT);
    load_path(c, json, where, "label", false, &f->label);
}

static void load_visit(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"path", "pattern", NULL};
    struct record_visit *v = out;
    config_known_keys(c, json, where, keys);
    load_path(c, json, where, "path", true, &v->path);
    v->pattern.source = config_string(c, json, where, "pattern", false);
}

static void load_set(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"path", "name", "published", NULL};
    struct record_set *s = out;
    config_known_keys(c, json, where, keys);
    load_path(c, json, where, "path", true, &s->path);
    load_path(c, json, where, "name", false, &s->name);
    load_path(c, json, where, "published", true, &s->published);
}

static void load_judgement(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"grade",  "aspect",     "group",   "published",
                                       "status", "percentage", "overall", NULL};
    struct record_judgement *j = out;
    config_known_keys(c, json, where, keys);
    load_path(c, json, where, "grade", true, &j->grade);
    load_path(c, json, where, "aspect", false, &j->aspect);
    load_path(c, json, where, "group", false, &j->group);
    load_path(c, json, where, "published", false, &j->published);
    load_path(c, json, where, "status", false, &j->status);
    load_path(c, json, where, "percentage", false, &j->percentage);
    j->overall = config_bool(c, json, where, "overall");
}

static void load_standard(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"title", "group", "score", "status", NULL};
    struct record_standard *s = out;
    config_known_keys(c, json, where, keys);
    load_path(c, json, where, "title", true, &s->title);
    load_path(c, json, where, "group", false, &s->group);
    load_path(c, json, where, "score", false, &s->score);
    load_path(c, json, where, "status", false, &s->status);
}

void record_signs_load(struct config *c, const cJSON *detect, struct record_signs *out) {
    static const char *const keys[] = {"known_by", "rated", "newest", NULL};
    const cJSON *json = config_object(c, detect, "detect", "record", false);
    if (!json)
        return;
    config_known_keys(c, json, "detect.record", keys);
    load_paths(c, json, "detect.record", "known_by", true, &out->known_by);
    load_paths(c, json, "detect.record", "rated", true, &out->rated);
    load_paths(c, json, "detect.record", "newest", true, &out->newest);
}

void record_rules_load(struct config *c, const cJSON *root, struct record_rules *out) {
    static const char *const keys[] = {"published", "previous",   "fields",    "visits",
                                       "sets",      "judgements", "standards", NULL};
    const cJSON *json = config_object(c, root, "", "record", false);
    if (!json)
        return;
    config_known_keys(c, json, "record", keys);
    load_paths(c, json, "record", "published", true, &out->published);
    load_paths(c, json, "record", "previous", false, &out->previous);
    out->field_count = config_items(c, json, "record", "fields", (void **)&out->fields,
                                    sizeof *out->fields, load_field);
    out->visit_count = config_items(c, json, "record", "visits", (void **)&out->visits,
                                    sizeof *out->visits, load_visit);
    out->set_count =
        config_items(c, json, "record", "sets", (void **)&out->sets, sizeof *out->sets, load_set);
    out->judgement_count = config_items(c, json, "record", "judgements", (void **)&out->judgements,
                                        sizeof *out->judgements, load_judgement);
    out->standard_count = config_items(c, json, "record", "standards", (void **)&out->standards,
                                       sizeof *out->standards, load_standard);
}
