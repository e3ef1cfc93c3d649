/* A table of recommendations beside the bodies that answer for them. */
#ifndef KLOE_ANALYSE_BODY_TABLE_H
#define KLOE_ANALYSE_BODY_TABLE_H

#include "analyse/recommendation_list.h"

/* Reads the rows below one that has the section's heading once more above its column: the cell in
 * that column is an item, another one names its addressees. False where the section has no such
 * table. */
bool body_table_read(struct recommendation_list *l);

#endif
