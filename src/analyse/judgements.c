#include "analyse/judgements.h"

#include "analyse/account.h"
#include "analyse/grade_table.h"
#include "analyse/judgement.h"
#include "analyse/negation.h"
#include "analyse/grade_grid.h"
#include "analyse/judgement_tables.h"
#include "analyse/levels.h"
#include "analyse/section.h"
#include "analyse/services.h"
#include "document/marker.h"

#include <stdlib.h>
#include <string.h>

/* A score's sentence is longer than a bare number, and stands within the first blocks. */
enum {
    TITLE_BLOCKS = 40,
    SCORE_REACH = 12,
    SCORE_BYTES = 8,
    INTRODUCTION = 2,
    UPDATE_REACH = 2,
    LEAST_CONTENTS = 3,
    MOST_CONTENTS = 16
};

/* A group says something only where there is another: a second one, or a rating of the whole beside
 * those of one service. */
static void drop_only_group(kloe_report *r) {
    const char *first = NULL;
    bool service = false, whole = false;
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        if (j->group && first && strcmp(first, j->group) != 0)
            return;
        first = j->group ? j->group : first;
        service |= j->group && j->level && strcmp(j->level, "service") == 0;
        whole |= !j->group;
    }
    if (service && whole)
        return;
    for (size_t i = 0; i < r->judgements.count; i++)
        r->judgements.items[i].group = NULL;
}

/* The whole cell is asked: a "not" can stand on the line above. */
static const struct grade *denied_or_not(struct analysis *a, const struct grade *g,
                                         struct passage p, size_t from) {
    struct passage cell = document_cell(a->document, p.block, p.cell);
    size_t at = p.from - cell.from + from;
    return negation_grade(g, passage_text(a->document, cell), &at);
}

/* Whether the sentence is on an earlier inspection's rating. */
static bool tells_of_another(struct analysis *a, struct passage p) {
    struct passage sentence;
    size_t at = 0;
    return passage_sentence(a->document, p, &at, &sentence) &&
           is_of_earlier(a, passage_text(a->document, sentence));
}

static void add_sentence(struct analysis *a, const struct sentence_rule *rule, struct passage p,
                         const struct match *m) {
    size_t from, to, length, aspect_from = 0, aspect_to = 0;
    if (!match_group(m, "grade", &from, &to))
        return;
    if (!rule->front && tells_of_another(a, p))
        return;
    bool has_aspect = match_group(m, "aspect", &aspect_from, &aspect_to);
    struct text words = passage_text(a->document, p);
    const struct grade *grade =
        scale_match_start(rule->scale, text_slice(words, from, words.n), &length);
    if (!grade || (!has_aspect && !rule->aspect))
        return;
    grade = denied_or_not(a, grade, p, from);
    if (!grade) {
        diagnose(a, DIAGNOSTIC_VALUE_AMBIGUOUS, passage_at(a->document, p),
                 "a sentence denies its grade; the judgement is left out");
        return;
    }
    struct passage aspect = passage_part(p, aspect_from, aspect_to);
    struct found_judgement found = {.id = rule->id,
                                    .aspect = has_aspect ? passage_string(a, aspect) : rule->aspect,
                                    .grade = grade,
                                    .grade_text =
                                        passage_string(a, passage_part(p, from, from + length)),
                                    .overall = rule->overall,
                                    .status = rule->status,
                                    .confidence = SURE_SENTENCE,
                                    .at = passage_at(a->document, passage_part(p, m->from, m->to))};
    judgement_add(a, &found);
    account_take(a, passage_part(p, m->from, m->to), "judgement in a sentence", &rule->pattern);
}

/* A line that begins small below words that have not ended goes on with their sentence. */
static bool starts_line(struct text words, size_t i) {
    if (words.s[i] != '\n')
        return false;
    bool small = i + 1 < words.n && words.s[i + 1] >= 'a' && words.s[i + 1] <= 'z';
    return !small || marker_ends(text_slice(words, 0, i));
}

/* Where the next line begins behind `from`; in the text, as well where the next sentence does. */
static size_t next_start(struct text words, size_t from, bool sentences) {
    for (size_t i = from; i < words.n; i++)
        if (starts_line(words, i) || (sentences && words.s[i] == ' ' && i && words.s[i - 1] == '.'))
            return i + 1;
    return words.n;
}

/* The rule's next sentence from *from on, at the start of a line of the cell, or of a sentence of
 * the text; *rest goes from there to the cell's end, and *from behind it. */
static bool find_sentence(struct analysis *a, const struct sentence_rule *rule,
                          struct passage whole, size_t *from, struct passage *rest,
                          struct match *m) {
    struct text words = passage_text(a->document, whole);
    while (*from < words.n) {
        *rest = passage_part(whole, *from, words.n);
        *from = next_start(words, *from, !rule->front);
        if (pattern_match(a->matcher, &rule->pattern, passage_text(a->document, *rest), 0,
                          PATTERN_START, m))
            return true;
    }
    return false;
}

