/* Which grade of a table of judgements belongs to which label. */
#include "analyse/grade_table.h"

#include "analyse/account.h"
#include "analyse/standard.h"

#include <string.h>

enum { ROW_REACH = 64 }; /* tokens of a row on either side of a label that can be its own */

static kloe_at stretch(const struct document *d, const struct graded *label,
                       const struct graded *grade) {
    struct passage first = label->parts[0], last = label->parts[label->part_count - 1];
    kloe_at at = document_at(d, first, last);
    for (size_t i = 0; i < grade->part_count; i++)
        at = at_around(at, passage_at(d, grade->parts[i]));
    return at;
}

/* Tokens [from, to). */
struct stretch {
    size_t from, to;
};

/* The tokens of the label's row, itself included; of one that is too long, those around it. */
static struct stretch row_of(const struct grade_table *t, const struct graded *label) {
    size_t block = t->tokens[label->at].passage.block;
    struct stretch s = {label->at, label->at + 1};
    while (s.from && label->at - s.from < ROW_REACH && t->tokens[s.from - 1].in_row &&
           t->tokens[s.from - 1].passage.block == block)
        s.from--;
    while (s.to < t->token_count && s.to - label->at < ROW_REACH && t->tokens[s.to].in_row &&
           t->tokens[s.to].passage.block == block)
        s.to++;
    return s;
}

/* Tokens that are the label's: those of its row, else those before the next label. */
static struct stretch beside(const struct grade_table *t, const struct graded *label) {
    const struct graded *next = label + 1;
    if (t->tokens[label->at].in_row)
        return row_of(t, label);
    return (struct stretch){label->at + 1,
                            next < t->labels + t->label_count ? next->at : t->token_count};
}

static int percentage_of(struct analysis *a, const struct grade_table *t,
                         const struct graded *label) {
    struct match m;
    size_t from, to, n;
    struct stretch own = beside(t, label);
    for (size_t i = own.from; t->rule->score.source && i < own.to; i++) {
        struct text words = passage_text(a->document, t->tokens[i].passage);
        if (pattern_match(a->matcher, &t->rule->score, words, 0, PATTERN_WHOLE, &m) &&
            match_group(&m, "percentage", &from, &to))
            return (int)text_number(text_slice(words, from, to), 3, &n);
    }
    return 0;
}

/* What is beside the grade: "Not assessed", or the date on which it was published. */
static const char *status_of(struct analysis *a, const struct grade_table *t,
                             const struct graded *label) {
    struct stretch own = beside(t, label);
    const char *status = NULL;
    struct date unused;
    bool month;
    for (size_t i = own.from; i < own.to && !status; i++) {
        struct text words = text_trim(passage_text(a->document, t->tokens[i].passage));
        if (t->tokens[label->at].in_row || !rating_date(words, &unused, &month))
            status = rating_status(a, words);
    }
    return status;
}

/* The label as printed, or the part of it that its pattern calls the aspect. */
static const char *label_words(struct analysis *a, const struct graded *label) {
    const char *words = passages_string(a, label->parts, label->part_count);
    struct match m;
    size_t from, to;
    if (label->aspect &&
        pattern_match(a->matcher, &label->aspect->label, text_of(words), 0, PATTERN_WHOLE, &m) &&
        match_group(&m, "aspect", &from, &to))
        return text_string(a->arena, text_slice(m.text, from, to));
    return words;
}

/* Where most labels are the family's, one that is not is told of: else others may stand there. */
static bool is_mostly_known(const struct grade_table *t) {
    size_t known = 0;
    for (size_t i = 0; i < t->label_count; i++)
        known += t->labels[i].aspect != NULL;
    return 2 * known > t->label_count;
}

static double sureness(struct analysis *a, const struct grade_table *t, const struct graded *label,
                       const char *words) {
    if (!label->aspect)
        return SURE_OF_UNKNOWN;
    return aspect_match(a, t->rule, text_of(words)) ? 1 : SURE_OF_SLIP;
}

