/* The words of a grid in columns, and the rows that its grades make. */
#include "analyse/grid_rows.h"

#include "analyse/grid_head.h"
#include "analyse/section.h"

#include <stdlib.h>

enum { LINE_BYTES_MAX = 90 };

/* ---- words into columns --------------------------------------------------------------- */

/* By order, columns are told once the grades are known. */
static size_t column_of(const struct grid *g, struct passage p) {
    size_t column = p.cell + !(g->analysis->document->blocks[p.block].cell_count > g->columns);
    if (g->layout != LAYOUT_CELLS)
        return g->layout == LAYOUT_PLACES ? grid_column_by_place(g, p) : 0;
    return column > g->columns ? GRID_COLUMNS_MAX + 1 : column;
}

static void put(struct grid *g, struct passage p, size_t column, enum token_use use) {
    struct token *token = grade_table_push(g->analysis, &g->words, p);
    if (!token)
        return;
    token->column = column;
    token->use = use;
}

/* Where the date of the rating begins with which the words end; their length where there is none.
 */
static size_t date_from(struct text t) {
    struct date date;
    bool month;
    for (size_t i = 0; i < t.n && is_digit(t.s[t.n - 1]); i++)
        if ((!i || is_space(t.s[i - 1])) && rating_date(text_slice(t, i, t.n), &date, &month))
            return i;
    return t.n;
}

/* Without arrows and the like at its end. */
static struct passage without_signs(const struct document *d, struct passage p) {
    struct text t = passage_text(d, p);
    size_t n = t.n;
    for (size_t i = n; i--;)
        if (is_space(t.s[i]) && !text_has_word(text_slice(t, i, n)))
            n = i;
    return passage_part(p, 0, n);
}

/* "Surgery Good Good": a converter did not part the cells of a row. */
static bool put_glued(struct grid *g, struct passage p) {
    const struct scale *scale = g->table->rule->scale;
    struct passage grades[GRID_COLUMNS_MAX + 1];
    size_t n = 0, from, to;
    while (n <= GRID_COLUMNS_MAX && p.from < p.to) {
        struct text t = passage_text(g->analysis->document, p);
        if (!scale_match(scale, t, &from, &to) && !scale_match_end(scale, t, &from, &to))
            break;
        grades[n++] = passage_part(p, from, to);
        p = passage_trim(g->analysis->document, passage_part(p, 0, from));
    }
    if (n < GRID_LEAST_SERVICES)
        return false;
    put(g, p, 0, TOKEN_FREE);
    while (n)
        put(g, grades[--n], 0, TOKEN_FREE);
    return true;
}

/* A line of a cell: a name, a grade, a date, or several of these. */
static void put_line(struct grid *g, struct passage p) {
    size_t column = column_of(g, p), length = 0;
    p = without_signs(g->analysis->document, p);
    struct text t = passage_text(g->analysis->document, p);
    size_t date = date_from(t);
    struct passage words = without_signs(g->analysis->document, passage_part(p, 0, date));
    if (column)
        scale_match_start(g->table->rule->scale, t, &length);
    length = length && length < words.to - words.from && !is_alnum(t.s[length]) ? length : 0;
    if (length)
        put(g, passage_part(words, 0, length), column, TOKEN_FREE);
    if (length || g->layout != LAYOUT_ORDER || !put_glued(g, words))
        put(g, passage_part(words, length, words.to - words.from), column, TOKEN_FREE);
    put(g, passage_part(p, date, t.n), column, TOKEN_DATE);
}

struct placed {
    struct passage passage;
    size_t offset;
};

