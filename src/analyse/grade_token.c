/* The words of a table of judgements, line by line and cell by cell. */
#include "analyse/grade_table.h"

#include "analyse/section.h"
#include "document/footnote_mark.h"
#include "document/marker.h"

#include <string.h>

enum { PROSE_BYTES = 150, CELL_LINES_MAX = 8 };
#define COLUMN_GAP 2.5 /* letters */

/* "This inspection: Good" beside an earlier one's grade: "Good". */
static struct passage without_opening(struct analysis *a, struct passage p) {
    struct match m;
    struct text words = passage_text(a->document, p);
    bool opens =
        pattern_match(a->matcher, &a->language->this_inspection, words, 0, PATTERN_START, &m);
    return opens ? passage_part(p, m.to, words.n) : p;
}

struct token *grade_table_push(struct analysis *a, struct grade_table *t, struct passage p) {
    p = passage_trim(a->document, without_opening(a, passage_trim(a->document, p)));
    if (!text_has_word(passage_text(a->document, p)))
        return NULL;
    t->tokens =
        arena_room(a->arena, t->tokens, t->token_count, &t->token_capacity, sizeof *t->tokens);
    t->tokens[t->token_count] = (struct token){.passage = p};
    return &t->tokens[t->token_count++];
}

static void push_cell(struct analysis *a, struct grade_table *t, struct passage p) {
    struct token *token = grade_table_push(a, t, p);
    if (token)
        token->in_row = true;
}

static void push_label(struct analysis *a, struct grade_table *t, struct passage p, bool alone) {
    struct token *token = grade_table_push(a, t, p);
    if (token)
        token->alone = alone;
}

/* Without a footnote's mark behind the last word ("Good2"). */
static struct text without_mark(struct text t) {
    return text_trim(text_slice(t, 0, footnote_mark_start(t)));
}

const struct grade *grade_token(const struct analysis *a, const struct grade_table *t,
                                struct passage p, struct passage *word) {
    size_t from, to;
    struct text words = passage_text(a->document, p);
    if (text_ends(text_trim(words), TEXT(".")))
        return NULL;
    const struct grade *g = scale_match(t->rule->scale, without_mark(words), &from, &to);
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

/* Whether the two stand on one line, as far as places tell. */
static bool is_beside(const struct document *d, struct passage p, struct passage q) {
    struct box left, right;
    return passage_box(d, p, &left) && passage_box(d, q, &right) && left.top < right.bottom &&
           right.top < left.bottom;
}

/* "This inspection:" over "Previous inspection:" in one cell, their grades in the next: puts what
 * is not of an earlier inspection in both; false where the cells are not like that. */
static bool add_paired_cells(struct analysis *a, struct grade_table *t, struct passage left,
                             struct passage right) {
    struct passage labels[CELL_LINES_MAX], values[CELL_LINES_MAX];
    size_t n = lines_of(a->document, left, labels), ignored = n, aside = 0;
    size_t m = lines_of(a->document, right, values);
    for (size_t i = 0; i < n; i++)
        if (is_of_earlier(a, passage_text(a->document, labels[i])))
            ignored = i;
    if (n < 2 || m < 2 || ignored == n)
        return false;
    for (size_t i = 0; m != n && i < m; i++) /* "Good 2" can be two lines */
        aside += is_beside(a->document, labels[ignored], values[i]);
    if (m != n && (!aside || aside == m))
        return false;
    for (size_t i = 0; i < n; i++)
        if (i != ignored)
            push_cell(a, t, labels[i]);
    for (size_t i = 0; i < m; i++)
        if (m == n ? i != ignored : !is_beside(a->document, labels[ignored], values[i]))
            push_cell(a, t, values[i]);
    return true;
}

/* Two rows that the layout joined have no grade that is all of its cell, but lines that are one. */
static bool is_joined_row(struct analysis *a, const struct grade_table *t, size_t block) {
    struct passage lines[CELL_LINES_MAX], word;
    size_t grades = 0;
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++) {
        struct passage cell = document_cell(a->document, block, c);
        if (grade_token(a, t, cell, &word))
            return false;
        size_t n = lines_of(a->document, cell, lines);
        for (size_t i = 0; i < n; i++)
            grades += grade_token(a, t, lines[i], &word) != NULL;
    }
    return grades > 1;
}

