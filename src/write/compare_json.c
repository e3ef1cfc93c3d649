/* The JSON of a comparison, `kloe.compare/1`. */
#include "write/compare_names.h"
#include "write/json_tree.h"

#include "base/utf8.h"
#include "framework/embedded.h"

#include <string.h>

static void put_null(struct json *j, cJSON *object, const char *key) {
    put(j, object, key, check(j, cJSON_CreateNull()));
}

/* NULL, and null in the JSON, where that report has none. */
static cJSON *put_item(struct json *j, cJSON *object, const char *key, const void *item) {
    if (item)
        return put_object(j, object, key);
    put_null(j, object, key);
    return NULL;
}

static void put_side(struct json *j, cJSON *root, const char *key, const kloe_report *r) {
    cJSON *o = put_item(j, root, key, r);
    if (!o)
        return;
    const char *path = r->source.path;
    bool valid = utf8_valid_prefix(path, strlen(path)) == strlen(path);
    put_string(j, o, "path", valid ? path : NULL);
    put_string(j, o, "sha256", r->source.sha256);
    put_string(j, o, "framework", r->framework);
    put_string(j, o, "subject", r->subject);
    put_string(j, o, "start", r->start);
    put_string(j, o, "end", r->end);
    put_string(j, o, "published", r->published);
}

static void put_change(struct json *j, cJSON *o, const kloe_change *c) {
    put_string(j, o, "change", c->change);
    put_string(j, o, "why", c->why);
    put_string(j, o, "words", c->words);
    put(j, o, "steps", check(j, c->steps ? cJSON_CreateNumber(c->steps) : cJSON_CreateNull()));
}

/* ---- judgements ---------------------------------------------------------------------------- */

static void put_judgement(struct json *j, cJSON *object, const char *key, const kloe_judgement *g) {
    cJSON *o = put_item(j, object, key, g);
    if (!o)
        return;
    put_string(j, o, "aspect", g->aspect);
    put_string(j, o, "grade", g->grade);
    put_string(j, o, "grade_text", g->grade_text);
    put_string(j, o, "scale", g->scale);
    put_count(j, o, "rank", (size_t)g->rank);
    put_count(j, o, "of", (size_t)g->of);
    put_count(j, o, "percentage", (size_t)g->percentage);
    put_string(j, o, "status", g->status);
    put_string(j, o, "published", g->published);
    put_at(j, o, "at", &g->at);
}

static void put_judgements(struct json *j, cJSON *root, const kloe_comparison *c) {
    cJSON *array = put_array(j, root, "judgements");
    for (size_t i = 0; i < c->judgements.count && !j->failed; i++) {
        const kloe_judgement_change *x = &c->judgements.items[i];
        const kloe_judgement *one = x->after ? x->after : x->before;
        cJSON *o = push_object(j, array);
        put_string(j, o, "id", one->id);
        put_string(j, o, "group", one->group);
        put_string(j, o, "location", one->location);
        put_string(j, o, "level", one->level);
        put(j, o, "overall", check(j, cJSON_CreateBool(one->overall)));
        put_change(j, o, &x->what);
        put_judgement(j, o, "old", x->before);
        put_judgement(j, o, "new", x->after);
    }
}

/* ---- standards and breaches ------------------------------------------------------------------ */

static void put_standard(struct json *j, cJSON *object, const char *key, const kloe_standard *s) {
    cJSON *o = put_item(j, object, key, s);
    if (!o)
        return;
    put_string(j, o, "title", s->title);
    put_string(j, o, "grade", s->grade);
    put_string(j, o, "grade_text", s->grade_text);
    put_count(j, o, "score", (size_t)s->score);
    put_string(j, o, "status", s->status);
    put_string(j, o, "impact", s->impact);
    put_string(j, o, "enforcement", s->enforcement);
    put_at(j, o, "at", &s->at);
}

static void put_standards(struct json *j, cJSON *root, const kloe_comparison *c) {
    cJSON *array = put_array(j, root, "standards");
    for (size_t i = 0; i < c->standards.count && !j->failed; i++) {
        const kloe_standard_change *x = &c->standards.items[i];
        const kloe_standard *one = x->after ? x->after : x->before;
        cJSON *o = push_object(j, array);
        put_string(j, o, "scheme", one->scheme);
        put_string(j, o, "number", one->number);
        put_change(j, o, &x->what);
        put_standard(j, o, "old", x->before);
        put_standard(j, o, "new", x->after);
    }
}

static void put_breach(struct json *j, cJSON *object, const char *key, const kloe_breach *b) {
    cJSON *o = put_item(j, object, key, b);
    if (!o)
        return;
    put_string(j, o, "number", b->number);
    put_string(j, o, "title", b->title);
    put_count(j, o, "count", (size_t)b->count);
    put_string(j, o, "enforcement", b->enforcement);
    put_at(j, o, "at", &b->at);
}

static void put_breaches(struct json *j, cJSON *root, const kloe_comparison *c) {
    cJSON *array = put_array(j, root, "breaches");
    for (size_t i = 0; i < c->breaches.count && !j->failed; i++) {
        cJSON *o = push_object(j, array);
        put_string(j, o, "change", c->breaches.items[i].change);
        put_breach(j, o, "old", c->breaches.items[i].before);
        put_breach(j, o, "new", c->breaches.items[i].after);
    }
}

