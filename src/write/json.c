/* The JSON of the contract, built and printed with cJSON. */
#include "write/json_tree.h"

#include "base/utf8.h"
#include "framework/embedded.h"

#include <stdlib.h>
#include <string.h>

/* From 0 to 1, to two digits; below 0 for none. */
static void put_confidence(struct json *j, cJSON *o, double confidence) {
    double rounded = (double)(long)(confidence * 100 + 0.5) / 100;
    put(j, o, "confidence",
        check(j, confidence < 0 ? cJSON_CreateNull() : cJSON_CreateNumber(rounded)));
}

static void put_source(struct json *j, cJSON *root, const kloe_source *s) {
    cJSON *tool = put_object(j, root, "tool");
    put_string(j, tool, "name", "kloe");
    put_string(j, tool, "version", kloe_version());
    cJSON *o = put_object(j, root, "source");
    /* a path is bytes: one that is no UTF-8 cannot be said in JSON */
    bool valid = utf8_valid_prefix(s->path, strlen(s->path)) == strlen(s->path);
    put_string(j, o, "path", valid ? s->path : NULL);
    put_string(j, o, "format", s->format);
    put_string(j, o, "encoding", s->encoding);
    put_number(j, o, "bytes", (double)s->bytes);
    put_string(j, o, "sha256", s->sha256);
    put_count(j, o, "pages", s->pages);
    put_count(j, o, "record", s->record);
    put(j, o, "offset",
        check(j, s->record ? cJSON_CreateNumber((double)s->offset) : cJSON_CreateNull()));
}

/* What the caller gave; null where that is nothing. */
static void put_meta(struct json *j, cJSON *root, const kloe_report *r) {
    if (!r->meta.count) {
        put(j, root, "meta", check(j, cJSON_CreateNull()));
        return;
    }
    cJSON *o = put_object(j, root, "meta");
    for (size_t i = 0; i < r->meta.count && !j->failed; i++)
        put_string(j, o, r->meta.items[i].name, r->meta.items[i].value);
}

static void put_document(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *o = put_object(j, root, "document");
    put_string(j, o, "kind", r->kind);
    put_string(j, o, "framework", r->framework);
    put_string(j, o, "title", r->title);
    put_strings(j, o, "regulators", &r->regulators);
    put_confidence(j, o, r->confidence);
}

static void put_register(struct json *j, cJSON *subject, const kloe_registered *r) {
    if (!r) {
        put(j, subject, "register", check(j, cJSON_CreateNull()));
        return;
    }
    cJSON *o = put_object(j, subject, "register");
    put_string(j, o, "register", r->list);
    put_string(j, o, "name", r->name);
    put_string(j, o, "gss", r->gss);
    put_string(j, o, "dfe", r->dfe);
    put_string(j, o, "region", r->region);
}

static void put_subject(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *o = put_object(j, root, "subject");
    put_string(j, o, "name", r->subject);
    put_string(j, o, "type", r->subject_type);
    cJSON *array = put_array(j, o, "identifiers");
    for (size_t i = 0; i < r->identifiers.count && !j->failed; i++) {
        cJSON *id = push_object(j, array);
        put_string(j, id, "scheme", r->identifiers.items[i].scheme);
        put_string(j, id, "value", r->identifiers.items[i].value);
        put_at(j, id, "at", &r->identifiers.items[i].at);
    }
    array = put_array(j, o, "details");
    for (size_t i = 0; i < r->details.count && !j->failed; i++) {
        cJSON *detail = push_object(j, array);
        put_string(j, detail, "type", r->details.items[i].type);
        put_string(j, detail, "value", r->details.items[i].value);
        put_at(j, detail, "at", &r->details.items[i].at);
    }
    put_register(j, o, r->registered);
    put_confidence(j, o, r->subject ? r->subject_confidence : -1);
    put_at(j, o, "at", &r->subject_at);
}

static void put_inspection(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *o = put_object(j, root, "inspection");
    put_string(j, o, "type", r->inspection_type);
    put_string(j, o, "status", r->inspection_status);
    put_string(j, o, "start", r->start);
    put_string(j, o, "end", r->end);
    put_string(j, o, "start_month", r->start_month);
    put_string(j, o, "end_month", r->end_month);
    put_string(j, o, "published", r->published);
    put_string(j, o, "published_month", r->published_month);
    put_string(j, o, "published_given", r->published_given);
    put_strings(j, o, "previous", &r->previous);
    put_confidence(j, o, r->start || r->start_month ? r->inspection_confidence : -1);
    put_at(j, o, "at", &r->dates_at);
    put_at(j, o, "published_at", &r->published_at);
    put_at(j, o, "status_at", &r->status_at);
}

