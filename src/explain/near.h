/* The rules that nearly took a line, and why they did not: for explaining alone, since looking for
 * them costs more than reading does. */
#ifndef KLOE_EXPLAIN_NEAR_H
#define KLOE_EXPLAIN_NEAR_H

#include "analyse/analysis.h"

struct near_rules;

/* Writes the family's labels and headings out; NULL for a document of no family. */
struct near_rules *near_open(struct analysis *a);

/* Adds to line->near what there is for the passage, a line or part of one. Gives whether it should
 * have been taken: it is nearly a label or a heading, a field's label in the wrong place, or a
 * label of the table that it stands in. */
bool near_find(struct near_rules *n, struct passage p, kloe_line *line);

/* A grade that ends the text or is all of it, of the family's scales or, where `any` is set, of any
 * other; NULL where there is none. *word is how it is printed. */
const struct grade *grade_at_end(const struct analysis *a, struct text t, bool any,
                                 struct text *word);

#endif
