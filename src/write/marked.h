/* Words of a report in Markdown. */
#ifndef KLOE_WRITE_MARKED_H
#define KLOE_WRITE_MARKED_H

#include <stdio.h>

/* Of which nothing is to be taken for markup. */
void marked_put(FILE *out, const char *s);

#endif
