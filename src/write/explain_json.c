/* The JSON of an explanation, `kloe.explain/1`. */
#include "write/json_tree.h"

#include <string.h>

static void put_bool(struct json *j, cJSON *object, const char *key, bool value) {
    put(j, object, key, check(j, cJSON_CreateBool(value)));
}

/* Sums of weights, without the dust of binary fractions. */
static void put_weight(struct json *j, cJSON *object, const char *key, double n) {
    double rounded = (double)(long)(n * 1000 + (n < 0 ? -0.5 : 0.5)) / 1000;
    put_number(j, object, key, rounded);
}

static void put_families(struct json *j, cJSON *root, const kloe_explanation *x) {
    cJSON *array = put_array(j, root, "families");
    for (size_t i = 0; i < x->families.count && !j->failed; i++) {
        const kloe_candidate *c = &x->families.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "framework", c->framework);
        put_weight(j, o, "sum", c->sum);
        put_bool(j, o, "taken", !c->why_not);
        put_string(j, o, "why_not", c->why_not);
        cJSON *signs = put_array(j, o, "signs");
        for (size_t k = 0; k < c->signs.count && !j->failed; k++) {
            cJSON *sign = push_object(j, signs);
            put_string(j, sign, "place", c->signs.items[k].place);
            put_string(j, sign, "pattern", c->signs.items[k].pattern);
            put_weight(j, sign, "weight", c->signs.items[k].weight);
            put_bool(j, sign, "found", c->signs.items[k].found);
            put_weight(j, sign, "counted", c->signs.items[k].counted);
        }
    }
}

static void put_takings(struct json *j, cJSON *object, const kloe_line *line) {
    cJSON *array = put_array(j, object, "taken");
    for (size_t i = 0; i < line->takings.count && !j->failed; i++) {
        const kloe_taking *t = &line->takings.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "as", t->as);
        put_string(j, o, "text", t->text);
        put_string(j, o, "key", t->key);
        put_string(j, o, "pattern", t->pattern);
        put_at(j, o, "at", &t->at);
    }
}

static void put_near(struct json *j, cJSON *object, const kloe_line *line) {
    cJSON *array = put_array(j, object, "near");
    for (size_t i = 0; i < line->near.count && !j->failed; i++) {
        cJSON *o = push_object(j, array);
        put_string(j, o, "key", line->near.items[i].key);
        put_string(j, o, "why", line->near.items[i].why);
    }
}

static void put_line(struct json *j, cJSON *array, const kloe_line *line) {
    cJSON *o = push_object(j, array);
    put_string(j, o, "kind", line->kind);
    put_count(j, o, "cell", line->cell);
    put_string(j, o, "text", line->text);
    put_string(j, o, "place", line->place);
    put_strings(j, o, "sections", &line->sections);
    put_takings(j, o, line);
    put_string(j, o, "evidence", line->evidence);
    put_near(j, o, line);
    put_at(j, o, "at", &line->at);
}

static void put_missing(struct json *j, cJSON *root, const kloe_explanation *x) {
    cJSON *array = put_array(j, root, "missing");
    for (size_t i = 0; i < x->missing.count && !j->failed; i++) {
        const kloe_missing *m = &x->missing.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "path", m->path);
        put_string(j, o, "reason", m->reason);
        put_bool(j, o, "always", m->always);
        put_strings(j, o, "rules", &m->rules);
    }
}

static void put_claims(struct json *j, cJSON *root, const kloe_explanation *x) {
    cJSON *array = put_array(j, root, "claims");
    for (size_t i = 0; i < x->claims.count && !j->failed; i++) {
        const kloe_claim *c = &x->claims.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "path", c->path);
        put_string(j, o, "outcome", c->outcome);
        put_string(j, o, "value", c->value);
        put_string(j, o, "text", c->text);
        put_string(j, o, "place", c->place);
        put_weight(j, o, "score", c->score);
        put_weight(j, o, "confidence", c->confidence);
        put_string(j, o, "key", c->key);
        put_string(j, o, "pattern", c->pattern);
        put_at(j, o, "at", &c->at);
    }
}

char *kloe_write_explanation_json(const kloe_explanation *x) {
    struct json j = {false};
    cJSON *root = new_object(&j);
    put_string(&j, root, "schema", "kloe.explain/1");
    put_count(&j, root, "line", x->line);
    put_count(&j, root, "line_count", x->line_count);
    put_families(&j, root, x);
    cJSON *lines = put_array(&j, root, "lines");
    for (size_t i = 0; i < x->lines.count && !j.failed; i++)
        put_line(&j, lines, &x->lines.items[i]);
    put_number(&j, root, "unlisted", (double)x->unlisted);
    put_claims(&j, root, x);
    put_missing(&j, root, x);
    json_put_report(&j, put_object(&j, root, "report"), x->report);
    return json_close(&j, root, false);
}
