#include "framework/profile.h"

#include "base/arena.h"
#include "framework/config.h"

#include <string.h>

static void load_sign(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "weight", NULL};
    struct sign *s = out;
    config_known_keys(c, json, where, keys);
    s->pattern.source =
        pattern_insert(c, config_string(c, json, where, "pattern", true), "{date}", PATTERN_DATE);
    s->weight = config_number(c, json, where, "weight", 0, 1);
    pattern_compile(c, &s->pattern, config_path(c, where, "pattern"));
}

static void load_detect(struct config *c, const cJSON *root, struct profile *p) {
    static const char *const keys[] = {"title", "front", "vocabulary", "record", NULL};
    const cJSON *json = config_object(c, root, "", "detect", true);
    config_known_keys(c, json, "detect", keys);
    p->title.count = config_items(c, json, "detect", "title", (void **)&p->title.items,
                                  sizeof *p->title.items, load_sign);
    p->front.count = config_items(c, json, "detect", "front", (void **)&p->front.items,
                                  sizeof *p->front.items, load_sign);
    p->vocabulary.count =
        config_items(c, json, "detect", "vocabulary", (void **)&p->vocabulary.items,
                     sizeof *p->vocabulary.items, load_sign);
    record_signs_load(c, json, &p->record_signs);
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
    static const char *const kinds[] = {
        "inspection-dates", "published", "previous-dates", "person", "organisation",
        "identifier",       "subject",   "detail",         "none",   NULL};
    f->kind = (enum field_kind)config_word(c, json, where, "is", kinds);
    bool needs_role = f->kind == FIELD_PERSON || f->kind == FIELD_ORGANISATION ||
                      f->kind == FIELD_IDENTIFIER || f->kind == FIELD_DETAIL;
    f->role = config_string(c, json, where, "role", needs_role);
    f->many = config_bool(c, json, where, "many");
    f->or_person = config_bool(c, json, where, "or_person");
    f->fallback = config_bool(c, json, where, "fallback");
}

static void load_field(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"label",     "is",       "role",   "many", "anywhere",
                                       "or_person", "fallback", "newest", NULL};
    struct field_rule *f = out;
    config_known_keys(c, json, where, keys);
    f->label.source = config_string(c, json, where, "label", true);
    load_value(c, json, where, f);
    f->anywhere = config_bool(c, json, where, "anywhere");
    f->newest = config_bool(c, json, where, "newest");
}

static void load_capture(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "is", "role", "many", "in", "fallback", NULL};
    static const char *const kinds[] = {"title-block", "report",    "across",
                                        "links",       "furniture", NULL};
    struct capture_rule *r = out;
    config_known_keys(c, json, where, keys);
    r->pattern.source = config_string(c, json, where, "pattern", true);
    load_value(c, json, where, &r->field);
    if (cJSON_GetObjectItemCaseSensitive(json, "in"))
        r->place = (enum place)config_word(c, json, where, "in", kinds);
}

static void load_aspect(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"label", "id", "overall", NULL};
    struct aspect_rule *a = out;
    config_known_keys(c, json, where, keys);
    a->label.source = config_string(c, json, where, "label", true);
    a->id = config_string(c, json, where, "id", false);
    a->overall = config_bool(c, json, where, "overall");
}

static void load_judgement(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"table", "group",    "score", "aspects", "whole", "parts",
                                       "prose", "sentence", "scale", "from",    "until", NULL};
    static const char *const kinds[] = {"judgements", "standards", NULL};
    struct judgement_rule *j = out;
    config_known_keys(c, json, where, keys);
    if (cJSON_GetObjectItemCaseSensitive(json, "table"))
        j->kind = (enum table_kind)config_word(c, json, where, "table", kinds);
    j->group.source = config_string(c, json, where, "group", true);
    j->sentence.source = config_string(c, json, where, "sentence", false);
    j->score.source = config_string(c, json, where, "score", false);
    j->whole.source = config_string(c, json, where, "whole", false);
    j->parts.source = config_string(c, json, where, "parts", false);
    j->prose = config_bool(c, json, where, "prose");
    j->from = config_string(c, json, where, "from", false);
    j->until = config_string(c, json, where, "until", false);
    j->aspect_count = config_items(c, json, where, "aspects", (void **)&j->aspects,
                                   sizeof *j->aspects, load_aspect);
}

