#include "analyse/judgements.h"

#include "analyse/grade_table.h"
#include "analyse/sections.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_BLOCKS = 40 };

/* A group says something only where there is another. */
static void drop_only_group(kloe_report *r) {
    const char *first = r->judgements.count ? r->judgements.items[0].group : NULL;
    for (size_t i = 1; i < r->judgements.count; i++) {
        const char *group = r->judgements.items[i].group;
        if (!first || !group || strcmp(first, group) != 0)
            return;
    }
    for (size_t i = 0; i < r->judgements.count; i++)
        r->judgements.items[i].group = NULL;
}

static void add_sentence(struct analysis *a, const struct sentence_rule *rule, struct passage p,
                         const struct match *m) {
    size_t from, to, length, aspect_from = 0, aspect_to = 0;
    if (!match_group(m, "grade", &from, &to))
        return;
    bool has_aspect = match_group(m, "aspect", &aspect_from, &aspect_to);
    struct text words = passage_text(a->document, p);
    const struct grade *grade =
        scale_match_start(a->profile->scale, text_slice(words, from, words.n), &length);
    if (!grade || (!has_aspect && !rule->aspect))
        return;
    kloe_judgement *j = REPORT_ADD(a->arena, a->report->judgements);
    j->aspect =
        has_aspect ? passage_string(a, passage_part(p, aspect_from, aspect_to)) : rule->aspect;
    j->grade = grade->id;
    j->grade_text = passage_string(a, passage_part(p, from, from + length));
    j->scale = a->profile->scale->id;
    j->rank = grade->rank;
    j->of = a->profile->scale->of;
    j->overall = rule->overall;
    j->at = passage_at(a->document, passage_part(p, m->from, m->to));
}

/* The rule's sentence at the start of a line of the block. */
static bool read_sentence(struct analysis *a, const struct sentence_rule *rule, size_t block) {
    struct passage whole = document_cell(a->document, block, 0);
    struct text words = passage_text(a->document, whole);
    for (size_t from = 0; from < words.n; from = text_find(words, '\n', from) + 1) {
        struct passage rest = passage_part(whole, from, words.n);
        struct match m;
        if (!pattern_match(a->matcher, &rule->pattern, passage_text(a->document, rest), 0,
                           PATTERN_START, &m))
            continue;
        add_sentence(a, rule, rest, &m);
        return true;
    }
    return false;
}

/* A sentence is one judgement, however often it is printed. */
static void read_sentences(struct analysis *a) {
    for (size_t i = 0; i < a->profile->sentence_count; i++) {
        const struct sentence_rule *rule = &a->profile->sentences[i];
        size_t end = rule->front ? TITLE_BLOCKS : a->document->block_count;
        for (size_t block = 0; block < end && block < a->document->block_count; block++)
            if (a->document->blocks[block].kind != BLOCK_BREAK && read_sentence(a, rule, block))
                break;
    }
}

static int by_place(const void *a, const void *b) {
    const kloe_judgement *x = a, *y = b;
    return (x->at.offset > y->at.offset) - (x->at.offset < y->at.offset);
}

void judgements_read(struct analysis *a) {
    for (size_t i = 0; i < a->table_count; i++) {
        const struct judgement_table *table = &a->tables[i];
        struct grade_table t = {.rule = table->rule, .group = table->group};
        for (size_t block = table->first; block < table->end; block++)
            grade_table_add(a, &t, block);
        grade_table_close(a, &t);
    }
    drop_only_group(a->report);
    read_sentences(a);
    kloe_report *r = a->report;
    if (r->judgements.count)
        qsort(r->judgements.items, r->judgements.count, sizeof *r->judgements.items, by_place);
}
