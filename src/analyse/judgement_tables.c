#include "analyse/judgement_tables.h"

#include "analyse/account.h"
#include "analyse/grade_grid.h"
#include "analyse/heading.h"
#include "document/marker.h"

#include <string.h>

enum {
    HEADING_BYTES_MAX = 400,
    TABLE_BYTES_MAX = 300,
    TABLE_LINES_MAX = 60,
    LABEL_BYTES_MAX = 150
};
enum { FRONT_BLOCKS = 150, STRANGE_BLOCKS_MAX = 1, LEAST_ROWS = 2, NEAR_BLOCKS = 8 };
enum { ROW_BYTES_MAX = 300, BLOCK_BYTES_MAX = 4000 }; /* of a row or two; of a whole table */

/* "Inspection dates" opens the title table, and is no name of it. */
static bool begins_dates(struct analysis *a, struct text t) {
    for (size_t i = 0; i < a->profile->field_count; i++)
        if (a->profile->fields[i].kind == FIELD_INSPECTION_DATES &&
            pattern_match(a->matcher, &a->profile->fields[i].label, t, 0, PATTERN_START, NULL))
            return true;
    return false;
}

/* The table that the passage opens. */
bool table_heading(struct analysis *a, struct passage p, struct judgement_table *out) {
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

/* Whether a line of the block is a grade, or a label that is known and its grade. */
static bool has_grade_line(struct analysis *a, const struct judgement_rule *rule, size_t block) {
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

/* A heading of the family that is no label. */
static bool is_other_heading(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct section section;
    return (heading_opens(a, block, &section) || chapter_has_prose(a, block)) &&
           !begins_label(a, rule, document_cell(a->document, block, 0)) &&
           !begins_label(a, rule, section.heading);
}

/* A list of what grades mean, what the publisher says behind a report, or a heading that is no
 * label, ends a table; so does prose, unless a grade stands on a line in it. */
static bool ends_table(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct text t = block_text(a->document, block);
    if (pattern_match(a->matcher, &a->language->grade_key, t, 0, PATTERN_START, NULL) ||
        is_back_matter(a, t))
        return true;
    if (a->document->blocks[block].kind == BLOCK_ROW)
        return t.n > TABLE_BYTES_MAX; /* its first cell is a label */
    if (is_other_heading(a, rule, block))
        return true;
    return !rule->prose && !has_grade_line(a, rule, block) &&
           (t.n > TABLE_BYTES_MAX || is_numbered_text(a, rule, block));
}

/* What could head a table of its own is a line of an open table of labels. */
static bool is_label_of(struct analysis *a, const struct judgement_table *open,
                        const struct judgement_table *headed, bool heading) {
    return !heading && !open->aspect.to &&
           aspect_match(a, open->rule, passage_text(a->document, headed->aspect));
}

bool is_in_table(const struct analysis *a, size_t block) {
    size_t low = 0, high = a->table_count; /* of those that begin at the block or before it */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (a->tables[middle].first <= block)
            low = middle + 1;
        else
            high = middle;
    }
    return low && block < a->tables[low - 1].end;
}

/* ---- by content ----------------------------------------------------------------------- */

/* Blocks that hold a table, and what a rule finds in them. */
struct candidate {
    const struct judgement_rule *rule;
    const bool *near; /* by block: whether it is looked at; NULL: all are */
    size_t first, end, known, graded;
};

static void count(struct analysis *a, struct candidate *c) {
    struct grade_table t = {.rule = c->rule};
    for (size_t block = c->first; block < c->end; block++)
        grade_table_add(a, &t, block);
    grade_table_parse(a, &t, &c->known);
    c->graded = t.label_count < t.grade_count ? t.label_count : t.grade_count;
}

/* The end of the last grade can stand in a block of its own ("improvement"), of which nothing else
 * tells that it belongs to the table. */
static void take_last_line(struct analysis *a, size_t front, struct candidate *c) {
    struct candidate longer = *c;
    if (++longer.end > front || is_other_heading(a, c->rule, c->end))
        return;
    count(a, &longer);
    if (longer.graded > c->graded)
        *c = longer;
}

static bool is_title_rule(const struct judgement_rule *rule) {
    return rule->kind == TABLE_JUDGEMENTS && !rule->prose;
}

/* The rule by which tables are known that nothing heads. */
static const struct judgement_rule *title_rule(const struct analysis *a) {
    for (size_t i = 0; i < a->profile->judgement_count; i++)
        if (is_title_rule(&a->profile->judgements[i]) && a->profile->judgements[i].aspect_count)
            return &a->profile->judgements[i];
    return NULL;
}

static bool has_judgements(struct analysis *a) {
    for (size_t i = 0; i < a->table_count; i++) {
        const struct judgement_table *t = &a->tables[i];
        struct candidate c = {.rule = t->rule, .first = t->first, .end = t->end};
        if (t->first >= FRONT_BLOCKS)
            return false;
        if (t->aspect.to)
            return true; /* of another kind, with another finder */
        count(a, &c);
        if (c.graded >= LEAST_ROWS)
            return true;
    }
    return false;
}

static bool can_hold(const struct analysis *a, size_t block) {
    const struct block *b = &a->document->blocks[block];
    return !is_beside_report(a, block) && b->cell_count && !is_in_table(a, block) &&
           block_text(a->document, block).n <= BLOCK_BYTES_MAX;
}

static size_t front_end(const struct analysis *a) {
    return a->document->block_count < FRONT_BLOCKS ? a->document->block_count : FRONT_BLOCKS;
}

/* Lines of the block that end in a grade: what is no table has hardly any, and is soon told. */
static size_t graded_lines(const struct analysis *a, const struct judgement_rule *rule,
                           size_t block) {
    size_t graded = 0, from, to;
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++) {
        struct passage line;
        for (size_t at = 0;
             passage_line(a->document, document_cell(a->document, block, c), &at, &line);)
            graded +=
                scale_match_end(rule->scale, passage_text(a->document, line), &from, &to) != NULL;
    }
    return graded;
}