/* One scale or several; a family without grades has none. */
static const struct scale *load_scale(struct config *c, const cJSON *json, const char *where,
                                      const struct library *library) {
    size_t count;
    const char **ids = config_one_or_more(c, json, where, "scale", false, &count);
    struct scale *all = arena_alloc(c->arena, sizeof *all);
    for (size_t i = 0; i < count; i++) {
        const struct scale *s = scales_find(&library->scales, ids[i]);
        if (s)
            all = scale_join(c->arena, all, s);
        else
            config_fail(c, config_path(c, where, "scale"), "names no scale of scales.json");
    }
    return all;
}

/* What a table does not say itself, the profile says for all its tables. */
static void load_judgements(struct config *c, const cJSON *root, const struct library *library,
                            struct profile *p) {
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(root, "judgements");
    p->aspect_count =
        config_items(c, root, "", "aspects", (void **)&p->aspects, sizeof *p->aspects, load_aspect);
    p->all_scales = p->scale;
    p->judgement_count = config_items(c, root, "", "judgements", (void **)&p->judgements,
                                      sizeof *p->judgements, load_judgement);
    for (size_t i = 0; i < p->judgement_count; i++) {
        const cJSON *table = cJSON_GetArrayItem(array, (int)i);
        struct judgement_rule *rule = &p->judgements[i];
        rule->scale = p->scale;
        if (cJSON_GetObjectItemCaseSensitive(table, "scale")) {
            rule->scale = load_scale(c, table, config_index(c, "judgements", i), library);
            p->all_scales = scale_join(c->arena, p->all_scales, rule->scale);
        }
        if (!cJSON_GetObjectItemCaseSensitive(table, "aspects")) {
            rule->aspects = p->aspects;
            rule->aspect_count = p->aspect_count;
        }
    }
}

static void load_sentence(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "aspect",   "id",    "status", "overall",
                                       "front",   "fallback", "scale", NULL};
    struct sentence_rule *s = out;
    config_known_keys(c, json, where, keys);
    s->pattern.source = config_string(c, json, where, "pattern", true);
    s->aspect = config_string(c, json, where, "aspect", false);
    s->id = config_string(c, json, where, "id", false);
    s->status = config_string(c, json, where, "status", false);
    s->overall = config_bool(c, json, where, "overall");
    s->front = config_bool(c, json, where, "front");
    s->fallback = config_bool(c, json, where, "fallback");
}

/* A sentence has its own scale or the family's. */
static void load_sentence_scales(struct config *c, const cJSON *root, const struct library *library,
                                 struct profile *p) {
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(root, "judgement_sentences");
    for (size_t i = 0; i < p->sentence_count; i++) {
        const cJSON *own = cJSON_GetArrayItem(array, (int)i);
        bool has = cJSON_GetObjectItemCaseSensitive(own, "scale") != NULL;
        const char *where = config_index(c, "judgement_sentences", i);
        p->sentences[i].scale = has ? load_scale(c, own, where, library) : p->scale;
    }
}

static void load_section(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"heading", "opens",       "number", "kind",
                                       "body",    "enforcement", NULL};
    static const char *const kinds[] = {"standard",   "group",    "recommendations", "breaches",
                                        "next-steps", "previous", "chapter",         NULL};
    struct section_rule *s = out;
    config_known_keys(c, json, where, keys);
    s->heading.source = config_string(c, json, where, "heading", true);
    s->kind = (enum section_kind)config_word(c, json, where, "opens", kinds);
    s->number = config_string(c, json, where, "number", false);
    s->item_kind = config_string(c, json, where, "kind", false);
    s->body = config_string(c, json, where, "body", false);
    s->enforcement = config_string(c, json, where, "enforcement", false);
}

