#include "analyse/grade_table.h"

#include "analyse/account.h"
#include "analyse/judgement.h"
#include "analyse/standard.h"
#include "document/marker.h"

#include <string.h>

enum { SHORT_BYTES = 30, PROSE_BYTES = 150, SET_ASIDE = 2, CELL_LINES_MAX = 8 };
enum { LABEL_BYTES = 150 };
enum { REACH = 10 }; /* tokens over which the lines of one label or grade may be spread */

/* ---- tokens ------------------------------------------------------------------------- */

/* NULL where the passage has no words: dots and arrows beside a grade say what its word says. */
static struct token *push_token(struct analysis *a, struct grade_table *t, struct passage p) {
    p = passage_trim(a->document, p);
    if (!text_has_word(passage_text(a->document, p)))
        return NULL;
    t->tokens =
        arena_room(a->arena, t->tokens, t->token_count, &t->token_capacity, sizeof *t->tokens);
    t->tokens[t->token_count] = (struct token){.passage = p};
    return &t->tokens[t->token_count++];
}

static void push_cell(struct analysis *a, struct grade_table *t, struct passage p) {
    struct token *token = push_token(a, t, p);
    if (token)
        token->in_row = true;
}

static void push_label(struct analysis *a, struct grade_table *t, struct passage p, bool alone) {
    struct token *token = push_token(a, t, p);
    if (token)
        token->alone = alone;
}

/* A grade's word with a full stop behind it is the end of a sentence. */
static const struct grade *whole_grade(const struct analysis *a, const struct grade_table *t,
                                       struct passage p, struct passage *word) {
    size_t from, to;
    if (text_ends(text_trim(passage_text(a->document, p)), TEXT(".")))
        return NULL;
    const struct grade *g = scale_match(t->rule->scale, passage_text(a->document, p), &from, &to);
    if (g)
        *word = passage_part(p, from, to);
    return g;
}

static size_t lines_of(const struct document *d, struct passage cell,
                       struct passage lines[CELL_LINES_MAX]) {
    size_t n = 0;
    for (size_t at = 0; n < CELL_LINES_MAX && passage_line(d, cell, &at, &lines[n]);)
        n++;
    return n;
}

/* "This inspection:" over "Previous inspection:" in one cell, their grades in the next: puts what
 * is not to be ignored of both; false where the cells are not like that. */
static bool add_paired_cells(struct analysis *a, struct grade_table *t, struct passage left,
                             struct passage right) {
    struct passage labels[CELL_LINES_MAX], values[CELL_LINES_MAX];
    size_t n = lines_of(a->document, left, labels), ignored = n;
    if (n < 2 || lines_of(a->document, right, values) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (pattern_match(a->matcher, &t->rule->ignore, passage_text(a->document, labels[i]), 0,
                          PATTERN_START, NULL))
            ignored = i;
    for (size_t i = 0; ignored < n && i < 2 * n; i++)
        if (i % n != ignored)
            push_cell(a, t, i < n ? labels[i] : values[i - n]);
    return ignored < n;
}

/* Two rows that the layout joined have no grade that is all of its cell, but lines that are one. */
static bool is_joined_row(struct analysis *a, const struct grade_table *t, size_t block) {
    struct passage lines[CELL_LINES_MAX], word;
    size_t grades = 0;
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++) {
        struct passage cell = document_cell(a->document, block, c);
        if (whole_grade(a, t, cell, &word))
            return false;
        size_t n = lines_of(a->document, cell, lines);
        for (size_t i = 0; i < n; i++)
            grades += whole_grade(a, t, lines[i], &word) != NULL;
    }
    return grades > 1;
}

static void add_lines_of_row(struct analysis *a, struct grade_table *t, size_t block) {
    struct passage lines[CELL_LINES_MAX];
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++) {
        size_t n = lines_of(a->document, document_cell(a->document, block, c), lines);
        for (size_t i = 0; i < n; i++)
            push_token(a, t, lines[i]);
    }
}