static void put_parties(struct json *j, cJSON *root, const char *key, const kloe_party *parties,
                        size_t count) {
    cJSON *array = put_array(j, root, key);
    for (size_t i = 0; i < count && !j->failed; i++) {
        cJSON *o = push_object(j, array);
        put_string(j, o, "role", parties[i].role);
        put_string(j, o, "role_text", parties[i].role_text);
        put_string(j, o, "name", parties[i].name);
        put_at(j, o, "at", &parties[i].at);
    }
}

static void put_judgements(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *array = put_array(j, root, "judgements");
    for (size_t i = 0; i < r->judgements.count && !j->failed; i++) {
        const kloe_judgement *g = &r->judgements.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "group", g->group);
        put_string(j, o, "location", g->location);
        put_string(j, o, "level", g->level);
        put_string(j, o, "aspect", g->aspect);
        put_string(j, o, "id", g->id);
        put_string(j, o, "grade", g->grade);
        put_string(j, o, "grade_text", g->grade_text);
        put_string(j, o, "scale", g->scale);
        put_count(j, o, "rank", (size_t)g->rank);
        put_count(j, o, "of", (size_t)g->of);
        put(j, o, "overall", check(j, cJSON_CreateBool(g->overall)));
        put_count(j, o, "percentage", (size_t)g->percentage);
        put_string(j, o, "status", g->status);
        put_string(j, o, "published", g->published);
        put_confidence(j, o, g->confidence);
        put_at(j, o, "at", &g->at);
    }
}

static void put_standards(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *array = put_array(j, root, "standards");
    for (size_t i = 0; i < r->standards.count && !j->failed; i++) {
        const kloe_standard *s = &r->standards.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "scheme", s->scheme);
        put_string(j, o, "number", s->number);
        put_string(j, o, "title", s->title);
        put_string(j, o, "official_title", s->official_title);
        put_string(j, o, "regulation", s->regulation);
        put_string(j, o, "group", s->group);
        put_string(j, o, "grade", s->grade);
        put_string(j, o, "grade_text", s->grade_text);
        put_count(j, o, "score", (size_t)s->score);
        put_string(j, o, "status", s->status);
        put_string(j, o, "impact", s->impact);
        put_string(j, o, "enforcement", s->enforcement);
        put_strings(j, o, "activities", &s->activities);
        put_strings(j, o, "findings", &s->findings);
        put_at(j, o, "at", &s->at);
    }
}

static void put_findings(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *array = put_array(j, root, "findings");
    for (size_t i = 0; i < r->findings.count && !j->failed; i++) {
        const kloe_finding *f = &r->findings.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "number", f->number);
        put_string(j, o, "standard", f->standard);
        put_string(j, o, "section", f->section);
        put_string(j, o, "text", f->text);
        put_at(j, o, "at", &f->at);
    }
}

static void put_timescale(struct json *j, cJSON *object, const kloe_timescale *t) {
    static const char *const units[] = {NULL, "day", "working-day", "week", "month", "year"};
    if (!t->text) {
        put(j, object, "timescale", check(j, cJSON_CreateNull()));
        return;
    }
    cJSON *o = put_object(j, object, "timescale");
    put_string(j, o, "text", t->text);
    put(j, o, "count", check(j, t->unit ? cJSON_CreateNumber(t->count) : cJSON_CreateNull()));
    put_string(j, o, "unit", units[t->unit]);
    put_string(j, o, "due", t->due);
}

static void put_recommendations(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *array = put_array(j, root, "recommendations");
    for (size_t i = 0; i < r->recommendations.count && !j->failed; i++) {
        const kloe_recommendation *c = &r->recommendations.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "number", c->number);
        put_string(j, o, "kind", c->kind);
        put_string(j, o, "modality", c->modality);
        put_string(j, o, "text", c->text);
        put_timescale(j, o, &c->timescale);
        put_strings(j, o, "addressees", &c->addressees);
        put_strings(j, o, "sources", &c->sources);
        put_string(j, o, "body", c->body);
        put_string(j, o, "core_service", c->core_service);
        put_strings(j, o, "standards", &c->standards);
        put_string(j, o, "regulation", c->regulation);
        put_string(j, o, "enforcement", c->enforcement);
        put_at(j, o, "at", &c->at);
        put_at(j, o, "at_also", &c->at_also);
    }
}

