/* The labels across a grid: questions, or the names of services. */
#include "analyse/grid_head.h"

#include "analyse/section.h"

#include <math.h>
#include <string.h>

enum { LINE_BYTES_MAX = 90, NAME_BYTES_MAX = 60, QUESTION_BYTES_MAX = 300 };

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
bool grid_add_questions(struct grid *g, struct passage p) {
    const struct document *d = g->analysis->document;
    size_t length;
    for (p = passage_trim_marks(d, p, ":*"); p.from < p.to;
         p = passage_trim(d, passage_part(p, length, p.to - p.from))) {
        const struct aspect_rule *aspect = aspect_at_start(g, passage_text(d, p), &length);
        if (!aspect || !length || g->columns == GRID_COLUMNS_MAX)
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
        bool questions = grid_add_questions(g, cell);
        known += g->columns - before;
        if (questions || !g->columns)
            continue;
        if (grid_begins_grade(g, t) || t.n > NAME_BYTES_MAX || !is_letter(t.s[0]) ||
            g->columns == GRID_COLUMNS_MAX)
            return known >= GRID_LEAST_COLUMNS;
        if (g->columns == before)
            add_across(g, cell, NULL);
    }
    return known >= GRID_LEAST_COLUMNS;
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
bool grid_names_service(struct grid *g, struct text t) {
    struct analysis *a = g->analysis;
    struct date_range unused;
    return t.n <= NAME_BYTES_MAX && begins_name(t) && !grid_begins_grade(g, t) &&
           !is_of_earlier(a, t) && !date_find(t, &unused) &&
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
        if (!grid_names_service(g, cell_text(d, block, c)))
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
           passage_box(d, first, &below) && grid_names_service(g, passage_text(d, p)) &&
           passage_at(d, p).line + 1 == passage_at(d, first).line && above.right > below.left;
}

/* The block in which the first row's grades stand: the next one, or the one behind lines of the
 * names across and of the first label down, which then has *begun. */
static size_t first_row(struct grid *g, size_t names, bool *begun) {
    const struct document *d = g->analysis->document;
    struct passage question[TOKEN_PARTS_MAX];
    size_t row = names + 1, lines = 0;
    for (; row + 1 < g->table->end && lines < TOKEN_PARTS_MAX; row++) {
        if (d->blocks[row].kind == BLOCK_BREAK ||
            (row <= names + GRID_NAME_REACH && is_line_of_names(g, row)))
            continue;
        question[lines] = document_cell(d, row, 0);
        struct text words = text_of(passages_string(g->analysis, question, lines + 1));
        if (d->blocks[row].kind != BLOCK_PARAGRAPH || words.n > QUESTION_BYTES_MAX ||
            !aspect_begins(g->analysis, g->table->rule, words))
            break;
        lines++;
    }
    *begun = lines > 0;
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
    for (size_t c = !begun; c < d->blocks[block].cell_count; c++)
        n += grid_begins_grade(g, cell_text(d, block, c));
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
size_t grid_column_by_place(const struct grid *g, struct passage p) {
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
        size_t column = grid_column_by_place(g, p);
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
    bool begun;
    size_t row = first_row(g, block, &begun);
    size_t grades = row < g->table->end ? grades_behind_question(g, row, begun) : 0;
    if (grades < GRID_LEAST_SERVICES)
        return false;
    bool corner = d->blocks[block].cell_count > grades && has_corner(d, block, row);
    for (size_t c = corner; c < d->blocks[block].cell_count; c++) {
        struct passage name = passage_trim_marks(d, document_cell(d, block, c), ":*");
        if (g->columns == GRID_COLUMNS_MAX || !grid_names_service(g, passage_text(d, name)))
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
bool grid_read_head(struct grid *g, size_t block) {
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
bool grid_begins(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct judgement_table table = {.rule = rule, .end = a->document->block_count};
    struct grid g = {.analysis = a, .table = &table};
    return rule->kind == TABLE_JUDGEMENTS && grid_read_head(&g, block);
}

size_t grid_end(struct analysis *a, const struct judgement_rule *rule, size_t first) {
    const struct document *d = a->document;
    size_t end = d->block_count;
    struct judgement_table table = {.rule = rule, .first = first, .end = end};
    struct grid g = {.analysis = a, .table = &table};
    size_t next = first + 1;
    if (!grid_read_head(&g, first))
        return 0;
    while (next < end && d->blocks[next].kind == BLOCK_BREAK)
        next++;
    bool begun;
    next = g.transposed ? first_row(&g, first, &begun) : next;
    bool graded = next < end && g.transposed;
    for (size_t c = 0; next < end && g.layout && c < d->blocks[next].cell_count; c++)
        graded |= d->blocks[next].kind == BLOCK_ROW && grid_begins_grade(&g, cell_text(d, next, c));
    while (graded && next < end && !is_beside_report(a, next) &&
           (d->blocks[next].kind == BLOCK_ROW || d->blocks[next].kind == BLOCK_BREAK ||
            (g.transposed && is_line_of_question(&g, next))))
        next++;
    return graded ? next : 0;
}