static void load_standard_value(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "status", "finding", NULL};
    struct standard_value *v = out;
    config_known_keys(c, json, where, keys);
    v->pattern.source = config_string(c, json, where, "pattern", true);
    v->status = config_string(c, json, where, "status", false);
    v->finding = config_bool(c, json, where, "finding");
}

static void load_enforcement(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "is", NULL};
    struct enforcement_rule *e = out;
    config_known_keys(c, json, where, keys);
    e->pattern.source = config_string(c, json, where, "pattern", true);
    e->is = config_string(c, json, where, "is", true);
}

static void load_inspection_kind(struct config *c, const cJSON *json, const char *where,
                                 void *out) {
    static const char *const keys[] = {"line", "is", "assesses_nothing", NULL};
    struct inspection_kind *k = out;
    config_known_keys(c, json, where, keys);
    k->line.source = config_string(c, json, where, "line", true);
    k->is = config_string(c, json, where, "is", true);
    k->assesses_nothing = config_bool(c, json, where, "assesses_nothing");
}

static void load_advice(struct config *c, const cJSON *json, const char *where, void *out) {
    static const char *const keys[] = {"pattern", "kind", NULL};
    struct advice_rule *a = out;
    config_known_keys(c, json, where, keys);
    a->pattern.source = config_string(c, json, where, "pattern", true);
    a->kind = config_string(c, json, where, "kind", true);
}

static void load_breaches(struct config *c, const cJSON *root, struct breach_rules *b) {
    static const char *const keys[] = {"row",    "activities", "label",     "after", "until",
                                       "ignore", "actions",    "standards", NULL};
    const cJSON *json = config_object(c, root, "", "breaches", false);
    if (!json)
        return;
    config_known_keys(c, json, "breaches", keys);
    b->row.source = config_string(c, json, "breaches", "row", true);
    b->activities.source = config_string(c, json, "breaches", "activities", true);
    b->label.source = config_string(c, json, "breaches", "label", true);
    b->after.source = config_string(c, json, "breaches", "after", false);
    b->until.source = config_string(c, json, "breaches", "until", false);
    b->ignore.source = config_string(c, json, "breaches", "ignore", false);
    b->action_count = config_items(c, json, "breaches", "actions", (void **)&b->actions,
                                   sizeof *b->actions, load_enforcement);
    b->standards = config_bool(c, json, "breaches", "standards");
}

/* Without "items" every kind is one. */
static void load_item_kinds(struct config *c, const cJSON *json, struct profile *p) {
    static const char *const kinds[] = {"bullet", "number", "decimal", "paragraph", NULL};
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
                        "is not one of: bullet, number, decimal, paragraph");
    }
}

static void load_recommendations(struct config *c, const cJSON *root, struct profile *p) {
    static const char *const keys[] = {"kind",       "body",     "items", "topics",
                                       "source_tag", "standard", NULL};
    const cJSON *json = config_object(c, root, "", "recommendations", false);
    if (!json)
        return;
    config_known_keys(c, json, "recommendations", keys);
    p->recommendation_kind = config_string(c, json, "recommendations", "kind", true);
    p->recommendation_body = config_string(c, json, "recommendations", "body", false);
    load_item_kinds(c, json, p);
    p->topics = config_bool(c, json, "recommendations", "topics");
    p->source_tag.source = config_string(c, json, "recommendations", "source_tag", false);
    p->item_standard.source = config_string(c, json, "recommendations", "standard", false);
}

static void find_catalogues(struct config *c, const struct library *library, const char *where,
                            const char **ids, size_t count, struct catalogues *out) {
    out->items = arena_alloc(c->arena, (count + 1) * sizeof *out->items);
    for (size_t i = 0; i < count; i++) {
        const struct catalogue *found = library_catalogue(library, ids[i]);
        if (found)
            out->items[out->count++] = found;
        else
            config_fail(c, where, "names no catalogue of data/standards");
    }
}

