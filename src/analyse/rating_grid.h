/* Grids of ratings: services by key questions, as reports on hospitals print them. */
#ifndef KLOE_ANALYSE_RATING_GRID_H
#define KLOE_ANALYSE_RATING_GRID_H

#include "analyse/judgement_tables.h"

/* Adds the grid's judgements: the group is the row's service, or the grid's heading where the row
 * is the overall one; the location is the grid's heading. A row without a name is the grid's own
 * rating, which counts once with the table of the front page. */
void rating_grid_read(struct analysis *a, const struct judgement_table *table);

#endif
