/* Every line of every cell goes into a column, and columns fill a row until the next one begins. */
#include "analyse/grade_grid.h"

#include "analyse/account.h"
#include "analyse/aspect.h"
#include "analyse/judgement.h"
#include "analyse/section.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 8, LEAST_COLUMNS = 3, LEAST_SERVICES = 2, CELL_PARTS_MAX = 12 };
enum { LINE_BYTES_MAX = 90, NAME_BYTES_MAX = 60 };

/* Lines of text that stand in one cell of the grid. */
struct grid_cell {
    struct passage parts[CELL_PARTS_MAX];
    size_t count;
};

struct heading {
    const struct aspect_rule *aspect; /* NULL: the rows are the questions, and this is a service */
    struct passage words;
};

/* How columns are told: by place on the page, by a row's cells, or by order alone. */
enum layout { LAYOUT_ORDER, LAYOUT_PLACES, LAYOUT_CELLS };

struct grid {
    struct analysis *analysis;
    const struct judgement_table *table;
    enum layout layout;
    struct heading headings[COLUMNS_MAX];
    size_t columns;
    struct grid_cell label, cells[COLUMNS_MAX];
    size_t filled, spilled; /* by order: cells begun; grades of the row beyond its headings */
    bool row_ended;         /* its dates have been read */
    size_t line, block;     /* of the last line */
};

/* ---- cells ---------------------------------------------------------------------------- */

static struct text cell_words(const struct grid *g, const struct grid_cell *c) {
    return text_of(passages_string(g->analysis, c->parts, c->count));
}

static void add_part(struct grid_cell *c, struct passage p) {
    if (c->count < CELL_PARTS_MAX)
        c->parts[c->count++] = p;
}

static const struct grade *grade_of(const struct grid *g, const struct grid_cell *c,
                                    size_t *length) {
    *length = 0;
    return c->count ? scale_match_start(g->table->rule->scale, cell_words(g, c), length) : NULL;
}

static size_t graded_cells(const struct grid *g) {
    size_t n = 0, length;
    for (size_t i = 0; i < g->columns; i++)
        n += grade_of(g, &g->cells[i], &length) != NULL;
    return n;
}

/* "Dec 2018" at the start of t: the month in which the rating was published. */
static bool find_month(struct analysis *a, struct text t, struct date *out) {
    struct date_range range;
    bool found = t.n && is_letter(t.s[0]) &&
                 date_find(text_of(arena_format(a->arena, "1 %.*s", (int)t.n, t.s)), &range) &&
                 range.from == 0;
    if (found)
        *out = range.start;
    return found;
}

static bool is_month(const struct grid *g, struct text t) {
    struct date unused;
    return find_month(g->analysis, t, &unused);
}

/* Whether the month behind the grade says that the rating is new. */
static const char *status_of(const struct grid *g, struct text words, size_t grade) {
    struct date month;
    for (size_t i = grade; i < words.n; i++)
        if (is_space(words.s[i]) &&
            find_month(g->analysis, text_slice(words, i + 1, words.n), &month))
            return status_by_date(g->analysis, month, true);
    return NULL;
}

/* The first `length` bytes of the cell's words, cut out of its parts. */
static const char *first_words(const struct grid *g, const struct grid_cell *c, size_t length) {
    struct passage parts[CELL_PARTS_MAX];
    size_t n = 0;
    for (size_t taken = 0; n < c->count && taken < length; n++) {
        size_t bytes = c->parts[n].to - c->parts[n].from;
        parts[n] = passage_part(c->parts[n], 0, bytes < length - taken ? bytes : length - taken);
        taken += bytes + 1;
    }
    return passages_string(g->analysis, parts, n);
}

/* ---- rows ----------------------------------------------------------------------------- */

static kloe_at cell_at(const struct grid *g, const struct grid_cell *c, kloe_at at) {
    for (size_t i = 0; i < c->count; i++) {
        kloe_at part = passage_at(g->analysis->document, c->parts[i]);
        at = at.length ? at_around(at, part) : part;
    }
    return at;
}

/* A row's judgements share its place: the lines of its cells are woven together. Without a name the
 * headings are all there is. */
