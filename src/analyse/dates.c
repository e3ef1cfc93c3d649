#include "analyse/dates.h"

#include <string.h>

enum { STAGE_BYTES_MAX = 40, JOINER_BYTES_MAX = 6 };
enum { ANY_YEAR = 2000, MONTH_LINES = 2 };

/* Words between two dates of a list: of a stage, and of its label. */
static bool is_part_word(struct text w, bool *stage) {
    static const char *const stages[] = {"stage", "week", "phase"};
    static const char *const words[] = {"and", "inspection", "visit", "date", "dates", "one",
                                        "two", "three",      "1",     "2",    "3"};
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
        if (text_same(w, text_of(stages[i])))
            return *stage = true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_same(w, text_of(words[i])))
            return *stage || i == 0;
    return false;
}

/* Whether nothing but separators, "and" and the label of a stage ("Stage 2:") stands between two
 * dates of a list. */
static bool only_parts(struct text t) {
    bool stage = false;
    for (size_t i = 0, end; i < t.n; i = end) {
        for (end = i; end < t.n && is_alnum(t.s[end]);)
            end++;
        if (end > i && (t.n > STAGE_BYTES_MAX || !is_part_word(text_slice(t, i, end), &stage)))
            return false;
        end += end == i;
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

bool dates_read(struct analysis *a, const struct units *lines, const struct date *letter,
                struct date_range *range, kloe_at *at) {
    struct passage all[UNITS_PASSAGES_MAX];
    size_t n = units_passages(lines, all);
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

bool dates_read_months(struct analysis *a, const struct units *lines, struct date_range *months,
                       kloe_at *at) {
    struct passage all[UNITS_PASSAGES_MAX];
    size_t n = units_passages(lines, all);
    for (size_t k = 0; k < n && k < MONTH_LINES; k++) {
        all[k] = passage_trim_marks(a->document, all[k], ".:;,");
        *at = document_at(a->document, all[0], all[k]);
        if (date_is_months(text_of(passages_string(a, all, k + 1)), months))
            return true;
    }
    return false;
}

bool dates_possible(struct analysis *a, const struct units *lines) {
    struct date any = {ANY_YEAR, 12, 31};
    struct date_range unused;
    kloe_at at;
    return dates_read(a, lines, &any, &unused, &at) || dates_read_months(a, lines, &unused, &at);
}
