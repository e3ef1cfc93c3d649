/* What a report is doubted for, for a person. */
#ifndef KLOE_WRITE_DOUBTS_H
#define KLOE_WRITE_DOUBTS_H

#include <kloe/kloe.h>

#include "write/page.h"

/* The diagnostics under a heading; nothing where there are none. */
void doubts_put(struct page *p, const kloe_report *r);

#endif
