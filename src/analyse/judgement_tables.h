/* Where tables of judgements stand, by the words above them, or by what stands in them. */
#ifndef KLOE_ANALYSE_JUDGEMENT_TABLES_H
#define KLOE_ANALYSE_JUDGEMENT_TABLES_H

#include "analyse/grade_table.h"

/* Fills a->tables. */
void tables_find(struct analysis *a);

/* The next run of blocks behind table->end that looks like a table and is in none; false: none. */
bool table_next_stray(struct analysis *a, struct judgement_table *table);

/* Whether a block stands in a table of judgements. */
bool is_in_table(const struct analysis *a, size_t block);

/* Of the rules that the same words open, the one of the time of the inspection, which is known only
 * when tables have been found. */
const struct judgement_rule *table_rule_of_time(const struct analysis *a,
                                                const struct judgement_rule *found);

#endif
