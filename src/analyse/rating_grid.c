#include "analyse/rating_grid.h"

#include "analyse/account.h"
#include "analyse/grade_table.h"
#include "analyse/judgement.h"
#include "base/utf8.h"
#include "document/source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 8, LEAST_COLUMNS = 3, CELL_PARTS_MAX = 12, TOKEN_BYTES_MAX = 90 };

/* Pieces of text that stand in one cell of the grid. */
struct grid_cell {
    struct passage parts[CELL_PARTS_MAX];
    size_t count;
};

struct heading {
    const struct aspect_rule *aspect;
    struct passage words;
    double centre; /* in the units of the document's boxes */
};

/* How columns are told: by place in a line of text, by a row's cells, or by order alone. */
enum layout { LAYOUT_PLACES, LAYOUT_CELLS, LAYOUT_ORDER };

struct grid {
    struct analysis *analysis;
    const struct judgement_table *table;
    enum layout layout;
    struct heading headings[COLUMNS_MAX];
    size_t columns, filled; /* filled: of an open row that is read by order */
    size_t spilled;         /* grades of the row beyond its headings */
    struct grid_cell label, cells[COLUMNS_MAX];
    bool row_ended; /* its dates have been read */
    size_t line;    /* of the last token */
};

/* ---- places --------------------------------------------------------------------------- */

static double centre_of(const struct document *d, struct passage p) {
    struct box b;
    return passage_box(d, p, &b) ? (b.left + b.right) / 2 : 0;
}

/* The column in whose middle the passage stands; the number of columns for the label's. */
static size_t column_of(const struct grid *g, struct passage p) {
    double centre = centre_of(g->analysis->document, p);
    double first = g->headings[0].centre, last = g->headings[g->columns - 1].centre;
    double half = (last - first) / (double)(g->columns - 1) / 2;
    size_t best = 0;
    if (centre + half < first)
        return g->columns;
    for (size_t i = 1; i < g->columns; i++) {
        double from_i = fabs(g->headings[i].centre - centre);
        best = from_i < fabs(g->headings[best].centre - centre) ? i : best;
    }
    return best;
}

/* ---- cells ---------------------------------------------------------------------------- */

static struct text cell_words(const struct grid *g, const struct grid_cell *c) {
    return text_of(passages_string(g->analysis, c->parts, c->count));
}

static void add_part(struct grid_cell *c, struct passage p) {
    if (c->count < CELL_PARTS_MAX)
        c->parts[c->count++] = p;
}

static const struct grade *grade_of(const struct grid *g, const struct grid_cell *c) {
    size_t length;
    return scale_match_start(g->table->rule->scale, cell_words(g, c), &length);
}

/* "Dec 2018" at the start of t: the month in which the rating was published. */
static bool find_month(struct analysis *a, struct text t, struct date *out) {
    struct date_range range;
    static const char *const first = "1 ";
    if (!t.n || !is_letter(t.s[0]) ||
        !date_find(text_of(arena_format(a->arena, "%s%.*s", first, (int)t.n, t.s)), &range) ||
        range.from)
        return false;
    *out = range.start;
    return true;
}

/* The month behind a grade. */
static bool month_in(struct analysis *a, struct text t, struct date *out) {
    for (size_t i = 0; i < t.n; i++)
        if ((i == 0 || is_space(t.s[i - 1])) && find_month(a, text_slice(t, i, t.n), out))
            return true;
    return false;
}

/* The grade's words, cut out of the cell's parts; *status says whether the rating is new. */
static bool read_cell(const struct grid *g, const struct grid_cell *c,
                      struct found_judgement *out) {
    struct analysis *a = g->analysis;
    size_t length, taken = 0, n = 0;
    struct passage parts[CELL_PARTS_MAX];
    struct date month;
    out->grade = scale_match_start(g->table->rule->scale, cell_words(g, c), &length);
    if (!out->grade)
        return false;
    for (; n < c->count && taken < length; n++) {
        parts[n] = c->parts[n];
        size_t bytes = passage_text(a->document, parts[n]).n;
        if (taken + bytes > length)
            parts[n] = passage_part(parts[n], 0, length - taken);
        taken += bytes + 1;
    }
    out->grade_text = passages_string(a, parts, n);
    for (size_t i = 0; i < c->count; i++)
        if (month_in(a, passage_text(a->document, c->parts[i]), &month))
            out->status = status_by_date(a, month, true);
    return true;
}

