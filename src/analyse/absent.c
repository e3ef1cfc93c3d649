#include "analyse/absent.h"

#include <string.h>

static bool is_missing(const kloe_report *r, enum value v) {
    const bool missing[VALUE_COUNT] = {[VALUE_SUBJECT_NAME] = !r->subject,
                                       [VALUE_SUBJECT_IDENTIFIERS] = !r->identifiers.count,
                                       [VALUE_INSPECTION_START] = !r->start,
                                       [VALUE_INSPECTION_END] = !r->end,
                                       [VALUE_INSPECTION_PUBLISHED] = !r->published,
                                       [VALUE_INSPECTION_PREVIOUS] = !r->previous.count,
                                       [VALUE_PEOPLE] = !r->people.count,
                                       [VALUE_ORGANISATIONS] = !r->organisations.count,
                                       [VALUE_JUDGEMENTS] = !r->judgements.count,
                                       [VALUE_STANDARDS] = !r->standards.count,
                                       [VALUE_FINDINGS] = !r->findings.count,
                                       [VALUE_RECOMMENDATIONS] = !r->recommendations.count,
                                       [VALUE_NEXT_STEPS] = !r->next_steps.count};
    return missing[v];
}

static const char *const reasons[] = {[ABSENCE_NOT_PRINTED] = "not-printed",
                                      [ABSENCE_DAY_NOT_PRINTED] = "not-printed",
                                      [ABSENCE_UNREADABLE] = "unreadable",
                                      [ABSENCE_AMBIGUOUS] = "ambiguous"};

static const char *reason_of(const struct analysis *a, enum value v) {
    if (a->profile->promises.values[v] == PROMISE_NEVER)
        return "not-in-framework";
    /* one label gives both dates of an inspection */
    return reasons[a->absences[v == VALUE_INSPECTION_END ? VALUE_INSPECTION_START : v]];
}

/* Notes the absence, and warns of a value that should be there without any sign of it. */
static void note(struct analysis *a, const char *path, const char *reason, bool promised) {
    kloe_absence *missing = REPORT_ADD(a->arena, a->report->absent);
    *missing = (kloe_absence){path, reason};
    if (promised && strcmp(reason, reasons[ABSENCE_NOT_PRINTED]) == 0)
        diagnose(a, DIAGNOSTIC_VALUE_MISSING, (kloe_at){0},
                 arena_format(a->arena, "%s: not found, and reports of this family have it", path));
}

/* ---- judgements ------------------------------------------------------------------------ */

/* Where several services are rated, the overall rating of one will do: it has no id. */
static bool is_judged(const kloe_report *r, const char *id) {
    bool overall = strcmp(id, "overall") == 0;
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        if ((j->id && strcmp(j->id, id) == 0) || (overall && j->overall))
            return true;
    }
    return false;
}

static bool has_any(const kloe_report *r, const struct promised_judgement *p) {
    for (size_t i = 0; i < p->id_count; i++)
        if (is_judged(r, p->ids[i]))
            return true;
    return false;
}

/* Whether the family has the judgement at the inspection's date; without a date it may have. */
static bool is_of_its_time(const kloe_report *r, const struct promised_judgement *p) {
    const char *start = r->start ? r->start : r->start_month;
    if (!start)
        return true;
    return (!p->from || strcmp(start, p->from) >= 0) && (!p->until || strcmp(start, p->until) < 0);
}

static const char *doubt_of(const struct analysis *a, const struct promised_judgement *p) {
    for (const struct doubted *d = a->doubted; d; d = d->next)
        for (size_t i = 0; i < p->id_count; i++)
            if (strcmp(d->id, p->ids[i]) == 0)
                return reasons[d->absence];
    return reasons[ABSENCE_NOT_PRINTED];
}

static void note_judgement(struct analysis *a, const struct promised_judgement *p) {
    const kloe_report *r = a->report;
    bool in_time = is_of_its_time(r, p),
         dated = r->start || r->start_month || !(p->from || p->until);
    if (has_any(r, p) || (p->with && !is_judged(r, p->with)))
        return;
    note(a, arena_format(a->arena, "judgements.%s", p->ids[0]),
         in_time ? doubt_of(a, p) : "not-in-framework", dated);
}

/* A record of a body that was inspected and never rated has no date to give. */
static bool is_unrated_record(const struct analysis *a) {
    const kloe_report *r = a->report;
    for (size_t i = 0; i < r->judgements.count; i++)
        if (r->judgements.items[i].rank)
            return false;
    return a->is_record && r->judgements.count;
}

void absent_note(struct analysis *a) {
    const struct promises *promises = &a->profile->promises;
    bool promised = !is_unrated_record(a);
    for (enum value v = 0; v < VALUE_COUNT; v++)
        if (is_missing(a->report, v))
            note(a, value_paths[v], reason_of(a, v),
                 promised && promises->values[v] == PROMISE_ALWAYS &&
                     a->absences[v] != ABSENCE_DAY_NOT_PRINTED);
    for (size_t i = 0; i < promises->judgement_count; i++)
        note_judgement(a, &promises->judgements[i]);
}
