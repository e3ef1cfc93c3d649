#include "analyse/values.h"

#include "analyse/account.h"
#include "analyse/parties.h"
#include "analyse/title.h"

#include <string.h>

enum { VALUE_LINES_MAX = 64, STAGE_BYTES_MAX = 16, JOINER_BYTES_MAX = 6 };

static void note_unreadable(struct analysis *a, enum value v, struct passage label) {
    if (!label.to)
        return; /* a sentence that only looked like one with a date */
    a->absences[v] = ABSENCE_UNREADABLE;
    diagnose(
        a, DIAGNOSTIC_VALUE_UNREADABLE, passage_at(a->document, label),
        arena_format(a->arena, "no date could be read after \"%s\"", passage_string(a, label)));
}

/* Whether nothing but separators, "and" and the label of a stage ("Stage 2:") stands between two
 * dates of a list. */
static bool only_parts(struct text t) {
    t = text_trim(t);
    bool label = t.n && t.n <= STAGE_BYTES_MAX && t.s[t.n - 1] == ':' && is_letter(t.s[0]) &&
                 text_find(t, '\n', 0) == t.n;
    for (size_t i = 0; !label && i < t.n; i++) {
        if (text_starts(text_slice(t, i, t.n), TEXT("and ")))
            i += strlen("and");
        else if (is_alnum(t.s[i]))
            return false;
    }
    return true;
}

/* The first date or range in t, and others that follow it in a list, in whatever order. One of
 * which a part cannot be read is none: also where an unknown word joins two dates. */
static bool find_dates(struct text t, struct date_range *out) {
    struct date_range next;
    if (!date_find(t, out) || date_is_partial(t, out))
        return false;
    for (size_t at = out->to; date_find(text_slice(t, at, t.n), &next); at += next.to) {
        struct text between = text_slice(t, at, at + next.from);
        if (!only_parts(between))
            return between.n > JOINER_BYTES_MAX;
        if (date_is_partial(text_slice(t, at, t.n), &next))
            return false;
        out->to = at + next.to;
        if (date_compare(next.start, out->start) < 0)
            out->start = next.start;
        if (date_compare(next.end, out->end) > 0)
            out->end = next.end;
    }
    return true;
}

/* A letter's year serves the days that it tells of without one; they were before it. */
static bool find_dates_before(struct text t, struct date letter, struct date_range *out) {
    struct date_range with_year;
    if (date_find(t, &with_year) || !date_find_in_year(t, letter.year, out) ||
        date_is_partial(t, out))
        return false;
    return date_compare(out->end, letter) <= 0 ||
           (date_find_in_year(t, letter.year - 1, out) && date_compare(out->end, letter) <= 0);
}

static size_t passages_of(const struct units *lines, struct passage out[VALUE_LINES_MAX]) {
    size_t n = 0;
    for (; n < lines->count && n < VALUE_LINES_MAX; n++)
        out[n] = lines->items[n].passage;
    return n;
}

/* The dates in the lines, which may run over a line's end. */
static bool read_dates(struct analysis *a, const struct units *lines, const struct date *letter,
                       struct date_range *range, kloe_at *at) {
    struct passage all[VALUE_LINES_MAX];
    size_t n = passages_of(lines, all);
    if (!n)
        return false;
    struct text t = n > 1 ? text_of(passages_string(a, all, n)) : passage_text(a->document, all[0]);
    if (!find_dates(t, range) && !(letter && find_dates_before(t, *letter, range)))
        return false;
    if (n == 1)
        all[0] = passage_part(all[0], range->from, range->to);
    *at = document_at(a->document, all[0], all[n - 1]);
    return true;
}

bool value_dates(struct analysis *a, const struct units *lines, struct date_range *range,
                 kloe_at *at) {
    return read_dates(a, lines, NULL, range, at);
}

static void set_dates(struct analysis *a, enum field_kind kind, const struct units *lines,
                      struct passage label) {
    kloe_report *r = a->report;
    bool publication = kind == FIELD_PUBLISHED;
    enum value missing = publication ? VALUE_INSPECTION_PUBLISHED : VALUE_INSPECTION_START;
    const char *known = publication ? r->published : r->start;
    struct date_range range;
    kloe_at at;
    if (!read_dates(a, lines, publication ? NULL : a->published, &range, &at)) {
        if (!known)
            note_unreadable(a, missing, label);
        return;
    }
    const char *start = date_string(a, range.start);
    if (known) {
        const char *end = date_string(a, range.end);
        if (!publication && strcmp(known, start) == 0 && strcmp(end, r->end) > 0)
            r->end = end; /* the first day was given alone */
        if (strcmp(known, start) != 0)
            diagnose(a, DIAGNOSTIC_VALUE_AMBIGUOUS, at,
                     arena_format(a->arena, "another date after \"%s\": %s, not %s",
                                  passage_string(a, label), start, known));
        return;
    }
    if (publication) {
        r->published = start;
        r->published_at = at;
        a->published = arena_alloc(a->arena, sizeof *a->published);
        *a->published = range.start;
    } else {
        r->start = start;
        r->end = date_string(a, range.end);
        r->dates_at = at;
    }
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

/* One of a scheme: the first. */
static void add_identifier(struct analysis *a, const struct field_rule *f, struct passage p) {
    for (size_t i = 0; i < a->report->identifiers.count; i++)
        if (strcmp(a->report->identifiers.items[i].scheme, f->role) == 0)
            return;
    kloe_identifier *id = REPORT_ADD(a->arena, a->report->identifiers);
    id->scheme = f->role;
    id->value = passage_string(a, p);
    id->at = passage_at(a->document, p);
}

static void add_detail(struct analysis *a, const struct field_rule *f, const struct units *lines) {
    struct passage all[VALUE_LINES_MAX];
    size_t n = passages_of(lines, all);
    for (size_t i = 0; i < a->report->details.count; i++)
        if (strcmp(a->report->details.items[i].type, f->role) == 0)
            return;
    if (!n)
        return;
    kloe_detail *detail = REPORT_ADD(a->arena, a->report->details);
    detail->type = f->role;
    detail->value = passages_string(a, all, n);
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
                 const struct units *lines) {
    account_field(a, f, label, lines);
    switch (f->kind) {
    case FIELD_INSPECTION_DATES:
    case FIELD_PUBLISHED:
        set_dates(a, f->kind, lines, label);
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
        if (lines->count)
            add_identifier(a, f, lines->items[0].passage);
        break;
    case FIELD_SUBJECT:
        if (lines->count)
            subject_set(a, lines->items[0].passage);
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

bool value_is_given(const struct analysis *a, enum field_kind kind) {
    return (kind == FIELD_INSPECTION_DATES && a->report->start) ||
           (kind == FIELD_PUBLISHED && a->report->published);
}

/* Where a label was there and its value could not be read, a sentence does not stand in for it. */
bool value_is_unreadable(const struct analysis *a, enum field_kind kind) {
    return (kind == FIELD_INSPECTION_DATES &&
            a->absences[VALUE_INSPECTION_START] == ABSENCE_UNREADABLE) ||
           (kind == FIELD_PUBLISHED &&
            a->absences[VALUE_INSPECTION_PUBLISHED] == ABSENCE_UNREADABLE);
}