/* Whether the block is part of a table by the rule: some words of one, or, where it could be prose,
 * several rows. */
static bool is_part(struct analysis *a, const struct candidate *c, size_t block) {
    struct candidate one = {.rule = c->rule, .first = block, .end = block + 1};
    if (block_text(a->document, block).n <= ROW_BYTES_MAX)
        return grade_table_knows(a, c->rule, block);
    if (c->near && graded_lines(a, c->rule, block) < LEAST_ROWS)
        return false;
    count(a, &one);
    return one.known >= LEAST_ROWS && one.graded >= LEAST_ROWS;
}

/* The next run of blocks from `from` on that the rule knows something in; false where none is. */
static bool next_run(struct analysis *a, size_t from, size_t front, struct candidate *c) {
    size_t strange = 0;
    c->first = c->end = 0;
    for (size_t i = from; i < front; i++) {
        if (a->document->blocks[i].kind == BLOCK_BREAK)
            continue;
        if (c->end && is_other_heading(a, c->rule, i))
            break;
        bool knows = (!c->near || c->near[i]) && can_hold(a, i) && is_part(a, c, i);
        if (knows) {
            c->first = c->end ? c->first : i;
            c->end = i + 1;
            strange = 0;
        } else if (c->end && (!can_hold(a, i) || ++strange > STRANGE_BLOCKS_MAX)) {
            break;
        }
    }
    return c->end > c->first;
}

/* Where words that nobody knows stand beside two grades, the family's own words must stand beside
 * as many. */
static bool is_table(const struct candidate *c) {
    return c->graded >= LEAST_ROWS && c->known >= LEAST_ROWS;
}

/* Heads that stand in the table head nothing else. */
static void insert(struct analysis *a, const struct candidate *c, size_t *capacity) {
    size_t kept = 0;
    for (size_t i = 0; i < a->table_count; i++)
        if (a->tables[i].first < c->first || a->tables[i].first >= c->end)
            a->tables[kept++] = a->tables[i];
    a->tables = arena_room(a->arena, a->tables, kept, capacity, sizeof *a->tables);
    a->table_count = kept + 1;
    for (; kept && a->tables[kept - 1].first > c->first; kept--)
        a->tables[kept] = a->tables[kept - 1];
    a->tables[kept] = (struct judgement_table){.rule = c->rule, .first = c->first, .end = c->end};
}

/* Marks the blocks of the front part with a grade in a row of theirs or near it, where a table can
 * be that nothing heads; NULL where grades are too few for one. */
static const bool *near_grades(struct analysis *a, const struct judgement_rule *rule, size_t from) {
    size_t front = front_end(a);
    bool *near = arena_alloc(a->arena, front + 1);
    size_t graded = 0;
    for (size_t i = from; i < front; i++) {
        struct text t = block_text(a->document, i);
        bool prose = t.n > ROW_BYTES_MAX || text_ends(text_trim(t), TEXT("."));
        size_t lines = can_hold(a, i) ? graded_lines(a, rule, i) : 0;
        if (lines < (prose ? LEAST_ROWS : 1))
            continue; /* of prose a line ends so by chance */
        graded += lines;
        for (size_t k = i > NEAR_BLOCKS ? i - NEAR_BLOCKS : 0; k <= i + NEAR_BLOCKS && k < front;
             k++)
            near[k] = true;
    }
    return graded >= LEAST_ROWS ? near : NULL;
}

/* The next run of the front part from c->end on that looks like a table by the rule. */
static bool next_table(struct analysis *a, struct candidate *c) {
    size_t front = front_end(a);
    while (is_title_rule(c->rule) && next_run(a, c->end, front, c)) {
        count(a, c);
        take_last_line(a, front, c);
        if (is_table(c))
            return true;
    }
    return false;
}

/* Where nothing heads a table, it is the blocks of the front part in which labels that the family
 * knows stand beside grades. */
static void find_by_content(struct analysis *a, size_t *capacity) {
    struct candidate best = {0};
    if (has_judgements(a))
        return;
    for (size_t i = 0; i < a->profile->judgement_count; i++)
        for (struct candidate c = {.rule = &a->profile->judgements[i]}; next_table(a, &c);)
            if (c.known > best.known)
                best = c;
    if (best.rule)
        insert(a, &best, capacity);
}

