/* Where tables of judgements stand, by the words above them, or by what stands in them. */
#ifndef KLOE_ANALYSE_JUDGEMENT_TABLES_H
#define KLOE_ANALYSE_JUDGEMENT_TABLES_H

#include "analyse/analysis.h"

/* A table of judgements: the blocks from the one that opens it to where something else begins. */
struct judgement_table {
    const struct judgement_rule *rule;
    struct passage group;
    bool named;            /* the group's pattern says which part of the heading is its name */
    struct passage aspect; /* where the group's heading is a label itself; else empty */
    size_t first, end;
};

/* The table that the passage heads. */
bool table_heading(struct analysis *a, struct passage p, struct judgement_table *out);

/* Fills a->tables. */
void tables_find(struct analysis *a);

/* Whether a block stands in a table of judgements. */
bool is_in_table(const struct analysis *a, size_t block);

#endif