static int by_offset(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

/* A sentence below rows ends them. */
static bool ends_rows(const struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    return g->layout != LAYOUT_ORDER && d->blocks[block].kind != BLOCK_ROW &&
           text_ends(text_trim(block_text(d, block)), TEXT("."));
}

/* All lines of all cells from the block on, in the order of the page. */
void grid_put_words(struct grid *g, size_t first) {
    const struct document *d = g->analysis->document;
    struct placed *all = NULL;
    size_t count = 0, capacity = 0;
    struct passage p;
    for (size_t block = first; block < g->table->end && !(count && ends_rows(g, block)); block++)
        for (size_t c = 0; !is_whole_key(g->analysis, block) && c < d->blocks[block].cell_count;
             c++)
            for (size_t at = 0; passage_line(d, document_cell(d, block, c), &at, &p);) {
                if (p.from == p.to || p.to - p.from > LINE_BYTES_MAX ||
                    (d->blocks[block].kind != BLOCK_ROW && g->layout == LAYOUT_CELLS))
                    continue;
                all = arena_room(g->analysis->arena, all, count, &capacity, sizeof *all);
                all[count++] = (struct placed){p, passage_at(d, p).offset};
            }
    if (count)
        qsort(all, count, sizeof *all, by_offset);
    for (size_t i = 0; i < count; i++)
        put_line(g, all[i].passage);
    grade_table_grades(g->analysis, &g->words);
}

/* ---- rows ----------------------------------------------------------------------------- */

void grid_add_at(const struct grid *g, struct grid_row *r, struct passage p) {
    kloe_at at = passage_at(g->analysis->document, p);
    r->at = r->at.length ? at_around(r->at, at) : at;
}

/* What rows are told apart by: the line, the block that markup makes of a row, or order alone. */
static size_t step_of(const struct grid *g, size_t token, struct passage p) {
    return g->layout == LAYOUT_PLACES  ? passage_at(g->analysis->document, p).line
           : g->layout == LAYOUT_CELLS ? p.block
                                       : token;
}

/* A row begins with a grade below all of the last one, where markup says so or a further name has
 * come; by place also with a second grade in a column. */
static bool begins_row(const struct grid *g, const struct grid_row *r, size_t token, size_t name) {
    const struct token *t = &g->words.tokens[token];
    bool below = step_of(g, token, t->passage) > r->last;
    bool again = g->layout == LAYOUT_PLACES && r->cells[t->column];
    return (again && below) || (below && (g->layout == LAYOUT_CELLS || name > r->last));
}

static void add_grade(struct grid *g, struct graded *grade, size_t name) {
    struct grid_row *r = g->row_count ? &g->rows[g->row_count - 1] : NULL;
    struct passage first = grade->parts[0], last = grade->parts[grade->part_count - 1];
    size_t step = step_of(g, grade->at, last);
    if (!r || begins_row(g, r, grade->at, name)) {
        g->rows = arena_room(g->analysis->arena, g->rows, g->row_count, &g->row_capacity,
                             sizeof *g->rows);
        r = &g->rows[g->row_count++];
        *r = (struct grid_row){.first = step_of(g, grade->at, first), .tabled = !g->layout};
    }
    size_t column = g->layout ? g->words.tokens[grade->at].column : r->grades + 1;
    if (++r->grades <= GRID_COLUMNS_MAX)
        r->order[r->grades] = grade;
    r->last = step > r->last ? step : r->last;
    for (size_t i = 0; i < grade->part_count; i++) {
        grid_add_at(g, r, grade->parts[i]);
        r->tabled |= g->analysis->document->blocks[grade->parts[i].block].kind == BLOCK_ROW;
    }
    if (!column || column > GRID_COLUMNS_MAX || r->cells[column])
        r->spilled++;
    else
        r->cells[column] = grade;
}

static void add_date(struct grid *g, struct grid_row *r, size_t token) {
    struct passage p = g->words.tokens[token].passage;
    size_t column = g->layout ? g->words.tokens[token].column : r->grades;
    if (!column || column > GRID_COLUMNS_MAX || r->status[column])
        return;
    g->dated = true;
    r->status[column] = rating_status(g->analysis, grid_token_words(g, token));
    r->last = step_of(g, token, p);
    grid_add_at(g, r, p);
}

/* The row that the words stand beside; *first is where the search begins, names being in the order
 * of the rows. By place a line that begins small goes on with the name above, as does one right
 * below a row. */
static struct grid_row *row_beside(struct grid *g, size_t token, size_t *first,
                                   struct grid_row *named) {
    const struct token *t = &g->words.tokens[token];
    size_t step = step_of(g, token, t->passage);
    while (*first < g->row_count && g->rows[*first].last < step)
        ++*first;
    struct grid_row *below = *first < g->row_count ? &g->rows[*first] : NULL;
    struct grid_row *above = *first ? &g->rows[*first - 1] : NULL;
    if (below && (below->first <= step || !g->layout))
        return below;
    if (g->layout != LAYOUT_PLACES || t->column)
        return NULL;
    if (named && !is_upper(passage_text(g->analysis->document, t->passage).s[0]))
        return named;
    if (above && step == above->last + 1 && !(below && below->first == step + 1))
        return above;
    return below && below->first <= step + GRID_NAME_REACH ? below : NULL;
}

/* What is no grade is the name of a row, or stands where a grade should be. */
void grid_add_names(struct grid *g) {
    struct grid_row *r, *named = NULL;
    for (size_t i = g->body, first = 0; i < g->words.token_count; i++) {
        const struct token *t = &g->words.tokens[i];
        if (t->use || t->column > g->columns)
            continue;
        const struct aspect_rule *aspect =
            aspect_match(g->analysis, g->table->rule, grid_token_words(g, i));
        g->mixed |= aspect && !aspect->overall && g->across[t->column].aspect != aspect;
        r = row_beside(g, i, &first, named);
        named = t->column ? named : r;
        if (r && t->column)
            r->unread[t->column] |= !is_vacant(g->analysis, grid_token_words(g, i));
        else if (r && r->name.part_count < TOKEN_PARTS_MAX) {
            r->name.parts[r->name.part_count++] =
                passage_trim_marks(g->analysis->document, t->passage, "*:");
            grid_add_at(g, r, t->passage);
        }
    }
}

void grid_make_rows(struct grid *g) {
    for (size_t i = 0, next = 0, name = 0; i < g->words.token_count; i++) {
        const struct token *t = &g->words.tokens[i];
        if (next < g->words.grade_count && g->words.grades[next].at == i)
            add_grade(g, &g->words.grades[next++], name);
        else if (t->use == TOKEN_DATE && g->row_count)
            add_date(g, &g->rows[g->row_count - 1], i);
        else if (!t->use && !t->column)
            name = step_of(g, i, t->passage);
    }
}
