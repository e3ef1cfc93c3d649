#include "analyse/record_judgements.h"

#include "analyse/account.h"
#include "analyse/aspect.h"
#include "analyse/judgement.h"

#include <stdlib.h>
#include <string.h>

enum { PERCENTAGE_DIGITS = 3 };

/* ---- which of several inspections counts --------------------------------------------------- */

struct dated_set {
    struct text name;
    struct date published;
    uint32_t value;
    bool graded;
};

/* By name, then the newest first. */
static int by_name_and_date(const void *a, const void *b) {
    const struct dated_set *x = a, *y = b;
    size_t n = x->name.n < y->name.n ? x->name.n : y->name.n;
    int order = n ? memcmp(x->name.s, y->name.s, n) : 0;
    if (!order)
        order = (x->name.n > y->name.n) - (x->name.n < y->name.n);
    if (!order)
        order = date_compare(y->published, x->published);
    return order ? order : (x->value > y->value) - (x->value < y->value);
}

/* Notes which of the sets, in the record's order, hold a grade of the rule. */
static void note_graded(struct analysis *a, const struct record_path *grade, struct dated_set *sets,
                        size_t count) {
    const struct record_value *all = a->document->record->values;
    struct found_values found = record_all(a, grade);
    for (size_t i = 0, k = 0; i < found.count && k < count; i++) {
        while (k < count && all[sets[k].value].end <= found.items[i])
            k++;
        if (k < count && sets[k].value < found.items[i] && record_text(a, found.items[i]).n)
            sets[k].graded = true;
    }
}

static void mark_superseded(struct analysis *a, uint32_t set) {
    const struct record *r = a->document->record;
    if (!a->superseded)
        a->superseded = arena_alloc(a->arena, r->count);
    memset(a->superseded + set, true, r->values[set].end - set);
}

static void find_superseded(struct analysis *a, const struct record_set *rule) {
    struct found_values found = record_all(a, &rule->path);
    struct dated_set *sets = arena_alloc(a->arena, (found.count + 1) * sizeof *sets);
    for (size_t i = 0; i < found.count; i++) {
        uint32_t set = found.items[i];
        sets[i] = (struct dated_set){.name = record_text(a, record_first(a, &rule->name, set)),
                                     .value = set};
        record_date(a, record_first(a, &rule->published, set), &sets[i].published);
    }
    for (size_t i = 0; i < a->profile->record.judgement_count; i++)
        note_graded(a, &a->profile->record.judgements[i].grade, sets, found.count);
    if (found.count)
        qsort(sets, found.count, sizeof *sets, by_name_and_date);
    const struct dated_set *newest = NULL;
    for (size_t i = 0; i < found.count; i++) {
        if (newest && !text_equal(newest->name, sets[i].name))
            newest = NULL;
        if (newest && date_compare(sets[i].published, newest->published) < 0)
            mark_superseded(a, sets[i].value);
        else if (!newest && sets[i].graded)
            newest = &sets[i];
    }
}

bool record_is_superseded(const struct analysis *a, uint32_t value) {
    return a->superseded && a->superseded[value];
}

/* ---- one judgement ------------------------------------------------------------------------- */

/* A grade of the record and the rule that leads to it. */
struct graded {
    uint32_t value;
    const struct record_judgement *rule;
    bool overall;
};

static int in_order(const void *a, const void *b) {
    const struct graded *x = a, *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

const char *record_status(struct analysis *a, const struct record_path *path, uint32_t value) {
    static const char *const words[] = {"assessed", "not assessed"};
    static const char *const statuses[] = {"assessed", "not-assessed"};
    struct text t = record_text(a, record_first(a, path, value));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_same(t, text_of(words[i])))
            return statuses[i];
    return NULL;
}

/* What says when the rating was published overrides what the record says of its status. */
static void set_status(struct analysis *a, const struct graded *g, kloe_judgement *j) {
    struct date date;
    j->status = record_status(a, &g->rule->status, g->value);
    uint32_t when = record_first(a, &g->rule->published, g->value);
    if (!a->published || !record_date(a, when, &date))
        return;
    int order = date_compare(date, *a->published);
    account_take(a, a->document->record->values[when].words, "value", &g->rule->published.rule);
    if (order)
        j->published = date_string(a, date);
    if (order < 0)
        j->status = "carried-over";
    else if (!order && !g->rule->status.count)
        j->status = "assessed";
}

/* The words that name the aspect; *known is false where a name was to be there. */
static struct passage aspect_of(struct analysis *a, const struct graded *g, bool *known) {
    uint32_t named = record_first(a, &g->rule->aspect, g->value);
    struct passage words = a->document->record->values[named].words;
    *known = named || !g->rule->aspect.count;
    if (named && words.to)
        return words;
    return record_name(a, named ? named : g->value);
}