bool table_next_stray(struct analysis *a, struct judgement_table *t) {
    struct candidate c = {.rule = title_rule(a), .end = t->end};
    if (!c.rule || !(c.near = near_grades(a, c.rule, c.end)) || !next_table(a, &c))
        return false;
    *t = (struct judgement_table){.rule = c.rule, .first = c.first, .end = c.end};
    return true;
}

/* Behind its grade a chapter's box ends with any words that are neither label nor grade. */
static bool ends_box(struct analysis *a, const struct judgement_table *open, size_t block) {
    enum block_kind kind = a->document->blocks[block].kind;
    return open->aspect.to &&
           (kind == BLOCK_HEADING ||
            (kind == BLOCK_PARAGRAPH && !has_grade_line(a, open->rule, block) &&
             !begins_label(a, open->rule, document_cell(a->document, block, 0))));
}

/* ---- by what heads them --------------------------------------------------------------- */

static struct judgement_table *push_table(struct analysis *a, struct judgement_table table,
                                          size_t *capacity) {
    a->tables = arena_room(a->arena, a->tables, a->table_count, capacity, sizeof *a->tables);
    a->tables[a->table_count] = table;
    return &a->tables[a->table_count++];
}

/* The words above a table that nobody knows: they say whose it is. */
static struct passage name_above(const struct analysis *a, size_t block) {
    while (block && a->document->blocks[block - 1].kind == BLOCK_BREAK)
        block--;
    bool named = block && (a->document->blocks[block - 1].kind == BLOCK_HEADING ||
                           is_title_shaped(block_text(a->document, block - 1)));
    return named ? document_cell(a->document, block - 1, 0) : (struct passage){0};
}

/* The grid that begins with the block, under any heading or none; its end, or 0. */
static size_t find_grid(struct analysis *a, size_t block, size_t *capacity) {
    const struct judgement_rule *rule = title_rule(a);
    size_t end = rule ? grade_grid_end(a, rule, block) : 0;
    for (size_t i = 0; !end && i < a->profile->judgement_count; i++)
        if (a->profile->judgements[i].whole.source)
            end = grade_grid_end(a, rule = &a->profile->judgements[i], block);
    struct judgement_table next;
    for (size_t i = block + 1; i < end; i++)
        if (table_heading(a, document_cell(a->document, i, 0), &next))
            end = i;
    if (end)
        push_table(a,
                   (struct judgement_table){
                       .rule = rule, .group = name_above(a, block), .first = block, .end = end},
                   capacity);
    return end;
}

/* A grid behind the grades of an open table is another one. */
static void find_headed(struct analysis *a, size_t *capacity) {
    struct judgement_table *open = NULL;
    bool graded = false; /* the open table has a grade that is all of its line */
    bool filled = false; /* or in any of its cells */
    for (size_t i = 0; i < a->document->block_count; i++) {
        bool heading = a->document->blocks[i].kind == BLOCK_HEADING;
        if (open && !filled && is_whole_key(a, i))
            continue; /* above the table's rows */
        if (is_beside_report(a, i) ||
            (open && (ends_table(a, open->rule, i) || (graded && ends_box(a, open, i)))))
            open = NULL;
        graded |= open && has_grade_line(a, open->rule, i);
        if (is_beside_report(a, i))
            continue;
        if (a->document->blocks[i].kind == BLOCK_BREAK)
            continue;
        size_t end = !open || filled ? find_grid(a, i, capacity) : 0;
        if (end) {
            open = NULL;
            i = end - 1;
            continue;
        }
        filled |= open && graded_lines(a, open->rule, i) > 0;
        struct judgement_table table;
        if ((table_heading(a, document_cell(a->document, i, 0), &table) ||
             near_group_rule(a, i, &table)) &&
            !(table.aspect.to && open && is_label_of(a, open, &table, heading))) {
            open = push_table(a, table, capacity);
            account_take(a, document_cell(a->document, i, 0), "head of a table",
                         &table.rule->group);
            graded = filled = false;
            open->first = i + 1;
        }
        if (open)
            open->end = i + 1;
    }
}

void tables_find(struct analysis *a) {
    size_t capacity = 0;
    find_headed(a, &capacity);
    find_by_content(a, &capacity);
}

/* Whether the rule is one of the time of the inspection. */
static bool is_of_time(const struct analysis *a, const struct judgement_rule *rule) {
    const char *start = a->report->start ? a->report->start : a->report->start_month;
    return (!rule->from || (start && strcmp(start, rule->from) >= 0)) &&
           (!rule->until || (start && strcmp(start, rule->until) < 0));
}

const struct judgement_rule *table_rule_of_time(const struct analysis *a,
                                                const struct judgement_rule *found) {
    for (size_t i = 0; i < a->profile->judgement_count; i++) {
        const struct judgement_rule *rule = &a->profile->judgements[i];
        if (is_of_time(a, rule) && strcmp(rule->group.source, found->group.source) == 0)
            return rule;
    }
    return found;
}