/* ---- rows ----------------------------------------------------------------------------- */

/* A row's judgements share its place: the lines of its cells are woven together. */
static kloe_at row_at(const struct grid *g) {
    const struct document *d = g->analysis->document;
    kloe_at at = passage_at(d, g->headings[0].words);
    bool any = g->label.count == 0; /* without a name the headings are all there is */
    for (size_t i = 0; i < g->label.count; i++) {
        at = any ? at_around(at, passage_at(d, g->label.parts[i]))
                 : passage_at(d, g->label.parts[i]);
        any = true;
    }
    for (size_t c = 0; c < g->columns; c++)
        for (size_t i = 0; i < g->cells[c].count; i++)
            at = at_around(at, passage_at(d, g->cells[c].parts[i]));
    return at;
}

static void name_groups(const struct grid *g, struct found_judgement *found,
                        const struct aspect_rule *aspect) {
    struct analysis *a = g->analysis;
    const char *place = g->table->group.to ? passage_string(a, g->table->group) : NULL;
    struct passage words[CELL_PARTS_MAX];
    size_t n = g->label.count;
    memcpy(words, g->label.parts, n * sizeof *words);
    if (n)
        words[n - 1] = passage_trim_marks(a->document, words[n - 1], "*:");
    const char *label = passages_string(a, words, n);
    const struct aspect_rule *whole = aspect_match(a, g->table->rule, text_of(label));
    found->location = n && g->table->named ? place : NULL;
    found->group = n && !(whole && whole->overall) ? label : place;
    if (!n) { /* the grid's own rating: the front page has it too */
        found->id = aspect->id;
        found->overall = aspect->overall;
    }
}

static void clear_row(struct grid *g) {
    memset(&g->label, 0, sizeof g->label);
    memset(g->cells, 0, sizeof g->cells);
    g->filled = g->spilled = 0;
    g->row_ended = false;
}

static size_t graded_cells(const struct grid *g) {
    size_t n = 0;
    for (size_t i = 0; i < g->columns; i++)
        n += g->cells[i].count && grade_of(g, &g->cells[i]);
    return n;
}

/* Where columns are told by order alone, which grade is missing cannot be known. Where they are
 * told by place, an empty cell is an empty cell. */
static bool fits_headings(const struct grid *g) {
    if (g->spilled)
        return false;
    return g->layout != LAYOUT_ORDER || g->filled == 0 || graded_cells(g) == g->columns;
}

static void close_row(struct grid *g) {
    struct analysis *a = g->analysis;
    kloe_at at = row_at(g);
    if (!fits_headings(g)) {
        diagnose(a, DIAGNOSTIC_GRID_ROW_UNREAD, at,
                 arena_format(a->arena, "%zu grades under %zu headings",
                              graded_cells(g) + g->spilled, g->columns));
        clear_row(g);
        return;
    }
    for (size_t i = 0; i < g->columns; i++) {
        const struct heading *h = &g->headings[i];
        struct found_judgement found = {.aspect = passage_string(a, h->words), .at = at};
        if (!g->cells[i].count || !read_cell(g, &g->cells[i], &found))
            continue;
        name_groups(g, &found, h->aspect);
        account_take(a, h->words, "aspect of a grid", &h->aspect->label);
        account_take_all(a, g->label.parts, g->label.count, "row of a grid", NULL);
        account_take_all(a, g->cells[i].parts, g->cells[i].count, "grade", NULL);
        judgement_add(a, &found);
    }
    clear_row(g);
}

static bool is_complete(const struct grid *g) {
    for (size_t i = 0; i < g->columns; i++)
        if (!grade_of(g, &g->cells[i]))
            return false;
    return true;
}

static bool is_full_date(const struct grid *g, struct passage p) {
    struct date unused;
    return find_month(g->analysis, passage_text(g->analysis->document, p), &unused);
}