static const char *id_of(struct analysis *a, const struct graded *g, struct text aspect,
                         bool *known) {
    const struct judgement_rule all = {.aspects = a->profile->aspects,
                                       .aspect_count = a->profile->aspect_count};
    const struct aspect_rule *rule = aspect_match(a, &all, aspect);
    *known = *known && (rule || !g->rule->aspect.count || g->rule->overall);
    return g->overall ? "overall" : rule ? rule->id : NULL;
}

static void note_no_grade(struct analysis *a, const char *id, struct passage aspect,
                          struct passage grade, kloe_at at) {
    judgement_doubt(a, id, ABSENCE_UNREADABLE);
    diagnose(a, DIAGNOSTIC_JUDGEMENT_WITHOUT_GRADE, at,
             arena_format(a->arena, "\"%s\": \"%s\" is no grade", passage_string(a, aspect),
                          passage_string(a, grade)));
    account_take(a, grade, "no grade", NULL);
}

static void add(struct analysis *a, const struct graded *g) {
    const struct document *d = a->document;
    struct passage words = d->record->values[g->value].words;
    bool known;
    size_t from, to;
    struct passage aspect = aspect_of(a, g, &known);
    const char *id = id_of(a, g, passage_text(d, aspect), &known);
    const struct grade *grade = scale_match(a->profile->scale, passage_text(d, words), &from, &to);
    kloe_at at = document_at(d, aspect, words);
    if (!grade) {
        note_no_grade(a, id, aspect, words, at);
        return;
    }
    kloe_judgement *j = REPORT_ADD(a->arena, a->report->judgements);
    *j = (kloe_judgement){.aspect = passage_string(a, aspect),
                          .id = id,
                          .grade = grade->id,
                          .grade_text = passage_string(a, words),
                          .scale = grade->scale->id,
                          .rank = grade->rank,
                          .of = grade->rank ? grade->scale->of : 0,
                          .overall = g->overall,
                          .confidence = known ? 1 : SURE_OF_UNKNOWN,
                          .at = at};
    uint32_t group = record_first(a, &g->rule->group, g->value);
    j->group = group ? text_string(a->arena, record_text(a, group)) : NULL;
    j->percentage = (int)text_number(
        record_text(a, record_first(a, &g->rule->percentage, g->value)), PERCENTAGE_DIGITS, &to);
    set_status(a, g, j);
    account_take(a, aspect, "aspect", &g->rule->aspect.rule);
    account_take(a, words, "grade", &g->rule->grade.rule);
    if (!known)
        diagnose(a, DIAGNOSTIC_JUDGEMENT_LABEL_UNKNOWN, at,
                 arena_format(a->arena, "the family does not know \"%s\"", j->aspect));
}

/* ---- all of them --------------------------------------------------------------------------- */

/* One group is none; a judgement of one of several has no id, since that counts once. */
static void settle_groups(kloe_report *r) {
    const char *first = r->judgements.count ? r->judgements.items[0].group : NULL;
    bool one = first != NULL;
    for (size_t i = 1; one && i < r->judgements.count; i++) {
        const char *group = r->judgements.items[i].group;
        one = group && strcmp(group, first) == 0;
    }
    for (size_t i = 0; i < r->judgements.count; i++) {
        kloe_judgement *j = &r->judgements.items[i];
        j->group = one ? NULL : j->group;
        if (j->group)
            j->id = NULL;
    }
}

/* The grades of all rules; of those that can be overall, the first rule's that has any are. */
static size_t list_graded(struct analysis *a, struct graded **out) {
    const struct record_rules *rules = &a->profile->record;
    const struct record_judgement *over = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < rules->judgement_count; i++) {
        const struct record_judgement *rule = &rules->judgements[i];
        struct found_values found = record_all(a, &rule->grade);
        for (size_t k = 0; k < found.count; k++) {
            uint32_t value = found.items[k];
            if (!record_text(a, value).n || record_is_superseded(a, value))
                continue;
            over = over || !rule->overall ? over : rule;
            *out = arena_room(a->arena, *out, count, &capacity, sizeof **out);
            (*out)[count++] = (struct graded){value, rule, rule == over};
        }
    }
    return count;
}

void record_judgements_read(struct analysis *a) {
    const struct record_rules *rules = &a->profile->record;
    struct graded *all = NULL;
    for (size_t i = 0; i < rules->set_count; i++)
        find_superseded(a, &rules->sets[i]);
    size_t count = list_graded(a, &all);
    if (count)
        qsort(all, count, sizeof *all, in_order);
    for (size_t i = 0; i < count; i++)
        add(a, &all[i]);
    settle_groups(a->report);
}
