#include "analyse/timescale.h"

#include "base/arena.h"
#include "base/date.h"

#include <string.h>

enum { HEADING_BYTES_MAX = 120 };

/* Hours are told in days: 24 and 48 hours are one and two. */
static kloe_unit unit_of(struct text t, int *count) {
    static const char *const words[] = {[KLOE_UNIT_WORKING_DAY] = "working",
                                        [KLOE_UNIT_DAY] = "day",
                                        [KLOE_UNIT_WEEK] = "week",
                                        [KLOE_UNIT_MONTH] = "month",
                                        [KLOE_UNIT_YEAR] = "year"};
    for (kloe_unit unit = KLOE_UNIT_DAY; unit <= KLOE_UNIT_YEAR; unit++)
        if (text_starts(t, text_of(words[unit])))
            return unit;
    if (*count % 24 != 0)
        return KLOE_UNIT_NONE;
    *count /= 24;
    return KLOE_UNIT_DAY;
}

static bool is_found(struct analysis *a, const struct pattern *p, struct text t) {
    return pattern_match(a->matcher, p, t, 0, PATTERN_ANYWHERE, NULL);
}

static bool is_told(const struct analysis *a, kloe_at at) {
    for (size_t i = 0; i < a->report->diagnostics.count; i++) {
        const kloe_diagnostic *d = &a->report->diagnostics.items[i];
        if (d->code == diagnostic_kinds[DIAGNOSTIC_DUE_UNKNOWN].code && d->at.offset == at.offset)
            return true;
    }
    return false;
}

/* The calendar of working days may not have the year. */
static const char *due_working_day(struct analysis *a, const kloe_timescale *t, struct date from,
                                   struct passage where) {
    struct date due;
    if (calendar_add_working_days(&a->language->calendar, from, t->count, &due))
        return date_string(a, due);
    kloe_at at = passage_at(a->document, where);
    if (!is_told(a, at))
        diagnose(a, DIAGNOSTIC_DUE_UNKNOWN, at,
                 arena_format(
                     a->arena, "\"%s\": the bank holidays are known for the years %d to %d alone",
                     t->text, a->language->calendar.first_year, a->language->calendar.last_year));
    return NULL;
}

/* From the date that the words name, else from publication. */
static const char *due_date(struct analysis *a, const kloe_timescale *t, struct text basis,
                            struct passage where) {
    struct date_range named;
    struct date from = a->published ? *a->published : a->given_publication;
    bool dated = date_find(basis, &named);
    if (!dated && (!from.year || is_found(a, &a->language->other_basis, basis) ||
                   (basis.n && !is_found(a, &a->language->own_basis, basis))))
        return NULL;
    if (dated)
        from = named.start;
    if (t->unit == KLOE_UNIT_WORKING_DAY)
        return due_working_day(a, t, from, where);
    static const int days[KLOE_UNIT_YEAR + 1] = {[KLOE_UNIT_DAY] = 1, [KLOE_UNIT_WEEK] = 7};
    static const int months[KLOE_UNIT_YEAR + 1] = {[KLOE_UNIT_MONTH] = 1, [KLOE_UNIT_YEAR] = 12};
    return date_string(a, days[t->unit] ? date_add_days(from, days[t->unit] * t->count)
                                        : date_add_months(from, months[t->unit] * t->count));
}

/* "by 30 March 2012": a date and no count. */
static bool set_date(struct analysis *a, struct text t, struct passage where, kloe_timescale *out) {
    struct date_range range;
    if (!date_find(t, &range))
        return false;
    *out = (kloe_timescale){.text = passage_string(a, where), .due = date_string(a, range.start)};
    return true;
}

/* "by the end of June 2015": its last day. */
static bool set_month(struct analysis *a, struct text t, struct passage where,
                      kloe_timescale *out) {
    struct date month;
    if (!date_is_month(t, &month))
        return false;
    *out = (kloe_timescale){.text = passage_string(a, where),
                            .due = date_string(a, date_month_end(month))};
    return true;
}

bool timescale_find(struct analysis *a, struct passage p, kloe_timescale *out,
                    struct passage *where) {
    struct text t = passage_text(a->document, p);
    struct match m;
    size_t from, to;
    if (!pattern_match(a->matcher, &a->language->timescale, t, 0, PATTERN_ANYWHERE, &m))
        return false;
    *where = passage_part(p, m.from, m.to);
    if (match_group(&m, "date", &from, &to))
        return set_date(a, text_slice(t, from, to), *where, out);
    if (match_group(&m, "month", &from, &to))
        return set_month(a, text_slice(t, from, to), *where, out);
    *out = (kloe_timescale){.unit = KLOE_UNIT_DAY}; /* "immediately" is 0 days */
    if (match_group(&m, "count", &from, &to))
        out->count = language_count(a->language, text_slice(t, from, to));
    if (match_group(&m, "unit", &from, &to))
        out->unit = unit_of(text_slice(t, from, to), &out->count);
    struct text basis = TEXT("");
    if (match_group(&m, "basis", &from, &to))
        basis = text_slice(t, from, to);
    out->text = passage_string(a, *where);
    if (out->unit == KLOE_UNIT_NONE)
        return false;
    out->due = due_date(a, out, basis, *where);
    return true;
}

bool timescale_is_deadline(struct analysis *a, const kloe_timescale *t) {
    return is_found(a, &a->language->own_basis, text_of(t->text));
}

bool timescale_heading(struct analysis *a, struct passage p, kloe_timescale *out) {
    struct passage where, whole = passage_trim_marks(a->document, p, ":.*");
    if (whole.to - whole.from > HEADING_BYTES_MAX || !timescale_find(a, whole, out, &where))
        return false;
    return where.from == whole.from && where.to == whole.to;
}

bool timescale_follows(struct analysis *a, size_t block) {
    kloe_timescale unused;
    return block + 1 < a->document->block_count &&
           timescale_heading(a, document_cell(a->document, block + 1, 0), &unused);
}
