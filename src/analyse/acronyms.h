/* Acronyms of bodies that the document defines: "Marlhaven Community Alliance (MCA)". */
#ifndef KLOE_ANALYSE_ACRONYMS_H
#define KLOE_ANALYSE_ACRONYMS_H

#include "analyse/analysis.h"

/* Notes them in the analysis, for bodies.h. */
void acronyms_find(struct analysis *a);

#endif