static kloe_at row_at(const struct grid *g) {
    kloe_at at = cell_at(g, &g->label, (kloe_at){0});
    if (!at.length)
        at = passage_at(g->analysis->document, g->headings[0].words);
    for (size_t c = 0; c < g->columns; c++)
        at = cell_at(g, &g->cells[c], at);
    return at;
}

/* The questions stand across and the services down, or the other way round: what is no question is
 * the group. */
static void name_axes(const struct grid *g, const struct heading *h,
                      struct found_judgement *found) {
    struct analysis *a = g->analysis;
    const char *across = passage_string(a, h->words), *down = NULL;
    const char *place = g->table->group.to ? passage_string(a, g->table->group) : NULL;
    if (g->label.count) {
        struct grid_cell name = g->label;
        struct passage *last = &name.parts[name.count - 1];
        *last = passage_trim_marks(a->document, *last, "*:");
        down = passages_string(a, name.parts, name.count);
    }
    found->aspect = h->aspect ? across : down;
    if (!down) { /* the grid's own rating: the front page has it too */
        found->id = h->aspect->id;
        found->overall = h->aspect->overall;
        found->group = place;
        return;
    }
    const char *service = h->aspect ? down : across;
    const struct aspect_rule *whole = aspect_match(a, g->table->rule, text_of(service));
    found->location = g->table->named ? place : NULL;
    found->group = whole && whole->overall && place ? place : service;
}

static void add_cell(struct grid *g, size_t column, kloe_at at) {
    struct analysis *a = g->analysis;
    const struct heading *h = &g->headings[column];
    const struct grid_cell *c = &g->cells[column];
    size_t length;
    struct found_judgement found = {.at = at,
                                    .grade = grade_of(g, c, &length),
                                    .confidence =
                                        g->layout == LAYOUT_ORDER ? SURE_BY_ORDER : SURE_IN_ROW};
    if (!found.grade || !(h->aspect || g->label.count))
        return;
    found.grade_text = first_words(g, c, length);
    found.status = status_of(g, cell_words(g, c), length);
    name_axes(g, h, &found);
    account_take(a, h->words, h->aspect ? "aspect of a grid" : "column of a grid",
                 h->aspect ? &h->aspect->label : NULL);
    account_take_all(a, g->label.parts, g->label.count, "row of a grid", NULL);
    account_take_all(a, c->parts, c->count, "grade", NULL);
    judgement_add(a, &found);
}

/* Where columns are told by order alone, which grade is missing cannot be known. Where they are
 * told by place, an empty cell is an empty cell. */
static bool fits_headings(const struct grid *g) {
    return !g->spilled && (!g->filled || graded_cells(g) == g->columns);
}

/* "Rating at last inspection": no row of this one. */
static bool is_earlier_row(const struct grid *g) {
    struct analysis *a = g->analysis;
    if (!g->label.count || !is_of_earlier(a, cell_words(g, &g->label)))
        return false;
    account_take_all(a, g->label.parts, g->label.count, "set aside", &a->language->earlier);
    for (size_t i = 0; i < g->columns; i++)
        account_take_all(a, g->cells[i].parts, g->cells[i].count, "set aside", NULL);
    return true;
}

static void close_row(struct grid *g) {
    kloe_at at = row_at(g);
    bool earlier = is_earlier_row(g), fits = fits_headings(g);
    if (!earlier && !fits)
        diagnose(g->analysis, DIAGNOSTIC_GRID_ROW_UNREAD, at,
                 arena_format(g->analysis->arena, "%zu grades under %zu headings",
                              graded_cells(g) + g->spilled, g->columns));
    for (size_t i = 0; i < g->columns && fits && !earlier; i++)
        add_cell(g, i, at);
    memset(&g->label, 0, sizeof g->label);
    memset(g->cells, 0, sizeof g->cells);
    g->filled = g->spilled = 0;
    g->row_ended = false;
}

/* ---- columns -------------------------------------------------------------------------- */

static double centre_of(const struct grid *g, struct passage p) {
    struct box b;
    return passage_box(g->analysis->document, p, &b) ? (b.left + b.right) / 2 : 0;
}

