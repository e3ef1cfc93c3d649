#include "analyse/grade_table.h"

#include <string.h>

enum { SHORT_BYTES = 30 };
enum { REACH = 10 }; /* tokens over which the lines of one label or grade may be spread */

/* ---- tokens ------------------------------------------------------------------------- */

static void push_token(struct analysis *a, struct grade_table *t, struct passage p, bool in_row) {
    p = passage_trim(a->document, p);
    if (p.from >= p.to)
        return;
    t->tokens =
        arena_room(a->arena, t->tokens, t->token_count, &t->token_capacity, sizeof *t->tokens);
    t->tokens[t->token_count++] = (struct token){p, in_row, false};
}

/* A grade's word with a full stop behind it is the end of a sentence. */
static const struct grade *whole_grade(const struct analysis *a, struct passage p,
                                       struct passage *word) {
    size_t from, to;
    if (text_ends(text_trim(passage_text(a->document, p)), TEXT(".")))
        return NULL;
    const struct grade *g =
        scale_match(a->profile->scale, passage_text(a->document, p), &from, &to);
    if (g)
        *word = passage_part(p, from, to);
    return g;
}

static void add_row(struct analysis *a, struct grade_table *t, size_t block) {
    size_t first = t->token_count, grades = 0;
    struct passage word;
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++)
        push_token(a, t, document_cell(a->document, block, c), true);
    for (size_t i = first; i < t->token_count; i++)
        grades += whole_grade(a, t->tokens[i].passage, &word) != NULL;
    if (grades == 1 && t->token_count - first == 2)
        for (size_t i = first; i < t->token_count; i++)
            t->tokens[i].alone = true;
}

const struct aspect_rule *aspect_match(struct analysis *a, const struct judgement_rule *rule,
                                       struct text words) {
    for (size_t i = 0; i < rule->aspect_count; i++)
        if (pattern_match(a->matcher, &rule->aspects[i].label, words, 0, PATTERN_WHOLE, NULL))
            return &rule->aspects[i];
    return NULL;
}

bool aspect_begins(struct analysis *a, const struct judgement_rule *rule, struct text words) {
    for (size_t i = 0; i < rule->aspect_count; i++)
        if (pattern_match(a->matcher, &rule->aspects[i].label, words, 0, PATTERN_BEGINNING, NULL))
            return true;
    return aspect_match(a, rule, words) != NULL;
}

/* List numbers ("2.1"), colons and the like are no part of an aspect. */
static struct passage bare_label(const struct document *d, struct passage p) {
    p = passage_trim_marks(d, p, ":.-|");
    struct text t = passage_text(d, p);
    size_t n = 0;
    while (n < t.n && (is_digit(t.s[n]) || t.s[n] == '.'))
        n++;
    if (n && n < t.n && is_space(t.s[n]))
        p = passage_part(p, n, t.n);
    return passage_trim(d, p);
}

/* "Being healthy Good" is a label and a grade; so is a label's first line with its grade behind it.
 */
static void add_line(struct analysis *a, struct grade_table *t, struct passage p) {
    struct text words = passage_text(a->document, p);
    size_t from, to;
    const struct grade *end = scale_match_end(a->profile->scale, words, &from, &to);
    struct passage before = end ? bare_label(a->document, passage_part(p, 0, from)) : p;
    struct text label = passage_text(a->document, before);
    if (end && aspect_begins(a, t->rule, label)) {
        push_token(a, t, before, false);
        p = passage_part(p, from, words.n);
    }
    push_token(a, t, p, false);
}

void grade_table_add(struct analysis *a, struct grade_table *t, size_t block) {
    struct passage whole = document_cell(a->document, block, 0), word;
    struct text words = passage_text(a->document, whole);
    if (a->document->blocks[block].kind == BLOCK_ROW) {
        add_row(a, t, block);
        return;
    }
    if (whole_grade(a, whole, &word)) { /* perhaps over two lines */
        push_token(a, t, whole, false);
        return;
    }
    for (size_t from = 0, to; from < words.n; from = to + 1) {
        to = text_find(words, '\n', from);
        add_line(a, t, passage_part(whole, from, to));
    }
}

/* ---- labels and grades -------------------------------------------------------------- */

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