/* A name that begins small or with a bracket goes on; one after the row's dates or after all its
 * grades begins the next row. */
static bool begins_row(const struct grid *g, size_t column, struct passage p) {
    struct text t = passage_text(g->analysis->document, p);
    if (g->row_ended)
        return !is_full_date(g, p);
    if (column == g->columns)
        return is_upper(t.s[0]) && is_complete(g);
    return grade_of(g, &g->cells[column]) && is_letter(t.s[0]) && !is_full_date(g, p);
}

static void add_placed(struct grid *g, struct passage p) {
    size_t column = column_of(g, p), line = passage_at(g->analysis->document, p).line;
    if (line != g->line && begins_row(g, column, p))
        close_row(g);
    g->line = line;
    g->row_ended |= column < g->columns && is_full_date(g, p);
    add_part(column < g->columns ? &g->cells[column] : &g->label, p);
}

static bool begins_grade(const struct grid *g, struct text t) {
    size_t length;
    return scale_match_start(g->table->rule->scale, t, &length) ||
           scale_begins(g->table->rule->scale, t);
}

/* A further line of a grade that is one already: "to be good" under "Requires improvement". */
static bool goes_on(const struct grid *g, struct text t) {
    const struct grid_cell *c = &g->cells[g->filled - 1];
    struct text words = cell_words(g, c);
    return t.n && scale_begins(g->table->rule->scale,
                               text_of(arena_format(g->analysis->arena, "%.*s %.*s", (int)words.n,
                                                    words.s, (int)t.n, t.s)));
}

/* Cells one after the other: a name, then a grade for each heading. */
static void add_ordered(struct grid *g, struct passage p) {
    struct text t = passage_text(g->analysis->document, p);
    bool last_open = g->filled && !grade_of(g, &g->cells[g->filled - 1]);
    bool mark = !text_has_word(t) || is_full_date(g, p); /* an arrow, or the month */
    bool grade = begins_grade(g, t);
    if (g->filled && (last_open || mark || goes_on(g, t)))
        add_part(&g->cells[g->filled - 1], p);
    else if (grade && g->filled < g->columns)
        add_part(&g->cells[g->filled++], p);
    else if (grade)
        g->spilled++;
    else if (!mark) {
        if (g->filled)
            close_row(g);
        add_part(&g->label, p);
    }
}

/* ---- the grid ------------------------------------------------------------------------- */

/* The aspect with which the text begins; *length is its. */
static const struct aspect_rule *aspect_at_start(struct grid *g, struct text t, size_t *length) {
    struct analysis *a = g->analysis;
    const struct judgement_rule *rule = g->table->rule;
    struct match m;
    for (size_t i = 0; i < rule->aspect_count; i++)
        if (pattern_match(a->matcher, &rule->aspects[i].label, t, 0, PATTERN_START, &m)) {
            *length = m.to;
            return &rule->aspects[i];
        }
    return NULL;
}

/* A line of headings: one, or several that a converter did not part. Anything else begins again,
 * unless there are enough. */
static void add_headings(struct grid *g, struct passage p) {
    const struct document *d = g->analysis->document;
    p = passage_trim_marks(d, p, ":*");
    for (size_t length; p.from < p.to;
         p = passage_trim(d, passage_part(p, length, p.to - p.from))) {
        const struct aspect_rule *aspect = aspect_at_start(g, passage_text(d, p), &length);
        if (!aspect || !length || g->columns == COLUMNS_MAX) {
            g->columns = g->columns >= LEAST_COLUMNS ? g->columns : 0;
            return;
        }
        struct passage words = passage_part(p, 0, length);
        g->headings[g->columns++] = (struct heading){aspect, words, centre_of(d, words)};
    }
}

static bool is_in_lines(const struct grid *g) {
    const struct document *d = g->analysis->document;
    return d->source->format == KLOE_FORMAT_TEXT || d->source->format == KLOE_FORMAT_PDF;
}

/* The lines behind the first one of the block that opened the table: "Our ratings are:" can have
 * the first headings right below it. */
