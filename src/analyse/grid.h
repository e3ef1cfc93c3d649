/* A grid of grades while it is read. */
#ifndef KLOE_ANALYSE_GRID_H
#define KLOE_ANALYSE_GRID_H

#include "analyse/grade_table.h"

enum { GRID_COLUMNS_MAX = 8, GRID_LEAST_COLUMNS = 3, GRID_LEAST_SERVICES = 2, GRID_NAME_REACH = 3 };

/* How columns are told: by place on the page, by a row's cells, or by order alone. */
enum grid_layout { LAYOUT_ORDER, LAYOUT_PLACES, LAYOUT_CELLS };

struct grid_row {
    struct graded name;
    struct graded *cells[GRID_COLUMNS_MAX + 1]; /* by column, from 1 */
    struct graded *order[GRID_COLUMNS_MAX + 1]; /* as they come, from 1 */
    const char *status[GRID_COLUMNS_MAX + 1];   /* by the dates in the cells */
    bool unread[GRID_COLUMNS_MAX + 1];          /* words that are no grade */
    bool tabled;                                /* a part of it stands in a row of the document */
    size_t grades, spilled;                     /* how many; those in no column */
    size_t first, last;                         /* steps over which the grades and dates go */
    kloe_at at;
};

struct grid {
    struct analysis *analysis;
    const struct judgement_table *table;
    struct grade_table words; /* a token's column 0 is the rows' names */
    size_t body;              /* the first token below the labels across */
    enum grid_layout layout;
    bool transposed;                            /* services across and questions down */
    bool dated;                                 /* there are dates beside grades */
    bool mixed;                                 /* further questions stand below those across */
    struct graded across[GRID_COLUMNS_MAX + 1]; /* from 1 */
    size_t columns;
    struct grid_row *rows;
    size_t row_count, row_capacity;
};

/* Whether the words are a grade, or begin one. */
bool grid_begins_grade(const struct grid *g, struct text t);

/* A label's words; a token's. */
struct text grid_words_of(const struct grid *g, const struct graded *label);
struct text grid_token_words(const struct grid *g, size_t token);

#endif