static void load_catalogues(struct config *c, const cJSON *root, const struct library *library,
                            struct profile *p) {
    size_t count;
    const char **ids = config_one_or_more(c, root, "", "standards", false, &count);
    find_catalogues(c, library, "standards", ids, count, &p->catalogues);
    ids = told_rules_load(c, root, &p->told, &count);
    find_catalogues(c, library, "told.catalogues", ids, count, &p->told_catalogues);
}

static struct pattern *load_flat(struct config *c, const cJSON *root, const char *key,
                                 size_t *count) {
    const char **sources = config_strings(c, root, "", key, false, count);
    struct pattern *patterns = arena_alloc(c->arena, (*count + 1) * sizeof *patterns);
    for (size_t i = 0; i < *count; i++)
        patterns[i].source = sources[i];
    return patterns;
}

static enum numbering load_numbering(struct config *c, const cJSON *root) {
    static const char *const words[] = {"none", "numbered", "decimal", NULL};
    if (!cJSON_GetObjectItemCaseSensitive(root, "findings"))
        return NUMBERING_NONE;
    return (enum numbering)config_word(c, root, "", "findings", words);
}

bool profile_load(struct config *c, struct text json, struct profile *out) {
    static const char *const keys[] = {"id",
                                       "name",
                                       "years",
                                       "measured",
                                       "reference",
                                       "builds_on",
                                       "part",
                                       "regulators",
                                       "detect",
                                       "subject",
                                       "scale",
                                       "scales",
                                       "catalogues",
                                       "judgement_sentences",
                                       "standards",
                                       "graded_standards",
                                       "standard_values",
                                       "breaches",
                                       "told",
                                       "recommendation_sentences",
                                       "flat_lines",
                                       "flat_headings",
                                       "inspection_heading",
                                       "service",
                                       "inspection_kinds",
                                       "fields",
                                       "captures",
                                       "regulators_as_printed",
                                       "aspects",
                                       "judgements",
                                       "sections",
                                       "findings",
                                       "recommendations",
                                       "record",
                                       "promises",
                                       "words",
                                       NULL};
    const cJSON *root = config_parse(c, json);
    *out = (struct profile){.file = c->file};
    config_known_keys(c, root, "", keys);
    if (config_bool(c, root, "", "part"))
        return false;
    out->info = (kloe_framework){config_string(c, root, "", "id", true),
                                 config_string(c, root, "", "name", true),
                                 config_string(c, root, "", "years", true),
                                 json.s,
                                 json.n,
                                 config_bool(c, root, "", "measured")};
    load_detect(c, root, out);
    return !c->failed;
}

static void load_words(struct config *c, const cJSON *root, struct profile *p) {
    const cJSON *json = config_object(c, root, "", "words", false), *item;
    p->words = arena_alloc(c->arena, ((size_t)cJSON_GetArraySize(json) + 1) * sizeof *p->words);
    cJSON_ArrayForEach (item, json) {
        const char *words = config_string(c, json, "words", item->string, true);
        if (words)
            p->words[p->word_count++] =
                (struct placeholder){arena_format(c->arena, "{%s}", item->string),
                                     arena_format(c->arena, "(?:%s)", words)};
    }
}

