/* Which words of a table of judgements are labels, and which are grades. */
#include "analyse/grade_table.h"

#include "analyse/account.h"
#include "base/date.h"

#include <stdlib.h>

enum { SHORT_BYTES = 30, LABEL_BYTES = 150, SET_ASIDE = 2 };
enum { REACH = 10 }; /* tokens over which the lines of one label or grade may be spread */

static struct graded *push_graded(struct analysis *a, struct graded **items, size_t *count,
                                  size_t *capacity, size_t at) {
    *items = arena_room(a->arena, *items, *count, capacity, sizeof **items);
    (*items)[*count] = (struct graded){.at = at};
    return &(*items)[(*count)++];
}

/* Few bytes, and words: a footnote's mark is no part of a grade. */
static bool is_short(const struct analysis *a, struct passage p) {
    struct text t = passage_text(a->document, p);
    return t.n <= SHORT_BYTES && t.n && is_letter(t.s[0]);
}

/* "Requires" ... "improvement to be" ... "good": lines that are a grade only together, between
 * which those of a label can stand. Gives the longest grade that begins with token i. */
static bool join_lines(struct analysis *a, struct grade_table *t, size_t i) {
    struct graded found = {.at = i};
    size_t taken[TOKEN_PARTS_MAX], best = 0, from, to;
    if (!is_short(a, t->tokens[i].passage) ||
        !scale_begins(t->rule->scale, passage_text(a->document, t->tokens[i].passage)))
        return false;
    for (size_t k = i; k < t->token_count && k <= i + REACH; k++) {
        size_t n = found.part_count;
        if (n == TOKEN_PARTS_MAX || (k > i && t->tokens[k].use) ||
            t->tokens[k].column != t->tokens[i].column || !is_short(a, t->tokens[k].passage))
            continue;
        taken[n] = k;
        found.parts[n] = passage_trim_marks(a->document, t->tokens[k].passage, ".");
        struct text joined = text_of(passages_string(a, found.parts, n + 1));
        if (!scale_begins(t->rule->scale, joined) && t->grid)
            break;
        if (!scale_begins(t->rule->scale, joined))
            continue;
        found.part_count = n + 1;
        const struct grade *grade = scale_match(t->rule->scale, joined, &from, &to);
        best = grade ? n + 1 : best;
        found.grade = grade ? grade : found.grade;
    }
    if (best < 2)
        return false;
    found.part_count = best;
    for (size_t k = 0; k < best; k++)
        t->tokens[taken[k]].use = TOKEN_GRADE;
    *push_graded(a, &t->grades, &t->grade_count, &t->grade_capacity, i) = found;
    return true;
}

/* Whether a grade of the table is a word: then a number beside it says the same again. */
static bool has_word_grade(struct analysis *a, const struct grade_table *t) {
    struct passage word;
    for (size_t i = 0; i < t->token_count; i++)
        if (!t->tokens[i].use && grade_token(a, t, t->tokens[i].passage, &word) &&
            word.to - word.from > 1)
            return true;
    return false;
}

void grade_table_grades(struct analysis *a, struct grade_table *t) {
    struct passage word;
    bool words_count = has_word_grade(a, t);
    for (size_t i = 0; i < t->token_count; i++) {
        if (t->tokens[i].use)
            continue;
        const struct grade *grade = grade_token(a, t, t->tokens[i].passage, &word);
        if (join_lines(a, t, i) || !grade)
            continue;
        t->tokens[i].use = TOKEN_GRADE;
        if (words_count && word.to - word.from == 1)
            continue;
        struct graded *g = push_graded(a, &t->grades, &t->grade_count, &t->grade_capacity, i);
        g->grade = grade;
        g->parts[g->part_count++] = word;
    }
}

/* A run of free tokens that could be a label. */
struct attempt {
    struct graded tried;
    size_t taken[TOKEN_PARTS_MAX];
};

/* Adds token i to the run; false where the run ends before it. */
static bool extend(struct analysis *a, const struct grade_table *t, size_t i, bool near,
                   struct attempt *run) {
    const struct token *token = &t->tokens[i];
    size_t n = run->tried.part_count;
    if (token->use == TOKEN_LABEL)
        return !n || !near;
    if (token->use)
        return true;
    bool other_row = n && near && (token->in_row || t->tokens[run->tried.at].in_row) &&
                     token->passage.block != t->tokens[run->tried.at].passage.block;
    if (n == TOKEN_PARTS_MAX || other_row ||
        (n && aspect_match(a, t->rule, passage_text(a->document, token->passage))))
        return false;
    run->taken[n] = i;
    run->tried.parts[n] = n ? token->passage : grade_table_label(a->document, token->passage);
    run->tried.part_count++;
    return true;
}