/* The column in whose middle the passage stands; the number of columns for the label's. */
static size_t column_by_place(const struct grid *g, struct passage p) {
    double centre = centre_of(g, p), first = centre_of(g, g->headings[0].words);
    double width = centre_of(g, g->headings[g->columns - 1].words) - first, least = HUGE_VAL;
    size_t best = 0;
    if (centre + width / (double)(g->columns - 1) / 2 < first)
        return g->columns;
    for (size_t i = 0; i < g->columns; i++) {
        double distance = fabs(centre_of(g, g->headings[i].words) - centre);
        best = distance < least ? i : best;
        least = distance < least ? distance : least;
    }
    return best;
}

static bool begins_grade(const struct grid *g, struct text t) {
    size_t length;
    return scale_match_start(g->table->rule->scale, t, &length) ||
           scale_begins(g->table->rule->scale, t);
}

/* Whether the line goes on in the last cell: an arrow, a month, a further line of its grade. */
static bool goes_on(const struct grid *g, struct text t) {
    const struct grid_cell *c = &g->cells[g->filled - 1];
    size_t length;
    struct text words = cell_words(g, c);
    return !grade_of(g, c, &length) || !text_has_word(t) || is_month(g, t) ||
           scale_begins(g->table->rule->scale,
                        text_of(arena_format(g->analysis->arena, "%.*s %.*s", (int)words.n, words.s,
                                             (int)t.n, t.s)));
}

/* Cells one after the other: a name, then a grade for each heading. More is beyond the columns. */
static size_t column_by_order(struct grid *g, struct text t) {
    if (g->filled && goes_on(g, t))
        return g->filled - 1;
    if (!begins_grade(g, t))
        return g->columns;
    return g->filled < g->columns ? g->filled++ : g->columns + 1;
}

static size_t column_by_cell(const struct grid *g, struct passage p) {
    bool named = g->analysis->document->blocks[p.block].cell_count > g->columns;
    return named && p.cell == 0          ? g->columns
           : p.cell - named < g->columns ? p.cell - named
                                         : g->columns + 1;
}

/* A name that begins small or with a bracket goes on; one after the row's dates or after all its
 * grades begins the next row, as does a second grade in a column. */
static bool begins_row(const struct grid *g, size_t column, struct passage p) {
    struct text t = passage_text(g->analysis->document, p);
    size_t line = passage_at(g->analysis->document, p).line, length;
    if (g->layout == LAYOUT_CELLS)
        return p.block != g->block;
    if (g->layout == LAYOUT_ORDER)
        return column == g->columns && g->filled;
    if (line == g->line || is_month(g, t))
        return false;
    if (column >= g->columns && !g->headings[0].aspect)
        return aspect_match(g->analysis, g->table->rule, t);
    if (g->row_ended || column >= g->columns)
        return g->row_ended || (is_upper(t.s[0]) && graded_cells(g) == g->columns);
    return is_letter(t.s[0]) && grade_of(g, &g->cells[column], &length);
}

static void add_line(struct grid *g, struct passage p) {
    struct text t = passage_text(g->analysis->document, p);
    size_t column = g->layout == LAYOUT_PLACES  ? column_by_place(g, p)
                    : g->layout == LAYOUT_CELLS ? column_by_cell(g, p)
                                                : column_by_order(g, t);
    if (begins_row(g, column, p))
        close_row(g);
    g->line = passage_at(g->analysis->document, p).line;
    g->block = p.block;
    g->row_ended |= column < g->columns && is_month(g, t);
    if (column < g->columns)
        add_part(&g->cells[column], p);
    else if (column > g->columns)
        g->spilled += begins_grade(g, t);
    else if (text_has_word(t) && !is_month(g, t))
        add_part(&g->label, p);
}

/* ---- the grid ------------------------------------------------------------------------- */

/* The aspect with which the text begins; *length is its. */
static const struct aspect_rule *aspect_at_start(struct grid *g, struct text t, size_t *length) {
    const struct judgement_rule *rule = g->table->rule;
    struct match m;
    for (size_t i = 0; i < rule->aspect_count; i++)
        if (pattern_match(g->analysis->matcher, &rule->aspects[i].label, t, 0, PATTERN_START, &m)) {
            *length = m.to;
            return &rule->aspects[i];
        }
    return NULL;
}

/* A line of headings: one, or several that a converter did not part. Anything else begins again,
 * unless there are enough. False where a grade comes before there are. */