/* The number that is printed before the label ("2. Welfare", "| 2. Welfare"), or NULL. */
static const char *number_before(struct analysis *a, struct passage label) {
    struct passage cell = document_cell(a->document, label.block, label.cell);
    struct passage before = passage_part(cell, 0, label.from - cell.from);
    before = passage_trim_marks(a->document, passage_trim(a->document, before), ".:)");
    struct text t = passage_text(a->document, before);
    size_t from = t.n;
    while (from && (is_digit(t.s[from - 1]) || t.s[from - 1] == '.'))
        from--;
    bool number = from < t.n && is_digit(t.s[from]) && (!from || !is_alnum(t.s[from - 1]));
    return number ? passage_string(a, passage_part(before, from, t.n)) : NULL;
}

static void take(struct analysis *a, const struct graded *label, const struct graded *grade) {
    account_take_all(a, label->parts, label->part_count, "aspect",
                     label->aspect ? &label->aspect->label : NULL);
    account_take_all(a, grade->parts, grade->part_count, "grade", NULL);
}

void grade_table_bind(struct analysis *a, const struct grade_table *t, struct graded *label,
                      struct graded *grade, struct found_judgement *found) {
    take(a, label, grade);
    found->aspect = label_words(a, label);
    found->grade = grade->grade;
    found->grade_text = passages_string(a, grade->parts, grade->part_count);
    found->confidence *= sureness(a, t, label, found->aspect);
    judgement_add(a, found);
    if (!label->aspect && is_mostly_known(t) && !is_service(a, text_of(found->aspect)))
        diagnose(a, DIAGNOSTIC_JUDGEMENT_LABEL_UNKNOWN, found->at,
                 arena_format(a->arena, "this family has no judgement \"%s\"", found->aspect));
}

static void bind(struct analysis *a, const struct grade_table *t, struct graded *label,
                 struct graded *grade, bool in_row) {
    kloe_at at = stretch(a->document, label, grade);
    label->bound = grade->bound = true;
    if (t->rule->kind == TABLE_STANDARDS) {
        take(a, label, grade);
        kloe_standard *s =
            standard_add(a, NULL, number_before(a, label->parts[0]), label_words(a, label), at);
        s->grade = grade->grade->id;
        s->grade_text = passages_string(a, grade->parts, grade->part_count);
        return;
    }
    bool has_group = t->group.to && !t->headed && !t->rule->parts.source; /* else it is a label */
    bool whole = label->aspect && !t->part.to;                            /* of the body itself */
    const char *group = t->part.to  ? passage_string(a, t->part)
                        : has_group ? passage_string(a, t->group)
                                    : NULL;
    struct found_judgement found = {.id = whole ? label->aspect->id : NULL,
                                    .service = t->service,
                                    .group = t->service ? t->service : group,
                                    .level = t->service ? "service" : NULL,
                                    .overall = !t->service && whole && label->aspect->overall,
                                    .percentage = percentage_of(a, t, label),
                                    .status = status_of(a, t, label),
                                    .confidence = in_row ? SURE_IN_ROW : SURE_BY_ORDER,
                                    .at = at};
    grade_table_bind(a, t, label, grade, &found);
}

static void doubt(struct analysis *a, const char *service, enum diagnostic code,
                  const struct graded *label, const char *why) {
    bool ambiguous = code == DIAGNOSTIC_JUDGEMENT_AMBIGUOUS;
    if (ambiguous)
        a->absences[VALUE_JUDGEMENTS] = ABSENCE_AMBIGUOUS;
    judgement_doubt(a, label->aspect && !service ? label->aspect->id : NULL,
                    ambiguous ? ABSENCE_AMBIGUOUS : ABSENCE_UNREADABLE);
    diagnose(a, code,
             document_at(a->document, label->parts[0], label->parts[label->part_count - 1]),
             arena_format(a->arena, "%s: \"%s\"", why,
                          passages_string(a, label->parts, label->part_count)));
}

/* Every label has one grade, which begins on the line before it or before the next label but one:
 * then the order of the one is the order of the other. */
static bool in_step(const struct grade_table *t) {
    if (t->label_count != t->grade_count)
        return false;
    for (size_t i = 0; i < t->label_count; i++) {
        size_t at = t->grades[i].at;
        bool near = i + 2 >= t->label_count || at < t->labels[i + 2].at;
        if (at + 1 < t->labels[i].at || !near)
            return false;
    }
    return true;
}

