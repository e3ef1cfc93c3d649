#include "analyse/judgement.h"

#include <string.h>

static bool is_same_service(const char *one, const char *other) {
    return one && other ? text_same(text_of(one), text_of(other)) : one == other;
}

kloe_judgement *judgement_find_of(struct analysis *a, const char *service, const char *id) {
    for (size_t i = 0; id && i < a->judged_count; i++)
        if (strcmp(a->judged[i].id, id) == 0 && is_same_service(a->judged[i].service, service))
            return &a->report->judgements.items[a->judged[i].judgement];
    return NULL;
}

kloe_judgement *judgement_find(struct analysis *a, const char *id) {
    return judgement_find_of(a, NULL, id);
}

/* A second place that says the same makes it surer; one that does not, less so. */
static void add_to(struct analysis *a, kloe_judgement *j, const struct found_judgement *found) {
    bool same = strcmp(j->grade, found->grade->id) == 0;
    j->confidence = same ? 1 - (1 - j->confidence) / 2 : j->confidence / 2;
    if (!same) {
        diagnose(a, DIAGNOSTIC_VALUE_AMBIGUOUS, found->at,
                 arena_format(a->arena, "another grade for \"%s\": %s, not %s", found->aspect,
                              found->grade_text, j->grade_text));
        return;
    }
    j->percentage = j->percentage ? j->percentage : found->percentage;
    j->status = j->status ? j->status : found->status;
}

static void remember(struct analysis *a, const char *service, const char *id) {
    a->judged =
        arena_room(a->arena, a->judged, a->judged_count, &a->judged_capacity, sizeof *a->judged);
    a->judged[a->judged_count++] = (struct judged){id, service, a->report->judgements.count - 1};
}

void judgement_add(struct analysis *a, const struct found_judgement *found) {
    kloe_judgement *j = judgement_find_of(a, found->service, found->id);
    if (j) {
        add_to(a, j, found);
        return;
    }
    const struct grade *g = found->grade;
    j = REPORT_ADD(a->arena, a->report->judgements);
    *j = (kloe_judgement){.group = found->group,
                          .location = found->location,
                          .level = found->level,
                          .aspect = found->aspect,
                          .id = found->service ? NULL : found->id, /* the id is of the body's */
                          .grade = g->id,
                          .grade_text = found->grade_text,
                          .scale = g->scale->id,
                          .rank = g->rank,
                          .of = g->rank ? g->scale->of : 0,
                          .percentage = found->percentage,
                          .overall = found->overall,
                          .status = found->status,
                          .confidence = found->confidence,
                          .at = found->at};
    if (found->id)
        remember(a, found->service, found->id);
}

void judgement_doubt(struct analysis *a, const char *id, enum absence absence) {
    if (!id)
        return;
    struct doubted *d = arena_alloc(a->arena, sizeof *d);
    *d = (struct doubted){id, absence, a->doubted};
    a->doubted = d;
}

bool judgement_is_settled(struct analysis *a, const char *id) {
    bool doubted = false;
    for (const struct doubted *d = a->doubted; id && d && !doubted; d = d->next)
        doubted = strcmp(d->id, id) == 0;
    return doubted || judgement_find(a, id);
}

bool rating_date(struct text words, struct date *date, bool *month) {
    struct date_range range;
    *month = date_is_month(words, date);
    if (*month)
        return true;
    if (!date_find(words, &range) || range.from || range.to != words.n)
        return false;
    *date = range.start;
    return true;
}

/* Whether a grade that was published then is an earlier inspection's: NULL where this one's date is
 * not known. */
static const char *status_by_date(const struct analysis *a, struct date date, bool month) {
    struct date p = {0};
    date.day = month ? 1 : date.day;
    if (a->published)
        p = *a->published;
    else if (!a->report->start || !date_parse(text_of(a->report->start), &p))
        return NULL;
    else if (date_compare(date_add_months(date, month), p) > 0)
        return "assessed"; /* published after the visit */
    bool same = date.year == p.year && date.month == p.month && (month || date.day == p.day);
    return same ? "assessed" : "not-assessed";
}

const char *rating_status(const struct analysis *a, struct text words) {
    struct date date;
    bool month;
    if (text_same(words, TEXT("not assessed")))
        return "not-assessed";
    if (text_same(words, TEXT("assessed")))
        return "assessed";
    return rating_date(words, &date, &month) ? status_by_date(a, date, month) : NULL;
}