/* "Requires improvement" ... "to be good": a later line that makes the grade's word longer. */
static void take_ending(struct analysis *a, struct grade_table *t, struct graded *g, bool *used) {
    for (size_t i = g->at + 1; i < t->token_count && i <= g->at + REACH; i++) {
        struct passage parts[] = {g->parts[0], t->tokens[i].passage}, word;
        size_t from, to;
        if (used[i] || g->part_count == TOKEN_PARTS_MAX || !is_short(a, t->tokens[i].passage) ||
            whole_grade(a, t->tokens[i].passage, &word))
            continue;
        struct text joined = text_of(passages_string(a, parts, 2));
        const struct grade *longer = scale_match(a->profile->scale, joined, &from, &to);
        if (longer != g->grade)
            continue;
        g->parts[g->part_count++] = passage_trim_marks(a->document, t->tokens[i].passage, ".");
        used[i] = true;
        return;
    }
}

/* "Requires" ... "improvement": two lines that are a grade only together. */
static bool join_halves(struct analysis *a, struct grade_table *t, size_t i, bool *used) {
    struct passage first = t->tokens[i].passage, word;
    for (size_t k = i + 1; is_short(a, first) && k < t->token_count && k <= i + REACH; k++) {
        struct passage second = t->tokens[k].passage;
        size_t from, to;
        if (used[k] || !is_short(a, second) || whole_grade(a, second, &word))
            continue;
        struct passage parts[] = {first, second};
        const struct grade *grade =
            scale_match(a->profile->scale, text_of(passages_string(a, parts, 2)), &from, &to);
        if (!grade)
            continue;
        struct graded *g = push_graded(a, &t->grades, &t->grade_count, &t->grade_capacity, i);
        g->grade = grade;
        g->parts[g->part_count++] = first;
        g->parts[g->part_count++] = second;
        used[i] = used[k] = true;
        return true;
    }
    return false;
}

static void find_grades(struct analysis *a, struct grade_table *t, bool *used) {
    struct passage word;
    for (size_t i = 0; i < t->token_count; i++) {
        const struct grade *grade = used[i] ? NULL : whole_grade(a, t->tokens[i].passage, &word);
        if (!grade) {
            if (!used[i])
                join_halves(a, t, i, used);
            continue;
        }
        struct graded *g = push_graded(a, &t->grades, &t->grade_count, &t->grade_capacity, i);
        g->grade = grade;
        g->parts[g->part_count++] = word;
        used[i] = true;
    }
    for (size_t i = 0; i < t->grade_count; i++)
        take_ending(a, t, &t->grades[i], used);
}

/* The longest run of unused tokens from `at` on that is a label that the family knows. */
static bool find_label(struct analysis *a, const struct grade_table *t, size_t at, bool *used,
                       struct graded *out) {
    struct graded tried = {.at = at};
    size_t taken[TOKEN_PARTS_MAX], best = 0;
    for (size_t i = at; i < t->token_count && i <= at + REACH; i++) {
        if (used[i])
            continue;
        if (tried.part_count == TOKEN_PARTS_MAX)
            break;
        struct text alone = passage_text(a->document, t->tokens[i].passage);
        if (tried.part_count && aspect_match(a, t->rule, alone))
            break; /* a label of its own */
        size_t n = tried.part_count++;
        struct passage last = t->tokens[i].passage;
        last = n ? last : bare_label(a->document, last);
        taken[n] = i;
        tried.parts[n] = passage_trim_marks(a->document, last, ":");
        struct text words = text_of(passages_string(a, tried.parts, tried.part_count));
        const struct aspect_rule *aspect = aspect_match(a, t->rule, words);
        if (aspect) {
            *out = tried;
            out->aspect = aspect;
            best = tried.part_count;
        }
        tried.parts[n] = last;
    }
    for (size_t i = 0; i < best; i++)
        used[taken[i]] = true;
    return best > 0;
}

static void find_labels(struct analysis *a, struct grade_table *t, bool *used) {
    struct graded found;
    for (size_t i = 0; i < t->token_count; i++) {
        if (used[i])
            continue;
        bool alone = t->rule->any_aspect && t->tokens[i].alone;
        if (!find_label(a, t, i, used, &found)) {
            if (!alone)
                continue;
            found = (struct graded){.at = i, .part_count = 1};
            found.parts[0] = bare_label(a->document, t->tokens[i].passage);
        }
        *push_graded(a, &t->labels, &t->label_count, &t->label_capacity, i) = found;
    }
}

/* ---- which belongs to which --------------------------------------------------------- */

