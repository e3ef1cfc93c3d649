#include "analyse/values.h"

#include "analyse/account.h"
#include "analyse/claims.h"
#include "analyse/identifiers.h"
#include "analyse/parties.h"
#include "analyse/title.h"

#include <string.h>

static void claim_dates(struct analysis *a, const struct field_rule *f, const struct units *lines,
                        struct passage label, struct standing standing) {
    enum slot slot = f->kind == FIELD_PUBLISHED ? SLOT_PUBLISHED : SLOT_INSPECTION;
    claim_make(a, (struct claim){.slot = slot,
                                 .standing = standing,
                                 .lines = *lines,
                                 .label = label,
                                 .rule = &f->label,
                                 .newest = f->newest});
}

static void add_previous(struct analysis *a, const struct units *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        struct date_range range;
        if (!date_find(passage_text(a->document, lines->items[i].passage), &range))
            continue;
        const char *date = date_string(a, range.start);
        if (!report_has_string(&a->report->previous, date)) /* often printed twice */
            report_add_string(a->arena, &a->report->previous, date);
    }
}

/* Of a type the first counts; where there can be many, each once. */
static bool has_detail(const struct analysis *a, const struct field_rule *f, const char *value) {
    for (size_t i = 0; i < a->report->details.count; i++) {
        const kloe_detail *d = &a->report->details.items[i];
        if (strcmp(d->type, f->role) == 0 &&
            (!f->many || text_same(text_of(d->value), text_of(value))))
            return true;
    }
    return false;
}

static void add_detail(struct analysis *a, const struct field_rule *f, const struct units *lines) {
    struct passage all[UNITS_PASSAGES_MAX];
    size_t n = units_passages(lines, all);
    const char *value = n ? passages_string(a, all, n) : NULL;
    if (!value || has_detail(a, f, value))
        return;
    kloe_detail *detail = REPORT_ADD(a->arena, a->report->details);
    detail->type = f->role;
    detail->value = value;
    detail->at = document_at(a->document, all[0], all[n - 1]);
}

/* Whether the value stands in the label's line or row. */
static bool is_beside(const struct analysis *a, struct passage label, struct passage value) {
    if (label.block != value.block || label.cell != value.cell)
        return label.block == value.block;
    struct text t = cell_text(a->document, label.block, label.cell);
    return text_find(t, '\n', label.to) >= value.from;
}

/* Whether line i gives the value something: of many kinds the first line does alone, and dates end
 * before the next label. */
static bool is_used(const struct analysis *a, const struct field_rule *f, const struct units *lines,
                    size_t i) {
    struct text t = passage_text(a->document, lines->items[i].passage);
    bool one = f->kind == FIELD_IDENTIFIER || f->kind == FIELD_SUBJECT ||
               (f->kind == FIELD_PERSON && !f->many);
    bool date = f->kind == FIELD_INSPECTION_DATES || f->kind == FIELD_PUBLISHED;
    return i == 0 || !(one || (date && text_find(t, ':', 0) < t.n));
}

/* What a label without a place in the report ends is taken where it stands beside it alone: what
 * stands below can be something else. */
static void account_field(struct analysis *a, const struct field_rule *f, struct passage label,
                          const struct units *lines) {
    if (!f->label.source)
        return; /* found by another rule, which accounts for it */
    account_take(a, label, "label", &f->label);
    for (size_t i = 0; i < lines->count && is_used(a, f, lines, i); i++)
        if (f->kind != FIELD_NONE)
            account_take(a, lines->items[i].passage, "value", &f->label);
        else if (is_beside(a, label, lines->items[i].passage))
            account_take(a, lines->items[i].passage, "passed over", &f->label);
}

void value_apply(struct analysis *a, const struct field_rule *f, struct passage label,
                 const struct units *lines, struct standing standing) {
    account_field(a, f, label, lines);
    switch (f->kind) {
    case FIELD_INSPECTION_DATES:
    case FIELD_PUBLISHED:
        claim_dates(a, f, lines, label, standing);
        break;
    case FIELD_PREVIOUS_DATES:
        add_previous(a, lines);
        break;
    case FIELD_PERSON:
        people_add(a, f, label, lines);
        break;
    case FIELD_ORGANISATION:
        organisations_add(a, f, label, lines);
        break;
    case FIELD_IDENTIFIER:
        if (lines->count && !identifier_is_known(a, f->role)) /* the first counts */
            identifier_add(a, f->role, lines->items[0].passage, label.to > 0);
        break;
    case FIELD_SUBJECT:
        if (lines->count)
            subject_claim(a, lines->items[0].passage, &f->label, standing);
        break;
    case FIELD_DETAIL:
        add_detail(a, f, lines);
        break;
    case FIELD_NONE:
        break;
    }
}

bool value_is_dates(enum field_kind kind) {
    return kind == FIELD_INSPECTION_DATES || kind == FIELD_PUBLISHED;
}
