#include "analyse/heading.h"

#include "base/arena.h"
#include "framework/phrase.h"

enum { HEADING_BYTES_MAX = 90 };

static bool is_near(struct analysis *a, const struct pattern *p, struct phrases *phrases,
                    const struct phrase *printed) {
    return phrases_likeness(a->arena, p->source, phrases, printed) >= PHRASE_NEAR;
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
