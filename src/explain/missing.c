#include "explain/parts.h"

#include <string.h>

struct missing {
    struct analysis *analysis;
    kloe_missing *out;
};

static void add_rule(struct missing *m, const struct pattern *rule) {
    if (rule->source && !report_has_string(&m->out->rules, rule->key))
        report_add_string(m->analysis->arena, &m->out->rules, rule->key);
}

static void add_fields(struct missing *m, enum field_kind kind) {
    const struct profile *p = m->analysis->profile;
    for (size_t i = 0; i < p->field_count; i++)
        if (p->fields[i].kind == kind)
            add_rule(m, &p->fields[i].label);
    for (size_t i = 0; i < p->capture_count; i++)
        if (p->captures[i].field.kind == kind)
            add_rule(m, &p->captures[i].pattern);
}

static void add_sections(struct missing *m, enum section_kind kind) {
    const struct profile *p = m->analysis->profile;
    for (size_t i = 0; i < p->section_count; i++)
        if (p->sections[i].kind == kind)
            add_rule(m, &p->sections[i].heading);
}

static void add_judgements(struct missing *m, bool standards) {
    const struct profile *p = m->analysis->profile;
    for (size_t i = 0; i < p->judgement_count; i++)
        if ((p->judgements[i].kind == TABLE_STANDARDS) == standards)
            add_rule(m, &p->judgements[i].group);
    for (size_t i = 0; i < p->sentence_count && !standards; i++)
        add_rule(m, &p->sentences[i].pattern);
}

static bool is_id(const char *id, const char *wanted) { return id && strcmp(id, wanted) == 0; }

/* Of one judgement: its labels and sentences. */
static void add_judgement(struct missing *m, const char *id) {
    const struct profile *p = m->analysis->profile;
    for (size_t i = 0; i < p->judgement_count; i++)
        for (size_t k = 0; k < p->judgements[i].aspect_count; k++)
            if (is_id(p->judgements[i].aspects[k].id, id))
                add_rule(m, &p->judgements[i].aspects[k].label);
    for (size_t i = 0; i < p->sentence_count; i++)
        if (is_id(p->sentences[i].id, id))
            add_rule(m, &p->sentences[i].pattern);
}

static void add_subjects(struct missing *m) {
    for (size_t i = 0; i < m->analysis->profile->subject_count; i++)
        add_rule(m, &m->analysis->profile->subjects[i]);
    add_fields(m, FIELD_SUBJECT);
}

/* The rules that would give the value. */
static void add_rules(struct missing *m, enum value v) {
    static const enum field_kind kinds[VALUE_COUNT] = {
        [VALUE_SUBJECT_IDENTIFIERS] = FIELD_IDENTIFIER,
        [VALUE_INSPECTION_START] = FIELD_INSPECTION_DATES,
        [VALUE_INSPECTION_END] = FIELD_INSPECTION_DATES,
        [VALUE_INSPECTION_PUBLISHED] = FIELD_PUBLISHED,
        [VALUE_INSPECTION_PREVIOUS] = FIELD_PREVIOUS_DATES,
        [VALUE_PEOPLE] = FIELD_PERSON,
        [VALUE_ORGANISATIONS] = FIELD_ORGANISATION};
    if (v == VALUE_SUBJECT_NAME)
        add_subjects(m);
    else if (v == VALUE_JUDGEMENTS || v == VALUE_STANDARDS)
        add_judgements(m, v == VALUE_STANDARDS);
    else if (v < VALUE_JUDGEMENTS)
        add_fields(m, kinds[v]);
    if (v == VALUE_STANDARDS)
        add_sections(m, SECTION_STANDARD);
    if (v == VALUE_RECOMMENDATIONS)
        add_sections(m, SECTION_RECOMMENDATIONS);
    if (v == VALUE_NEXT_STEPS)
        add_sections(m, SECTION_NEXT_STEPS);
    if (v == VALUE_INSPECTION_PREVIOUS)
        add_sections(m, SECTION_PREVIOUS);
}

static enum value value_of(const char *path) {
    for (enum value v = 0; v < VALUE_COUNT; v++)
        if (strcmp(path, value_paths[v]) == 0)
            return v;
    return VALUE_COUNT;
}

/* Of "judgements.overall" what stands behind the full stop; NULL for another path. */
static const char *judgement_of(const char *path) {
    static const char prefix[] = "judgements.";
    size_t n = sizeof prefix - 1;
    return strncmp(path, prefix, n) == 0 ? path + n : NULL;
}

void explain_missing(struct analysis *a, kloe_explanation *out) {
    for (size_t i = 0; i < a->report->absent.count; i++) {
        const kloe_absence *absent = &a->report->absent.items[i];
        enum value v = value_of(absent->path);
        const char *judgement = judgement_of(absent->path);
        if (strcmp(absent->reason, "not-in-framework") == 0)
            continue;
        kloe_missing *missing = REPORT_ADD(a->arena, out->missing);
        *missing = (kloe_missing){.path = absent->path, .reason = absent->reason};
        missing->always =
            judgement || (v < VALUE_COUNT && a->profile->promises.values[v] == PROMISE_ALWAYS);
        if (judgement)
            add_judgement(&(struct missing){a, missing}, judgement);
        else if (v < VALUE_COUNT)
            add_rules(&(struct missing){a, missing}, v);
    }
}