/* All that is known of a family only when a report is one of it. */
static void load_rules(struct config *c, const struct library *library,
                       const struct profile_sources *sources, struct profile *out) {
    struct text json = {out->info.json, out->info.json_bytes};
    const cJSON *root = inherit(c, config_parse(c, json), sources);
    config_string(c, root, "", "reference", true); /* for the reader of the profile */
    out->regulators = config_strings(c, root, "", "regulators", true, &out->regulator_count);
    out->regulators_as_printed = config_bool(c, root, "", "regulators_as_printed");
    load_subject(c, root, out);
    out->scale = load_scale(c, root, "", library);
    load_catalogues(c, root, library, out);
    load_words(c, root, out);
    out->schemes = &library->schemes;
    out->graded_standards = config_bool(c, root, "", "graded_standards");
    out->standard_value_count =
        config_items(c, root, "", "standard_values", (void **)&out->standard_values,
                     sizeof *out->standard_values, load_standard_value);
    load_breaches(c, root, &out->breaches);
    out->advice_count = config_items(c, root, "", "recommendation_sentences", (void **)&out->advice,
                                     sizeof *out->advice, load_advice);
    out->flat_lines = load_flat(c, root, "flat_lines", &out->flat_line_count);
    out->flat_headings = load_flat(c, root, "flat_headings", &out->flat_heading_count);
    out->inspection.source = config_string(c, root, "", "inspection_heading", false);
    out->service.source = config_string(c, root, "", "service", false);
    out->inspection_kind_count =
        config_items(c, root, "", "inspection_kinds", (void **)&out->inspection_kinds,
                     sizeof *out->inspection_kinds, load_inspection_kind);
    out->field_count =
        config_items(c, root, "", "fields", (void **)&out->fields, sizeof *out->fields, load_field);
    out->capture_count = config_items(c, root, "", "captures", (void **)&out->captures,
                                      sizeof *out->captures, load_capture);
    load_judgements(c, root, library, out);
    out->sentence_count = config_items(c, root, "", "judgement_sentences", (void **)&out->sentences,
                                       sizeof *out->sentences, load_sentence);
    load_sentence_scales(c, root, library, out);
    out->section_count = config_items(c, root, "", "sections", (void **)&out->sections,
                                      sizeof *out->sections, load_section);
    out->findings = load_numbering(c, root);
    load_recommendations(c, root, out);
    record_rules_load(c, root, &out->record);
    promises_load(c, root, &out->promises);
}

/* Compiles a pattern in which "{grade}", "{standard}", "{date}", "{months}", "{person}", "{body}"
 * and "{place}" stand for what they name. */
static void compile(struct config *c, const struct profile *p, struct pattern *pattern,
                    const char *where) {
    if (!pattern->source || pattern->code || c->failed)
        return;
    for (size_t i = 0; i < p->word_count; i++)
        pattern->source =
            pattern_insert(c, pattern->source, p->words[i].mark, p->words[i].alternatives);
    if (strstr(pattern->source, "{grade}"))
        pattern->source =
            pattern_insert(c, pattern->source, "{grade}", scale_alternatives(c->arena, p->scale));
    if (strstr(pattern->source, "{standard}"))
        pattern->source = pattern_insert(c, pattern->source, "{standard}",
                                         catalogues_alternatives(c->arena, &p->catalogues));
    pattern->source = identifiers_insert(c, p->schemes, pattern->source);
    pattern->source = pattern_insert(c, pattern->source, "{date}", PATTERN_DATE);
    pattern->source = pattern_insert(c, pattern->source, "{months}", PATTERN_MONTHS);
    pattern->source = pattern_insert(c, pattern->source, "{person}", PATTERN_PERSON);
    pattern->source = pattern_insert(c, pattern->source, "{body}", PATTERN_BODY);
    pattern->source = pattern_insert(c, pattern->source, "{place}", PATTERN_PLACE);
    pattern_compile(c, pattern, where);
}

static void compile_judgement(struct config *c, const struct profile *p, struct judgement_rule *j,
                              const char *where) {
    compile(c, p, &j->group, config_path(c, where, "group"));
    compile(c, p, &j->sentence, config_path(c, where, "sentence"));
    compile(c, p, &j->score, config_path(c, where, "score"));
    compile(c, p, &j->whole, config_path(c, where, "whole"));
    compile(c, p, &j->parts, config_path(c, where, "parts"));
    for (size_t k = 0; k < j->aspect_count; k++)
        compile(c, p, &j->aspects[k].label, config_index(c, config_path(c, where, "aspects"), k));
}

static void compile_breaches(struct config *c, const struct profile *p, struct breach_rules *b) {
    compile(c, p, &b->row, "breaches.row");
    compile(c, p, &b->activities, "breaches.activities");
    compile(c, p, &b->label, "breaches.label");
    compile(c, p, &b->after, "breaches.after");
    compile(c, p, &b->until, "breaches.until");
    compile(c, p, &b->ignore, "breaches.ignore");
    for (size_t i = 0; i < b->action_count; i++)
        compile(c, p, &b->actions[i].pattern, config_index(c, "breaches.actions", i));
}

