/* Reading a record: every value by its path. */
#ifndef KLOE_ANALYSE_RECORD_H
#define KLOE_ANALYSE_RECORD_H

#include "analyse/analysis.h"

/* Fills the report from a document that is a record of the profile's. */
void record_read(struct analysis *a);

#endif