static bool read_sentence(struct analysis *a, const struct sentence_rule *rule,
                          struct passage whole) {
    struct passage rest;
    struct match m;
    size_t from = 0;
    bool found = find_sentence(a, rule, whole, &from, &rest, &m);
    if (found)
        add_sentence(a, rule, rest, &m);
    return found;
}

/* Where sentences are read: the title block's come before all tables, but those that stand in a
 * table after it, which knows better what it holds. */
enum reading { READ_TITLE, READ_TABLES, READ_TEXT };

/* What heads a table, or was set aside there since it names an earlier inspection, can be a
 * sentence that judges all the same. */
static bool is_taken(const struct analysis *a, size_t block) {
    const struct taking *by = account_find(a, document_cell(a->document, block, 0));
    return by && strcmp(by->as, "head of a table") != 0 && strcmp(by->as, "set aside") != 0;
}

static bool is_read_here(struct analysis *a, enum reading reading, size_t block) {
    bool earlier = is_beside_report(a, block);
    if (earlier || reading == READ_TEXT)
        return !earlier;
    return is_in_table(a, block) == (reading == READ_TABLES) &&
           !(reading == READ_TABLES && is_taken(a, block));
}

/* Whether the rule's sentences give more than one grade: they judge parts of the service. */
static bool disagree(struct analysis *a, const struct sentence_rule *rule, enum reading reading) {
    const struct grade *said = NULL;
    for (size_t block = 0; block < a->document->block_count; block++)
        for (size_t c = 0;
             is_read_here(a, reading, block) && c < a->document->blocks[block].cell_count; c++) {
            struct passage rest, cell = document_cell(a->document, block, c);
            struct match m;
            for (size_t at = 0, from, to; find_sentence(a, rule, cell, &at, &rest, &m);) {
                const struct grade *grade =
                    match_group(&m, "grade", &from, &to)
                        ? scale_match_start(rule->scale, text_slice(m.text, from, m.text.n), &to)
                        : NULL;
                if (said && grade && strcmp(said->id, grade->id) != 0)
                    return true;
                said = said ? said : grade;
            }
        }
    return false;
}

/* What only stands in for a judgement: where there is one, or several are said, it says nothing. */
static bool is_needless(struct analysis *a, const struct sentence_rule *rule,
                        enum reading reading) {
    return rule->fallback && (judgement_is_settled(a, rule->id) || disagree(a, rule, reading));
}

/* A sentence is one judgement, however often it is printed. */
static void read_sentences(struct analysis *a, enum reading reading) {
    for (size_t i = 0; i < a->profile->sentence_count; i++) {
        const struct sentence_rule *rule = &a->profile->sentences[i];
        bool found = reading == READ_TABLES && judgement_is_settled(a, rule->id);
        if (rule->front != (reading != READ_TEXT) || is_needless(a, rule, reading))
            continue;
        size_t end = rule->front ? TITLE_BLOCKS : a->document->block_count;
        for (size_t block = 0; !found && block < end && block < a->document->block_count; block++)
            for (size_t c = 0; !found && is_read_here(a, reading, block) &&
                               c < a->document->blocks[block].cell_count;
                 c++)
                found = read_sentence(a, rule, document_cell(a->document, block, c));
    }
}

struct judgement_place {
    size_t offset, index;
};