static bool has_free_token(const struct grade_table *t, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (t->tokens[i].use == TOKEN_FREE)
            return true;
    return false;
}

/* Runs of labels, each with as many grades below it, and nothing else among those of several: then
 * the order of the one is the order of the other. */
static bool in_runs(const struct grade_table *t) {
    size_t n = t->label_count, from = 0, to;
    if (n != t->grade_count)
        return false;
    for (; from < n; from = to) {
        size_t first_grade = t->grades[from].at;
        for (to = from; to < n && t->labels[to].at < first_grade; to++)
            continue;
        if (to == from || (to < n && t->grades[to - 1].at > t->labels[to].at) ||
            (to > from + 1 && has_free_token(t, t->labels[from].at, t->grades[to - 1].at)))
            return false;
    }
    return true;
}

/* The first grade that begins at token `from` or behind it. */
static size_t first_grade(const struct grade_table *t, size_t from) {
    size_t low = 0, high = t->grade_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->grades[middle].at < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first grade among the tokens, or NULL; *count is how many there are. */
static struct graded *grades_in(struct grade_table *t, struct stretch s, size_t *count) {
    size_t first = first_grade(t, s.from);
    *count = first_grade(t, s.to) - first;
    return *count ? &t->grades[first] : NULL;
}

/* The only grade between a label and the next one; *count is how many there are. */
static struct graded *grade_behind(struct grade_table *t, size_t label, size_t *count) {
    size_t end = label + 1 < t->label_count ? t->labels[label + 1].at : t->token_count;
    return grades_in(t, (struct stretch){t->labels[label].at + 1, end}, count);
}

/* Whether the row is pairs of a label and a grade, side by side, and nothing else but what was set
 * aside. */
static bool is_paired(const struct grade_table *t, struct stretch row) {
    bool labelled = false;
    for (size_t i = row.from; i < row.to; i++) {
        enum token_use use = t->tokens[i].use;
        if (use == TOKEN_ASIDE)
            continue;
        if (use != (labelled ? TOKEN_GRADE : TOKEN_LABEL))
            return false;
        labelled = !labelled;
    }
    return !labelled;
}

/* A grade in the label's own row is its grade, on whichever side it stands; of several pairs the
 * one behind it. */
static struct graded *grade_in_row(struct grade_table *t, size_t label, size_t *count) {
    const struct graded *l = &t->labels[label], *next = l + 1;
    *count = 0;
    if (!t->tokens[l->at].in_row)
        return NULL;
    struct stretch row = row_of(t, l);
    if (is_paired(t, row)) {
        row.from = l->at;
        row.to = label + 1 < t->label_count && next->at < row.to ? next->at : row.to;
    }
    return grades_in(t, row, count);
}

/* What counts already is only told again: doubts about it say nothing new. */
static bool counts_already(struct analysis *a, const struct grade_table *t,
                           const struct graded *label) {
    return label->aspect && judgement_find_of(a, t->service, label->aspect->id);
}

/* Whether words that are neither a label nor a grade stand beside the label in its row: what could
 * not be read there is the label's grade. */
static bool has_unread_cell(const struct grade_table *t, const struct graded *label) {
    if (!t->tokens[label->at].in_row)
        return false;
    struct stretch row = row_of(t, label);
    return has_free_token(t, row.from, row.to);
}

/* Whether the next label has the same words: a heading over its only row. */
static bool heads_its_row(struct analysis *a, const struct grade_table *t, size_t label) {
    const struct graded *l = &t->labels[label];
    return label + 1 < t->label_count && strcmp(label_words(a, l), label_words(a, l + 1)) == 0;
}

static void bind_one(struct analysis *a, struct grade_table *t, size_t label, bool stepwise) {
    size_t count;
    struct graded *grade = grade_in_row(t, label, &count);
    bool in_row = grade != NULL;
    if (!count && !t->headed && !t->part.to && counts_already(a, t, &t->labels[label])) {
        const struct graded *again = stepwise ? &t->grades[label] : grade_behind(t, label, &count);
        const kloe_judgement *counts =
            judgement_find_of(a, t->service, t->labels[label].aspect->id);
        if (again && strcmp(again->grade->id, counts->grade) != 0)
            doubt(a, t->service, DIAGNOSTIC_JUDGEMENT_AMBIGUOUS, &t->labels[label],
                  "another grade stands beside");
        t->labels[label].bound = t->labels[label].told_before = true;
        return;
    }
    if (!grade && !t->headed && has_unread_cell(t, &t->labels[label])) {
        count = 0;
    } else if (t->rule->prose && !t->headed &&
               !grade) { /* only what stands among its lines or right below */
        const struct graded *l = &t->labels[label];
        grade = grades_in(t, (struct stretch){l->at, l->at + l->part_count + 1}, &count);
    } else if (stepwise && !grade) {
        grade = &t->grades[label];
        count = 1;
    } else if (!grade) {
        grade = grade_behind(t, label, &count);
    }
    if (count == 1 && !grade->bound)
        bind(a, t, &t->labels[label], grade, in_row);
    else if (count)
        doubt(a, t->service, DIAGNOSTIC_JUDGEMENT_AMBIGUOUS, &t->labels[label],
              "several grades stand beside");
    else if ((!t->headed || t->unread) && /* a heading need not have a grade */
             !heads_its_row(a, t, label))
        doubt(a, t->service, DIAGNOSTIC_JUDGEMENT_WITHOUT_GRADE, &t->labels[label],
              "no grade was found for");
}

/* Grades that no label took, where the table is nothing but labels and grades, and no doubt about a
 * label has told of them. */
static void note_unbound(struct analysis *a, const struct grade_table *t) {
    size_t settled = 0, told_before = 0;
    for (size_t i = 0; i < t->label_count; i++) {
        settled += t->labels[i].bound;
        told_before += t->labels[i].told_before;
    }
    if (t->rule->prose || t->headed || t->rule->kind != TABLE_JUDGEMENTS ||
        settled < t->label_count || told_before == settled || t->grade_count <= settled)
        return;
    for (size_t i = 0; i < t->grade_count; i++) {
        const struct graded *g = &t->grades[i];
        struct passage last = g->parts[g->part_count - 1];
        if (!g->bound && !account_find(a, g->parts[0]))
            diagnose(a, DIAGNOSTIC_GRADE_UNCLAIMED, document_at(a->document, g->parts[0], last),
                     arena_format(a->arena, "no label was found for the grade \"%s\"",
                                  passages_string(a, g->parts, g->part_count)));
    }
}

bool grade_table_tells_new(struct analysis *a, struct grade_table *t) {
    size_t known, count;
    grade_table_parse(a, t, &known);
    bool ordered = in_step(t) || in_runs(t), tells_new = false;
    for (size_t i = 0; i < t->label_count; i++) {
        const struct aspect_rule *aspect = t->labels[i].aspect;
        const struct graded *grade = grade_in_row(t, i, &count);
        if (!grade)
            grade = ordered ? &t->grades[i] : grade_behind(t, i, &count);
        const kloe_judgement *counts = aspect ? judgement_find(a, aspect->id) : NULL;
        tells_new |= aspect && aspect->id && grade &&
                     (!counts || strcmp(counts->grade, grade->grade->id) != 0);
    }
    return tells_new;
}

/* "Apprenticeships", alone in its line: the labels below it are about that part of the body. */
static void enter_parts(struct analysis *a, struct grade_table *t, struct stretch tokens) {
    for (size_t i = tokens.from; t->rule->parts.source && i < tokens.to; i++) {
        struct passage p = passage_trim_marks(a->document, t->tokens[i].passage, ":");
        if (t->tokens[i].in_row || t->tokens[i].use != TOKEN_FREE ||
            !pattern_match(a->matcher, &t->rule->parts, passage_text(a->document, p), 0,
                           PATTERN_WHOLE, NULL))
            continue;
        t->part = p;
        account_take(a, p, "part of the body", &t->rule->parts);
    }
}

void grade_table_close(struct analysis *a, struct grade_table *t) {
    size_t known, from = 0;
    grade_table_parse(a, t, &known);
    bool ordered = in_step(t) || in_runs(t);
    for (size_t i = 0; i < t->label_count; i++) {
        enter_parts(a, t, (struct stretch){from, t->labels[i].at});
        from = t->labels[i].at;
        bind_one(a, t, i, ordered);
    }
    note_unbound(a, t);
}
