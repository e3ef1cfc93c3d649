/* The words of a grid go into columns, its grades make rows, and each grade is bound to the label
 * across and the one down whose crossing it stands at. */
#include "analyse/grade_grid.h"

#include "analyse/account.h"
#include "analyse/section.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 8, LEAST_COLUMNS = 3, LEAST_SERVICES = 2, LEAST_QUESTIONS = 2 };
enum { LINE_BYTES_MAX = 90, NAME_BYTES_MAX = 60, NAME_REACH = 3 };

/* How columns are told: by place on the page, by a row's cells, or by order alone. */
enum layout { LAYOUT_ORDER, LAYOUT_PLACES, LAYOUT_CELLS };

struct row {
    struct graded name;
    struct graded *cells[COLUMNS_MAX + 1]; /* by column, from 1 */
    struct graded *order[COLUMNS_MAX + 1]; /* as they come, from 1 */
    const char *status[COLUMNS_MAX + 1];   /* by the dates in the cells */
    bool unread[COLUMNS_MAX + 1];          /* words that are no grade */
    bool tabled;                           /* a part of it stands in a row of the document */
    size_t grades, spilled;                /* how many; those in no column */
    size_t first, last;                    /* steps over which the grades and dates go */
    kloe_at at;
};

struct grid {
    struct analysis *analysis;
    const struct judgement_table *table;
    struct grade_table words; /* a token's column 0 is the rows' names */
    size_t body;              /* the first token below the labels across */
    enum layout layout;
    bool transposed;                       /* services across and questions down */
    bool dated;                            /* there are dates beside grades */
    bool mixed;                            /* further questions stand below those across */
    struct graded across[COLUMNS_MAX + 1]; /* from 1 */
    size_t columns;
    struct row *rows;
    size_t row_count, row_capacity;
};

static bool begins_grade(const struct grid *g, struct text t) {
    size_t length;
    return scale_match_start(g->table->rule->scale, t, &length) ||
           scale_begins(g->table->rule->scale, t);
}

static struct text words_of(const struct grid *g, const struct graded *label) {
    return text_of(passages_string(g->analysis, label->parts, label->part_count));
}

static struct text token_words(const struct grid *g, size_t token) {
    return passage_text(g->analysis->document, g->words.tokens[token].passage);
}

/* ---- labels across -------------------------------------------------------------------- */

static void add_across(struct grid *g, struct passage p, const struct aspect_rule *aspect) {
    g->across[++g->columns] = (struct graded){.parts = {p}, .part_count = 1, .aspect = aspect};
}

/* The aspect with which the text begins; *length is its. Beside others one may have a slip. */
static const struct aspect_rule *aspect_at_start(struct grid *g, struct text t, size_t *length) {
    const struct judgement_rule *rule = g->table->rule;
    struct match m;
    double likeness;
    for (size_t i = 0; i < rule->aspect_count; i++)
        if (pattern_match(g->analysis->matcher, &rule->aspects[i].label, t, 0, PATTERN_START, &m)) {
            *length = m.to;
            return &rule->aspects[i];
        }
    *length = t.n;
    return g->columns ? aspect_near(g->analysis, rule, t, &likeness) : NULL;
}

/* Questions, one or several that a converter did not part; false where anything else is there. */
static bool add_questions(struct grid *g, struct passage p) {
    const struct document *d = g->analysis->document;
    size_t length;
    for (p = passage_trim_marks(d, p, ":*"); p.from < p.to;
         p = passage_trim(d, passage_part(p, length, p.to - p.from))) {
        const struct aspect_rule *aspect = aspect_at_start(g, passage_text(d, p), &length);
        if (!aspect || !length || g->columns == COLUMNS_MAX)
            return false;
        add_across(g, passage_part(p, 0, length), aspect);
    }
    return true;
}

/* A row of questions, among which can be labels that nobody knows. */
static bool add_question_row(struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    size_t known = 0;
    for (size_t c = 0; c < d->blocks[block].cell_count; c++) {
        size_t before = g->columns;
        struct passage cell = passage_trim_marks(d, document_cell(d, block, c), ":*");
        struct text t = passage_text(d, cell);
        bool questions = add_questions(g, cell);
        known += g->columns - before;
        if (questions || !g->columns)
            continue;
        if (begins_grade(g, t) || t.n > NAME_BYTES_MAX || !is_letter(t.s[0]) ||
            g->columns == COLUMNS_MAX)
            return known >= LEAST_COLUMNS;
        if (g->columns == before)
            add_across(g, cell, NULL);
    }
    return known >= LEAST_COLUMNS;
}

