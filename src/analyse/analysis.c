#include "analyse/analysis.h"

#include <string.h>

const struct diagnostic_kind diagnostic_kinds[DIAGNOSTIC_COUNT] = {
    [DIAGNOSTIC_VALUE_MISSING] = {"value-missing", "warning",
                                  "the family promises the value, and the document has no label "
                                  "or no place for it"},
    [DIAGNOSTIC_VALUE_UNREADABLE] = {"value-unreadable", "warning",
                                     "the label is there, its value could not be read"},
    [DIAGNOSTIC_VALUE_PARTIAL] = {"value-partial", "info",
                                  "of a date the month alone is printed: it is kept as "
                                  "`published_month`, or `start_month` and `end_month`"},
    [DIAGNOSTIC_VALUE_AMBIGUOUS] = {"value-ambiguous", "warning",
                                    "the document gives several values that differ: the surest "
                                    "was taken, or, where two are equally sure, none"},
    [DIAGNOSTIC_LABEL_UNKNOWN] = {"label-unknown", "info",
                                  "a label of the title block that the family does not know, with "
                                  "a date, a person or an identifier behind it"},
    [DIAGNOSTIC_JUDGEMENT_WITHOUT_GRADE] = {"judgement-without-grade", "warning",
                                            "the judgement's label is there, its grade was not "
                                            "found; the judgement is left out"},
    [DIAGNOSTIC_JUDGEMENT_AMBIGUOUS] = {"judgement-ambiguous", "warning",
                                        "one label has two grades; the judgement is left out"},
    [DIAGNOSTIC_JUDGEMENT_LABEL_UNKNOWN] = {"judgement-label-unknown", "warning",
                                            "a grade in a table of judgements stands beside words "
                                            "that the family does not know; the judgement has no "
                                            "`id`"},
    [DIAGNOSTIC_GRADE_UNCLAIMED] = {"grade-unclaimed", "warning",
                                    "in the front part of the report a grade stands beside words, "
                                    "and no rule took it"},
    [DIAGNOSTIC_GRID_ROW_UNREAD] = {"grid-row-unread", "warning",
                                    "the grades of a grid's row do not fit its headings; the row "
                                    "is left out"},
    [DIAGNOSTIC_NUMBER_MISSING] = {"number-missing", "warning",
                                   "a series of findings or recommendations lacks numbers"},
    [DIAGNOSTIC_RECOMMENDATIONS_UNREAD] = {"recommendations-unread", "warning",
                                           "text stands under a heading of recommendations, and "
                                           "none was read from it"},
    [DIAGNOSTIC_LIST_UNREAD] = {"list-unread", "info",
                                "a list stands under a heading that the family does not know, "
                                "and nothing of it was read"},
    [DIAGNOSTIC_DUE_UNKNOWN] = {"due-unknown", "info",
                                "working days cannot be counted in a year of which the bank "
                                "holidays are not known"},
    [DIAGNOSTIC_FAMILY_UNCERTAIN] = {"family-uncertain", "info",
                                     "signs of a family are there, but too few to take the "
                                     "document for one of its reports"},
    [DIAGNOSTIC_PATTERN_LIMIT] = {"pattern-limit", "warning",
                                  "a pattern of the profile was given up on this document because "
                                  "it took too many steps"},
    [DIAGNOSTIC_BUDGET_SPENT] = {"budget-spent", "warning",
                                 "reading the document took more steps than one of its size may "
                                 "take; it is reported with what was read until then"},
    [DIAGNOSTIC_HTML_DAMAGED] = {"html-damaged", "warning",
                                 "a comment in the HTML never ends: what follows it was not read"},
    [DIAGNOSTIC_PDF_DAMAGED] = {"pdf-damaged", "warning",
                                "the converter complained of the PDF: text may be missing"},
    [DIAGNOSTIC_TEXT_DAMAGED] = {"text-damaged", "info",
                                 "bytes that are no text in the document's encoding were replaced"},
    [DIAGNOSTIC_TEXT_MENDED] = {"text-mended", "info",
                                "letters that had been encoded twice were put right"},
};

void diagnose(struct analysis *a, enum diagnostic code, kloe_at at, const char *message) {
    kloe_diagnostic *d = REPORT_ADD(a->arena, a->report->diagnostics);
    d->severity = diagnostic_kinds[code].severity;
    d->code = diagnostic_kinds[code].code;
    d->message = message;
    d->at = at;
}

const char *passage_string(struct analysis *a, struct passage p) {
    return text_string(a->arena, passage_text(a->document, p));
}

const char *passages_string(struct analysis *a, const struct passage *p, size_t count) {
    size_t bytes = 0, n = 0;
    for (size_t i = 0; i < count; i++)
        bytes += p[i].to - p[i].from + 1;
    char *s = arena_alloc(a->arena, bytes + 1);
    for (size_t i = 0; i < count; i++) {
        struct text t = passage_text(a->document, p[i]);
        memcpy(s + n, t.s, t.n);
        n += t.n;
        s[n++] = ' ';
    }
    return text_string(a->arena, (struct text){s, n});
}

bool is_vacant(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->language->vacant, t, 0, PATTERN_WHOLE, NULL);
}

bool is_of_earlier(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->language->earlier, t, 0, PATTERN_ANYWHERE, NULL);
}

const char *match_string(struct analysis *a, const struct match *m, const char *group) {
    size_t from, to;
    if (!match_group(m, group, &from, &to))
        return NULL;
    return text_string(a->arena, text_slice(m->text, from, to));
}

bool passage_line(const struct document *d, struct passage p, size_t *at, struct passage *line) {
    struct text t = passage_text(d, p);
    if (*at >= t.n)
        return false;
    size_t end = text_find(t, '\n', *at);
    *line = passage_trim(d, passage_part(p, *at, end));
    *at = end + 1;
    return true;
}

bool passage_sentence(const struct document *d, struct passage p, size_t *at,
                      struct passage *sentence) {
    struct text t = passage_text(d, p);
    while (*at < t.n) {
        size_t end = text_sentence_end(t, *at);
        *sentence = passage_trim(d, passage_part(p, *at, end));
        *at = end;
        if (sentence->from < sentence->to)
            return true;
    }
    return false;
}

struct passage passage_part(struct passage p, size_t from, size_t to) {
    p.to = p.from + (uint32_t)to;
    p.from += (uint32_t)from;
    return p;
}

static bool is_trimmed(char c, const char *marks) {
    return is_space(c) || (*marks && !is_alnum(c) && strchr(marks, c));
}

struct passage passage_trim_marks(const struct document *d, struct passage p, const char *marks) {
    struct text t = passage_text(d, p);
    size_t from = 0, to = t.n;
    while (from < to && is_trimmed(t.s[from], marks))
        from++;
    while (to > from && is_trimmed(t.s[to - 1], marks))
        to--;
    return passage_part(p, from, to);
}

struct passage passage_trim(const struct document *d, struct passage p) {
    return passage_trim_marks(d, p, "");
}

const char *date_string(struct analysis *a, struct date d) {
    char *s = arena_alloc(a->arena, DATE_TEXT);
    date_format(d, s);
    return s;
}
