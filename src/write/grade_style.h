/* How a grade is coloured. */
#ifndef KLOE_WRITE_GRADE_STYLE_H
#define KLOE_WRITE_GRADE_STYLE_H

#include <kloe/kloe.h>

#include "write/page.h"

/* Best, good, middling, worst; what has no rank is plain. */
static inline enum style grade_style(const kloe_judgement *j) {
    if (!j->rank || j->of < 2)
        return STYLE_PLAIN;
    if (j->rank == j->of)
        return STYLE_RED;
    if (j->rank == 1)
        return STYLE_BLUE;
    return j->rank * 2 <= j->of ? STYLE_GREEN : STYLE_YELLOW;
}

#endif