/* "Surgery", "16-18 study programmes"; no number, and no year. */
static bool begins_name(struct text t) {
    size_t n;
    unsigned number = text_number(t, 4, &n);
    return t.n && (is_letter(t.s[0]) || (n && n < 4 && number && n + 2 < t.n &&
                                         is_letter(t.s[t.n - 1]) && is_letter(t.s[t.n - 2])));
}

/* Whether the words can name a service: "Rating", a date, or words on an earlier inspection are the
 * name of another column. */
static bool names_service(struct grid *g, struct text t) {
    struct analysis *a = g->analysis;
    struct date_range unused;
    return t.n <= NAME_BYTES_MAX && begins_name(t) && !begins_grade(g, t) && !is_of_earlier(a, t) &&
           !date_find(t, &unused) &&
           !pattern_match(a->matcher, &g->table->rule->group, t, 0, PATTERN_ANYWHERE, NULL);
}

/* A paragraph with the first words of a question's label, whose row is below. */
static bool begins_question(struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    struct text t = block_text(d, block);
    return d->blocks[block].kind == BLOCK_PARAGRAPH && t.n <= LINE_BYTES_MAX &&
           aspect_begins(g->analysis, g->table->rule, t);
}

/* A line of a label down that stands beside no grade. */
static bool is_line_of_question(struct grid *g, size_t block) {
    struct text t = text_trim(block_text(g->analysis->document, block));
    bool small = t.n && t.n <= NAME_BYTES_MAX && t.s[0] >= 'a' && t.s[0] <= 'z';
    return begins_question(g, block) ||
           (g->analysis->document->blocks[block].kind == BLOCK_PARAGRAPH && small &&
            !text_ends(t, TEXT(".")));
}

/* A row of nothing but words for names, where it is known where they stand: the next line of the
 * names above. */
static bool is_line_of_names(struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    struct box unused;
    if (d->blocks[block].kind != BLOCK_ROW ||
        !passage_box(d, document_cell(d, block, 0), &unused) ||
        aspect_begins(g->analysis, g->table->rule, cell_text(d, block, 0)))
        return false;
    for (size_t c = 0; c < d->blocks[block].cell_count; c++)
        if (!names_service(g, cell_text(d, block, c)))
            return false;
    return true;
}

/* Whether the block above the names is the line right above them, and begins above the first one or
 * behind it. */
static bool is_right_above(struct grid *g, size_t names) {
    const struct document *d = g->analysis->document;
    struct passage first = g->across[1].parts[0];
    struct box above, below;
    if (!names)
        return false;
    struct passage p = document_cell(d, names - 1, 0);
    return d->blocks[names - 1].kind != BLOCK_BREAK && p.to && passage_box(d, p, &above) &&
           passage_box(d, first, &below) && names_service(g, passage_text(d, p)) &&
           passage_at(d, p).line + 1 == passage_at(d, first).line && above.right > below.left;
}

/* The block in which the first row's grades stand: the next one, or the one behind lines of the
 * names across and of the first label down. */
static size_t first_row(struct grid *g, size_t names) {
    const struct document *d = g->analysis->document;
    size_t row = names + 1;
    while (
        row + 1 < g->table->end && row <= names + NAME_REACH &&
        (d->blocks[row].kind == BLOCK_BREAK || begins_question(g, row) || is_line_of_names(g, row)))
        row++;
    return row;
}

/* How many grades stand behind the question with which the row begins, or the lines above it. */
static size_t grades_behind_question(struct grid *g, size_t block, bool begun) {
    const struct document *d = g->analysis->document;
    struct passage label = passage_trim_marks(d, document_cell(d, block, 0), ":*");
    size_t n = 0;
    if (d->blocks[block].kind != BLOCK_ROW ||
        (!begun && !aspect_begins(g->analysis, g->table->rule, passage_text(d, label))))
        return 0;
    for (size_t c = 1; c < d->blocks[block].cell_count; c++)
        n += begins_grade(g, cell_text(d, block, c));
    return n;
}

/* Whether what stands first in the row of names stands above the questions, and names no column. */
static bool has_corner(const struct document *d, size_t names, size_t below) {
    struct box corner, label;
    if (passage_box(d, document_cell(d, names, 0), &corner) &&
        passage_box(d, document_cell(d, below, 0), &label))
        return corner.left < label.right;
    return d->blocks[names].cell_count == d->blocks[below].cell_count;
}

static double centre_of(const struct grid *g, struct passage p) {
    struct box b;
    return passage_box(g->analysis->document, p, &b) ? (b.left + b.right) / 2 : 0;
}

