#include "framework/profile.h"

#include "base/arena.h"
#include "framework/config.h"

#include <string.h>

const char *const value_paths[VALUE_COUNT + 1] = {"subject.name",
                                                  "subject.identifiers",
                                                  "inspection.start",
                                                  "inspection.end",
                                                  "inspection.published",
                                                  "inspection.previous",
                                                  "people",
                                                  "organisations",
                                                  "judgements",
                                                  "standards",
                                                  "findings",
                                                  "recommendations",
                                                  "next_steps",
                                                  NULL};

/* An array's items, read one by one by `load`; gives the count. */
static size_t load_items(struct config *c, const cJSON *root, const char *where, const char *key,
                         void **items, size_t size,
                         void (*load)(struct config *, const cJSON *, const char *, void *)) {
    const cJSON *array = config_array(c, root, where, key, false), *item;
    const char *path = config_path(c, where, key);
    size_t count = 0;
    char *out = arena_alloc(c->arena, (size_t)(cJSON_GetArraySize(array) + 1) * size);
    cJSON_ArrayForEach(item, array) {
        const char *at = config_index(c, path, count);
        if (!cJSON_IsObject(item))
            config_fail(c, at, "is not an object");
        else
            load(c, item, at, out + size * count);
        count++;
    }
    *items = out;
    return count;
}

static void load_sign(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "weight", NULL};
    struct sign *s = out;
    config_known_keys(c, json, where, keys);
    s->pattern.source = config_string(c, json, where, "pattern", true);
    s->weight = config_number(c, json, where, "weight", 0, 1);
    pattern_compile(c, &s->pattern, config_path(c, where, "pattern"));
}

static void load_detect(struct config *c, const cJSON *root, struct profile *p) {
    static const char *const keys[] = {"title", "vocabulary", NULL};
    const cJSON *json = config_object(c, root, "", "detect", true);
    config_known_keys(c, json, "detect", keys);
    p->title.count = load_items(c, json, "detect", "title", (void **)&p->title.items,
                                sizeof *p->title.items, load_sign);
    p->vocabulary.count = load_items(c, json, "detect", "vocabulary", (void **)&p->vocabulary.items,
                                     sizeof *p->vocabulary.items, load_sign);
}

static void load_subject(struct config *c, const cJSON *root, struct profile *p) {
    static const char *const keys[] = {"type", "patterns", NULL};
    const cJSON *json = config_object(c, root, "", "subject", true);
    config_known_keys(c, json, "subject", keys);
    p->subject_type = config_string(c, json, "subject", "type", true);
    const char **sources = config_strings(c, json, "subject", "patterns", true, &p->subject_count);
    p->subjects = arena_alloc(c->arena, (p->subject_count + 1) * sizeof *p->subjects);
    for (size_t i = 0; i < p->subject_count; i++)
        p->subjects[i].source = sources[i];
}

/* What a value is; shared by labels and sentences. */
static void load_value(struct config *c, const cJSON *json, const char *where,
                       struct field_rule *f) {
    static const char *const kinds[] = {"inspection-dates", "published",    "previous-dates",
                                        "person",           "organisation", "identifier",
                                        "subject",          "none",         NULL};
    f->kind = (enum field_kind)config_word(c, json, where, "is", kinds);
    bool needs_role =
        f->kind == FIELD_PERSON || f->kind == FIELD_ORGANISATION || f->kind == FIELD_IDENTIFIER;
    f->role = config_string(c, json, where, "role", needs_role);
    f->many = config_bool(c, json, where, "many");
}

static void load_field(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"label", "is", "role", "many", "anywhere", NULL};
    struct field_rule *f = out;
    config_known_keys(c, json, where, keys);
    f->label.source = config_string(c, json, where, "label", true);
    load_value(c, json, where, f);
    f->anywhere = config_bool(c, json, where, "anywhere");
}

static void load_capture(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "is", "role", "many", "anywhere", NULL};
    struct capture_rule *r = out;
    config_known_keys(c, json, where, keys);
    r->pattern.source = config_string(c, json, where, "pattern", true);
    load_value(c, json, where, &r->field);
    r->anywhere = config_bool(c, json, where, "anywhere");
}

