#include "analyse/judgements.h"

#include "analyse/sections.h"

#include <string.h>

/* While a table is read. */
struct table {
    const struct judgement_rule *rule;
    struct passage group;
    bool has_label; /* one that waits for its grade */
    struct passage label;
    const struct aspect_rule *aspect;
    bool dropped; /* a label without a grade was met in it */
    bool bound;   /* the last words were a grade that was bound to the label before it */
};

static void warn_label(struct analysis *a, enum diagnostic code, struct passage label,
                       const char *why) {
    diagnose(a, code, passage_at(a->document, label),
             arena_format(a->arena, "%s: \"%s\"", why, passage_string(a, label)));
}

static const struct aspect_rule *match_aspect(struct analysis *a, const struct table *t,
                                              struct passage label) {
    struct text words = passage_text(a->document, label);
    for (size_t i = 0; i < t->rule->aspect_count; i++)
        if (pattern_match(a->matcher, &t->rule->aspects[i].label, words, 0, PATTERN_WHOLE, NULL))
            return &t->rule->aspects[i];
    return NULL;
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

static void add(struct analysis *a, const struct table *t, struct passage label,
                const struct aspect_rule *aspect, const struct grade *g, struct passage word) {
    kloe_judgement *j = REPORT_ADD(a->arena, a->report->judgements);
    j->group = t->group.to ? passage_string(a, t->group) : NULL;
    j->aspect = passage_string(a, label);
    j->grade = g->id;
    j->grade_text = passage_string(a, word);
    j->scale = a->profile->scale->id;
    j->rank = g->rank;
    j->of = a->profile->scale->of;
    j->overall = aspect && aspect->overall;
    j->at = document_at(a->document, label, word);
}

static void drop_label(struct analysis *a, struct table *t) {
    if (t->has_label)
        warn_label(a, DIAGNOSTIC_JUDGEMENT_WITHOUT_GRADE, t->label, "no grade was found for");
    t->dropped |= t->has_label;
    t->has_label = false;
}

/* A label, then two grades, where labels before it had none: a column of labels and one of grades
 * stand apart, and which belongs to which, the text no longer says. */
static void revoke(struct analysis *a, struct table *t) {
    if (!t->bound || !t->dropped)
        return;
    a->report->judgements.count--;
    a->absences[VALUE_JUDGEMENTS] = ABSENCE_AMBIGUOUS;
    warn_label(a, DIAGNOSTIC_JUDGEMENT_AMBIGUOUS, t->label, "several grades stand behind");
}

static const struct grade *grade_of(const struct analysis *a, struct passage p,
                                    struct passage *word) {
    size_t from, to;
    const struct grade *g =
        scale_match(a->profile->scale, passage_text(a->document, p), &from, &to);
    if (g)
        *word = passage_part(p, from, to);
    return g;
}

/* A row holds one label and one grade, in whatever cells. */
static void read_row(struct analysis *a, struct table *t, size_t block) {
    const struct document *d = a->document;
    struct passage label = {0}, word = {0}, cell_word;
    const struct grade *grade = NULL;
    bool two = false;
    for (size_t c = 0; c < d->blocks[block].cell_count; c++) {
        struct passage p = passage_trim(d, document_cell(d, block, c));
        const struct grade *g = grade_of(a, p, &cell_word);
        if (g) {
            two |= grade != NULL;
            grade = g;
            word = cell_word;
        } else if (p.from < p.to && !label.to) {
            label = bare_label(d, p);
        }
    }
    const struct aspect_rule *aspect = label.to ? match_aspect(a, t, label) : NULL;
    if (!label.to || (!aspect && !(t->rule->any_aspect && grade)))
        return;
    if (two)
        warn_label(a, DIAGNOSTIC_JUDGEMENT_AMBIGUOUS, label, "two grades stand beside");
    else if (grade)
        add(a, t, label, aspect, grade, word);
    else
        warn_label(a, DIAGNOSTIC_JUDGEMENT_WITHOUT_GRADE, label, "no grade was found for");
}

static void take_label(struct analysis *a, struct table *t, struct passage label,
                       const struct aspect_rule *aspect) {
    drop_label(a, t);
    t->has_label = true;
    t->label = label;
    t->aspect = aspect;
}

/* "Label", "Grade" or "Label Grade"; anything else is no part of the table. */
static bool read_words(struct analysis *a, struct table *t, struct passage p) {
    struct passage word, label = bare_label(a->document, p);
    const struct grade *g = grade_of(a, p, &word);
    if (g) {
        bool binds = t->has_label;
        if (binds)
            add(a, t, t->label, t->aspect, g, word);
        else
            revoke(a, t);
        t->has_label = false;
        t->bound = binds;
        return true;
    }
    size_t from, to;
    struct text words = passage_text(a->document, label);
    const struct grade *end = scale_match_end(a->profile->scale, words, &from, &to);
    struct passage before = end ? bare_label(a->document, passage_part(label, 0, from)) : label;
    const struct aspect_rule *aspect = match_aspect(a, t, before);
    if (end && aspect) {
        add(a, t, before, aspect, end, passage_part(label, from, to));
        return true;
    }
    aspect = match_aspect(a, t, label);
    if (aspect)
        take_label(a, t, label, aspect);
    return aspect != NULL;
}

/* A paragraph is read whole; if that is nothing, line by line. */
static void read_paragraph(struct analysis *a, struct table *t, size_t block) {
    struct passage whole = document_cell(a->document, block, 0);
    struct text words = passage_text(a->document, whole);
    if (read_words(a, t, whole))
        return;
    for (size_t from = 0, to; text_find(words, '\n', 0) < words.n && from < words.n;
         from = to + 1) {
        to = text_find(words, '\n', from);
        read_words(a, t, passage_part(whole, from, to));
    }
}

static bool opens_group(struct analysis *a, size_t block, struct table *t) {
    for (size_t i = 0; i < a->profile->judgement_count; i++) {
        const struct judgement_rule *rule = &a->profile->judgements[i];
        struct passage p =
            passage_trim_marks(a->document, document_cell(a->document, block, 0), ":");
        if (!pattern_match(a->matcher, &rule->group, passage_text(a->document, p), 0, PATTERN_WHOLE,
                           NULL))
            continue;
        drop_label(a, t);
        *t = (struct table){.rule = rule, .group = p};
        return true;
    }
    return false;
}

static bool ends_table(struct analysis *a, const struct table *t, size_t block) {
    return pattern_match(a->matcher, &t->rule->until, block_text(a->document, block), 0,
                         PATTERN_START, NULL);
}

/* Judgements stand in sections that the family does not use for anything else. */
static bool is_open_section(const struct section *s) {
    return !s->rule || s->rule->kind == SECTION_OTHER;
}

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

void judgements_read(struct analysis *a) {
    for (size_t s = 0; s < a->section_count; s++) {
        struct table t = {0};
        if (!is_open_section(&a->sections[s]))
            continue;
        for (size_t i = a->sections[s].first; i < a->sections[s].end; i++) {
            enum block_kind kind = a->document->blocks[i].kind;
            if (kind == BLOCK_BREAK || opens_group(a, i, &t) || !t.rule)
                continue;
            if (ends_table(a, &t, i)) {
                drop_label(a, &t);
                t.rule = NULL;
            } else if (kind == BLOCK_ROW) {
                read_row(a, &t, i);
            } else {
                read_paragraph(a, &t, i);
            }
        }
        drop_label(a, &t);
    }
    drop_only_group(a->report);
}
