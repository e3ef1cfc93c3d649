#include "analyse/aspect.h"

#include "base/arena.h"
#include "framework/phrase.h"

#include <string.h>

enum { NEAR_BYTES_MAX = 300 };
static const double least_likeness = 0.75, least_margin = 0.04;

/* The phrases of one rule's aspects. */
struct aspect_phrases {
    const struct judgement_rule *rule;
    struct phrases *phrases; /* by aspect */
    struct aspect_phrases *next;
};

const struct aspect_rule *aspect_match(struct analysis *a, const struct judgement_rule *rule,
                                       struct text words) {
    for (size_t i = 0; i < rule->aspect_count; i++)
        if (pattern_match(a->matcher, &rule->aspects[i].label, words, 0, PATTERN_WHOLE, NULL))
            return &rule->aspects[i];
    return NULL;
}

bool aspect_begins(struct analysis *a, const struct judgement_rule *rule, struct text words) {
    for (size_t i = 0; i < rule->aspect_count; i++)
        if (pattern_match(a->matcher, &rule->aspects[i].label, words, 0, PATTERN_BEGINNING, NULL))
            return true;
    return aspect_match(a, rule, words) != NULL;
}

static struct phrases *phrases_for(struct analysis *a, const struct judgement_rule *rule) {
    for (struct aspect_phrases *p = a->aspect_phrases; p; p = p->next)
        if (p->rule == rule)
            return p->phrases;
    struct aspect_phrases *p = arena_alloc(a->arena, sizeof *p);
    p->rule = rule;
    p->next = a->aspect_phrases;
    p->phrases = arena_alloc(a->arena, (rule->aspect_count + 1) * sizeof *p->phrases);
    a->aspect_phrases = p;
    return p->phrases;
}

const struct aspect_rule *aspect_near(struct analysis *a, const struct judgement_rule *rule,
                                      struct text words, double *likeness) {
    const struct aspect_rule *found = NULL;
    double second = 0;
    *likeness = 0;
    if (words.n > NEAR_BYTES_MAX || !rule->aspect_count)
        return NULL;
    struct phrase printed = phrase_of(a->arena, words);
    struct phrases *all = phrases_for(a, rule);
    matcher_spend(a->matcher, rule->aspect_count);
    for (size_t i = 0; i < rule->aspect_count; i++) {
        double like = phrases_likeness(a->arena, rule->aspects[i].label.source, &all[i], &printed);
        if (like > *likeness) {
            second = *likeness;
            *likeness = like;
            found = &rule->aspects[i];
        } else if (like > second) {
            second = like;
        }
    }
    return *likeness >= least_likeness && *likeness - second >= least_margin ? found : NULL;
}

bool is_service(struct analysis *a, struct text words) {
    return pattern_match(a->matcher, &a->profile->service, words, 0, PATTERN_WHOLE, NULL);
}