static void compile_told_rules(struct config *c, const struct profile *p, struct told_rule *rules,
                               size_t count, const char *where) {
    for (size_t i = 0; i < count; i++) {
        compile(c, p, &rules[i].pattern, config_index(c, where, i));
        compile(c, p, &rules[i].unless, config_index(c, where, i));
    }
}

static void compile_told(struct config *c, const struct profile *p, struct told_rules *t) {
    compile(c, p, &t->breach, "told.breach");
    compile(c, p, &t->relation, "told.relation");
    compile(c, p, &t->number, "told.number");
    compile(c, p, &t->further, "told.further");
    compile(c, p, &t->goes_on, "told.goes_on");
    compile(c, p, &t->no_name, "told.no_name");
    compile(c, p, &t->all, "told.all");
    compile(c, p, &t->unless, "told.unless");
    compile(c, p, &t->now, "told.now");
    compile(c, p, &t->before, "told.before");
    compile(c, p, &t->visit, "told.visit");
    for (size_t i = 0; i < t->also_count; i++)
        compile(c, p, &t->also[i].pattern, config_index(c, "told.also", i));
    compile_told_rules(c, p, t->actions, t->action_count, "told.actions");
    compile_told_rules(c, p, t->statuses, t->status_count, "told.statuses");
}

static void compile_rules(struct config *c, struct profile *p) {
    for (size_t i = 0; i < p->subject_count; i++)
        compile(c, p, &p->subjects[i], config_index(c, "subject.patterns", i));
    for (size_t i = 0; i < p->field_count; i++)
        compile(c, p, &p->fields[i].label, config_index(c, "fields", i));
    for (size_t i = 0; i < p->capture_count; i++)
        compile(c, p, &p->captures[i].pattern, config_index(c, "captures", i));
    for (size_t i = 0; i < p->aspect_count; i++)
        compile(c, p, &p->aspects[i].label, config_index(c, "aspects", i));
    for (size_t i = 0; i < p->judgement_count; i++)
        compile_judgement(c, p, &p->judgements[i], config_index(c, "judgements", i));
    for (size_t i = 0; i < p->sentence_count; i++)
        compile(c, p, &p->sentences[i].pattern, config_index(c, "judgement_sentences", i));
    for (size_t i = 0; i < p->section_count; i++)
        compile(c, p, &p->sections[i].heading, config_index(c, "sections", i));
    for (size_t i = 0; i < p->standard_value_count; i++)
        compile(c, p, &p->standard_values[i].pattern, config_index(c, "standard_values", i));
    compile_breaches(c, p, &p->breaches);
    compile_told(c, p, &p->told);
    for (size_t i = 0; i < p->advice_count; i++)
        compile(c, p, &p->advice[i].pattern, config_index(c, "recommendation_sentences", i));
    for (size_t i = 0; i < p->flat_line_count; i++)
        compile(c, p, &p->flat_lines[i], config_index(c, "flat_lines", i));
    for (size_t i = 0; i < p->flat_heading_count; i++)
        compile(c, p, &p->flat_headings[i], config_index(c, "flat_headings", i));
    compile(c, p, &p->inspection, "inspection_heading");
    compile(c, p, &p->service, "service");
    for (size_t i = 0; i < p->inspection_kind_count; i++)
        compile(c, p, &p->inspection_kinds[i].line, config_index(c, "inspection_kinds", i));
    compile(c, p, &p->source_tag, "recommendations.source_tag");
    compile(c, p, &p->item_standard, "recommendations.standard");
    for (size_t i = 0; i < p->record.visit_count; i++)
        compile(c, p, &p->record.visits[i].pattern, config_index(c, "record.visits", i));
}

void profile_complete(struct config *c, const struct library *library,
                      const struct profile_sources *sources, struct profile *p) {
    load_rules(c, library, sources, p);
    compile_rules(c, p);
}