static void add_row(struct analysis *a, struct grade_table *t, size_t block) {
    size_t first = t->token_count, grades = 0;
    struct passage word;
    size_t cells = a->document->blocks[block].cell_count;
    for (size_t c = 0; c < cells; c++) {
        struct passage cell = document_cell(a->document, block, c);
        if (c + 1 < cells && add_paired_cells(a, t, cell, document_cell(a->document, block, c + 1)))
            c++;
        else
            push_cell(a, t, cell);
    }
    for (size_t i = first; i < t->token_count; i++)
        grades += whole_grade(a, t, t->tokens[i].passage, &word) != NULL;
    if (!grades && is_joined_row(a, t, block)) {
        t->token_count = first;
        add_lines_of_row(a, t, block);
    }
    if (grades == 1 && t->token_count - first == 2)
        for (size_t i = first; i < t->token_count; i++)
            t->tokens[i].alone = true;
}

/* A dash at the passage's end. */
static bool ends_in_dash(const struct document *d, struct passage p, size_t *length) {
    static const char *const dashes[] = {"–", "—", "−", "-"};
    struct text t = text_trim(passage_text(d, p));
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
        if (text_ends(t, text_of(dashes[i]))) {
            *length = t.n - strlen(dashes[i]);
            return true;
        }
    return false;
}

/* List numbers ("2.1"), colons and the like are no part of an aspect. */
static struct passage bare_label(const struct document *d, struct passage p) {
    size_t length;
    p = passage_trim_marks(d, p, ":.-|");
    if (ends_in_dash(d, p, &length))
        p = passage_trim_marks(d, passage_part(p, 0, length), ":.-|");
    struct text t = passage_text(d, p);
    size_t n = 0;
    while (n < t.n && (is_digit(t.s[n]) || t.s[n] == '.'))
        n++;
    if (n && n < t.n && is_space(t.s[n]))
        p = passage_part(p, n, t.n);
    return passage_trim(d, p);
}

/* "Older people – ": a label that a dash or a colon parts from its grade. */
static bool is_parted(const struct analysis *a, struct passage p) {
    size_t length;
    struct text t = text_trim(passage_text(a->document, p));
    return text_ends(t, TEXT(":")) || ends_in_dash(a->document, p, &length);
}

/* Whether the words are the next line of the label that the last token begins. */
static bool continues_label(struct analysis *a, const struct grade_table *t, struct passage p) {
    struct passage word;
    if (!t->token_count || whole_grade(a, t, t->tokens[t->token_count - 1].passage, &word))
        return false;
    struct passage parts[] = {t->tokens[t->token_count - 1].passage, p};
    return aspect_begins(a, t->rule, text_of(passages_string(a, parts, 2)));
}

/* Where the first words of a grade stand behind a label that the family knows, the others being on
 * the next line; 0: nowhere. */
static size_t grade_begins_at(struct analysis *a, const struct grade_table *t, struct passage p) {
    struct text words = passage_text(a->document, p);
    for (size_t i = 1; i < words.n; i++) {
        struct passage before = passage_part(p, 0, i);
        if (is_space(words.s[i]) && scale_begins(t->rule->scale, text_slice(words, i, words.n)) &&
            aspect_match(a, t->rule, passage_text(a->document, bare_label(a->document, before))))
            return i;
    }
    return 0;
}

/* "Being healthy Good" is a label and a grade; so is a label's first line with its grade behind it.
 */
