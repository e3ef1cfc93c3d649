#include "analyse/captures.h"

#include "analyse/account.h"
#include "analyse/claims.h"
#include "analyse/dates.h"
#include "analyse/section.h"
#include "analyse/values.h"

/* A pattern sees so much at once (pattern_match has a ceiling); what a match needs fits in the
 * stretch that a window has of the one before. */
enum { WINDOW_BYTES = 60 << 10, OVERLAP_BYTES = 4 << 10 };

static const double DEPTH = 0.1; /* what the end of a document costs a claim */

/* A sentence further down is the less sure. */
static struct standing standing_of(const struct analysis *a, const struct capture_rule *rule,
                                   struct passage value) {
    const struct standing places[] = {[PLACE_TITLE_BLOCK] = CLAIM_HEAD,
                                      [PLACE_REPORT] = CLAIM_SENTENCE,
                                      [PLACE_ACROSS] = CLAIM_SENTENCE,
                                      [PLACE_LINKS] = CLAIM_LINK,
                                      [PLACE_FURNITURE] = CLAIM_RUNNING};
    struct standing standing = rule->field.fallback ? CLAIM_FALLBACK : places[rule->place];
    if (value.block < ASIDE_FIRST)
        standing.score -= DEPTH * (double)value.block / (double)(a->document->block_count + 1);
    return standing;
}

/* Whether the words can be a value at all. */
static bool can_be_value(struct analysis *a, enum field_kind kind, const struct units *lines) {
    return !value_is_dates(kind) || dates_possible(a, lines);
}

/* Whether it gave a value. */
static bool apply_capture(struct analysis *a, const struct capture_rule *rule, struct passage value,
                          struct passage label) {
    struct units lines = {0};
    size_t at = 0, people = a->report->people.count;
    if (rule->field.kind == FIELD_PERSON) /* names are in one sentence */
        passage_sentence(a->document, value, &at, &value);
    units_add(a, &lines, value, false);
    if (!label.to && !can_be_value(a, rule->field.kind, &lines))
        return false; /* a sentence that only looked like one with a date */
    value_apply(a, &rule->field, label, &lines, standing_of(a, rule, value));
    if (rule->field.kind == FIELD_PERSON && a->report->people.count == people)
        return false;
    account_take(a, label, "label in a sentence", &rule->pattern);
    account_take(a, value, "value in a sentence", &rule->pattern);
    return true;
}

/* Across the ends of cells: the first match that gives a value, or every match. */
static void capture_in_excerpt(struct analysis *a, const struct capture_rule *rule,
                               const struct excerpt *e, bool all) {
    struct match m;
    size_t from, to, label_from, label_to;
    for (size_t at = 0;
         pattern_match(a->matcher, &rule->pattern, e->text, at, PATTERN_ANYWHERE, &m) &&
         match_group(&m, "value", &from, &to) && m.to > at;
         at = all || from == at ? m.to : from) { /* what gave nothing can hold another one */
        struct passage label = {0}, value = excerpt_passage(a->document, e, from, to);
        if (match_group(&m, "label", &label_from, &label_to))
            label = excerpt_passage(a->document, e, label_from, label_to);
        if (!is_of_another(a, value.block) && apply_capture(a, rule, value, label) && !all)
            return;
    }
}

static void capture_across(struct analysis *a, const struct capture_rule *rule) {
    const struct document *d = a->document;
    for (size_t first = 0, next; first < d->block_count; first = next) {
        struct excerpt window = excerpt_make(a->arena, d, first, d->block_count, WINDOW_BYTES);
        capture_in_excerpt(a, rule, &window, true);
        if (window.text.n < WINDOW_BYTES)
            return;
        size_t overlap = WINDOW_BYTES - OVERLAP_BYTES;
        next = excerpt_passage(d, &window, overlap, overlap).block;
        if (next == first)
            next++;
    }
}

/* What the sentence says of the body at an earlier inspection, up to there. */
static bool is_earlier_detail(struct analysis *a, const struct capture_rule *rule, struct text t,
                              size_t to) {
    size_t from = 0;
    if (rule->field.kind != FIELD_DETAIL)
        return false;
    for (size_t end; (end = text_sentence_end(t, from)) < to && end > from;)
        from = end;
    return is_of_earlier(a, text_slice(t, from, to));
}

/* Every match in a cell. */
static void capture_in_cell(struct analysis *a, const struct capture_rule *rule,
                            struct passage cell) {
    struct text t = passage_text(a->document, cell);
    struct match m;
    size_t from, to, label_from, label_to;
    for (size_t at = 0;
         pattern_match(a->matcher, &rule->pattern, t, at, PATTERN_ANYWHERE, &m) && m.to > at;
         at = m.to) {
        struct passage label = {0};
        if (!match_group(&m, "value", &from, &to))
            return;
        if (match_group(&m, "label", &label_from, &label_to))
            label = passage_part(cell, label_from, label_to);
        if (!is_earlier_detail(a, rule, t, from))
            apply_capture(a, rule, passage_part(cell, from, to), label);
    }
}

static void capture_in_report(struct analysis *a, const struct capture_rule *rule) {
    for (size_t b = 0; b < a->document->block_count; b++)
        for (size_t c = 0; !is_of_another(a, b) && c < a->document->blocks[b].cell_count; c++)
            capture_in_cell(a, rule, document_cell(a->document, b, c));
}

/* The first match in what stands beside the flow. */
static void capture_beside(struct analysis *a, const struct capture_rule *rule,
                           enum block_kind kind) {
    for (size_t i = 0; i < a->document->aside_count; i++) {
        struct passage p = document_cell(a->document, ASIDE_FIRST + i, 0);
        if (a->document->asides[i].kind == kind &&
            pattern_match(a->matcher, &rule->pattern, passage_text(a->document, p), 0,
                          PATTERN_ANYWHERE, NULL)) {
            capture_in_cell(a, rule, p);
            return;
        }
    }
}

static void capture(struct analysis *a, const struct capture_rule *rule) {
    switch (rule->place) {
    case PLACE_TITLE_BLOCK:
        capture_in_excerpt(a, rule, &a->head, false);
        break;
    case PLACE_REPORT:
        capture_in_report(a, rule);
        break;
    case PLACE_ACROSS:
        capture_across(a, rule);
        break;
    case PLACE_LINKS:
        capture_beside(a, rule, BLOCK_LINK);
        break;
    case PLACE_FURNITURE:
        capture_beside(a, rule, BLOCK_FURNITURE);
        break;
    }
}

void captures_read(struct analysis *a) {
    for (size_t i = 0; i < a->profile->capture_count; i++)
        capture(a, &a->profile->captures[i]);
}
