#include "analyse/services.h"

#include <string.h>

enum { COMPARED_MAX = 512 };

bool is_service(struct analysis *a, struct text words) {
    return pattern_match(a->matcher, &a->profile->service, words, 0, PATTERN_WHOLE, NULL);
}

/* Named by the service alone, as on a cover: what is rated is the whole of it. */
static bool is_of_service(struct analysis *a, const kloe_judgement *j) {
    return !j->id && !j->location && is_service(a, text_of(j->aspect));
}

static bool is_overall(const kloe_judgement *j) {
    return text_same(text_of(j->aspect), TEXT("overall"));
}

/* Whether both rate the whole of one service of the one location that there is. */
static bool is_same(const kloe_judgement *one, const kloe_judgement *other, bool listed) {
    struct text name = text_of(one->aspect);
    if (listed)
        return text_same(text_of(other->aspect), name);
    return other->group && is_overall(other) && text_same(text_of(other->group), name);
}

/* What else rates the service: its row in a grid, else where it is listed before; NULL: nothing, or
 * several locations have one. */
static kloe_judgement *other_of(struct analysis *a, size_t at, const bool *listed) {
    kloe_judgement *all = a->report->judgements.items, *found = NULL;
    size_t count = a->report->judgements.count;
    for (size_t i = 0; i < count && i < COMPARED_MAX; i++)
        if (!listed[i] && is_same(&all[at], &all[i], false)) {
            if (found)
                return NULL;
            found = &all[i];
        }
    for (size_t i = 0; !found && i < at; i++)
        if (listed[i] && is_same(&all[at], &all[i], true))
            found = &all[i];
    return found;
}

void services_once(struct analysis *a) {
    bool listed[COMPARED_MAX] = {false}, again[COMPARED_MAX] = {false};
    kloe_judgement *all = a->report->judgements.items;
    size_t count = a->report->judgements.count, kept = 0;
    if (!a->profile->service.source)
        return;
    for (size_t i = 0; i < count && i < COMPARED_MAX; i++)
        listed[i] = is_of_service(a, &all[i]);
    for (size_t i = 0; i < count && i < COMPARED_MAX; i++) {
        kloe_judgement *other = listed[i] ? other_of(a, i, listed) : NULL;
        again[i] = other && strcmp(other->grade, all[i].grade) == 0;
        if (again[i])
            other->confidence = 1 - (1 - other->confidence) / 2;
        else if (other)
            diagnose(a, DIAGNOSTIC_VALUE_AMBIGUOUS, all[i].at,
                     arena_format(a->arena, "another grade for \"%s\": %s, and %s", all[i].aspect,
                                  all[i].grade_text, other->grade_text));
    }
    for (size_t i = 0; i < count; i++)
        if (i >= COMPARED_MAX || !again[i])
            all[kept++] = all[i];
    a->report->judgements.count = kept;
}