static void add_words(struct analysis *a, struct grade_table *t, struct passage p) {
    struct text words = passage_text(a->document, p);
    struct match m;
    size_t from, to;
    if (pattern_match(a->matcher, &t->rule->sentence, words, 0, PATTERN_START, &m) &&
        match_group(&m, "grade", &from, &to)) {
        push_token(a, t, passage_part(p, from, to));
        return;
    }
    const struct grade *end = scale_match_end(t->rule->scale, words, &from, &to);
    struct passage before = end ? bare_label(a->document, passage_part(p, 0, from)) : p;
    struct text label = passage_text(a->document, before);
    bool parted = end && is_parted(a, passage_part(p, 0, from));
    bool alone = parted && t->rule->any_aspect;
    if (parted && t->headed) { /* the heading is the label: "Tarnbeck Council: Good" */
        p = passage_part(p, from, words.n);
    } else if (end &&
               (alone || aspect_begins(a, t->rule, label) || continues_label(a, t, before))) {
        push_label(a, t, before, alone);
        p = passage_part(p, from, words.n);
    }
    size_t tail = end ? 0 : grade_begins_at(a, t, p);
    if (tail) {
        push_token(a, t, passage_part(p, 0, tail));
        p = passage_part(p, tail, words.n);
    }
    push_token(a, t, p);
}

/* "3." before a label. */
static bool is_bare_number(struct text t) {
    unsigned number;
    return marker_number(t, &number) == t.n && t.n;
}

/* A line in which wide gaps part columns; what is alone before a grade is its label. */
static void add_line(struct analysis *a, struct grade_table *t, struct passage p) {
    struct passage word;
    while (p.from < p.to) {
        size_t n = p.to - p.from, end = passage_column_end(a->document, p);
        struct passage left = passage_part(p, 0, end);
        bool number = is_bare_number(passage_text(a->document, left));
        p = passage_trim(a->document, passage_part(p, end, n));
        if (number && end < n)
            continue;
        if (end < n && whole_grade(a, t, p, &word)) {
            push_label(a, t, left, true);
        } else {
            add_words(a, t, left);
        }
    }
}

void grade_table_head(struct analysis *a, struct grade_table *t, struct passage aspect) {
    if (aspect.to)
        push_token(a, t, aspect);
    t->headed = aspect.to != 0;
}

/* A label or a grade, and nothing else. */
static bool is_entry(struct analysis *a, const struct grade_table *t, struct passage line) {
    struct passage word;
    return whole_grade(a, t, line, &word) ||
           aspect_match(a, t->rule, passage_text(a->document, line));
}

