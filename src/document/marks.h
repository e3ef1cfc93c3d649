/* Marks that a converter wrote apart from their items. */
#ifndef KLOE_DOCUMENT_MARKS_H
#define KLOE_DOCUMENT_MARKS_H

#include "document/lines.h"

/* Where bullets in a column of their own come one after the other, before the items that they mark,
 * notes each on its item's first line, if the items can be told: as many lines, or as many that
 * begin behind a sentence or a gap, as there are bullets. */
void marks_pair(struct text t, struct lines *lines);

/* Gives one to lines of plain text that begin behind a single space where nearly all others begin
 * at the margin and none has a bullet: the encoding that the text was written in had none. */
void marks_lost(struct text t, struct lines *lines);

#endif
