#include "analyse/levels.h"

static bool names(struct analysis *a, const struct pattern *p, const char *aspect) {
    return pattern_match(a->matcher, p, text_of(aspect), 0, PATTERN_ANYWHERE, NULL);
}

static const char *level_of(struct analysis *a, const kloe_judgement *overall) {
    return names(a, &a->language->names_trust, overall->aspect)      ? "trust"
           : names(a, &a->language->names_location, overall->aspect) ? "location"
                                                                     : NULL;
}

void levels_note(struct analysis *a) {
    const char *level = NULL;
    for (size_t i = 0; !level && i < a->report->judgements.count; i++)
        if (a->report->judgements.items[i].overall && !a->report->judgements.items[i].level)
            level = level_of(a, &a->report->judgements.items[i]);
    for (size_t i = 0; level && i < a->report->judgements.count; i++)
        if (!a->report->judgements.items[i].level)
            a->report->judgements.items[i].level = level;
}