static void load_aspect(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"label", "overall", NULL};
    struct aspect_rule *a = out;
    config_known_keys(c, json, where, keys);
    a->label.source = config_string(c, json, where, "label", true);
    a->overall = config_bool(c, json, where, "overall");
}

static void load_judgement(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"group", "until", "aspects", "any_aspect", NULL};
    struct judgement_rule *j = out;
    config_known_keys(c, json, where, keys);
    j->group.source = config_string(c, json, where, "group", true);
    j->until.source = config_string(c, json, where, "until", false);
    j->any_aspect = config_bool(c, json, where, "any_aspect");
    j->aspect_count = load_items(c, json, where, "aspects", (void **)&j->aspects,
                                 sizeof *j->aspects, load_aspect);
}

static void load_sentence(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "aspect", "overall", "front", NULL};
    struct sentence_rule *s = out;
    config_known_keys(c, json, where, keys);
    s->pattern.source = config_string(c, json, where, "pattern", true);
    s->aspect = config_string(c, json, where, "aspect", false);
    s->overall = config_bool(c, json, where, "overall");
    s->front = config_bool(c, json, where, "front");
}

static void load_section(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"heading", "opens", "number", "kind", "body", NULL};
    static const char *const kinds[] = {"standard", "recommendations", "next-steps", "other", NULL};
    struct section_rule *s = out;
    config_known_keys(c, json, where, keys);
    s->heading.source = config_string(c, json, where, "heading", true);
    s->kind = (enum section_kind)config_word(c, json, where, "opens", kinds);
    s->number = config_string(c, json, where, "number", false);
    s->item_kind = config_string(c, json, where, "kind", false);
    s->body = config_string(c, json, where, "body", false);
}

/* Without "items" every kind is one. */
static void load_item_kinds(struct config *c, const cJSON *json, struct profile *p) {
    static const char *const kinds[] = {"bullet", "number", "paragraph", NULL};
    size_t count;
    const char **words = config_strings(c, json, "recommendations", "items", false, &count);
    for (size_t k = 0; k < ITEM_KINDS; k++)
        p->items[k] = count == 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (kinds[k] && strcmp(words[i], kinds[k]) != 0)
            k++;
        if (kinds[k])
            p->items[k] = true;
        else
            config_fail(c, config_index(c, "recommendations.items", i),
                        "is not one of: bullet, number, paragraph");
    }
}

static void load_recommendations(struct config *c, const cJSON *root, struct profile *p) {
    static const char *const keys[] = {"kind", "body", "items", "item_start", "source_tag", NULL};
    const cJSON *json = config_object(c, root, "", "recommendations", false);
    if (!json)
        return;
    config_known_keys(c, json, "recommendations", keys);
    p->recommendation_kind = config_string(c, json, "recommendations", "kind", true);
    p->recommendation_body = config_string(c, json, "recommendations", "body", false);
    p->item_start.source = config_string(c, json, "recommendations", "item_start", false);
    load_item_kinds(c, json, p);
    p->source_tag.source = config_string(c, json, "recommendations", "source_tag", false);
}

static void load_promises(struct config *c, const cJSON *root, struct profile *p) {
    static const char *const words[] = {"never", "sometimes", "always", NULL};
    const cJSON *json = config_object(c, root, "", "promises", true);
    config_known_keys(c, json, "promises", value_paths);
    for (size_t v = 0; v < VALUE_COUNT; v++)
        if (cJSON_GetObjectItemCaseSensitive(json, value_paths[v]))
            p->promises[v] = (enum promise)config_word(c, json, "promises", value_paths[v], words);
}

static const struct catalogue *find_catalogue(const struct library *l, const char *id) {
    for (size_t i = 0; i < l->catalogue_count; i++)
        if (strcmp(l->catalogues[i].id, id) == 0)
            return &l->catalogues[i];
    return NULL;
}

static void load_references(struct config *c, const cJSON *root, const struct library *library,
                            struct profile *p) {
    const char *scale = config_string(c, root, "", "scale", true);
    p->scale = scales_find(&library->scales, scale);
    if (scale && !p->scale)
        config_fail(c, "scale", "names no scale of scales.json");
    p->scheme = config_string(c, root, "", "standards", false);
    p->catalogue = p->scheme ? find_catalogue(library, p->scheme) : NULL;
    if (p->scheme && !p->catalogue)
        config_fail(c, "standards", "names no catalogue of data/standards");
}

