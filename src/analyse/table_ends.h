/* What heads a table of grades, and what ends one. */
#ifndef KLOE_ANALYSE_TABLE_ENDS_H
#define KLOE_ANALYSE_TABLE_ENDS_H

#include "analyse/grade_table.h"

/* The table that the passage heads. */
bool table_heading(struct analysis *a, struct passage p, struct judgement_table *out);

/* The table that the block heads, with slips or not; in a table that is open it can be a label. */
bool table_heads(struct analysis *a, size_t block, const struct judgement_table *open,
                 struct judgement_table *out);

/* Whether the open table ends before the block; `graded`: a grade has stood on a line of it. */
bool table_ends(struct analysis *a, const struct judgement_table *open, size_t block, bool graded);

/* Whether a line of the block is a grade, or a label that is known and its grade. */
bool has_grade_line(struct analysis *a, const struct judgement_rule *rule, size_t block);

/* Whether the block is a heading of the family that is no label of the rule's. */
bool is_other_heading(struct analysis *a, const struct judgement_rule *rule, size_t block);

#endif
