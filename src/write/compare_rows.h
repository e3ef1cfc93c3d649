/* What is told of a comparison, in the order in which it is told: for the writers that people read.
 */
#ifndef KLOE_WRITE_COMPARE_ROWS_H
#define KLOE_WRITE_COMPARE_ROWS_H

#include "write/compare_names.h"

/* A judgement or a standard. */
struct compare_row {
    const kloe_change *what;
    char label[COMPARE_LABEL], was[COMPARE_GRADE], now[COMPARE_GRADE];
};

typedef void compare_put_row(void *out, const struct compare_row *row);
void compare_each_judgement(const kloe_comparison *c, compare_put_row *put, void *out);
void compare_each_standard(const kloe_comparison *c, compare_put_row *put, void *out);

typedef void compare_put_recommendation(void *out, const kloe_recommendation_change *r);
void compare_each_recommendation(const kloe_comparison *c, compare_put_recommendation *put,
                                 void *out);

#endif