static int by_place(const void *a, const void *b) {
    const struct judgement_place *x = a, *y = b;
    int order = (x->offset > y->offset) - (x->offset < y->offset);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* Into the order of the document; those of one row stay as they are. */
static void sort_judgements(struct analysis *a) {
    kloe_report *r = a->report;
    size_t n = r->judgements.count;
    struct judgement_place *places = arena_alloc(a->arena, (n + 1) * sizeof *places);
    kloe_judgement *sorted = arena_alloc(a->arena, (n + 1) * sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        places[i] = (struct judgement_place){r->judgements.items[i].at.offset, i};
    qsort(places, n, sizeof *places, by_place);
    for (size_t i = 0; i < n; i++)
        sorted[i] = r->judgements.items[places[i].index];
    r->judgements.items = sorted;
    r->judgements.capacity = n + 1;
}

static const char *table_service(struct analysis *a, const struct judgement_table *table) {
    return table->service.to ? passage_string(a, table->service) : NULL;
}

/* "This service scored 69 (out of 100)": in the text below the aspect's heading. */
static void read_score(struct analysis *a, const struct judgement_table *table, size_t end) {
    const struct aspect_rule *aspect =
        aspect_match(a, table->rule, passage_text(a->document, table->aspect));
    kloe_judgement *j = aspect ? judgement_find_of(a, table_service(a, table), aspect->id) : NULL;
    for (size_t block = table->first; j && !j->percentage && block < end; block++) {
        struct text t = block_text(a->document, block);
        struct match m;
        size_t from, to, n;
        if (pattern_match(a->matcher, &table->rule->score, t, 0, PATTERN_START, &m) &&
            t.n > SCORE_BYTES && match_group(&m, "percentage", &from, &to))
            j->percentage = (int)text_number(text_slice(t, from, to), 3, &n);
    }
}

/* Whether the heading ends a list of three or more that stand one below the other, each once: the
 * page's parts, which have their grades further down. */
static bool is_of_contents(const struct analysis *a, const struct judgement_table *table) {
    const struct document *d = a->document;
    struct text words = passage_text(d, table->aspect);
    size_t run = 1;
    for (const struct judgement_table *t = table; run <= MOST_CONTENTS && t > a->tables; t--) {
        size_t block = t[-1].first;
        while (block < t->first && d->blocks[block].kind == BLOCK_BREAK)
            block++;
        if (!t[-1].aspect.to || block + 1 != t->first)
            break;
        if (text_same(passage_text(d, t[-1].aspect), words))
            return false; /* the first part itself */
        run++;
    }
    return run >= LEAST_CONTENTS;
}

static void read_table(struct analysis *a, const struct judgement_table *table) {
    if (table->aspect.to && is_of_contents(a, table))
        return;
    if (!table->aspect.to && table->rule->kind == TABLE_JUDGEMENTS && grade_grid_read(a, table))
        return;
    struct grade_table t = {
        .rule = table->rule, .group = table->group, .service = table_service(a, table)};
    grade_table_head(a, &t, table->aspect);
    for (size_t block = table->first; block < table->end; block++)
        grade_table_add(a, &t, block);
    grade_table_close(a, &t);
}

static void read_scores(struct analysis *a) {
    for (size_t i = 0; i < a->table_count; i++) {
        const struct judgement_table *table = &a->tables[i];
        size_t next = i + 1 < a->table_count ? a->tables[i + 1].first : a->document->block_count;
        if (table->aspect.to && table->rule->score.source)
            read_score(a, table, next < table->end + SCORE_REACH ? next : table->end + SCORE_REACH);
    }
}

/* The date of a line like "Updated 3 June 2019", which parts of the report have each. */
static bool update_date(struct analysis *a, struct text line, struct date *date) {
    struct match m;
    struct date_range range;
    for (size_t i = 0; i < a->profile->field_count; i++) {
        const struct field_rule *f = &a->profile->fields[i];
        if (!f->newest || !pattern_match(a->matcher, &f->label, line, 0, PATTERN_START, &m))
            continue;
        *date = (struct date){0};
        if (date_find(line, &range) && range.to == line.n)
            *date = range.end;
        return date->year != 0;
    }
    return false;
}

/* Such a line below an aspect's grade: a rating that was published before is an earlier report's.
 */
static void read_update(struct analysis *a, const struct judgement_table *table, size_t end) {
    const struct aspect_rule *aspect =
        aspect_match(a, table->rule, passage_text(a->document, table->aspect));
    kloe_judgement *j = aspect ? judgement_find_of(a, table_service(a, table), aspect->id) : NULL;
    for (size_t block = table->first; j && !j->published && block < end; block++) {
        struct text t = block_text(a->document, block);
        struct date date;
        if (!update_date(a, text_slice(t, 0, text_find(t, '\n', 0)), &date))
            continue;
        int order = date_compare(date, *a->published);
        j->status = order < 0 ? "carried-over" : j->status;
        j->published = order < 0 ? date_string(a, date) : NULL;
        return;
    }
}

static void read_updates(struct analysis *a) {
    for (size_t i = 0; a->published && i < a->table_count; i++) {
        const struct judgement_table *table = &a->tables[i];
        size_t next = i + 1 < a->table_count ? a->tables[i + 1].first : a->document->block_count;
        size_t end = table->end + UPDATE_REACH;
        if (table->aspect.to)
            read_update(a, table, next < end ? next : end);
    }
}

/* Whether words in the table or right above it are on an earlier inspection. */
static bool tells_of_earlier(struct analysis *a, const struct judgement_table *table) {
    for (size_t block = table->first > INTRODUCTION ? table->first - INTRODUCTION : 0;
         block < table->end; block++)
        if (is_of_earlier(a, block_text(a->document, block)))
            return true;
    return false;
}

/* Tables that could be of this inspection, under headings that say nothing of it: what they tell
 * can be another's. */
static void note_strays(struct analysis *a) {
    for (struct judgement_table table = {0}; table_next_stray(a, &table);) {
        struct grade_table t = {.rule = table.rule};
        for (size_t block = table.first; block < table.end; block++)
            grade_table_add(a, &t, block);
        if (!tells_of_earlier(a, &table) && grade_table_tells_new(a, &t))
            diagnose(a, DIAGNOSTIC_GRADE_UNCLAIMED,
                     document_at(a->document, document_cell(a->document, table.first, 0),
                                 document_cell(a->document, table.end - 1, 0)),
                     "no rule took the grades of a table under no heading that is known");
    }
}

void judgements_read(struct analysis *a) {
    read_sentences(a, READ_TITLE);
    services_note(a);
    for (size_t i = 0; i < a->table_count; i++) {
        a->tables[i].rule = table_rule_of_time(a, a->tables[i].rule);
        read_table(a, &a->tables[i]);
    }
    read_sentences(a, READ_TABLES);
    note_strays(a);
    drop_only_group(a->report);
    read_sentences(a, READ_TEXT);
    read_scores(a);
    read_updates(a);
    sort_judgements(a);
    services_once(a);
    levels_note(a);
}
