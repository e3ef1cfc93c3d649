#include "analyse/unread.h"

#include "analyse/account.h"
#include "base/text.h"

#include <string.h>

bool says_none(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->language->none, t, 0, PATTERN_WHOLE, NULL);
}

/* Whether one of the cells, or a sentence in one, says that there is nothing. */
static bool block_says_none(struct analysis *a, size_t block) {
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++) {
        struct passage p = passage_trim(a->document, document_cell(a->document, block, c));
        struct passage sentence;
        for (size_t at = 0; passage_sentence(a->document, p, &at, &sentence);)
            if (says_none(a, passage_text(a->document, sentence)))
                return true;
    }
    return false;
}

/* Words that could ask for something: no rule of dashes, no heading. */
static bool has_words(const struct analysis *a, size_t block) {
    enum block_kind kind = a->document->blocks[block].kind;
    struct text t = block_text(a->document, block);
    if (kind == BLOCK_BREAK || (kind != BLOCK_ITEM && is_heading_shaped(a->document, block)))
        return false;
    return text_has_word(t);
}

/* What stands between a heading and the next list's leads up to that. */
static bool leads_to_list(const struct analysis *a, const struct section *s) {
    const struct section *next = s + 1;
    return next < a->sections + a->section_count && next->rule &&
           next->rule->kind == SECTION_RECOMMENDATIONS;
}

void unread_note(struct analysis *a, const struct section *s) {
    if (leads_to_list(a, s))
        return;
    for (size_t b = s->first; b < s->end; b++)
        if (block_says_none(a, b))
            return;
    for (size_t b = s->first; b < s->end; b++) {
        if (!has_words(a, b))
            continue;
        diagnose(a, DIAGNOSTIC_RECOMMENDATIONS_UNREAD,
                 passage_at(a->document, document_cell(a->document, b, 0)),
                 arena_format(a->arena, "nothing under \"%s\" was read as a recommendation",
                              passage_string(a, s->heading)));
        return;
    }
}

/* Items that are nobody's, or that were taken for a part of a finding. */
static bool is_loose_item(const struct analysis *a, size_t block) {
    if (a->document->blocks[block].kind != BLOCK_ITEM || a->earlier[block])
        return false;
    const struct taking *t = account_find(a, document_cell(a->document, block, 0));
    return !t || strcmp(t->as, "finding") == 0;
}

void unread_list_note(struct analysis *a) {
    const struct profile *p = a->profile;
    if (a->report->recommendations.count || !p->recommendation_kind ||
        p->promises.values[VALUE_RECOMMENDATIONS] != PROMISE_SOMETIMES)
        return;
    for (size_t i = 0; i < a->document->block_count; i++)
        if (is_loose_item(a, i)) {
            diagnose(a, DIAGNOSTIC_LIST_UNREAD,
                     passage_at(a->document, document_cell(a->document, i, 0)),
                     "no recommendation was read, and here begins a list under a heading that is "
                     "none of recommendations");
            return;
        }
}
