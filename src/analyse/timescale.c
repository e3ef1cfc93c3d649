#include "analyse/timescale.h"

#include "base/date.h"

#include <string.h>

enum { HEADING_BYTES_MAX = 120 };

static int count_of(const struct language *l, struct text t) {
    size_t n;
    unsigned value = text_number(t, 3, &n);
    for (size_t i = 0; !n && i < l->numbers.count; i++)
        if (text_same(t, text_of(l->numbers.items[i])))
            return (int)i + 1;
    return (int)value;
}

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

/* Working days are left alone: which days are holidays, the document does not say. */
static const char *due_date(struct analysis *a, const kloe_timescale *t) {
    static const int days[KLOE_UNIT_YEAR + 1] = {[KLOE_UNIT_DAY] = 1, [KLOE_UNIT_WEEK] = 7};
    static const int months[KLOE_UNIT_YEAR + 1] = {[KLOE_UNIT_MONTH] = 1, [KLOE_UNIT_YEAR] = 12};
    if (!a->published || !(days[t->unit] || months[t->unit]))
        return NULL;
    return date_string(a, days[t->unit]
                              ? date_add_days(*a->published, days[t->unit] * t->count)
                              : date_add_months(*a->published, months[t->unit] * t->count));
}

/* "by 30 March 2012": a date and no count. */
static bool set_date(struct analysis *a, struct text t, struct passage where, kloe_timescale *out) {
    struct date_range range;
    if (!date_find(t, &range))
        return false;
    *out = (kloe_timescale){.text = passage_string(a, where), .due = date_string(a, range.start)};
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
    *out = (kloe_timescale){.unit = KLOE_UNIT_DAY}; /* "immediately" is 0 days */
    if (match_group(&m, "count", &from, &to))
        out->count = count_of(a->language, text_slice(t, from, to));
    if (match_group(&m, "unit", &from, &to))
        out->unit = unit_of(text_slice(t, from, to), &out->count);
    struct text basis = TEXT("");
    if (match_group(&m, "basis", &from, &to))
        basis = text_slice(t, from, to);
    bool other =
        pattern_match(a->matcher, &a->language->other_basis, basis, 0, PATTERN_ANYWHERE, NULL);
    out->text = passage_string(a, *where);
    out->due = other ? NULL : due_date(a, out);
    return out->unit != KLOE_UNIT_NONE;
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