static void add_opening(struct grid *g) {
    const struct document *d = g->analysis->document;
    size_t block = g->table->first;
    struct passage line;
    if (!block || d->blocks[block - 1].kind == BLOCK_ROW || !d->blocks[block - 1].cell_count)
        return;
    for (size_t at = 0; passage_line(d, document_cell(d, block - 1, 0), &at, &line);)
        add_headings(g, line);
}

/* Headings in one row, or one after the other. */
static bool find_headings(struct grid *g, size_t *block) {
    const struct document *d = g->analysis->document;
    for (; *block < g->table->end; ++*block) {
        const struct block *b = &d->blocks[*block];
        size_t before = g->columns;
        for (size_t c = 0; c < b->cell_count; c++) {
            struct passage line;
            for (size_t at = 0; passage_line(d, document_cell(d, *block, c), &at, &line);)
                add_headings(g, line);
        }
        bool row = b->kind == BLOCK_ROW;
        if (row && g->columns >= LEAST_COLUMNS) {
            g->layout = is_in_lines(g) ? LAYOUT_PLACES : LAYOUT_CELLS;
            ++*block;
            return true;
        }
        if (g->columns >= LEAST_COLUMNS && g->columns == before)
            return true; /* by order: the first block after the headings */
    }
    return false;
}

static void read_cells(struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    size_t count = d->blocks[block].cell_count, named = count > g->columns;
    for (size_t c = 0; c < count; c++) {
        struct passage p = document_cell(d, block, c);
        if (!p.to)
            continue;
        if (named && c == 0)
            add_part(&g->label, p);
        else if (c - named < g->columns)
            add_part(&g->cells[c - named], p);
        else
            g->spilled += begins_grade(g, passage_text(d, p));
    }
    close_row(g);
}

static void read_lines(struct grid *g, size_t block) {
    const struct document *d = g->analysis->document;
    for (size_t c = 0; c < d->blocks[block].cell_count; c++) {
        struct passage p;
        for (size_t at = 0; passage_line(d, document_cell(d, block, c), &at, &p);) {
            if (p.from < p.to && p.to - p.from <= TOKEN_BYTES_MAX)
                add_ordered(g, p);
        }
    }
}

struct placed {
    struct passage passage;
    size_t offset;
};

static int by_offset(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

/* A row, or a line of a service's name between rows. */
static bool is_grid_text(const struct document *d, size_t block) {
    return d->blocks[block].kind == BLOCK_ROW || (d->blocks[block].kind == BLOCK_PARAGRAPH &&
                                                  block_text(d, block).n <= TOKEN_BYTES_MAX / 2);
}

/* All lines of all cells, in the order of the page. */
static void read_places(struct grid *g, size_t first) {
    const struct document *d = g->analysis->document;
    struct placed *all = NULL;
    size_t count = 0, capacity = 0;
    for (size_t block = first; block < g->table->end; block++)
        for (size_t c = 0; is_grid_text(d, block) && c < d->blocks[block].cell_count; c++) {
            struct passage p;
            for (size_t at = 0; passage_line(d, document_cell(d, block, c), &at, &p);) {
                all = arena_room(g->analysis->arena, all, count, &capacity, sizeof *all);
                all[count++] = (struct placed){p, passage_at(d, p).offset};
            }
        }
    if (count)
        qsort(all, count, sizeof *all, by_offset);
    for (size_t i = 0; i < count; i++)
        add_placed(g, all[i].passage);
    close_row(g);
}

void rating_grid_read(struct analysis *a, const struct judgement_table *table) {
    struct grid g = {.analysis = a, .table = table, .layout = LAYOUT_ORDER};
    size_t block = table->first;
    add_opening(&g);
    if (!find_headings(&g, &block))
        return;
    if (g.layout == LAYOUT_PLACES) {
        read_places(&g, block);
        return;
    }
    for (; block < table->end; block++) {
        if (g.layout == LAYOUT_CELLS && a->document->blocks[block].kind == BLOCK_ROW)
            read_cells(&g, block);
        else if (g.layout == LAYOUT_ORDER)
            read_lines(&g, block);
    }
    if (g.layout == LAYOUT_ORDER)
        close_row(&g);
}
