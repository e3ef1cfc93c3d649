/* Each grade of a grid is bound to the label across and the one down whose crossing it stands at.
 */
#include "analyse/grade_grid.h"

#include "analyse/account.h"
#include "analyse/grid_head.h"
#include "analyse/grid_rows.h"

#include <string.h>

enum { LEAST_QUESTIONS = 2 };

/* The labels of aspects, across or down; how many of those down the family knows. */
static size_t find_labels(struct grid *g) {
    const struct judgement_rule *rule = g->table->rule;
    size_t known = 0;
    double likeness;
    for (size_t i = 1; !g->transposed && i <= g->columns; i++)
        grade_table_add_label(g->analysis, &g->words, &g->across[i]);
    for (size_t i = 0; g->transposed && i < g->row_count; i++) {
        struct graded *name = &g->rows[i].name;
        name->aspect = aspect_match(g->analysis, rule, grid_words_of(g, name));
        if (!name->aspect)
            name->aspect = aspect_near(g->analysis, rule, grid_words_of(g, name), &likeness);
        known += name->aspect != NULL;
        grade_table_add_label(g->analysis, &g->words, name);
    }
    return known;
}

/* ---- by order ------------------------------------------------------------------------- */

/* The names that stand right above the first question, a paragraph or a line each: as many as there
 * are grades in a row, or none. */
static bool add_services_above(struct grid *g, bool by_block, size_t count) {
    struct graded names[GRID_COLUMNS_MAX + 2] = {
        0}; /* from the last one on; one more is too many */
    size_t n = 0;
    for (size_t i = g->body; i-- && !g->words.tokens[i].use && n <= count + 1;) {
        struct passage p = g->words.tokens[i].passage;
        if (!n || !by_block || names[n - 1].parts[0].block != p.block)
            n++;
        struct graded *name = &names[n - 1];
        if (n > count + 1 || name->part_count == TOKEN_PARTS_MAX)
            break;
        memmove(&name->parts[1], name->parts, name->part_count++ * sizeof *name->parts);
        name->parts[0] = p;
    }
    for (size_t i = 0; i < count; i++) {
        struct text words = grid_words_of(g, &names[i]);
        if (!grid_names_service(g, words) || text_ends(words, TEXT(".")))
            return false;
        g->across[count - i] = names[i];
    }
    g->columns = count;
    return !names[count].part_count || !grid_names_service(g, grid_words_of(g, &names[count]));
}

/* The first line of the label that ends above the grade: the longest that the family knows, else
 * the last line. */
static size_t question_above(struct grid *g, size_t grade) {
    struct passage lines[TOKEN_PARTS_MAX];
    size_t found = grade - 1;
    for (size_t n = 1; n <= TOKEN_PARTS_MAX && n <= grade; n++) {
        if (g->words.tokens[grade - n].use)
            break;
        for (size_t i = 0; i < n; i++)
            lines[i] = g->words.tokens[grade - n + i].passage;
        struct text words = text_of(passages_string(g->analysis, lines, n));
        if (aspect_match(g->analysis, g->table->rule, words))
            found = grade - n;
    }
    return found;
}

/* By order alone, what stands above the first grade is the labels across and the first row's name:
 * questions and any words, or services and a question that has a grade for each. */
static bool find_in_order(struct grid *g) {
    const struct document *d = g->analysis->document;
    size_t first = g->table->first;
    for (size_t n = g->table->group.to ? 1 : GRID_NAME_REACH; n && first; n--, first--)
        if (d->blocks[first - 1].kind == BLOCK_ROW)
            break;
    grid_put_words(g, first);
    grid_make_rows(g);
    size_t grade = g->words.grade_count ? g->words.grades[0].at : 0;
    for (; g->body < grade; g->body++)
        if (!grid_add_questions(g, g->words.tokens[g->body].passage)) {
            if (g->columns >= GRID_LEAST_COLUMNS)
                break;
            g->columns = 0;
        }
    g->transposed = g->columns < GRID_LEAST_COLUMNS;
    if (!grade || !g->transposed)
        return grade && d->blocks[g->across[1].parts[0].block].kind != BLOCK_ROW;
    g->body = question_above(g, grade);
    size_t count = g->rows[0].grades;
    return count >= GRID_LEAST_SERVICES && count <= GRID_COLUMNS_MAX &&
           (add_services_above(g, true, count) || add_services_above(g, false, count));
}

/* ---- crossings ------------------------------------------------------------------------ */

/* The questions stand across and the services down, or the other way round: what is no question is
 * the group, and so is the grid's own name where the service is all of them. */