static void add_lines_of_row(struct analysis *a, struct grade_table *t, size_t block) {
    struct passage lines[CELL_LINES_MAX];
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++) {
        size_t n = lines_of(a->document, document_cell(a->document, block, c), lines);
        for (size_t i = 0; i < n; i++)
            grade_table_push(a, t, lines[i]);
    }
}

/* Whether the tokens are words and a grade in turn: pairs side by side. */
static bool is_in_pairs(const struct analysis *a, const struct grade_table *t, size_t first) {
    struct passage word;
    for (size_t i = first; i < t->token_count; i++)
        if (!grade_token(a, t, t->tokens[i].passage, &word) != !((i - first) % 2))
            return false;
    return t->token_count > first && (t->token_count - first) % 2 == 0;
}

/* "Surgery", "Good", "Staff were kind.": a label, its grade, and why. */
static bool is_reasoned(const struct analysis *a, const struct grade_table *t, size_t first) {
    struct passage word;
    for (size_t i = first; i < t->token_count; i++)
        if (!grade_token(a, t, t->tokens[i].passage, &word) != (i != first + 1))
            return false;
        else if (i > first + 1 &&
                 !text_ends(text_trim(passage_text(a->document, t->tokens[i].passage)), TEXT(".")))
            return false;
    return t->token_count > first + 2;
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
        grades += grade_token(a, t, t->tokens[i].passage, &word) != NULL;
    if (!grades && is_joined_row(a, t, block)) {
        t->token_count = first;
        add_lines_of_row(a, t, block);
    }
    if ((grades == 1 && t->token_count - first == 2) || is_in_pairs(a, t, first))
        for (size_t i = first; i < t->token_count; i++)
            t->tokens[i].alone = is_letter(passage_text(a->document, t->tokens[i].passage).s[0]);
    else if (is_reasoned(a, t, first))
        t->tokens[first].alone = true;
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

/* "16 to 19": no list's number. */
static bool is_span(struct text t, size_t n) {
    return text_starts(text_slice(t, n, t.n), TEXT(" to ")) && n + 4 < t.n && is_digit(t.s[n + 4]);
}

struct passage grade_table_label(const struct document *d, struct passage p) {
    size_t length;
    p = passage_trim_marks(d, p, ":.-|");
    if (ends_in_dash(d, p, &length))
        p = passage_trim_marks(d, passage_part(p, 0, length), ":.-|");
    struct text t = passage_text(d, p);
    size_t n = 0;
    while (n < t.n && (is_digit(t.s[n]) || t.s[n] == '.'))
        n++;
    if (n && n < t.n && is_space(t.s[n]) && !is_span(t, n))
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
    if (!t->token_count || grade_token(a, t, t->tokens[t->token_count - 1].passage, &word))
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
            aspect_match(a, t->rule,
                         passage_text(a->document, grade_table_label(a->document, before))))
            return i;
    }
    return 0;
}

/* The passage without "is" or "are" at its end. */
static struct passage without_verb(const struct document *d, struct passage p) {
    static const char *const verbs[] = {" is", " are", " was", " were"};
    struct text t = passage_text(d, p);
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (text_ends(t, text_of(verbs[i])))
            return passage_part(p, 0, t.n - strlen(verbs[i]));
    return p;
}

const struct grade *grade_line(const struct analysis *a, const struct judgement_rule *rule,
                               struct passage p, struct passage *label, struct passage *word) {
    struct passage bare = passage_trim_marks(a->document, p, ".)]");
    struct text words = without_mark(passage_text(a->document, bare));
    size_t from, to;
    const struct grade *g = scale_match_end(rule->scale, words, &from, &to);
    if (!g)
        return NULL;
    *word = passage_part(bare, from, to);
    *label = passage_trim_marks(a->document, passage_part(bare, 0, from), "([:-");
    *label = grade_table_label(a->document, without_verb(a->document, *label));
    return g;
}

/* "Being healthy: Good.", "Being healthy is good." and the like, where all before the grade is a
 * label that the family knows. */
static bool add_sentence(struct analysis *a, struct grade_table *t, struct passage p) {
    struct passage label, word;
    if (!grade_line(a, t->rule, p, &label, &word) ||
        !aspect_match(a, t->rule, passage_text(a->document, label)))
        return false;
    grade_table_push(a, t, label);
    grade_table_push(a, t, word);
    return true;
}

/* "Being healthy Good" is a label and a grade; so is a label's first line with its grade behind it.
 */
