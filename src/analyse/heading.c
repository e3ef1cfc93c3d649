#include "analyse/heading.h"

#include "base/arena.h"
#include "framework/phrase.h"

enum { HEADING_BYTES_MAX = 90 };
static const double least_likeness = 0.92;

static const struct phrases *phrases(struct analysis *a) {
    if (a->heading_phrases)
        return a->heading_phrases;
    struct phrases *all = arena_alloc(a->arena, (a->profile->section_count + 1) * sizeof *all);
    for (size_t i = 0; i < a->profile->section_count; i++)
        all[i] = phrases_of(a->arena, a->profile->sections[i].heading.source);
    return a->heading_phrases = all;
}

const struct section_rule *heading_near(struct analysis *a, struct text words) {
    if (words.n > HEADING_BYTES_MAX || !words.n || !is_upper(words.s[0]))
        return NULL;
    const struct phrases *all = phrases(a);
    struct phrase printed = phrase_of(a->arena, words);
    for (size_t i = 0; i < a->profile->section_count; i++)
        for (size_t k = 0; k < all[i].count; k++)
            if (phrase_likeness(&all[i].items[k], &printed) >= least_likeness)
                return &a->profile->sections[i];
    return NULL;
}
