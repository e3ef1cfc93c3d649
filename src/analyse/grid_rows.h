/* The words of a grid in columns, and its rows. */
#ifndef KLOE_ANALYSE_GRID_ROWS_H
#define KLOE_ANALYSE_GRID_ROWS_H

#include "analyse/grid.h"

/* Adds all lines of all cells from the block on, in the order of the page, and finds the grades. */
void grid_put_words(struct grid *g, size_t first);

/* Makes rows of the grades. */
void grid_make_rows(struct grid *g);

/* Gives what is no grade to the rows: as a row's name, or as what stands where a grade should be.
 */
void grid_add_names(struct grid *g);

/* Makes the passage part of the row's place. */
void grid_add_at(const struct grid *g, struct grid_row *r, struct passage p);

#endif