static void bind_cell(struct grid *g, struct grid_row *r, size_t column) {
    struct analysis *a = g->analysis;
    const char *place = g->table->group.to ? passage_string(a, g->table->group) : NULL;
    struct graded *question = g->transposed ? &r->name : &g->across[column];
    struct graded *service = g->transposed ? &g->across[column] : &r->name;
    struct found_judgement found = {.group = place,
                                    .confidence =
                                        g->layout == LAYOUT_ORDER ? SURE_BY_ORDER : SURE_IN_ROW,
                                    .status = r->status[column],
                                    .at = r->at};
    bool is_body =
        service->part_count && pattern_match(a->matcher, &g->table->rule->whole,
                                             grid_words_of(g, service), 0, PATTERN_WHOLE, NULL);
    if (is_body)
        found.group = NULL;
    if (service->part_count && !is_body) {
        const struct aspect_rule *whole =
            aspect_match(a, g->table->rule, grid_words_of(g, service));
        bool all = whole && whole->overall && place;
        found.location = g->table->named ? place : NULL;
        found.group = all ? place : grid_words_of(g, service).s;
        found.level = all ? "location" : "service";
        account_take_all(a, service->parts, service->part_count, "service of a grid", NULL);
    } else { /* the grid's own rating: the front page has it too */
        found.id = question->aspect ? question->aspect->id : NULL;
        found.overall = question->aspect && question->aspect->overall;
    }
    grade_table_bind(a, &g->words, question, r->cells[column], &found);
}

/* "Rating at last inspection": no row or column of this one. */
static bool is_earlier(const struct grid *g, const struct graded *label) {
    return label->part_count && is_of_earlier(g->analysis, grid_words_of(g, label));
}

/* Where columns are told by order alone, which grade is missing cannot be known. Where they are
 * told by place, an empty cell is an empty cell. A row without a name is all of its grid. */
static bool fits(const struct grid *g, const struct grid_row *r) {
    bool named = r->name.part_count || (g->row_count == 1 && !g->transposed);
    return named && !r->spilled && (g->layout != LAYOUT_ORDER || r->grades == g->columns);
}

/* A row with a grade for each column is read by order where its grades stand below no columns. */
static void settle(const struct grid *g, struct grid_row *r) {
    if (!r->spilled || r->grades != g->columns || g->dated)
        return;
    memcpy(r->cells, r->order, sizeof r->cells);
    r->spilled = 0;
}

static void bind_row(struct grid *g, struct grid_row *r) {
    struct analysis *a = g->analysis;
    bool aside = is_earlier(g, &r->name);
    settle(g, r);
    if (!r->name.part_count)
        grid_add_at(g, r, g->across[1].parts[0]);
    if (!aside && !fits(g, r)) {
        diagnose(a, DIAGNOSTIC_GRID_ROW_UNREAD, r->at,
                 arena_format(a->arena, "%zu grades under %zu headings", r->grades, g->columns));
        return;
    }
    for (size_t c = 1; c <= g->columns; c++) {
        struct graded *grade = r->cells[c];
        if (aside || is_earlier(g, &g->across[c]))
            account_take_all(a, grade ? grade->parts : NULL, grade ? grade->part_count : 0,
                             "set aside", &a->language->earlier);
        else if (grade)
            bind_cell(g, r, c);
        else if (r->unread[c])
            diagnose(a, DIAGNOSTIC_JUDGEMENT_WITHOUT_GRADE, r->at,
                     arena_format(a->arena, "no grade was found for: \"%s\"",
                                  grid_words_of(g, &g->across[c]).s));
    }
}

/* A run of questions and a run of as many grades is no grid, the last question being on an earlier
 * inspection or not, nor is a table with further ones. */
static bool is_grid(struct grid *g, bool head) {
    bool enough = find_labels(g) >= LEAST_QUESTIONS;
    if (!head && g->row_count == 1 && is_earlier(g, &g->rows[0].name))
        return false;
    if (g->transposed || !g->row_count)
        return g->row_count && (head || enough);
    return !g->mixed &&
           (head || g->dated || g->rows[0].name.part_count || g->words.grade_count > g->columns);
}

bool grade_grid_read(struct analysis *a, const struct judgement_table *table) {
    struct grid g = {.analysis = a, .table = table, .words = {.rule = table->rule, .grid = true}};
    bool head = table->shape == SHAPE_GRID && grid_read_head(&g, table->first);
    if (head) {
        grid_put_words(&g, table->first + 1);
        grid_make_rows(&g);
    } else if (!find_in_order(&g)) {
        return false;
    }
    grid_add_names(&g);
    if (!is_grid(&g, head))
        return false;
    for (size_t i = 0; i < g.row_count; i++)
        if (g.rows[i].tabled)
            bind_row(&g, &g.rows[i]);
    return true;
}