static bool add_headings(struct grid *g, struct passage p) {
    const struct document *d = g->analysis->document;
    p = passage_trim_marks(d, p, ":*");
    for (size_t length; p.from < p.to;
         p = passage_trim(d, passage_part(p, length, p.to - p.from))) {
        const struct aspect_rule *aspect = aspect_at_start(g, passage_text(d, p), &length);
        if (!aspect || !length || g->columns == COLUMNS_MAX) {
            bool enough = g->columns >= LEAST_COLUMNS;
            g->columns = enough ? g->columns : 0;
            return enough || !begins_grade(g, passage_text(d, p));
        }
        g->headings[g->columns++] = (struct heading){aspect, passage_part(p, 0, length)};
    }
    return true;
}

static bool add_headings_of(struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    struct passage line;
    for (size_t c = 0; c < d->blocks[block].cell_count; c++)
        for (size_t at = 0; passage_line(d, document_cell(d, block, c), &at, &line);)
            if (!add_headings(g, line))
                return false;
    return true;
}

/* Where a row holds the headings. */
static void set_layout(struct grid *g) {
    struct box unused;
    bool placed = passage_box(g->analysis->document, g->headings[0].words, &unused);
    g->layout = placed ? LAYOUT_PLACES : LAYOUT_CELLS;
}

/* Questions across: in one row, or one after the other, the first ones also on the lines behind the
 * grid's name. *block goes behind them. */
static bool find_questions(struct grid *g, size_t *block) {
    const struct document *d = g->analysis->document;
    if (*block && d->blocks[*block - 1].kind != BLOCK_ROW)
        add_headings_of(g, *block - 1);
    for (; *block < g->table->end; ++*block) {
        size_t before = g->columns;
        if (!add_headings_of(g, *block))
            return false;
        if (g->columns < LEAST_COLUMNS)
            continue;
        if (d->blocks[*block].kind == BLOCK_ROW) {
            set_layout(g);
            ++*block;
            return true;
        }
        if (g->columns == before)
            return true; /* by order: the first block after the headings */
    }
    return false;
}

/* How many grades stand behind the question with which the row begins. */
static size_t grades_behind_question(struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    struct passage label = passage_trim_marks(d, document_cell(d, block, 0), ":*");
    size_t n = 0;
    if (d->blocks[block].kind != BLOCK_ROW ||
        !aspect_match(g->analysis, g->table->rule, passage_text(d, label)))
        return 0;
    for (size_t c = 1; c < d->blocks[block].cell_count; c++)
        n += begins_grade(g, cell_text(d, block, c));
    return n;
}

/* Whether the words can name a service: "Rating", a date, or words on an earlier inspection are the
 * name of another column. */
static bool names_service(struct grid *g, struct text t) {
    struct analysis *a = g->analysis;
    struct date_range unused;
    return t.n && is_letter(t.s[0]) && t.n <= NAME_BYTES_MAX && !begins_grade(g, t) &&
           !is_of_earlier(a, t) && !date_find(t, &unused) &&
           !pattern_match(a->matcher, &g->table->rule->group, t, 0, PATTERN_ANYWHERE, NULL);
}

/* Whether what stands first in the row of names stands above the questions, and names no column. */
static bool has_corner(const struct document *d, size_t names, size_t below) {
    struct box corner, label;
    if (passage_box(d, document_cell(d, names, 0), &corner) &&
        passage_box(d, document_cell(d, below, 0), &label))
        return corner.left < label.right;
    return d->blocks[names].cell_count == d->blocks[below].cell_count;
}

/* Services across: a row of names, and below it one that begins with a question and holds several
 * grades. */
static bool find_services(struct grid *g, size_t *block) {
    const struct document *d = g->analysis->document;
    size_t grades = 0, at = *block;
    for (; at + 1 < g->table->end && !grades; at++) {
        if (begins_grade(g, block_text(d, at)))
            return false;
        grades = grades_behind_question(g, at + 1);
    }
    if (grades < LEAST_SERVICES || d->blocks[at - 1].kind != BLOCK_ROW)
        return false;
    for (size_t c = has_corner(d, at - 1, at); c < d->blocks[at - 1].cell_count; c++) {
        struct passage name = passage_trim_marks(d, document_cell(d, at - 1, c), ":*");
        if (g->columns == COLUMNS_MAX || !names_service(g, passage_text(d, name)))
            return false;
        g->headings[g->columns++] = (struct heading){NULL, name};
    }
    set_layout(g);
    *block = at;
    return g->columns >= grades;
}

