/* The column of a table that names who answers for its items. */
#ifndef KLOE_ANALYSE_LIST_BODIES_H
#define KLOE_ANALYSE_LIST_BODIES_H

#include "analyse/list_entry.h"

/* Marks the lines that together are lists of bodies, wherever a converter put them among the
 * others, and adds the lists. `e` has a line an entry. */
void list_bodies_find(struct analysis *a, struct list_entries *e);

#endif
