#include "analyse/record.h"

#include "analyse/account.h"
#include "analyse/claims.h"
#include "analyse/dates.h"
#include "analyse/identifiers.h"
#include "analyse/record_judgements.h"
#include "analyse/section.h"
#include "analyse/standard.h"

#include <string.h>

enum { SCORE_DIGITS = 1, PREVIOUS_MAX = 1000 };

/* ---- what is said of the body -------------------------------------------------------------- */

static void add_organisation(struct analysis *a, const struct record_field *f, uint32_t value) {
    uint32_t label = record_first(a, &f->label, value);
    struct passage p = a->document->record->values[value].words;
    kloe_party *party = REPORT_ADD(a->arena, a->report->organisations);
    party->role = f->role;
    party->name = passage_string(a, p);
    party->at = passage_at(a->document, p);
    if (label) {
        struct passage words = a->document->record->values[label].words;
        party->role_text = text_string(a->arena, record_text(a, label));
        party->at = document_at(a->document, p, words);
        account_take(a, words, "label", &f->label.rule);
    }
}

static void add_field(struct analysis *a, const struct record_field *f, uint32_t value) {
    kloe_report *r = a->report;
    struct passage p = a->document->record->values[value].words;
    kloe_at at = passage_at(a->document, p);
    switch (f->kind) {
    case RECORD_SUBJECT:
        if (r->subject)
            return;
        r->subject = passage_string(a, p);
        r->subject_confidence = 1; /* a record says by name what a value is */
        r->subject_at = at;
        break;
    case RECORD_IDENTIFIER:
        identifier_add(a, f->role, p, true);
        break;
    case RECORD_DETAIL:
        *REPORT_ADD(a->arena, r->details) = (kloe_detail){f->role, passage_string(a, p), at};
        break;
    case RECORD_ORGANISATION:
        add_organisation(a, f, value);
        break;
    }
    account_take(a, p, f->kind == RECORD_SUBJECT ? "subject" : "value", &f->path.rule);
}

static void read_fields(struct analysis *a, const struct record_rules *rules) {
    for (size_t i = 0; i < rules->field_count; i++) {
        struct found_values found = record_all(a, &rules->fields[i].path);
        for (size_t k = 0; k < found.count; k++)
            if (record_text(a, found.items[k]).n)
                add_field(a, &rules->fields[i], found.items[k]);
    }
}

/* ---- dates --------------------------------------------------------------------------------- */

static bool read_days(struct analysis *a, struct passage p, struct date_range *days, kloe_at *at) {
    struct unit unit = {.passage = p};
    return dates_read(a, &(struct units){&unit, 1, 1}, a->published, days, at);
}

static void set_published(struct analysis *a, struct passage p, const struct pattern *rule) {
    struct date_range days;
    if (!read_days(a, p, &days, &a->report->published_at))
        return;
    a->report->published = date_string(a, days.start);
    a->published = arena_alloc(a->arena, sizeof *a->published);
    *a->published = days.start;
    account_take(a, p, "value", rule);
}

static void set_visit(struct analysis *a, struct passage p, const struct pattern *rule,
                      double confidence) {
    kloe_report *r = a->report;
    struct date_range days;
    if (!read_days(a, p, &days, &r->dates_at))
        return;
    r->start = date_string(a, days.start);
    r->end = date_string(a, days.end);
    r->inspection_confidence = confidence;
    account_take(a, p, "value", rule);
}

/* The newest date of the first path that gives any; its value, 0 where there is none. */
static uint32_t read_published(struct analysis *a, const struct record_paths *paths) {
    struct date best = {0}, date;
    uint32_t newest = 0;
    for (size_t i = 0; i < paths->count && !newest; i++) {
        struct found_values found = record_all(a, &paths->items[i]);
        for (size_t k = 0; k < found.count; k++)
            if (record_date(a, found.items[k], &date) && date_compare(date, best) > 0) {
                best = date;
                newest = found.items[k];
            }
        if (newest)
            set_published(a, a->document->record->values[newest].words, &paths->items[i].rule);
    }
    return newest;
}

/* The first sentence of the value in which the pattern finds dates of this inspection. */
static bool find_visit(struct analysis *a, const struct record_visit *rule, uint32_t value) {
    const struct record_value *v = &a->document->record->values[value];
    for (uint32_t b = 0; b < v->paragraphs + !v->paragraphs; b++) {
        struct passage p = v->words, sentence;
        if (b)
            p = document_cell(a->document, v->words.block + b, 0);
        for (size_t at = 0; passage_sentence(a->document, p, &at, &sentence);) {
            struct text t = passage_text(a->document, sentence);
            struct match m;
            if (is_of_earlier(a, t) ||
                !pattern_match(a->matcher, &rule->pattern, t, 0, PATTERN_ANYWHERE, &m))
                continue;
            set_visit(a, group_passage(&m, "value", sentence), &rule->pattern,
                      CLAIM_SENTENCE.score);
            if (a->report->start)
                return true;
        }
    }
    return false;
}

