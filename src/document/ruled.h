/* Tables of plain text that are drawn with rules, as pandoc writes them in text and Markdown. */
#ifndef KLOE_DOCUMENT_RULED_H
#define KLOE_DOCUMENT_RULED_H

#include "document/builder.h"

/* Adds a stretch of a cell's line, and where it stands. */
typedef void ruled_add(struct builder *b, struct text t, size_t offset);

/* Whether a table begins with the line at `at`. Known are columns under a rule of dashes with gaps
 * ("---- ----"), whose rows are a line each or, between rules, parted by blank lines; and grids
 * ("+----+----+"). */
bool ruled_begins(struct text t, size_t at);

/* Adds its rows; gives where it ends. */
size_t ruled_read(struct builder *b, struct text t, size_t at, ruled_add *add);

#endif
