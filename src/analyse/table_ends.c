/* What heads a table of grades, and what ends one. */
#include "analyse/table_ends.h"

#include "analyse/heading.h"
#include "document/marker.h"

#include <string.h>

enum {
    HEADING_BYTES_MAX = 400,
    TABLE_BYTES_MAX = 300,
    TABLE_LINES_MAX = 60,
    LABEL_BYTES_MAX = 150
};

/* "Inspection dates" opens the title table, and is no name of it. */
static bool begins_dates(struct analysis *a, struct text t) {
    for (size_t i = 0; i < a->profile->field_count; i++)
        if (a->profile->fields[i].kind == FIELD_INSPECTION_DATES &&
            pattern_match(a->matcher, &a->profile->fields[i].label, t, 0, PATTERN_START, NULL))
            return true;
    return false;
}

static bool heads_whole(struct analysis *a, struct passage p, struct judgement_table *out) {
    struct match m;
    p = passage_trim_marks(a->document, p, ":");
    struct text t = passage_text(a->document, p);
    for (size_t i = 0; t.n && t.n <= HEADING_BYTES_MAX && i < a->profile->judgement_count; i++) {
        const struct judgement_rule *rule = &a->profile->judgements[i];
        if (!pattern_match(a->matcher, &rule->group, t, 0, PATTERN_WHOLE, &m))
            continue;
        struct passage group = group_passage(&m, "group", p);
        bool named = group.to != 0;
        struct passage aspect = group_passage(&m, "aspect", p);
        if (aspect.to && a->document->blocks[p.block].kind == BLOCK_ROW)
            continue; /* a label in a table */
        if (!group.to && !begins_dates(a, t))
            group = p;
        *out = (struct judgement_table){
            .rule = rule, .group = group, .named = named, .aspect = aspect};
        return true;
    }
    return false;
}

/* Whether a line of the passage ends in a grade, or leads up to something: a table stands in it. */
static bool has_rows(struct analysis *a, struct passage p) {
    struct passage line;
    size_t from, to;
    for (size_t at = 0; passage_line(a->document, p, &at, &line);) {
        struct text t = text_trim(passage_text(a->document, line));
        if ((text_ends(t, TEXT(":")) && line.to < p.to) ||
            scale_match_end(a->profile->all_scales, t, &from, &to))
            return true;
    }
    return false;
}

/* "We look at six groups of people, and these are rated as follows:": the last sentence of what
 * leads up to a table, or the last clause of it. */
static bool heads_with_its_end(struct analysis *a, struct passage p, struct judgement_table *out) {
    static const char joint[] = ", and ";
    struct passage sentence = p;
    size_t at = 0, clause = 0;
    while (passage_sentence(a->document, p, &at, &sentence))
        continue;
    struct text t = passage_text(a->document, sentence);
    for (size_t i = text_find(t, ',', 0); i < t.n; i = text_find(t, ',', i + 1))
        if (text_starts(text_slice(t, i, t.n), TEXT(joint)))
            clause = i + sizeof joint - 1;
    return (sentence.from > p.from && heads_whole(a, sentence, out)) ||
           (clause && heads_whole(a, passage_part(sentence, clause, t.n), out));
}

bool table_heading(struct analysis *a, struct passage p, struct judgement_table *out) {
    p = passage_trim(a->document, p);
    struct text t = passage_text(a->document, p);
    return heads_whole(a, p, out) || (t.n <= HEADING_BYTES_MAX && text_ends(t, TEXT(":")) &&
                                      !has_rows(a, p) && heads_with_its_end(a, p, out));
}

/* The same for a heading that is nearly a table's: one line, alone. */
static bool near_group_rule(struct analysis *a, size_t block, struct judgement_table *out) {
    enum block_kind kind = a->document->blocks[block].kind;
    struct passage p = document_cell(a->document, block, 0);
    struct text t = passage_text(a->document, p);
    if ((kind != BLOCK_HEADING && kind != BLOCK_PARAGRAPH) || text_find(t, '\n', 0) < t.n)
        return false;
    p = passage_trim_marks(a->document, p, ":");
    *out =
        (struct judgement_table){.rule = group_near(a, passage_text(a->document, p)), .group = p};
    if (out->rule && strstr(out->rule->group.source, "(?<aspect>"))
        out->aspect = p;
    return out->rule != NULL;
}

