#include "analyse/services.h"

#include "analyse/grade_table.h"

#include <string.h>

enum { COMPARED_MAX = 512, ABOVE_BLOCKS = 6 };

/* The name of a service right above the table's head; empty: none. */
static struct passage service_above(struct analysis *a, const struct judgement_table *t,
                                    size_t after) {
    const struct document *d = a->document;
    for (size_t i = t->first, n = 0; i > after && n < ABOVE_BLOCKS; i--) {
        const struct block *b = &d->blocks[i - 1];
        if (b->kind == BLOCK_BREAK)
            continue;
        n++;
        struct passage p = passage_trim_marks(d, document_cell(d, i - 1, 0), ":");
        if (b->cell_count == 1 && is_service(a, passage_text(d, p)))
            return p;
    }
    return (struct passage){0};
}

static bool are_several(const struct analysis *a) {
    struct text first = {0};
    for (size_t i = 0; i < a->table_count; i++) {
        struct passage p = a->tables[i].service;
        if (!p.to)
            continue;
        if (first.n && !text_same(first, passage_text(a->document, p)))
            return true;
        first = passage_text(a->document, p);
    }
    return false;
}

void services_note(struct analysis *a) {
    if (!a->profile->service.source)
        return;
    for (size_t i = 0; i < a->table_count; i++) {
        struct judgement_table *t = &a->tables[i], *before = i ? t - 1 : NULL;
        t->service = service_above(a, t, before ? before->first : 0);
        if (!t->service.to && before)
            t->service = before->service; /* until another one is named */
    }
    bool several = are_several(a);
    for (size_t i = 0; !several && i < a->table_count; i++)
        a->tables[i].service = (struct passage){0};
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