/* ---- recommendations ---------------------------------------------------------------------------
 */

static void put_recommendation(struct json *j, cJSON *object, const char *key,
                               const kloe_recommendation *r) {
    cJSON *o = put_item(j, object, key, r);
    if (!o)
        return;
    put_string(j, o, "number", r->number);
    put_string(j, o, "kind", r->kind);
    put_string(j, o, "modality", r->modality);
    put_string(j, o, "text", r->text);
    put_string(j, o, "body", r->body);
    put_string(j, o, "core_service", r->core_service);
    put_string(j, o, "timescale", r->timescale.text);
    put_string(j, o, "due", r->timescale.due);
    put_at(j, o, "at", &r->at);
}

static void put_recommendations(struct json *j, cJSON *root, const kloe_comparison *c) {
    cJSON *array = put_array(j, root, "recommendations");
    for (size_t i = 0; i < c->recommendations.count && !j->failed; i++) {
        const kloe_recommendation_change *x = &c->recommendations.items[i];
        double likeness = (double)(long)(x->likeness * 100 + 0.5) / 100;
        bool both = x->before && x->after;
        cJSON *o = push_object(j, array);
        put_string(j, o, "change", x->change);
        put(j, o, "likeness", check(j, both ? cJSON_CreateNumber(likeness) : cJSON_CreateNull()));
        cJSON *diff = put_array(j, o, "diff");
        for (size_t k = 0; k < x->diff.count && !j->failed; k++) {
            cJSON *run = push_object(j, diff);
            put_string(j, run, "op", x->diff.items[k].op);
            put_string(j, run, "text", x->diff.items[k].text);
        }
        put_recommendation(j, o, "old", x->before);
        put_recommendation(j, o, "new", x->after);
    }
}

/* ---- the rest
 * ------------------------------------------------------------------------------------ */

static void put_facts(struct json *j, cJSON *root, const kloe_comparison *c) {
    cJSON *array = put_array(j, root, "facts");
    for (size_t i = 0; i < c->facts.count && !j->failed; i++) {
        cJSON *o = push_object(j, array);
        put_string(j, o, "path", c->facts.items[i].path);
        put_string(j, o, "change", c->facts.items[i].change);
        put_string(j, o, "old", c->facts.items[i].before);
        put_string(j, o, "new", c->facts.items[i].after);
    }
}

static void put_party(struct json *j, cJSON *object, const char *key, const kloe_party *p) {
    cJSON *o = put_item(j, object, key, p);
    if (!o)
        return;
    put_string(j, o, "role", p->role);
    put_string(j, o, "name", p->name);
    put_at(j, o, "at", &p->at);
}

static void put_parties(struct json *j, cJSON *root, const char *key,
                        const kloe_party_change *items, size_t count) {
    cJSON *array = put_array(j, root, key);
    for (size_t i = 0; i < count && !j->failed; i++) {
        cJSON *o = push_object(j, array);
        put_string(j, o, "change", items[i].change);
        put_party(j, o, "old", items[i].before);
        put_party(j, o, "new", items[i].after);
    }
}

static void put_cautions(struct json *j, cJSON *root, const kloe_comparison *c) {
    cJSON *array = put_array(j, root, "warnings");
    for (size_t i = 0; i < c->cautions.count && !j->failed; i++) {
        cJSON *o = push_object(j, array);
        put_string(j, o, "code", c->cautions.items[i].code);
        put_string(j, o, "message", c->cautions.items[i].message);
    }
}

static void put_counts(struct json *j, cJSON *root, const kloe_comparison *c) {
    cJSON *o = put_object(j, root, "counts");
    for (size_t i = 0; i < COMPARE_CHANGES && !j->failed; i++)
        put_number(j, o, compare_order[i], (double)kloe_comparison_count(c, compare_order[i]));
}

char *kloe_write_comparison_json(const kloe_comparison *c, bool compact) {
    struct json j = {false};
    cJSON *root = new_object(&j);
    put_string(&j, root, "schema", "kloe.compare/1");
    cJSON *tool = put_object(&j, root, "tool");
    put_string(&j, tool, "name", "kloe");
    put_string(&j, tool, "version", kloe_version());
    put_side(&j, root, "old", c->before);
    put_side(&j, root, "new", c->after);
    put_string(&j, root, "same_body", c->same_body);
    put_string(&j, root, "unpaired", c->unpaired);
    put_cautions(&j, root, c);
    put_counts(&j, root, c);
    put_judgements(&j, root, c);
    put_standards(&j, root, c);
    put_breaches(&j, root, c);
    put_recommendations(&j, root, c);
    put_facts(&j, root, c);
    put_parties(&j, root, "people", c->people.items, c->people.count);
    put_parties(&j, root, "organisations", c->organisations.items, c->organisations.count);
    return json_close(&j, root, compact);
}

const char *kloe_comparison_schema(void) {
    return embedded_find("schema/kloe-compare.schema.json").s;
}
