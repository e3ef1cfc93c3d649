/* The labels across a grid, and how far it goes below them. */
#ifndef KLOE_ANALYSE_GRID_HEAD_H
#define KLOE_ANALYSE_GRID_HEAD_H

#include "analyse/grid.h"

/* Whether the block is a row of labels across, which it then adds: three questions or more, or the
 * names of services above a row that begins with a question and has a grade for each. */
bool grid_read_head(struct grid *g, size_t block);

bool grid_begins(struct analysis *a, const struct judgement_rule *rule, size_t block);

/* Where the grid ends that begins with the block, known by what stands in it; 0: there is none. */
size_t grid_end(struct analysis *a, const struct judgement_rule *rule, size_t first);

/* Adds questions, one or several that a converter did not part; false where anything else is there.
 */
bool grid_add_questions(struct grid *g, struct passage p);

/* Whether the words can name a service: "Rating", a date, or words on an earlier inspection are the
 * name of another column. */
bool grid_names_service(struct grid *g, struct text t);

/* The column in whose middle the passage stands; 0: before them all. */
size_t grid_column_by_place(const struct grid *g, struct passage p);

#endif
