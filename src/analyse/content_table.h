/* Tables of judgements that are known by what stands in them: labels and grades beside them. The
 * words above a table say which it is; where none that the family knows stand there, it is one all
 * the same. */
#ifndef KLOE_ANALYSE_CONTENT_TABLE_H
#define KLOE_ANALYSE_CONTENT_TABLE_H

#include "analyse/analysis.h"

/* Adds such a table of the report's front part to a->tables, in its place, unless one of those that
 * are there has judgements. */
void content_table_find(struct analysis *a);

#endif