static kloe_at stretch(const struct document *d, const struct graded *label,
                       const struct graded *grade) {
    struct passage first = label->parts[0], last = label->parts[label->part_count - 1];
    kloe_at at = document_at(d, first, last);
    for (size_t i = 0; i < grade->part_count; i++) {
        kloe_at part = passage_at(d, grade->parts[i]);
        size_t end = at.offset + at.length, part_end = part.offset + part.length;
        if (part.offset < at.offset) {
            at.offset = part.offset;
            at.line = part.line;
            at.page = part.page;
        }
        at.length = (part_end > end ? part_end : end) - at.offset;
    }
    return at;
}

static void bind(struct analysis *a, const struct grade_table *t, struct graded *label,
                 struct graded *grade) {
    kloe_judgement *j = REPORT_ADD(a->arena, a->report->judgements);
    j->group = t->group.to ? passage_string(a, t->group) : NULL;
    j->aspect = passages_string(a, label->parts, label->part_count);
    j->grade = grade->grade->id;
    j->grade_text = passages_string(a, grade->parts, grade->part_count);
    j->scale = a->profile->scale->id;
    j->rank = grade->grade->rank;
    j->of = a->profile->scale->of;
    j->overall = label->aspect && label->aspect->overall;
    j->at = stretch(a->document, label, grade);
    label->bound = grade->bound = true;
}

static void doubt(struct analysis *a, enum diagnostic code, const struct graded *label,
                  const char *why) {
    if (code == DIAGNOSTIC_JUDGEMENT_AMBIGUOUS)
        a->absences[VALUE_JUDGEMENTS] = ABSENCE_AMBIGUOUS;
    diagnose(a, code,
             document_at(a->document, label->parts[0], label->parts[label->part_count - 1]),
             arena_format(a->arena, "%s: \"%s\"", why,
                          passages_string(a, label->parts, label->part_count)));
}

/* Every label has one grade, which begins on the line before it or before the next label but one:
 * then the order of the one is the order of the other. Whole columns apart are not in step: there a
 * grade that is missing would shift the rest. */
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

/* The only grade between a label and the next one; *count is how many there are. */
static struct graded *grade_behind(struct grade_table *t, size_t label, size_t *count) {
    size_t end = label + 1 < t->label_count ? t->labels[label + 1].at : SIZE_MAX;
    struct graded *found = NULL;
    *count = 0;
    for (size_t i = 0; i < t->grade_count; i++)
        if (t->grades[i].at > t->labels[label].at && t->grades[i].at < end) {
            found = found ? found : &t->grades[i];
            ++*count;
        }
    return found;
}

static bool same_row(const struct grade_table *t, const struct graded *label,
                     const struct graded *grade) {
    const struct token *a = &t->tokens[label->at], *b = &t->tokens[grade->at];
    return a->in_row && b->in_row && a->passage.block == b->passage.block;
}

/* A grade in the label's own row is its grade, on whichever side it stands. */
static struct graded *grade_in_row(struct grade_table *t, size_t label, size_t *count) {
    struct graded *found = NULL;
    *count = 0;
    for (size_t i = 0; i < t->grade_count; i++)
        if (same_row(t, &t->labels[label], &t->grades[i])) {
            found = &t->grades[i];
            ++*count;
        }
    return found;
}

static void bind_one(struct analysis *a, struct grade_table *t, size_t label, bool stepwise) {
    size_t count;
    struct graded *grade = grade_in_row(t, label, &count);
    if (stepwise && !grade) {
        grade = &t->grades[label];
        count = 1;
    } else if (!grade) {
        grade = grade_behind(t, label, &count);
    }
    if (count == 1 && !grade->bound)
        bind(a, t, &t->labels[label], grade);
    else if (count)
        doubt(a, DIAGNOSTIC_JUDGEMENT_AMBIGUOUS, &t->labels[label], "several grades stand beside");
    else
        doubt(a, DIAGNOSTIC_JUDGEMENT_WITHOUT_GRADE, &t->labels[label], "no grade was found for");
}

void grade_table_close(struct analysis *a, struct grade_table *t) {
    if (!t->token_count)
        return;
    bool *used = arena_alloc(a->arena, t->token_count * sizeof *used);
    find_grades(a, t, used);
    find_labels(a, t, used);
    bool stepwise = in_step(t);
    for (size_t i = 0; i < t->label_count; i++)
        bind_one(a, t, i, stepwise);
}
