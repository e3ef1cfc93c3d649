/* A body's services, which reports rate on their cover, in a table with reasons and in a grid. */
#ifndef KLOE_ANALYSE_SERVICES_H
#define KLOE_ANALYSE_SERVICES_H

#include "analyse/analysis.h"

/* Notes whose each table is, where a page has those of several services, each below its name. */
void services_note(struct analysis *a);

/* A rating of a service counts once, wherever else it is printed with the same grade. */
void services_once(struct analysis *a);

#endif
