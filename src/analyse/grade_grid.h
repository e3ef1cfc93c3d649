/* Tables of grades with labels across: services down, questions across, or the other way round. */
#ifndef KLOE_ANALYSE_GRADE_GRID_H
#define KLOE_ANALYSE_GRADE_GRID_H

#include "analyse/grade_table.h"

/* Adds the judgements of the table to the report where it is a grid: three questions or more across
 * before any grade, or services across and questions down, in rows or one after the other. A
 * service's name becomes their `group`, the grid's name their `location`. False where it is none.
 */
bool grade_grid_read(struct analysis *a, const struct judgement_table *table);

#endif
