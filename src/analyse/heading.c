#include "analyse/heading.h"

#include "base/arena.h"
#include "framework/phrase.h"

enum { HEADING_BYTES_MAX = 90, SLACK_LETTERS = 12 }; /* what a lost word has at the most */
static const double least_likeness = 0.92;

/* What of the phrases is so like the words; `count` where none is. */
static size_t find_near(struct analysis *a, const struct phrases *all, size_t count,
                        struct text words) {
    if (words.n > HEADING_BYTES_MAX || !words.n || !is_upper(words.s[0]))
        return count;
    struct phrase printed = phrase_of(a->arena, words);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < all[i].count; k++)
            if (all[i].items[k].letters < printed.letters + SLACK_LETTERS &&
                printed.letters < all[i].items[k].letters + SLACK_LETTERS &&
                phrase_likeness(&all[i].items[k], &printed) >= least_likeness)
                return i;
    return count;
}

const struct section_rule *heading_near(struct analysis *a, struct text words) {
    size_t count = a->profile->section_count;
    if (!a->heading_phrases) {
        a->heading_phrases = arena_alloc(a->arena, (count + 1) * sizeof *a->heading_phrases);
        for (size_t i = 0; i < count; i++)
            a->heading_phrases[i] = phrases_of(a->arena, a->profile->sections[i].heading.source);
    }
    size_t found = find_near(a, a->heading_phrases, count, words);
    return found < count ? &a->profile->sections[found] : NULL;
}

const struct judgement_rule *group_near(struct analysis *a, struct text words) {
    size_t count = a->profile->judgement_count;
    if (!a->group_phrases) {
        a->group_phrases = arena_alloc(a->arena, (count + 1) * sizeof *a->group_phrases);
        for (size_t i = 0; i < count; i++)
            a->group_phrases[i] = phrases_of(a->arena, a->profile->judgements[i].group.source);
    }
    size_t found = find_near(a, a->group_phrases, count, words);
    return found < count ? &a->profile->judgements[found] : NULL;
}