static void add_words(struct analysis *a, struct grade_table *t, struct passage p) {
    struct text words = passage_text(a->document, p);
    struct match m;
    size_t from, to;
    if (pattern_match(a->matcher, &t->rule->sentence, words, 0, PATTERN_START, &m) &&
        match_group(&m, "grade", &from, &to)) {
        struct passage grade = passage_part(p, from, to), word;
        grade_table_push(a, t, grade);
        t->unread = !grade_token(a, t, grade, &word);
        return;
    }
    if (words.n && strchr(".)]", words.s[words.n - 1]) && add_sentence(a, t, p))
        return;
    const struct grade *end = scale_match_end(t->rule->scale, words, &from, &to);
    struct passage before = end ? grade_table_label(a->document, passage_part(p, 0, from)) : p;
    struct text label = passage_text(a->document, before);
    bool parted = end && is_parted(a, passage_part(p, 0, from));
    if (parted && t->headed &&
        !is_of_earlier(a, label)) { /* the heading is the label: "Tarnbeck Council: Good" */
        p = passage_part(p, from, words.n);
    } else if (end &&
               (parted || aspect_begins(a, t->rule, label) || continues_label(a, t, before))) {
        push_label(a, t, before, parted);
        p = passage_part(p, from, words.n);
    }
    size_t tail = end ? 0 : grade_begins_at(a, t, p);
    if (tail) {
        grade_table_push(a, t, passage_part(p, 0, tail));
        p = passage_part(p, tail, words.n);
    }
    grade_table_push(a, t, p);
}

/* "3." before a label. */
static bool is_bare_number(struct text t) {
    unsigned number;
    return marker_number(t, &number) == t.n && t.n;
}

/* Where the line's first column ends: before a gap of some letters; its length where it has but
 * one. */
static size_t column_end(const struct document *d, struct passage p) {
    struct text t = passage_text(d, p);
    struct box before, after;
    for (size_t i = 1; i + 1 < t.n; i++)
        if (t.s[i] == ' ' && passage_box(d, passage_part(p, i - 1, i), &before) &&
            passage_box(d, passage_part(p, i + 1, i + 2), &after) &&
            after.left - before.right > COLUMN_GAP * before.letter)
            return i;
    return t.n;
}

/* A line in which wide gaps part columns; what is alone before a grade is its label. */
static void add_line(struct analysis *a, struct grade_table *t, struct passage p) {
    struct passage word;
    while (p.from < p.to) {
        size_t n = p.to - p.from, end = column_end(a->document, p);
        struct passage left = passage_part(p, 0, end);
        bool number = is_bare_number(passage_text(a->document, left));
        p = passage_trim(a->document, passage_part(p, end, n));
        if (number && end < n)
            continue;
        if (end < n && grade_token(a, t, p, &word)) {
            push_label(a, t, left, true);
        } else {
            add_words(a, t, left);
        }
    }
}

void grade_table_head(struct analysis *a, struct grade_table *t, struct passage aspect) {
    if (aspect.to)
        grade_table_push(a, t, aspect);
    t->headed = aspect.to != 0;
}

/* A label or a grade, and nothing else. */
static bool is_entry(struct analysis *a, const struct grade_table *t, struct passage line) {
    struct passage word;
    return grade_token(a, t, line, &word) ||
           aspect_match(a, t->rule, passage_text(a->document, line));
}

void grade_table_add(struct analysis *a, struct grade_table *t, size_t block) {
    struct passage whole = document_cell(a->document, block, 0), word;
    struct text words = passage_text(a->document, whole);
    if (t->ended || is_whole_key(a, block))
        return;
    if (a->document->blocks[block].kind == BLOCK_ROW) {
        add_row(a, t, block);
        return;
    }
    if (grade_token(a, t, whole, &word)) { /* perhaps over two lines */
        grade_table_push(a, t, whole);
        return;
    }
    bool prose = t->rule->prose && words.n > PROSE_BYTES && !t->rule->sentence.source &&
                 !aspect_match(a, t->rule, words);
    for (size_t from = 0, to; from < words.n && !t->ended; from = to + 1) {
        to = text_find(words, '\n', from);
        t->ended = pattern_match(a->matcher, &a->language->grade_key, text_slice(words, from, to),
                                 0, PATTERN_START, NULL);
        if (!t->ended && (!prose || is_entry(a, t, passage_part(whole, from, to))))
            add_line(a, t, passage_part(whole, from, to));
    }
}