/* The column in whose middle the passage stands. */
static size_t column_by_place(const struct grid *g, struct passage p) {
    double centre = centre_of(g, p), first = centre_of(g, g->across[1].parts[0]);
    double width = centre_of(g, g->across[g->columns].parts[0]) - first, least = HUGE_VAL;
    size_t best = 0;
    if (centre + width / (double)(g->columns - 1) / 2 < first)
        return 0;
    for (size_t i = 1; i <= g->columns; i++) {
        double distance = fabs(centre_of(g, g->across[i].parts[0]) - centre);
        best = distance < least ? i : best;
        least = distance < least ? distance : least;
    }
    return best;
}

/* Adds the words of the block to the names in whose columns they stand. */
static void join_names(struct grid *g, size_t block, bool below) {
    const struct document *d = g->analysis->document;
    for (size_t c = 0; g->columns > 1 && c < d->blocks[block].cell_count; c++) {
        struct passage p = passage_trim(d, document_cell(d, block, c));
        size_t column = column_by_place(g, p);
        struct graded *name = &g->across[column];
        if (!column || name->part_count == TOKEN_PARTS_MAX)
            continue;
        size_t at = below ? name->part_count : 0;
        memmove(&name->parts[at + 1], &name->parts[at],
                (name->part_count++ - at) * sizeof *name->parts);
        name->parts[at] = p;
    }
}

/* A row of names, above one that begins with a question and holds several grades. */
static bool add_services(struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    size_t row = first_row(g, block);
    size_t grades =
        row < g->table->end ? grades_behind_question(g, row, begins_question(g, row - 1)) : 0;
    if (grades < LEAST_SERVICES)
        return false;
    bool corner = d->blocks[block].cell_count > grades && has_corner(d, block, row);
    for (size_t c = corner; c < d->blocks[block].cell_count; c++) {
        struct passage name = passage_trim_marks(d, document_cell(d, block, c), ":*");
        if (g->columns == COLUMNS_MAX || !names_service(g, passage_text(d, name)))
            return false;
        add_across(g, name, NULL);
    }
    if (g->columns < grades)
        return false;
    for (size_t next = block + 1; next < row; next++)
        if (is_line_of_names(g, next))
            join_names(g, next, true);
    if (is_right_above(g, block))
        join_names(g, block - 1, false);
    return true;
}

/* Whether the block is a row of labels across. */
static bool is_head(struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    struct box unused;
    g->columns = 0;
    if (d->blocks[block].kind != BLOCK_ROW)
        return false;
    g->transposed = !add_question_row(g, block);
    g->columns = g->transposed ? 0 : g->columns;
    if (g->transposed && !add_services(g, block))
        return false;
    g->layout = passage_box(d, g->across[1].parts[0], &unused) ? LAYOUT_PLACES : LAYOUT_CELLS;
    return true;
}

/* ---- words into columns --------------------------------------------------------------- */

