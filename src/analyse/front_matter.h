/* The title block: title, subject, dates, people, organisations. */
#ifndef KLOE_ANALYSE_FRONT_MATTER_H
#define KLOE_ANALYSE_FRONT_MATTER_H

#include "analyse/analysis.h"

/* Reads what the profile's subject patterns and fields name, above the first section. */
void front_matter_read(struct analysis *a);

#endif
