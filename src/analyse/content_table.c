#include "analyse/content_table.h"

#include "analyse/grade_table.h"
#include "analyse/judgement_tables.h"

#include <string.h>

enum { FRONT_BLOCKS = 150, STRANGE_BLOCKS_MAX = 1, LEAST_ROWS = 2 };
enum { ROW_BYTES_MAX = 300, BLOCK_BYTES_MAX = 4000 }; /* of a row or two; of a whole table */

/* Blocks that hold a table, and what a rule finds in them. */
struct candidate {
    const struct judgement_rule *rule;
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
    return !a->earlier[block] && b->cell_count && !is_in_table(a, block) &&
           block_text(a->document, block).n <= BLOCK_BYTES_MAX;
}

/* Whether the block is part of a table by the rule: some words of one, or, where it could be prose,
 * several rows. */
static bool is_part(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct candidate c = {.rule = rule, .first = block, .end = block + 1};
    if (block_text(a->document, block).n <= ROW_BYTES_MAX)
        return grade_table_knows(a, rule, block);
    count(a, &c);
    return c.known >= LEAST_ROWS && c.graded >= LEAST_ROWS;
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
        bool knows = can_hold(a, i) && is_part(a, c->rule, i);
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

static void insert(struct analysis *a, const struct candidate *c) {
    struct judgement_table *all = arena_alloc(a->arena, (a->table_count + 1) * sizeof *all);
    size_t i = 0;
    for (; i < a->table_count && a->tables[i].first < c->first; i++)
        all[i] = a->tables[i];
    all[i] = (struct judgement_table){.rule = c->rule, .first = c->first, .end = c->end};
    for (; i < a->table_count; i++)
        all[i + 1] = a->tables[i];
    a->tables = all;
    a->table_count++;
}

void content_table_find(struct analysis *a) {
    struct candidate best = {0};
    size_t front =
        a->document->block_count < FRONT_BLOCKS ? a->document->block_count : FRONT_BLOCKS;
    if (!a->profile->judgement_count || has_judgements(a))
        return;
    for (size_t i = 0; i < a->profile->judgement_count; i++) {
        struct candidate c = {.rule = &a->profile->judgements[i]};
        for (size_t from = 0; is_title_rule(c.rule) && next_run(a, from, front, &c); from = c.end) {
            count(a, &c);
            take_last_line(a, front, &c);
            if (is_table(&c) && c.known > best.known)
                best = c;
        }
    }
    if (best.rule)
        insert(a, &best);
}