struct placed {
    struct passage passage;
    size_t offset;
};

static int by_offset(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

/* All lines of all cells, in the order of the page; prose between rows is none of them. */
static struct placed *lines_of(const struct grid *g, size_t first, size_t *count) {
    const struct document *d = g->analysis->document;
    struct placed *all = NULL;
    size_t capacity = 0;
    struct passage p;
    *count = 0;
    for (size_t block = first; block < g->table->end; block++)
        for (size_t c = 0; c < d->blocks[block].cell_count; c++)
            for (size_t at = 0; passage_line(d, document_cell(d, block, c), &at, &p);) {
                if (p.from == p.to || p.to - p.from > LINE_BYTES_MAX ||
                    (d->blocks[block].kind != BLOCK_ROW && g->layout == LAYOUT_CELLS))
                    continue;
                all = arena_room(g->analysis->arena, all, *count, &capacity, sizeof *all);
                all[(*count)++] = (struct placed){p, passage_at(d, p).offset};
            }
    return all;
}

/* Below the labels across stand more grades than those, or names of rows: a run of labels and a run
 * of as many grades is none, nor a table in which further labels come. */
static bool is_grid(const struct grid *g, const struct placed *lines, size_t count) {
    size_t grades = 0, names = 0, names_between = 0;
    for (size_t i = 0; i < count; i++) {
        struct text t = passage_text(g->analysis->document, lines[i].passage);
        if (begins_grade(g, t)) {
            grades++;
            names_between = names;
        } else if (text_has_word(t)) {
            const struct aspect_rule *aspect = aspect_match(g->analysis, g->table->rule, t);
            names++;
            if (aspect && !aspect->overall)
                return false;
        }
    }
    return grades > g->columns || (grades && names_between);
}

/* The axis that stands across, and whether what is below it makes a grid. */
static bool open_grid(struct grid *g, size_t *block, struct placed **lines, size_t *count) {
    *block = g->table->first;
    if (find_questions(g, block)) {
        *lines = lines_of(g, *block, count);
        return is_grid(g, *lines, *count);
    }
    g->columns = 0;
    *block = g->table->first;
    if (!find_services(g, block))
        return false;
    *lines = lines_of(g, *block, count);
    return true;
}

bool grade_grid_read(struct analysis *a, const struct judgement_table *table) {
    struct grid g = {.analysis = a, .table = table};
    struct placed *all;
    size_t block, count;
    if (!open_grid(&g, &block, &all, &count))
        return false;
    qsort(all, count, sizeof *all, by_offset);
    for (size_t i = 0; i < count; i++)
        add_line(&g, all[i].passage);
    close_row(&g);
    return true;
}

/* Whether the rows `first` and `next` begin a grid: questions above a grade, or services. */
static bool begins_grid(struct grid *g, size_t first, size_t next) {
    const struct document *d = g->analysis->document;
    if (add_headings_of(g, first) && g->columns >= LEAST_COLUMNS) {
        for (size_t c = 0; c < d->blocks[next].cell_count; c++)
            if (begins_grade(g, cell_text(d, next, c)))
                return true;
        return false;
    }
    g->columns = 0;
    return next == first + 1 && find_services(g, &first);
}

size_t grade_grid_end(struct analysis *a, const struct judgement_rule *rule, size_t first) {
    const struct document *d = a->document;
    size_t end = first + 1;
    while (end < d->block_count && d->blocks[end].kind == BLOCK_BREAK)
        end++;
    if (end == d->block_count || d->blocks[first].kind != BLOCK_ROW ||
        d->blocks[end].kind != BLOCK_ROW)
        return 0;
    struct judgement_table table = {.rule = rule, .first = first, .end = end + 1};
    struct grid g = {.analysis = a, .table = &table};
    if (!begins_grid(&g, first, end))
        return 0;
    while (end < d->block_count && !is_beside_report(a, end) &&
           (d->blocks[end].kind == BLOCK_ROW || d->blocks[end].kind == BLOCK_BREAK))
        end++;
    return end;
}