static void put_breaches(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *array = put_array(j, root, "breaches");
    for (size_t i = 0; i < r->breaches.count && !j->failed; i++) {
        const kloe_breach *b = &r->breaches.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "number", b->number);
        put_string(j, o, "title", b->title);
        put_count(j, o, "count", (size_t)b->count);
        put_string(j, o, "regulation", b->regulation);
        put_string(j, o, "enforcement", b->enforcement);
        put_timescale(j, o, &b->timescale);
        put_at(j, o, "at", &b->at);
    }
}

static void put_next_steps(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *array = put_array(j, root, "next_steps");
    for (size_t i = 0; i < r->next_steps.count && !j->failed; i++) {
        const kloe_next_step *s = &r->next_steps.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "text", s->text);
        put_timescale(j, o, &s->timescale);
        put_strings(j, o, "addressees", &s->addressees);
        put_at(j, o, "at", &s->at);
    }
}

static void put_mentions(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *array = put_array(j, root, "mentions");
    for (size_t i = 0; i < r->mentions.count && !j->failed; i++) {
        const kloe_mention *m = &r->mentions.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "type", m->type);
        put_string(j, o, "regulator", m->regulator);
        put_string(j, o, "subject", m->subject);
        put_string(j, o, "grade", m->grade);
        put_count(j, o, "year", (size_t)m->year);
        put_strings(j, o, "addressees", &m->addressees);
        put_string(j, o, "quote", m->quote);
        put_at(j, o, "at", &m->at);
    }
}

static void put_doubts(struct json *j, cJSON *root, const kloe_report *r) {
    cJSON *absent = put_object(j, root, "absent");
    for (size_t i = 0; i < r->absent.count && !j->failed; i++)
        put_string(j, absent, r->absent.items[i].path, r->absent.items[i].reason);
    cJSON *array = put_array(j, root, "diagnostics");
    for (size_t i = 0; i < r->diagnostics.count && !j->failed; i++) {
        const kloe_diagnostic *d = &r->diagnostics.items[i];
        cJSON *o = push_object(j, array);
        put_string(j, o, "severity", d->severity);
        put_string(j, o, "code", d->code);
        put_string(j, o, "message", d->message);
        put_at(j, o, "at", &d->at);
    }
}

void json_put_report(struct json *j, cJSON *root, const kloe_report *r) {
    put_string(j, root, "schema", "kloe.report/1");
    put_source(j, root, &r->source);
    put_meta(j, root, r);
    put_document(j, root, r);
    put_subject(j, root, r);
    put_inspection(j, root, r);
    put_parties(j, root, "people", r->people.items, r->people.count);
    put_parties(j, root, "organisations", r->organisations.items, r->organisations.count);
    put_judgements(j, root, r);
    put_standards(j, root, r);
    put_findings(j, root, r);
    put_recommendations(j, root, r);
    put_breaches(j, root, r);
    put_next_steps(j, root, r);
    put_mentions(j, root, r);
    put_doubts(j, root, r);
}

static char *with_line_feed(char *s) {
    size_t n = s ? strlen(s) : 0;
    char *longer = s ? realloc(s, n + 2) : NULL;
    if (!longer) {
        free(s);
        return NULL;
    }
    memcpy(longer + n, "\n", 2);
    return longer;
}

char *json_close(struct json *j, cJSON *root, bool compact) {
    char *s = NULL;
    if (!j->failed)
        s = compact ? cJSON_PrintUnformatted(root) : cJSON_Print(root);
    cJSON_Delete(root);
    return with_line_feed(s); /* cJSON allocates with malloc unless told otherwise */
}

char *kloe_write_json(const kloe_report *report, bool compact) {
    struct json j = {false};
    cJSON *root = new_object(&j);
    json_put_report(&j, root, report);
    return json_close(&j, root, compact);
}

const char *kloe_schema(void) { return embedded_find("schema/kloe-report.schema.json").s; }

const char *kloe_profile_schema(void) { return embedded_find("schema/kloe-profile.schema.json").s; }