void grade_table_add(struct analysis *a, struct grade_table *t, size_t block) {
    struct passage whole = document_cell(a->document, block, 0), word;
    struct text words = passage_text(a->document, whole);
    if (t->ended)
        return;
    if (a->document->blocks[block].kind == BLOCK_ROW) {
        add_row(a, t, block);
        return;
    }
    if (whole_grade(a, t, whole, &word)) { /* perhaps over two lines */
        push_token(a, t, whole);
        return;
    }
    bool prose = t->rule->prose && words.n > PROSE_BYTES && !t->rule->sentence.source;
    for (size_t from = 0, to; from < words.n && !t->ended; from = to + 1) {
        to = text_find(words, '\n', from);
        t->ended = pattern_match(a->matcher, &t->rule->until, text_slice(words, from, to), 0,
                                 PATTERN_START, NULL);
        if (!t->ended && (!prose || is_entry(a, t, passage_part(whole, from, to))))
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
static void take_ending(struct analysis *a, struct grade_table *t, struct graded *g) {
    for (size_t i = g->at + 1; i < t->token_count && i <= g->at + REACH; i++) {
        struct passage parts[] = {g->parts[0], t->tokens[i].passage}, word;
        size_t from, to;
        if (t->tokens[i].use || g->part_count == TOKEN_PARTS_MAX ||
            !is_short(a, t->tokens[i].passage) || whole_grade(a, t, t->tokens[i].passage, &word))
            continue;
        struct text joined = text_of(passages_string(a, parts, 2));
        const struct grade *longer = scale_match(t->rule->scale, joined, &from, &to);
        if (longer != g->grade)
            continue;
        g->parts[g->part_count++] = passage_trim_marks(a->document, t->tokens[i].passage, ".");
        t->tokens[i].use = TOKEN_GRADE;
        return;
    }
}

/* "Requires" ... "improvement": two lines that are a grade only together. */
static bool join_halves(struct analysis *a, struct grade_table *t, size_t i) {
    struct passage first = t->tokens[i].passage;
    for (size_t k = i + 1; is_short(a, first) && k < t->token_count && k <= i + REACH; k++) {
        struct passage second = t->tokens[k].passage;
        size_t from, to;
        if (t->tokens[k].use ||
            !is_short(a, second)) /* "good" is a grade, but ends a longer one too */
            continue;
        struct passage parts[] = {first, second};
        const struct grade *grade =
            scale_match(t->rule->scale, text_of(passages_string(a, parts, 2)), &from, &to);
        if (!grade || from)
            continue;
        struct graded *g = push_graded(a, &t->grades, &t->grade_count, &t->grade_capacity, i);
        g->grade = grade;
        g->parts[g->part_count++] = first;
        g->parts[g->part_count++] = second;
        t->tokens[i].use = t->tokens[k].use = TOKEN_GRADE;
        return true;
    }
    return false;
}

/* Whether a grade of the table is a word: then a number beside it says the same again. */
static bool has_word_grade(struct analysis *a, const struct grade_table *t) {
    struct passage word;
    for (size_t i = 0; i < t->token_count; i++)
        if (!t->tokens[i].use && whole_grade(a, t, t->tokens[i].passage, &word) &&
            word.to - word.from > 1)
            return true;
    return false;
}

static void find_grades(struct analysis *a, struct grade_table *t) {
    struct passage word;
    bool words_count = has_word_grade(a, t);
    for (size_t i = 0; i < t->token_count; i++) {
        if (t->tokens[i].use)
            continue;
        const struct grade *grade = whole_grade(a, t, t->tokens[i].passage, &word);
        if (!grade) {
            join_halves(a, t, i);
            continue;
        }
        t->tokens[i].use = TOKEN_GRADE;
        if (words_count && word.to - word.from == 1)
            continue;
        struct graded *g = push_graded(a, &t->grades, &t->grade_count, &t->grade_capacity, i);
        g->grade = grade;
        g->parts[g->part_count++] = word;
    }
    for (size_t i = 0; i < t->grade_count; i++)
        take_ending(a, t, &t->grades[i]);
}

/* "This inspection:", whose grade stands in the next cell. */
static bool begins_sentence(struct analysis *a, const struct grade_table *t, size_t token) {
    return pattern_match(a->matcher, &t->rule->sentence,
                         text_trim(passage_text(a->document, t->tokens[token].passage)), 0,
                         PATTERN_BEGINNING, NULL);
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
    if (token->use || (n && begins_sentence(a, t, i)))
        return true;
    bool other_row = n && near && (token->in_row || t->tokens[run->tried.at].in_row) &&
                     token->passage.block != t->tokens[run->tried.at].passage.block;
    if (n == TOKEN_PARTS_MAX || other_row ||
        (n && aspect_match(a, t->rule, passage_text(a->document, token->passage))))
        return false;
    run->taken[n] = i;
    run->tried.parts[n] = n ? token->passage : bare_label(a->document, token->passage);
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

/* Keeps the labels in the order of the document. */
static void add_label(struct analysis *a, struct grade_table *t, const struct graded *label) {
    push_graded(a, &t->labels, &t->label_count, &t->label_capacity, label->at);
    size_t i = t->label_count - 1;
    for (; i && t->labels[i - 1].at > label->at; i--)
        t->labels[i] = t->labels[i - 1];
    t->labels[i] = *label;
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
    return !t->tokens[token].use && words.n <= LABEL_BYTES && !text_ends(words, TEXT("."));
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
    struct graded label = {.at = first, .part_count = at - first};
    for (size_t i = first; i < at; i++) {
        label.parts[i - first] = passage_trim_marks(a->document, t->tokens[i].passage, ":.");
        t->tokens[i].use = TOKEN_LABEL;
    }
    label.parts[0] = bare_label(a->document, label.parts[0]);
    add_label(a, t, &label);
}

/* A row's words under a label that has no grade of its own are the rest of that label. */
static bool is_below_label(const struct grade_table *t, size_t token) {
    return token && t->tokens[token - 1].use == TOKEN_LABEL && !t->tokens[token - 1].in_row;
}

/* What an unknown row is: an earlier inspection's; the label that its first line is, with prose
 * below it; else a label that nobody knows. */
static void take_unknown_row(struct analysis *a, struct grade_table *t, size_t token) {
    struct passage p = t->tokens[token].passage, line = p;
    size_t at = 0;
    t->tokens[token].use = TOKEN_ASIDE;
    if (pattern_match(a->matcher, &a->language->earlier, passage_text(a->document, p), 0,
                      PATTERN_ANYWHERE, NULL))
        return;
    t->tokens[token].use = TOKEN_LABEL;
    struct graded label = {.at = token, .part_count = 1};
    passage_line(a->document, p, &at, &line);
    label.aspect = aspect_match(a, t->rule, passage_text(a->document, line));
    label.parts[0] = bare_label(a->document, label.aspect ? line : p);
    add_label(a, t, &label);
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
                add_label(a, t, &found);
    if (t->rule->kind == TABLE_JUDGEMENTS && !t->headed)
        find_unknown_labels(a, t);
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

/* Tokens that are the label's: those of its row, else those before the next label. */
static bool is_beside(const struct grade_table *t, const struct graded *label, size_t token) {
    const struct token *a = &t->tokens[label->at], *b = &t->tokens[token];
    if (a->in_row)
        return b->in_row && a->passage.block == b->passage.block;
    size_t next = t->token_count;
    for (size_t i = 0; i < t->label_count; i++)
        if (t->labels[i].at > label->at && t->labels[i].at < next)
            next = t->labels[i].at;
    return token > label->at && token < next;
}

static int percentage_of(struct analysis *a, const struct grade_table *t,
                         const struct graded *label) {
    struct match m;
    size_t from, to, n;
    for (size_t i = 0; t->rule->score.source && i < t->token_count; i++) {
        struct text words = passage_text(a->document, t->tokens[i].passage);
        if (is_beside(t, label, i) &&
            pattern_match(a->matcher, &t->rule->score, words, 0, PATTERN_WHOLE, &m) &&
            match_group(&m, "percentage", &from, &to))
            return (int)text_number(text_slice(words, from, to), 3, &n);
    }
    return 0;
}

/* "Not assessed" beside the grade, or the date on which it was published. */
static const char *status_of(struct analysis *a, const struct grade_table *t,
                             const struct graded *label) {
    struct date_range range;
    for (size_t i = 0; i < t->token_count; i++) {
        struct text words = text_trim(passage_text(a->document, t->tokens[i].passage));
        if (!is_beside(t, label, i))
            continue;
        if (text_same(words, TEXT("not assessed")))
            return "not-assessed";
        if (text_same(words, TEXT("assessed")))
            return "assessed";
        if (t->tokens[label->at].in_row && date_find(words, &range) && range.from == 0 &&
            range.to == words.n)
            return status_by_date(a, range.start, false);
    }
    return NULL;
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

static void bind(struct analysis *a, const struct grade_table *t, struct graded *label,
                 struct graded *grade) {
    const char *words = label_words(a, label);
    const char *grade_text = passages_string(a, grade->parts, grade->part_count);
    kloe_at at = stretch(a->document, label, grade);
    label->bound = grade->bound = true;
    account_take_all(a, label->parts, label->part_count, "aspect",
                     label->aspect ? &label->aspect->label : NULL);
    account_take_all(a, grade->parts, grade->part_count, "grade", NULL);
    if (t->rule->kind == TABLE_STANDARDS) {
        kloe_standard *s = standard_of(a, NULL, words, at);
        s->grade = grade->grade->id;
        s->grade_text = grade_text;
        return;
    }
    bool has_group = t->group.to && !t->headed; /* else the group is the label */
    struct found_judgement found = {.id = label->aspect ? label->aspect->id : NULL,
                                    .group = has_group ? passage_string(a, t->group) : NULL,
                                    .aspect = words,
                                    .grade = grade->grade,
                                    .grade_text = grade_text,
                                    .overall = label->aspect && label->aspect->overall,
                                    .percentage = percentage_of(a, t, label),
                                    .status = status_of(a, t, label),
                                    .at = at};
    judgement_add(a, &found);
    if (!label->aspect && !t->rule->any_aspect)
        diagnose(a, DIAGNOSTIC_JUDGEMENT_LABEL_UNKNOWN, at,
                 arena_format(a->arena, "this family has no judgement \"%s\"", words));
}

static void doubt(struct analysis *a, enum diagnostic code, const struct graded *label,
                  const char *why) {
    bool ambiguous = code == DIAGNOSTIC_JUDGEMENT_AMBIGUOUS;
    if (ambiguous)
        a->absences[VALUE_JUDGEMENTS] = ABSENCE_AMBIGUOUS;
    judgement_doubt(a, label->aspect ? label->aspect->id : NULL,
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

static struct graded *grade_at(struct grade_table *t, size_t token) {
    for (size_t i = 0; i < t->grade_count; i++)
        if (t->grades[i].at == token)
            return &t->grades[i];
    return NULL;
}

/* What counts already is only told again: doubts about it say nothing new. */
static bool counts_already(struct analysis *a, const struct graded *label) {
    return label->aspect && judgement_find(a, label->aspect->id);
}

static void bind_one(struct analysis *a, struct grade_table *t, size_t label, bool stepwise) {
    size_t count;
    struct graded *grade = grade_in_row(t, label, &count);
    if (!count && !t->headed && counts_already(a, &t->labels[label]))
        return;
    if (t->rule->prose && !t->headed && !grade) { /* only what stands right below it */
        const struct graded *l = &t->labels[label];
        grade = grade_at(t, l->at + l->part_count);
        count = grade != NULL;
    } else if (stepwise && !grade) {
        grade = &t->grades[label];
        count = 1;
    } else if (!grade) {
        grade = grade_behind(t, label, &count);
    }
    if (count == 1 && !grade->bound)
        bind(a, t, &t->labels[label], grade);
    else if (count)
        doubt(a, DIAGNOSTIC_JUDGEMENT_AMBIGUOUS, &t->labels[label], "several grades stand beside");
    else if (!t->headed) /* a heading need not have a grade */
        doubt(a, DIAGNOSTIC_JUDGEMENT_WITHOUT_GRADE, &t->labels[label], "no grade was found for");
}

/* "Previous inspection: Good": such words are set aside, and the grade behind them, before which
 * the words may take another line. */
static void set_aside(struct analysis *a, struct grade_table *t) {
    struct passage word;
    size_t from, to;
    for (size_t i = 0; i < t->token_count; i++) {
        struct text words = passage_text(a->document, t->tokens[i].passage);
        struct match m;
        if (t->tokens[i].use ||
            !pattern_match(a->matcher, &t->rule->ignore, words, 0, PATTERN_START, &m))
            continue;
        t->tokens[i].use = TOKEN_ASIDE;
        account_take(a, t->tokens[i].passage, "set aside", &t->rule->ignore);
        bool whole = scale_match_end(t->rule->scale, words, &from, &to) != NULL ||
                     is_vacant(a, text_trim(text_slice(words, m.to, words.n)));
        for (size_t k = i + 1; !whole && k < t->token_count && k <= i + SET_ASIDE; k++) {
            whole = whole_grade(a, t, t->tokens[k].passage, &word) != NULL;
            if (whole) {
                t->tokens[k].use = TOKEN_ASIDE;
                account_take(a, t->tokens[k].passage, "set aside", &t->rule->ignore);
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
    find_grades(a, t);
    find_labels(a, t);
    *known = 0;
    for (size_t i = 0; i < t->label_count; i++)
        *known += t->labels[i].aspect != NULL;
}

void grade_table_close(struct analysis *a, struct grade_table *t) {
    size_t known;
    grade_table_parse(a, t, &known);
    bool ordered = in_step(t) || in_runs(t);
    for (size_t i = 0; i < t->label_count; i++)
        bind_one(a, t, i, ordered);
}
