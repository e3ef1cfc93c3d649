#include "analyse/unread.h"

#include "analyse/account.h"
#include "analyse/heading.h"
#include "base/arena.h"
#include "base/text.h"

#include <string.h>

enum { LEAD_BLOCKS = 2, LEAST_HEADS = 2 }; /* lead: between a heading and its list */

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

/* "Ensure that ...", "The council should ...". */
static bool asks(struct analysis *a, size_t block) {
    struct passage p = section_body(a, block);
    size_t length;
    if (p.from >= p.to)
        return false;
    number_at(a->document, p, &length);
    struct text t = passage_text(a->document, passage_part(p, length, p.to - p.from));
    return pattern_match(a->matcher, &a->language->request, t, 0, PATTERN_START, NULL) &&
           !is_back_matter(a, t);
}

static bool is_list(const struct analysis *a, size_t section) {
    return section < a->section_count && a->sections[section].rule &&
           a->sections[section].rule->kind == SECTION_RECOMMENDATIONS;
}

/* Whether a list of recommendations that was read ends above the title, or begins below it and the
 * items that follow it. `next` is the first section behind the title. */
static bool is_beside_list(const struct analysis *a, size_t title, size_t next) {
    for (size_t above = next; above-- && above + 2 >= next;)
        if (is_list(a, above) && a->sections[above].end == title)
            return true;
    if (!is_list(a, next) || !a->sections[next].heading.to || (next && a->sections[next - 1].rule))
        return false; /* known chapters have headings of their own */
    size_t item = title + 1;
    while (item < a->document->block_count && a->document->blocks[item].kind == BLOCK_ITEM)
        item++;
    return item > title + 1 && item == a->sections[next].heading.block;
}

/* An item that is nobody's, or was taken for a part of a finding, and asks for something, as do all
 * that stand beside a list of recommendations. */
static bool is_loose_item(struct analysis *a, size_t block, bool beside) {
    size_t length;
    struct passage p = section_body(a, block);
    if (is_of_another(a, block) || p.from >= p.to)
        return false;
    const struct taking *t = account_find(a, p);
    bool item = a->document->blocks[block].kind == BLOCK_ITEM || number_at(a->document, p, &length);
    if (t && strcmp(t->as, "finding") != 0)
        return false;
    return (item && beside && !t) ||
           ((item || a->profile->items[ITEM_PARAGRAPH]) && asks(a, block));
}

/* The headings of a table of things to do ("Requirement", "Timescale for action"), of which nobody
 * took anything. */
static bool is_loose_table(struct analysis *a, size_t block) {
    size_t heads = 0;
    const struct block *b = &a->document->blocks[block];
    if (b->kind != BLOCK_ROW || is_of_another(a, block))
        return false;
    for (size_t c = 0; c < b->cell_count; c++) {
        struct passage cell = document_cell(a->document, block, c);
        if (account_find(a, cell))
            return false;
        heads += pattern_match(a->matcher, &a->language->columns, passage_text(a->document, cell),
                               0, PATTERN_WHOLE, NULL);
    }
    return heads >= LEAST_HEADS;
}

/* Words before a colon that can lead up to a list of this inspection: with a date they tell what
 * was asked on another day. */
static bool leads_in(struct analysis *a, struct text t) {
    struct date_range unused;
    return is_title_shaped(t) && !is_of_earlier(a, t) && !date_find(t, &unused);
}

/* A heading that nobody knows: a block, its last line, or words up to a colon. */
static bool find_title(struct analysis *a, size_t block, struct passage *title, bool *colon) {
    const struct document *d = a->document;
    struct text t = block_text(d, block);
    enum block_kind kind = d->blocks[block].kind;
    size_t tail = kind == BLOCK_PARAGRAPH ? heading_tail(a, t) : 0;
    *colon = text_ends(t, TEXT(":")) && kind == BLOCK_PARAGRAPH;
    *title = passage_trim_marks(d, passage_part(document_cell(d, block, 0), tail, t.n), ":");
    const struct taking *by = account_find(a, document_cell(d, block, 0));
    return (!by || strcmp(by->as, "heading of findings") == 0) && !is_chapter(a, *title) &&
           (tail || is_heading_shaped(d, block) ||
            (*colon && leads_in(a, passage_text(d, *title))));
}

/* What leads up to a list can be of what is good: its items must ask. */
static bool find_item(struct analysis *a, size_t title, size_t next, bool colon, size_t *item) {
    bool beside = !colon && (!a->report->recommendations.count || is_beside_list(a, title, next));
    size_t end = title + 1 + LEAD_BLOCKS;
    if (end > a->document->block_count)
        end = a->document->block_count;
    for (*item = title + 1; *item < end; ++*item)
        if (is_loose_item(a, *item, beside) || is_loose_table(a, *item))
            return true;
    return false;
}

void unread_list_note(struct analysis *a) {
    const struct profile *p = a->profile;
    size_t item, next = 0;
    struct passage title;
    bool colon;
    if (!p->recommendation_kind || !p->promises.values[VALUE_RECOMMENDATIONS])
        return;
    for (size_t i = 0; i < a->document->block_count; i++) {
        while (next < a->section_count && a->sections[next].first <= i)
            next++;
        if (!find_title(a, i, &title, &colon) || !find_item(a, i, next, colon, &item))
            continue;
        diagnose(a, DIAGNOSTIC_LIST_UNREAD,
                 passage_at(a->document, document_cell(a->document, item, 0)),
                 arena_format(a->arena,
                              "under \"%s\", a heading that nobody knows, begins a list of which "
                              "nothing was read",
                              passage_string(a, title)));
        return;
    }
}
