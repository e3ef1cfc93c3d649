#include "framework/detect.h"

static const double threshold = 0.5;

static double weigh(struct matcher *m, const struct signs *signs, struct text t) {
    double sum = 0;
    for (size_t i = 0; i < signs->count; i++)
        if (pattern_match(m, &signs->items[i].pattern, t, 0, PATTERN_ANYWHERE, NULL))
            sum += signs->items[i].weight;
    return sum;
}

struct detection detect(const kloe_engine *e, struct matcher *m, struct text head,
                        struct text vocabulary) {
    struct detection best = {NULL, 0};
    for (size_t i = 0; i < engine_profile_count(e); i++) {
        const struct profile *p = engine_profile(e, i);
        double sum = weigh(m, &p->title, head) + weigh(m, &p->front, head);
        if (sum > 0)
            sum += weigh(m, &p->vocabulary, vocabulary);
        sum = sum > 1 ? 1 : sum;
        if (sum > best.confidence)
            best = (struct detection){p->info.id, sum};
    }
    if (best.confidence < threshold)
        return (struct detection){NULL, 1 - best.confidence};
    return best;
}