bool has_grade_line(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct passage whole = document_cell(a->document, block, 0), line, label, word;
    size_t from, to;
    for (size_t at = 0, n = 0; n < TABLE_LINES_MAX && passage_line(a->document, whole, &at, &line);
         n++)
        if (scale_match(rule->scale, passage_text(a->document, line), &from, &to) ||
            (grade_line(a, rule, line, &label, &word) &&
             aspect_match(a, rule, passage_text(a->document, label))))
            return true;
    return false;
}

/* Whether most lines of the block are words and a grade behind a mark: a list, however long. */
static bool is_graded_list(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct passage whole = document_cell(a->document, block, 0), line, label, word;
    size_t graded = 0, lines = 0;
    for (size_t at = 0; lines < TABLE_LINES_MAX && passage_line(a->document, whole, &at, &line);
         lines++)
        graded += grade_line(a, rule, line, &label, &word) != NULL;
    return graded > 1 && 2 * graded > lines;
}

/* Whether the passage's first line is a label that the family knows, with a slip or not, the first
 * words of one, or one and its grade. */
static bool begins_label(struct analysis *a, const struct judgement_rule *rule, struct passage p) {
    struct passage word;
    double likeness;
    p = passage_part(p, 0, text_find(passage_text(a->document, p), '\n', 0));
    if (!grade_line(a, rule, p, &p, &word))
        p = grade_table_label(a->document, p);
    struct text words = passage_text(a->document, p);
    return aspect_begins(a, rule, words) || aspect_near(a, rule, words, &likeness);
}

/* A numbered paragraph that is no numbered label: the findings begin. */
static bool is_numbered_text(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct text t = block_text(a->document, block);
    unsigned number;
    size_t mark = marker_number(t, &number);
    if (!mark)
        return false;
    if (t.n <= LABEL_BYTES_MAX && (mark == t.n || !text_ends(text_trim(t), TEXT("."))))
        return false; /* a label that goes on, or one that nobody knows */
    return !begins_label(a, rule, passage_part(document_cell(a->document, block, 0), mark, t.n));
}

bool is_other_heading(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct section section;
    return (heading_opens(a, block, &section) || chapter_has_prose(a, block)) &&
           !begins_label(a, rule, document_cell(a->document, block, 0)) &&
           !begins_label(a, rule, section.heading);
}

/* A list of what grades mean, what the publisher says behind a report, or a heading that is no
 * label, ends a table; so does prose, unless a grade stands on a line in it. */
static bool ends_any(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct text t = block_text(a->document, block);
    if (pattern_match(a->matcher, &a->language->grade_key, t, 0, PATTERN_START, NULL) ||
        is_back_matter(a, t))
        return true;
    if (a->document->blocks[block].kind == BLOCK_ROW)
        return t.n > TABLE_BYTES_MAX &&
               !(rule->prose && has_grade_cell(a, block)); /* a label first */
    if (is_other_heading(a, rule, block))
        return true;
    return !rule->prose && !has_grade_line(a, rule, block) &&
           ((t.n > TABLE_BYTES_MAX && !is_graded_list(a, rule, block)) ||
            is_numbered_text(a, rule, block));
}

/* Behind its grade a chapter's box ends with any words that are neither label nor grade. */
static bool ends_box(struct analysis *a, const struct judgement_table *open, size_t block) {
    enum block_kind kind = a->document->blocks[block].kind;
    return open->aspect.to &&
           (kind == BLOCK_HEADING ||
            (kind == BLOCK_PARAGRAPH && !has_grade_line(a, open->rule, block) &&
             !begins_label(a, open->rule, document_cell(a->document, block, 0))));
}

bool table_ends(struct analysis *a, const struct judgement_table *open, size_t block, bool graded) {
    return ends_any(a, open->rule, block) || (graded && ends_box(a, open, block));
}

/* What could head a table of its own is a line of an open table of labels. */
static bool is_label_of(struct analysis *a, const struct judgement_table *open, size_t block,
                        struct passage words) {
    return a->document->blocks[block].kind != BLOCK_HEADING && !open->aspect.to &&
           aspect_match(a, open->rule, passage_text(a->document, words));
}

bool table_heads(struct analysis *a, size_t block, const struct judgement_table *open,
                 struct judgement_table *out) {
    return (table_heading(a, document_cell(a->document, block, 0), out) ||
            near_group_rule(a, block, out)) &&
           !(out->aspect.to && open && is_label_of(a, open, block, out->aspect));
}