/* The words so far, without the marks at their end. */
static struct text words_of(struct analysis *a, struct attempt *run) {
    struct passage *last = &run->tried.parts[run->tried.part_count - 1], whole = *last;
    *last = passage_trim_marks(a->document, *last, ":.");
    struct text words = text_of(passages_string(a, run->tried.parts, run->tried.part_count));
    run->tried.parts[run->tried.part_count - 1] = whole;
    return words;
}

/* The longest run of free tokens from `at` on that is a label that the family knows, or, with
 * `near`, the one that is most nearly one. */
static bool find_label(struct analysis *a, struct grade_table *t, size_t at, bool near,
                       struct graded *out) {
    struct attempt run = {.tried = {.at = at}};
    size_t best = 0, parts = 0;
    double likeness, most = 0;
    for (size_t i = at; i < t->token_count && i <= at + REACH; i++) {
        if (!extend(a, t, i, near, &run))
            break;
        if (run.tried.part_count == parts)
            continue;
        parts = run.tried.part_count;
        struct text words = words_of(a, &run);
        const struct aspect_rule *aspect =
            near ? aspect_near(a, t->rule, words, &likeness) : aspect_match(a, t->rule, words);
        if (!aspect || (near && likeness <= most))
            continue;
        most = likeness;
        *out = run.tried;
        out->aspect = aspect;
        best = parts;
    }
    for (size_t i = 0; i < best; i++)
        t->tokens[run.taken[i]].use = TOKEN_LABEL;
    if (best)
        out->parts[best - 1] = passage_trim_marks(a->document, out->parts[best - 1], ":.");
    return best > 0;
}

void grade_table_add_label(struct analysis *a, struct grade_table *t, const struct graded *label) {
    *push_graded(a, &t->labels, &t->label_count, &t->label_capacity, label->at) = *label;
}

static int by_token(const void *x, const void *y) {
    const struct graded *a = x, *b = y;
    return (a->at > b->at) - (a->at < b->at);
}

static bool has_label(const struct grade_table *t, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (t->tokens[i].use == TOKEN_LABEL)
            return true;
    return false;
}

/* Whether the token's words begin small: the rest of the line above. */
static bool goes_on(const struct analysis *a, const struct grade_table *t, size_t token) {
    char first = passage_text(a->document, t->tokens[token].passage).s[0];
    return first >= 'a' && first <= 'z';
}

static bool could_be_label(const struct analysis *a, const struct grade_table *t, size_t token) {
    struct text words = passage_text(a->document, t->tokens[token].passage);
    struct date unused;
    bool month;
    return !t->tokens[token].use && words.n <= LABEL_BYTES && !text_ends(words, TEXT(".")) &&
           !rating_date(words, &unused, &month);
}

/* "Services in Tarnbeck require improvement to be" above "good": a sentence that tells another
 * grade than its last word. */
static bool is_wrapped(struct analysis *a, const struct grade_table *t, size_t above,
                       const struct graded *grade) {
    struct passage lines[] = {t->tokens[above].passage, grade->parts[0]};
    size_t from, to;
    struct text joined = text_of(passages_string(a, lines, 2));
    return scale_match_end(t->rule->scale, joined, &from, &to) &&
           from < text_trim(passage_text(a->document, lines[0])).n;
}

/* Words right above a grade that no label claims, since the grade before it: a label that nobody
 * knows. */
static void take_unknown_above(struct analysis *a, struct grade_table *t, size_t grade) {
    size_t at = t->grades[grade].at, from = grade ? t->grades[grade - 1].at + 1 : 0;
    if (t->tokens[at].in_row || has_label(t, from, at) || at == from ||
        !could_be_label(a, t, at - 1))
        return;
    size_t first = at - 1;
    while (first > from && goes_on(a, t, first) && could_be_label(a, t, first - 1) &&
           at - first < TOKEN_PARTS_MAX)
        first--;
    if (is_wrapped(a, t, at - 1, &t->grades[grade])) {
        t->grades[grade].bound = true;
        return;
    }
    struct graded label = {.at = first, .part_count = at - first};
    for (size_t i = first; i < at; i++) {
        label.parts[i - first] = passage_trim_marks(a->document, t->tokens[i].passage, ":.");
        t->tokens[i].use = TOKEN_LABEL;
    }
    label.parts[0] = grade_table_label(a->document, label.parts[0]);
    grade_table_add_label(a, t, &label);
}

/* A row's words right below a label are the rest of that label. */
static bool is_below_label(const struct grade_table *t, size_t token) {
    return token && t->tokens[token - 1].use == TOKEN_LABEL && !t->tokens[token - 1].in_row;
}

/* What an unknown row is: the label that its first line or sentence is, with prose behind it; else
 * a label that nobody knows. */
