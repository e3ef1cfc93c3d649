#include "analyse/unclaimed.h"

#include "analyse/account.h"
#include "analyse/aspect.h"
#include "analyse/judgement.h"
#include "analyse/section.h"

#include <string.h>

enum { FRONT_BLOCKS = 150, LABEL_BYTES = 150, NOTES_MAX = 20 };

static bool is_taken(const struct analysis *a, size_t block) {
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++)
        if (account_find(a, document_cell(a->document, block, c)))
            return true;
    return false;
}

/* The only cell that is a grade's word; false where none or several are, or other cells hold more
 * than a label. */
static bool find_grade(const struct analysis *a, size_t block, struct passage *grade) {
    size_t grades = 0, words = 0, from, to;
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++) {
        struct passage cell = document_cell(a->document, block, c);
        struct text t = passage_text(a->document, cell);
        bool is_grade = scale_match(a->profile->scale, t, &from, &to) && to - from > 1;
        if (is_grade)
            *grade = cell;
        grades += is_grade;
        words += !is_grade && text_has_word(t);
        if (t.n > LABEL_BYTES)
            return false;
    }
    return grades == 1 && words;
}

/* Whether the words' first sentence is the label of a judgement that has the grade. */
static bool tells_again(struct analysis *a, struct passage words, const struct grade *grade) {
    size_t at = 0;
    struct passage label;
    if (!passage_sentence(a->document, words, &at, &label))
        return false;
    struct text t = passage_text(a->document, passage_trim_marks(a->document, label, "?.:"));
    for (size_t i = 0; i < a->profile->judgement_count; i++) {
        const struct aspect_rule *aspect = aspect_match(a, &a->profile->judgements[i], t);
        const kloe_judgement *given = aspect ? judgement_find(a, aspect->id) : NULL;
        if (given && strcmp(given->grade, grade->id) == 0)
            return true;
    }
    return false;
}

/* A row that says once more what a judgement has: "Is it safe? It was not safe.", "Inadequate". */
static bool is_repetition(struct analysis *a, size_t block, struct passage grade) {
    size_t from, to;
    const struct grade *found =
        scale_match(a->profile->scale, passage_text(a->document, grade), &from, &to);
    for (size_t c = 0; found && c < a->document->blocks[block].cell_count; c++)
        if (c != grade.cell && tells_again(a, document_cell(a->document, block, c), found))
            return true;
    return false;
}

/* "It is excellent, good, adequate or poor": words that name the scale. */
static bool names_grades(const struct analysis *a, struct text t) {
    size_t length;
    for (size_t i = 0; i < t.n; i++)
        if ((!i || is_space(t.s[i - 1])) &&
            scale_match_start(a->profile->scale, text_slice(t, i, t.n), &length) && length > 1)
            return true;
    return false;
}

static bool is_given(const struct analysis *a, const struct grade *grade) {
    for (size_t i = 0; i < a->report->judgements.count; i++)
        if (strcmp(a->report->judgements.items[i].grade, grade->id) == 0)
            return true;
    return false;
}

/* "The board is good", alone in its block: the grade with which a short line ends, unless a
 * judgement has it, which the line can tell again. */
static bool find_last_word(const struct analysis *a, size_t block, struct passage *grade) {
    const struct block *b = &a->document->blocks[block];
    struct passage whole = document_cell(a->document, block, 0);
    whole = passage_trim_marks(a->document, whole, ".");
    struct text t = passage_text(a->document, whole);
    size_t from, to;
    if ((b->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_HEADING) || t.n > LABEL_BYTES)
        return false;
    const struct grade *found = scale_match_end(a->profile->scale, t, &from, &to);
    if (!found || to - from <= 1 || is_given(a, found) || names_grades(a, text_slice(t, 0, from)))
        return false;
    *grade = passage_part(whole, from, to);
    return true;
}

static bool find_evidence(const struct analysis *a, size_t block, struct passage *grade) {
    if (!a->document->blocks[block].cell_count)
        return false;
    return a->document->blocks[block].kind == BLOCK_ROW ? find_grade(a, block, grade)
                                                        : find_last_word(a, block, grade);
}

/* An earlier inspection's grade is none of this one's. */
static bool tells_of_earlier(struct analysis *a, size_t block) {
    bool earlier = is_beside_report(a, block);
    for (size_t c = 0; !earlier && c < a->document->blocks[block].cell_count; c++)
        earlier = is_of_earlier(a, cell_text(a->document, block, c));
    return earlier;
}

void unclaimed_note(struct analysis *a) {
    size_t notes = 0, front = a->sections[0].end < FRONT_BLOCKS ? a->sections[0].end : FRONT_BLOCKS;
    for (size_t i = 0; a->profile->scale && i < front; i++) {
        struct passage grade;
        if (is_taken(a, i) || tells_of_earlier(a, i) || !find_evidence(a, i, &grade) ||
            is_repetition(a, i, grade) || notes++ == NOTES_MAX)
            continue;
        struct passage first = document_cell(a->document, i, 0);
        size_t last = a->document->blocks[i].cell_count - 1;
        diagnose(a, DIAGNOSTIC_GRADE_UNCLAIMED,
                 document_at(a->document, first, document_cell(a->document, i, last)),
                 arena_format(a->arena, "no rule took the grade \"%s\" beside \"%s\"",
                              passage_string(a, grade), passage_string(a, first)));
    }
}