/* By order, columns are told once the grades are known. */
static size_t column_of(const struct grid *g, struct passage p) {
    size_t column = p.cell + !(g->analysis->document->blocks[p.block].cell_count > g->columns);
    if (g->layout != LAYOUT_CELLS)
        return g->layout == LAYOUT_PLACES ? column_by_place(g, p) : 0;
    return column > g->columns ? COLUMNS_MAX + 1 : column;
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
    struct passage grades[COLUMNS_MAX + 1];
    size_t n = 0, from, to;
    while (n <= COLUMNS_MAX && p.from < p.to) {
        struct text t = passage_text(g->analysis->document, p);
        if (!scale_match(scale, t, &from, &to) && !scale_match_end(scale, t, &from, &to))
            break;
        grades[n++] = passage_part(p, from, to);
        p = passage_trim(g->analysis->document, passage_part(p, 0, from));
    }
    if (n < LEAST_SERVICES)
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
static void put_words(struct grid *g, size_t first) {
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

static void add_at(const struct grid *g, struct row *r, struct passage p) {
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
static bool begins_row(const struct grid *g, const struct row *r, size_t token, size_t name) {
    const struct token *t = &g->words.tokens[token];
    bool below = step_of(g, token, t->passage) > r->last;
    bool again = g->layout == LAYOUT_PLACES && r->cells[t->column];
    return (again && below) || (below && (g->layout == LAYOUT_CELLS || name > r->last));
}

static void add_grade(struct grid *g, struct graded *grade, size_t name) {
    struct row *r = g->row_count ? &g->rows[g->row_count - 1] : NULL;
    struct passage first = grade->parts[0], last = grade->parts[grade->part_count - 1];
    size_t step = step_of(g, grade->at, last);
    if (!r || begins_row(g, r, grade->at, name)) {
        g->rows = arena_room(g->analysis->arena, g->rows, g->row_count, &g->row_capacity,
                             sizeof *g->rows);
        r = &g->rows[g->row_count++];
        *r = (struct row){.first = step_of(g, grade->at, first), .tabled = !g->layout};
    }
    size_t column = g->layout ? g->words.tokens[grade->at].column : r->grades + 1;
    if (++r->grades <= COLUMNS_MAX)
        r->order[r->grades] = grade;
    r->last = step > r->last ? step : r->last;
    for (size_t i = 0; i < grade->part_count; i++) {
        add_at(g, r, grade->parts[i]);
        r->tabled |= g->analysis->document->blocks[grade->parts[i].block].kind == BLOCK_ROW;
    }
    if (!column || column > COLUMNS_MAX || r->cells[column])
        r->spilled++;
    else
        r->cells[column] = grade;
}

static void add_date(struct grid *g, struct row *r, size_t token) {
    struct passage p = g->words.tokens[token].passage;
    size_t column = g->layout ? g->words.tokens[token].column : r->grades;
    if (!column || column > COLUMNS_MAX || r->status[column])
        return;
    g->dated = true;
    r->status[column] = rating_status(g->analysis, token_words(g, token));
    r->last = step_of(g, token, p);
    add_at(g, r, p);
}

/* The row that the words stand beside; *first is where the search begins, names being in the order
 * of the rows. By place a line that begins small goes on with the name above, as does one right
 * below a row. */
static struct row *row_beside(struct grid *g, size_t token, size_t *first, struct row *named) {
    const struct token *t = &g->words.tokens[token];
    size_t step = step_of(g, token, t->passage);
    while (*first < g->row_count && g->rows[*first].last < step)
        ++*first;
    struct row *below = *first < g->row_count ? &g->rows[*first] : NULL;
    struct row *above = *first ? &g->rows[*first - 1] : NULL;
    if (below && (below->first <= step || !g->layout))
        return below;
    if (g->layout != LAYOUT_PLACES || t->column)
        return NULL;
    if (named && !is_upper(passage_text(g->analysis->document, t->passage).s[0]))
        return named;
    if (above && step == above->last + 1 && !(below && below->first == step + 1))
        return above;
    return below && below->first <= step + NAME_REACH ? below : NULL;
}

/* What is no grade is the name of a row, or stands where a grade should be. */
static void add_names(struct grid *g) {
    struct row *r, *named = NULL;
    for (size_t i = g->body, first = 0; i < g->words.token_count; i++) {
        const struct token *t = &g->words.tokens[i];
        if (t->use || t->column > g->columns)
            continue;
        const struct aspect_rule *aspect =
            aspect_match(g->analysis, g->table->rule, token_words(g, i));
        g->mixed |= aspect && !aspect->overall && g->across[t->column].aspect != aspect;
        r = row_beside(g, i, &first, named);
        named = t->column ? named : r;
        if (r && t->column)
            r->unread[t->column] |= !is_vacant(g->analysis, token_words(g, i));
        else if (r && r->name.part_count < TOKEN_PARTS_MAX) {
            r->name.parts[r->name.part_count++] =
                passage_trim_marks(g->analysis->document, t->passage, "*:");
            add_at(g, r, t->passage);
        }
    }
}

static void make_rows(struct grid *g) {
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

/* The labels of aspects, across or down; how many of those down the family knows. */
static size_t find_labels(struct grid *g) {
    const struct judgement_rule *rule = g->table->rule;
    size_t known = 0;
    double likeness;
    for (size_t i = 1; !g->transposed && i <= g->columns; i++)
        grade_table_add_label(g->analysis, &g->words, &g->across[i]);
    for (size_t i = 0; g->transposed && i < g->row_count; i++) {
        struct graded *name = &g->rows[i].name;
        name->aspect = aspect_match(g->analysis, rule, words_of(g, name));
        if (!name->aspect)
            name->aspect = aspect_near(g->analysis, rule, words_of(g, name), &likeness);
        known += name->aspect != NULL;
        grade_table_add_label(g->analysis, &g->words, name);
    }
    return known;
}

/* ---- by order ------------------------------------------------------------------------- */

/* The names that stand right above the first question, a paragraph or a line each: as many as there
 * are grades in a row, or none. */
static bool add_services_above(struct grid *g, bool by_block, size_t count) {
    struct graded names[COLUMNS_MAX + 2] = {0}; /* from the last one on; one more is too many */
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
        struct text words = words_of(g, &names[i]);
        if (!names_service(g, words) || text_ends(words, TEXT(".")))
            return false;
        g->across[count - i] = names[i];
    }
    g->columns = count;
    return !names[count].part_count || !names_service(g, words_of(g, &names[count]));
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
    for (size_t n = g->table->group.to ? 1 : NAME_REACH; n && first; n--, first--)
        if (d->blocks[first - 1].kind == BLOCK_ROW)
            break;
    put_words(g, first);
    make_rows(g);
    size_t grade = g->words.grade_count ? g->words.grades[0].at : 0;
    for (; g->body < grade; g->body++)
        if (!add_questions(g, g->words.tokens[g->body].passage)) {
            if (g->columns >= LEAST_COLUMNS)
                break;
            g->columns = 0;
        }
    g->transposed = g->columns < LEAST_COLUMNS;
    if (!grade || !g->transposed)
        return grade && d->blocks[g->across[1].parts[0].block].kind != BLOCK_ROW;
    g->body = question_above(g, grade);
    size_t count = g->rows[0].grades;
    return count >= LEAST_SERVICES && count <= COLUMNS_MAX &&
           (add_services_above(g, true, count) || add_services_above(g, false, count));
}

/* ---- crossings ------------------------------------------------------------------------ */

/* The questions stand across and the services down, or the other way round: what is no question is
 * the group, and so is the grid's own name where the service is all of them. */
static void bind_cell(struct grid *g, struct row *r, size_t column) {
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
                                             words_of(g, service), 0, PATTERN_WHOLE, NULL);
    if (is_body)
        found.group = NULL;
    if (service->part_count && !is_body) {
        const struct aspect_rule *whole = aspect_match(a, g->table->rule, words_of(g, service));
        bool all = whole && whole->overall && place;
        found.location = g->table->named ? place : NULL;
        found.group = all ? place : words_of(g, service).s;
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
    return label->part_count && is_of_earlier(g->analysis, words_of(g, label));
}

/* Where columns are told by order alone, which grade is missing cannot be known. Where they are
 * told by place, an empty cell is an empty cell. A row without a name is all of its grid. */
static bool fits(const struct grid *g, const struct row *r) {
    bool named = r->name.part_count || (g->row_count == 1 && !g->transposed);
    return named && !r->spilled && (g->layout != LAYOUT_ORDER || r->grades == g->columns);
}

/* A row with a grade for each column is read by order where its grades stand below no columns. */
static void settle(const struct grid *g, struct row *r) {
    if (!r->spilled || r->grades != g->columns || g->dated)
        return;
    memcpy(r->cells, r->order, sizeof r->cells);
    r->spilled = 0;
}

static void bind_row(struct grid *g, struct row *r) {
    struct analysis *a = g->analysis;
    bool aside = is_earlier(g, &r->name);
    settle(g, r);
    if (!r->name.part_count)
        add_at(g, r, g->across[1].parts[0]);
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
                                  words_of(g, &g->across[c]).s));
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
    size_t block = table->first;
    bool head = false;
    for (; !head && block < table->end; block++) {
        head = is_head(&g, block);
        if (!head && begins_grade(&g, block_text(a->document, block)))
            break;
    }
    if (head) {
        put_words(&g, block);
        make_rows(&g);
    } else if (!find_in_order(&g)) {
        return false;
    }
    add_names(&g);
    if (!is_grid(&g, head))
        return false;
    for (size_t i = 0; i < g.row_count; i++)
        if (g.rows[i].tabled)
            bind_row(&g, &g.rows[i]);
    return true;
}

size_t grade_grid_end(struct analysis *a, const struct judgement_rule *rule, size_t first) {
    const struct document *d = a->document;
    size_t end = d->block_count;
    struct judgement_table table = {.rule = rule, .first = first, .end = end};
    struct grid g = {.analysis = a, .table = &table};
    size_t next = first + 1;
    if (!is_head(&g, first))
        return 0;
    while (next < end && d->blocks[next].kind == BLOCK_BREAK)
        next++;
    next = g.transposed ? first_row(&g, first) : next;
    bool graded = next < end && g.transposed;
    for (size_t c = 0; next < end && g.layout && c < d->blocks[next].cell_count; c++)
        graded |= d->blocks[next].kind == BLOCK_ROW && begins_grade(&g, cell_text(d, next, c));
    while (graded && next < end && !is_beside_report(a, next) &&
           (d->blocks[next].kind == BLOCK_ROW || d->blocks[next].kind == BLOCK_BREAK ||
            (g.transposed && is_line_of_question(&g, next))))
        next++;
    return graded ? next : 0;
}
