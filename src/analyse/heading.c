#include "analyse/heading.h"

#include "base/arena.h"
#include "framework/phrase.h"

enum { HEADING_BYTES_MAX = 90, SLACK_LETTERS = 12 }; /* what a lost word has at the most */
static const double least_likeness = 0.92;

/* Whether the pattern, whose phrases are made when they are first wanted, stands for the words but
 * for slips. */
static bool is_near(struct analysis *a, const struct pattern *pattern, struct phrases *phrases,
                    const struct phrase *printed) {
    if (!phrase_might_be(printed, pattern->source))
        return false;
    if (!phrases->items)
        *phrases = phrases_of(a->arena, pattern->source);
    for (size_t k = 0; k < phrases->count; k++) {
        const struct phrase *p = &phrases->items[k];
        if (p->letters < printed->letters + SLACK_LETTERS &&
            printed->letters < p->letters + SLACK_LETTERS &&
            phrase_likeness(p, printed) >= least_likeness)
            return true;
    }
    return false;
}

static bool could_be_heading(struct text words) {
    return words.n && words.n <= HEADING_BYTES_MAX && is_upper(words.s[0]);
}

const struct section_rule *heading_near(struct analysis *a, struct text words) {
    size_t count = a->profile->section_count;
    if (!could_be_heading(words))
        return NULL;
    if (!a->heading_phrases)
        a->heading_phrases = arena_alloc(a->arena, (count + 1) * sizeof *a->heading_phrases);
    struct phrase printed = phrase_of(a->arena, words);
    for (size_t i = 0; i < count; i++) {
        const struct section_rule *rule = &a->profile->sections[i];
        if (is_near(a, &rule->heading, &a->heading_phrases[i], &printed))
            return rule;
    }
    return NULL;
}

const struct judgement_rule *group_near(struct analysis *a, struct text words) {
    size_t count = a->profile->judgement_count;
    if (!could_be_heading(words))
        return NULL;
    if (!a->group_phrases)
        a->group_phrases = arena_alloc(a->arena, (count + 1) * sizeof *a->group_phrases);
    struct phrase printed = phrase_of(a->arena, words);
    for (size_t i = 0; i < count; i++) {
        const struct judgement_rule *rule = &a->profile->judgements[i];
        if (is_near(a, &rule->group, &a->group_phrases[i], &printed))
            return rule;
    }
    return NULL;
}
