#include "analyse/levels.h"

#include "analyse/aspect.h"

static bool names(struct analysis *a, const struct pattern *p, const char *aspect) {
    return pattern_match(a->matcher, p, text_of(aspect), 0, PATTERN_ANYWHERE, NULL);
}

static const char *level_of(struct analysis *a, const kloe_judgement *overall) {
    return names(a, &a->language->names_trust, overall->aspect)      ? "trust"
           : names(a, &a->language->names_location, overall->aspect) ? "location"
                                                                     : NULL;
}

/* Phases and provision types are services of no location, and none of a hospital's. */
static bool has_services(struct analysis *a) {
    const kloe_report *r = a->report;
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        if (j->location || (j->group && is_service(a, text_of(j->group))))
            return true;
    }
    return false;
}

/* A judgement that is named by one of the body's services, as on the cover of a hospital's report.
 */
static bool is_of_service(struct analysis *a, const kloe_judgement *j) {
    return !j->id && !j->level && is_service(a, text_of(j->aspect));
}

void levels_note(struct analysis *a) {
    const char *level = NULL;
    kloe_report *r = a->report;
    for (size_t i = 0; !level && i < r->judgements.count; i++)
        if (r->judgements.items[i].overall && !r->judgements.items[i].level)
            level = level_of(a, &r->judgements.items[i]);
    bool levels = level || has_services(a);
    for (size_t i = 0; i < r->judgements.count; i++)
        if (levels && is_of_service(a, &r->judgements.items[i]))
            r->judgements.items[i].level = "service";
        else if (!levels || !r->judgements.items[i].level)
            r->judgements.items[i].level = level;
}
