#include "analyse/judgement_tables.h"

#include "analyse/account.h"
#include "analyse/grid_head.h"
#include "analyse/heading.h"
#include "analyse/table_ends.h"

#include <string.h>

enum { FRONT_BLOCKS = 150, STRANGE_BLOCKS_MAX = 1, LEAST_ROWS = 2, NEAR_BLOCKS = 8 };
enum { ROW_BYTES_MAX = 300, BLOCK_BYTES_MAX = 4000 }; /* of a row or two; of a whole table */

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

/* A row of the front part that is the overall judgement and its grade, apart from the others: a
 * table of its own. */
static bool is_overall_row(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    const struct block *b = &a->document->blocks[block];
    size_t from, to;
    if (b->kind != BLOCK_ROW || b->cell_count != 2 || !can_hold(a, block))
        return false;
    const struct aspect_rule *aspect =
        aspect_match(a, rule, text_trim(cell_text(a->document, block, 0)));
    return aspect && aspect->overall && aspect->id &&
           scale_match(rule->scale, cell_text(a->document, block, 1), &from, &to);
}

static void find_overall_row(struct analysis *a, size_t *capacity) {
    struct candidate row = {.rule = title_rule(a)};
    size_t front = row.rule ? front_end(a) : 0;
    for (size_t i = 0; i < front; i++)
        if (is_overall_row(a, row.rule, i)) {
            row.first = i;
            row.end = i + 1;
            insert(a, &row, capacity);
            return;
        }
}

/* ---- all -------------------------------------------------------------------------------- */

/* The table that is open, as the blocks are walked. */
struct walk {
    struct analysis *analysis;
    struct judgement_table *open; /* NULL: none */
    bool graded;                  /* it has a grade that is all of its line */
    bool filled;                  /* or in any of its cells */
    size_t capacity;
};

static void push_table(struct walk *w, struct judgement_table table) {
    struct analysis *a = w->analysis;
    a->tables = arena_room(a->arena, a->tables, a->table_count, &w->capacity, sizeof *a->tables);
    a->tables[a->table_count] = table;
    w->open = &a->tables[a->table_count++];
    w->graded = w->filled = false;
}

/* The words above a table that nobody knows: they say whose it is. */
static struct passage name_above(const struct analysis *a, size_t block) {
    while (block && a->document->blocks[block - 1].kind == BLOCK_BREAK)
        block--;
    bool named = block && (a->document->blocks[block - 1].kind == BLOCK_HEADING ||
                           is_title_shaped(block_text(a->document, block - 1)));
    return named ? document_cell(a->document, block - 1, 0) : (struct passage){0};
}

/* The rule by which the block begins a grid that nothing heads, and its end; NULL: none. */
static const struct judgement_rule *grid_rule(struct analysis *a, size_t block, size_t *end) {
    const struct judgement_rule *title = title_rule(a);
    *end = title ? grid_end(a, title, block) : 0;
    for (size_t i = 0; !*end && i < a->profile->judgement_count; i++)
        if ((title = &a->profile->judgements[i])->whole.source)
            *end = grid_end(a, title, block);
    return *end ? title : NULL;
}

/* Labels across make a grid of the open table. Behind its grades, and where none is open, they are
 * a grid under any heading or none: *block goes to its last one. */
static bool find_grid(struct walk *w, size_t *block) {
    struct analysis *a = w->analysis;
    struct judgement_table next, *open = w->open;
    size_t first = *block, end;
    if (open && !w->filled) {
        if (open->shape == SHAPE_LIST && !open->aspect.to && grid_begins(a, open->rule, first))
            *open = (struct judgement_table){open->rule, open->group, open->named, .first = first,
                                             .shape = SHAPE_GRID};
        return false;
    }
    const struct judgement_rule *rule = grid_rule(a, first, &end);
    if (!rule)
        return false;
    for (size_t i = first + 1; i < end; i++)
        if (table_heading(a, document_cell(a->document, i, 0), &next))
            end = i;
    push_table(w, (struct judgement_table){.rule = rule,
                                           .group = name_above(a, first),
                                           .first = first,
                                           .end = end,
                                           .shape = SHAPE_GRID});
    w->open = NULL;
    *block = end - 1;
    return true;
}

/* Opens the table that the block heads. */
static void open_headed(struct walk *w, size_t block) {
    struct analysis *a = w->analysis;
    struct judgement_table table;
    if (!table_heads(a, block, w->open, &table))
        return;
    account_take(a, document_cell(a->document, block, 0), "head of a table", &table.rule->group);
    table.first = block + 1;
    push_table(w, table);
}

static void read_block(struct walk *w, size_t *block) {
    struct analysis *a = w->analysis;
    bool beside = is_beside_report(a, *block);
    if (w->open && !w->filled && is_whole_key(a, *block))
        return; /* above the table's rows */
    if (beside || (w->open && table_ends(a, w->open, *block, w->graded)))
        w->open = NULL;
    if (beside || a->document->blocks[*block].kind == BLOCK_BREAK || find_grid(w, block))
        return;
    w->graded |= w->open && has_grade_line(a, w->open->rule, *block);
    w->filled |= w->open && graded_lines(a, w->open->rule, *block) > 0;
    open_headed(w, *block);
    if (w->open)
        w->open->end = *block + 1;
}

void tables_find(struct analysis *a) {
    struct walk w = {.analysis = a};
    for (size_t i = 0; i < a->document->block_count; i++)
        read_block(&w, &i);
    find_by_content(a, &w.capacity);
    find_overall_row(a, &w.capacity);
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