static void take_unknown_row(struct analysis *a, struct grade_table *t, size_t token) {
    struct passage p = t->tokens[token].passage, line = p, sentence = p;
    size_t at = 0, first = 0;
    t->tokens[token].use = TOKEN_LABEL;
    struct graded label = {.at = token, .part_count = 1};
    passage_line(a->document, p, &at, &line);
    label.aspect = aspect_match(a, t->rule, passage_text(a->document, line));
    if (!label.aspect && passage_sentence(a->document, p, &first, &sentence)) {
        line = passage_trim_marks(a->document, sentence, ".:");
        label.aspect = aspect_match(a, t->rule, passage_text(a->document, line));
    }
    label.parts[0] = grade_table_label(a->document, label.aspect ? line : p);
    grade_table_add_label(a, t, &label);
}

/* Rows whose only words beside a grade nobody knows, and lines above one. */
static void find_unknown_labels(struct analysis *a, struct grade_table *t) {
    for (size_t i = 0; i < t->token_count; i++)
        if (!t->tokens[i].use && t->tokens[i].alone && !is_below_label(t, i))
            take_unknown_row(a, t, i);
    for (size_t i = 0; !t->rule->prose && i < t->grade_count; i++)
        take_unknown_above(a, t, i);
}

static void find_labels(struct analysis *a, struct grade_table *t) {
    struct graded found;
    for (int near = 0; near <= 1; near++)
        for (size_t i = 0; i < t->token_count; i++)
            if (!t->tokens[i].use && find_label(a, t, i, near, &found))
                grade_table_add_label(a, t, &found);
    if (t->rule->kind == TABLE_JUDGEMENTS && !t->headed)
        find_unknown_labels(a, t);
    if (t->label_count)
        qsort(t->labels, t->label_count, sizeof *t->labels, by_token);
}

/* "Previous inspection: not applicable". */
static bool ends_vacant(struct analysis *a, struct text words) {
    size_t colon = text_find(words, ':', 0);
    return colon < words.n && is_vacant(a, text_trim(text_slice(words, colon + 1, words.n)));
}

/* Whether the words begin a label that has a grade of its own, or are the date that "Previous
 * inspection date" asks for. */
static bool ends_aside(struct analysis *a, const struct grade_table *t, struct passage p) {
    struct text words = text_trim(passage_text(a->document, p));
    struct date_range range;
    return aspect_begins(a, t->rule, words) ||
           (date_find(words, &range) && range.from == 0 && range.to == words.n);
}

/* Where labels stand in a run that ends with token `last`, and as many grades below them, the
 * grade of the last one; else 0. */
static size_t grade_in_step(struct analysis *a, const struct grade_table *t, size_t last) {
    struct passage word;
    size_t labels = 1, grades = 0;
    while (labels <= last &&
           aspect_match(a, t->rule, passage_text(a->document, t->tokens[last - labels].passage)))
        labels++;
    while (last + grades + 1 < t->token_count &&
           grade_token(a, t, t->tokens[last + grades + 1].passage, &word))
        grades++;
    return labels > 2 && grades == labels ? last + grades : 0;
}

/* "Previous inspection: Good": such words are set aside, and the grade behind them, before which
 * the words may take another line, but no label: its grade is this inspection's. */
static void set_aside(struct analysis *a, struct grade_table *t) {
    struct passage word;
    size_t from, to;
    for (size_t i = 0; i < t->token_count; i++) {
        struct text words = passage_text(a->document, t->tokens[i].passage);
        if (t->tokens[i].use || words.n > LABEL_BYTES || !is_of_earlier(a, words))
            continue;
        t->tokens[i].use = TOKEN_ASIDE;
        account_take(a, t->tokens[i].passage, "set aside", &a->language->earlier);
        bool whole =
            scale_match_end(t->rule->scale, words, &from, &to) != NULL || ends_vacant(a, words);
        size_t step = whole ? 0 : grade_in_step(a, t, i);
        size_t most = step ? step : i + SET_ASIDE;
        for (size_t k = step ? step : i + 1; !whole && k < t->token_count && k <= most; k++) {
            if (ends_aside(a, t, t->tokens[k].passage))
                break;
            whole = grade_token(a, t, t->tokens[k].passage, &word) != NULL;
            if (whole) {
                t->tokens[k].use = TOKEN_ASIDE;
                account_take(a, t->tokens[k].passage, "set aside", &a->language->earlier);
            }
        }
    }
}

bool grade_table_knows(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct grade_table t = {.rule = rule};
    size_t known;
    grade_table_add(a, &t, block);
    for (size_t i = 0; i < t.token_count; i++)
        if (t.tokens[i].alone ||
            scale_begins(rule->scale, passage_text(a->document, t.tokens[i].passage)))
            return true;
    grade_table_parse(a, &t, &known);
    return known > 0;
}

void grade_table_parse(struct analysis *a, struct grade_table *t, size_t *known) {
    set_aside(a, t);
    grade_table_grades(a, t);
    find_labels(a, t);
    *known = 0;
    for (size_t i = 0; i < t->label_count; i++)
        *known += t->labels[i].aspect != NULL;
}
