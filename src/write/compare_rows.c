#include "write/compare_rows.h"

#include <string.h>

void compare_each_judgement(const kloe_comparison *c, compare_put_row *put, void *out) {
    struct compare_row row;
    for (size_t k = 0; k < COMPARE_CHANGES; k++)
        for (size_t i = 0; i < c->judgements.count; i++) {
            const kloe_judgement_change *j = &c->judgements.items[i];
            if (strcmp(j->what.change, compare_order[k]) != 0)
                continue;
            row.what = &j->what;
            compare_label(j, row.label);
            compare_grade(j->before, row.was);
            compare_grade(j->after, row.now);
            put(out, &row);
        }
}

void compare_each_standard(const kloe_comparison *c, compare_put_row *put, void *out) {
    struct compare_row row;
    for (size_t k = 0; k < COMPARE_CHANGES; k++)
        for (size_t i = 0; i < c->standards.count; i++) {
            const kloe_standard_change *s = &c->standards.items[i];
            if (strcmp(s->what.change, compare_order[k]) != 0)
                continue;
            row.what = &s->what;
            compare_standard(s, row.label);
            compare_standing(s->before, row.was);
            compare_standing(s->after, row.now);
            put(out, &row);
        }
}

void compare_each_recommendation(const kloe_comparison *c, compare_put_recommendation *put,
                                 void *out) {
    static const char *const order[] = {"still-printed", "reworded", "new", "no-longer-printed"};
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
        for (size_t i = 0; i < c->recommendations.count; i++)
            if (strcmp(c->recommendations.items[i].change, order[k]) == 0)
                put(out, &c->recommendations.items[i]);
}
