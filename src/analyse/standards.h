/* Standards that have a section, and the numbered findings of the whole report. */
#ifndef KLOE_ANALYSE_STANDARDS_H
#define KLOE_ANALYSE_STANDARDS_H

#include "analyse/analysis.h"

/* Adds a standard for each section that opens one, and the findings with the section and the
 * standard that they stand under. A number opens a finding only where it is the next of its series
 * (one may be missing, which is a diagnostic) or begins a new one at a section's start. */
void standards_read(struct analysis *a);

#endif
