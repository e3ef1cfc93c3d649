#include "analyse/unclaimed.h"

#include "analyse/account.h"
#include "analyse/sections.h"

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

/* An earlier inspection's grade is none of this one's. */
static bool is_of_earlier(struct analysis *a, size_t block) {
    if (a->earlier[block])
        return true;
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++)
        if (pattern_match(a->matcher, &a->language->earlier, cell_text(a->document, block, c), 0,
                          PATTERN_ANYWHERE, NULL))
            return true;
    return false;
}

void unclaimed_note(struct analysis *a) {
    size_t notes = 0, front = a->sections[0].end < FRONT_BLOCKS ? a->sections[0].end : FRONT_BLOCKS;
    for (size_t i = 0; a->profile->scale && i < front; i++) {
        struct passage grade;
        if (a->document->blocks[i].kind != BLOCK_ROW || is_taken(a, i) || is_of_earlier(a, i) ||
            !find_grade(a, i, &grade) || notes++ == NOTES_MAX)
            continue;
        struct passage first = document_cell(a->document, i, 0);
        size_t last = a->document->blocks[i].cell_count - 1;
        diagnose(a, DIAGNOSTIC_GRADE_UNCLAIMED,
                 document_at(a->document, first, document_cell(a->document, i, last)),
                 arena_format(a->arena, "no rule took the grade \"%s\" beside \"%s\"",
                              passage_string(a, grade), passage_string(a, first)));
    }
}
