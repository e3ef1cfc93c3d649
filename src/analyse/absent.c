#include "analyse/absent.h"

#include <string.h>

static bool is_missing(const kloe_report *r, enum value v) {
    switch (v) {
    case VALUE_SUBJECT_NAME:
        return !r->subject;
    case VALUE_SUBJECT_IDENTIFIERS:
        return !r->identifiers.count;
    case VALUE_INSPECTION_START:
        return !r->start;
    case VALUE_INSPECTION_END:
        return !r->end;
    case VALUE_INSPECTION_PUBLISHED:
        return !r->published;
    case VALUE_INSPECTION_PREVIOUS:
        return !r->previous.count;
    case VALUE_PEOPLE:
        return !r->people.count;
    case VALUE_ORGANISATIONS:
        return !r->organisations.count;
    case VALUE_JUDGEMENTS:
        return !r->judgements.count;
    case VALUE_STANDARDS:
        return !r->standards.count;
    case VALUE_FINDINGS:
        return !r->findings.count;
    case VALUE_RECOMMENDATIONS:
        return !r->recommendations.count;
    case VALUE_NEXT_STEPS:
        return !r->next_steps.count;
    case VALUE_COUNT:
        break;
    }
    return false;
}

static const char *reason_of(const struct analysis *a, enum value v) {
    static const char *const reasons[] = {[ABSENCE_NOT_PRINTED] = "not-printed",
                                          [ABSENCE_UNREADABLE] = "unreadable",
                                          [ABSENCE_AMBIGUOUS] = "ambiguous"};
    if (a->profile->promises[v] == PROMISE_NEVER)
        return "not-in-framework";
    /* one label gives both dates of an inspection */
    return reasons[a->absences[v == VALUE_INSPECTION_END ? VALUE_INSPECTION_START : v]];
}

void absent_note(struct analysis *a) {
    for (enum value v = 0; v < VALUE_COUNT; v++) {
        if (!is_missing(a->report, v))
            continue;
        kloe_absence *missing = REPORT_ADD(a->arena, a->report->absent);
        missing->path = value_paths[v];
        missing->reason = reason_of(a, v);
        if (a->profile->promises[v] == PROMISE_ALWAYS &&
            strcmp(missing->reason, "not-printed") == 0)
            diagnose(a, DIAGNOSTIC_VALUE_MISSING, (kloe_at){0},
                     arena_format(a->arena, "%s: not found, and reports of this family have it",
                                  value_paths[v]));
    }
}