void profile_load(struct config *c, struct text json, const struct library *library,
                  struct profile *out) {
    static const char *const keys[] = {"id",
                                       "name",
                                       "years",
                                       "reference",
                                       "regulators",
                                       "detect",
                                       "subject",
                                       "scale",
                                       "judgement_sentences",
                                       "standards",
                                       "fields",
                                       "captures",
                                       "regulators_as_printed",
                                       "judgements",
                                       "sections",
                                       "findings",
                                       "recommendations",
                                       "promises",
                                       NULL};
    const cJSON *root = config_parse(c, json);
    *out = (struct profile){.file = c->file};
    config_known_keys(c, root, "", keys);
    out->info = (kloe_framework){config_string(c, root, "", "id", true),
                                 config_string(c, root, "", "name", true),
                                 config_string(c, root, "", "years", true), json.s, json.n};
    config_string(c, root, "", "reference", true); /* for the reader of the profile */
    out->regulators = config_strings(c, root, "", "regulators", true, &out->regulator_count);
    out->regulators_as_printed = config_bool(c, root, "", "regulators_as_printed");
    load_detect(c, root, out);
    load_subject(c, root, out);
    load_references(c, root, library, out);
    out->field_count =
        load_items(c, root, "", "fields", (void **)&out->fields, sizeof *out->fields, load_field);
    out->capture_count = load_items(c, root, "", "captures", (void **)&out->captures,
                                    sizeof *out->captures, load_capture);
    out->judgement_count = load_items(c, root, "", "judgements", (void **)&out->judgements,
                                      sizeof *out->judgements, load_judgement);
    out->sentence_count = load_items(c, root, "", "judgement_sentences", (void **)&out->sentences,
                                     sizeof *out->sentences, load_sentence);
    out->section_count = load_items(c, root, "", "sections", (void **)&out->sections,
                                    sizeof *out->sections, load_section);
    const char *findings = config_string(c, root, "", "findings", false);
    if (findings && strcmp(findings, "numbered") != 0)
        config_fail(c, "findings", "is not \"numbered\"");
    out->numbered_findings = findings != NULL;
    load_recommendations(c, root, out);
    load_promises(c, root, out);
}

void profile_compile(struct config *c, struct profile *p) {
    for (size_t i = 0; i < p->subject_count; i++)
        pattern_compile(c, &p->subjects[i], config_index(c, "subject.patterns", i));
    for (size_t i = 0; i < p->field_count; i++)
        pattern_compile(c, &p->fields[i].label, config_index(c, "fields", i));
    for (size_t i = 0; i < p->capture_count; i++)
        pattern_compile(c, &p->captures[i].pattern, config_index(c, "captures", i));
    for (size_t i = 0; i < p->judgement_count; i++) {
        struct judgement_rule *j = &p->judgements[i];
        const char *where = config_index(c, "judgements", i);
        pattern_compile(c, &j->group, config_path(c, where, "group"));
        pattern_compile(c, &j->until, config_path(c, where, "until"));
        for (size_t k = 0; k < j->aspect_count; k++)
            pattern_compile(c, &j->aspects[k].label,
                            config_index(c, config_path(c, where, "aspects"), k));
    }
    for (size_t i = 0; i < p->section_count; i++)
        pattern_compile(c, &p->sections[i].heading, config_index(c, "sections", i));
    const char *grades = c->failed ? "" : scale_alternatives(c->arena, p->scale);
    for (size_t i = 0; i < p->sentence_count && !c->failed; i++) {
        struct pattern *sentence = &p->sentences[i].pattern;
        if (!sentence->code)
            sentence->source = pattern_with_grades(c, sentence->source, grades);
        pattern_compile(c, sentence, config_index(c, "judgement_sentences", i));
    }
    pattern_compile(c, &p->item_start, "recommendations.item_start");
    pattern_compile(c, &p->source_tag, "recommendations.source_tag");
}