/* By the rules in their order, of the inspection that was published. */
static void read_visit(struct analysis *a, const struct record_rules *rules, uint32_t published) {
    struct date unused;
    for (size_t i = 0; i < rules->visit_count && !a->report->start; i++) {
        const struct record_visit *rule = &rules->visits[i];
        struct found_values found = record_of(a, &rule->path, published);
        for (size_t k = 0; k < found.count && !a->report->start; k++)
            if (rule->pattern.source && record_text(a, found.items[k]).n)
                find_visit(a, rule, found.items[k]);
            else if (!rule->pattern.source && record_date(a, found.items[k], &unused))
                set_visit(a, a->document->record->values[found.items[k]].words, &rule->path.rule,
                          1);
    }
}

/* ---- earlier inspections ------------------------------------------------------------------- */

/* What stands beside the date of an earlier inspection, in one object, is of it. `earlier` is by
 * block. */
static void mark_earlier(struct analysis *a, uint32_t object, bool *earlier) {
    const struct record_value *all = a->document->record->values;
    for (uint32_t i = object; i < all[object].end; i++)
        for (uint32_t b = 0; all[i].words.to && b < all[i].paragraphs + !all[i].paragraphs; b++)
            earlier[all[i].words.block + b] = true;
}

static void read_previous(struct analysis *a, const struct record_paths *paths, uint32_t published,
                          bool *earlier) {
    kloe_report *r = a->report;
    struct date date;
    uint32_t marked = 0;
    for (size_t i = 0; i < paths->count; i++) {
        struct found_values found = record_all(a, &paths->items[i]);
        for (size_t k = 0; k < found.count; k++) {
            uint32_t value = found.items[k], parent = a->document->record->values[value].parent;
            if (value == published || !record_date(a, value, &date) ||
                r->previous.count == PREVIOUS_MAX)
                continue;
            const char *day = date_string(a, date);
            if (parent != marked) /* a key can stand in an object twice */
                mark_earlier(a, parent, earlier);
            marked = parent;
            account_take(a, a->document->record->values[value].words, "value",
                         &paths->items[i].rule);
            if (!report_has_string(&r->previous, day) &&
                !(r->published && strcmp(day, r->published) == 0))
                report_add_string(a->arena, &r->previous, day);
        }
    }
}

/* ---- standards ------------------------------------------------------------------------------ */

static void read_standard(struct analysis *a, const struct record_standard *rule, uint32_t value) {
    struct passage p = a->document->record->values[value].words;
    uint32_t group = record_first(a, &rule->group, value);
    uint32_t score = record_first(a, &rule->score, value);
    kloe_standard *s = standard_add(a, "", NULL, passage_string(a, p), passage_at(a->document, p));
    size_t digits;
    s->status = record_status(a, &rule->status, value);
    account_take(a, p, "standard", &rule->title.rule);
    if (group)
        s->group = text_string(a->arena, record_text(a, group));
    if (record_text(a, score).n) {
        s->grade_text = text_string(a->arena, record_text(a, score));
        s->score = (int)text_number(record_text(a, score), SCORE_DIGITS, &digits);
        account_take(a, a->document->record->values[score].words, "score", &rule->score.rule);
    }
}

static void read_standards(struct analysis *a, const struct record_rules *rules) {
    for (size_t i = 0; i < rules->standard_count; i++) {
        struct found_values found = record_all(a, &rules->standards[i].title);
        for (size_t k = 0; k < found.count; k++)
            if (record_text(a, found.items[k]).n && !record_is_superseded(a, found.items[k]))
                read_standard(a, &rules->standards[i], found.items[k]);
    }
}

/* ---- the whole ------------------------------------------------------------------------------ */

/* A grade that no rule took, and that is of no earlier inspection. */
static void note_unclaimed(struct analysis *a) {
    const struct record *r = a->document->record;
    size_t from, to;
    for (uint32_t i = 1; i < r->count; i++) {
        struct passage p = r->values[i].words;
        if (!p.to || is_beside_report(a, p.block) || account_find(a, p))
            continue;
        const struct grade *g = scale_match(a->profile->scale, record_text(a, i), &from, &to);
        if (g && g->rank)
            diagnose(a, DIAGNOSTIC_GRADE_UNCLAIMED, passage_at(a->document, p),
                     arena_format(a->arena, "\"%s\" stands there, and no rule took it",
                                  passage_string(a, p)));
    }
}

/* A section is what is of this inspection, or what is not: sentences of advice are looked for in
 * them. */
static void make_sections(struct analysis *a, const bool *earlier) {
    size_t count = a->document->block_count, capacity = 0;
    for (size_t b = 0; b < count; b++) {
        if (b && earlier[b] == earlier[b - 1])
            continue;
        a->sections =
            arena_room(a->arena, a->sections, a->section_count, &capacity, sizeof *a->sections);
        if (b)
            a->sections[a->section_count - 1].end = b;
        a->sections[a->section_count++] = (struct section){
            .first = b, .end = count, .about = earlier[b] ? ABOUT_EARLIER : ABOUT_INSPECTION};
    }
}

void record_read(struct analysis *a) {
    const struct record_rules *rules = &a->profile->record;
    bool *earlier = arena_alloc(a->arena, a->document->block_count + 1);
    a->report->subject_type = a->profile->subject_type;
    read_fields(a, rules);
    uint32_t published = read_published(a, &rules->published);
    read_visit(a, rules, published);
    record_judgements_read(a);
    read_standards(a, rules);
    read_previous(a, &rules->previous, published, earlier);
    make_sections(a, earlier);
    note_unclaimed(a);
}
