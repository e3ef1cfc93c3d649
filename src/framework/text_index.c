#include "framework/text_index.h"

#include "base/arena.h"
#include "framework/grams.h"
#include "framework/needed.h"

#include <stdint.h>

enum { TEXTS_MAX = 3, VERDICTS_LOG = 8, VERDICTS = 1 << VERDICTS_LOG };

struct indexed {
    struct text text;
    struct grams *grams;
    size_t number; /* of the texts that were added */
};

/* What was found out of a text: the same few hundred patterns are tried at each of its lines. */
struct verdict {
    const struct needed *needed;
    size_t number;
    bool lacks;
};

struct text_index {
    struct arena *arena;
    struct indexed texts[TEXTS_MAX];
    size_t added;
    struct verdict verdicts[VERDICTS];
};

struct text_index *text_index_new(struct arena *a) {
    struct text_index *x = arena_alloc(a, sizeof *x);
    x->arena = a;
    return x;
}

void text_index_add(struct text_index *x, struct text t) {
    size_t at = x->added ? 1 + (x->added - 1) % (TEXTS_MAX - 1) : 0;
    x->texts[at] = (struct indexed){t, grams_of(x->arena, t), ++x->added};
}

static const struct indexed *holding(const struct text_index *x, struct text t) {
    for (size_t i = 0; i < TEXTS_MAX; i++) {
        struct text all = x->texts[i].text;
        if (x->texts[i].number && t.s >= all.s && t.s + t.n <= all.s + all.n)
            return &x->texts[i];
    }
    return NULL;
}

static bool may_have(const struct grams *grams, const struct needed_set *set) {
    for (size_t i = 0; i < set->count; i++)
        if (grams_may_have(grams, &set->words[i]))
            return true;
    return false;
}

static bool lacks(const struct grams *grams, const struct needed *needed) {
    for (size_t i = 0; i < needed->count; i++)
        if (!may_have(grams, &needed->sets[i]))
            return true;
    return false;
}

static struct verdict *verdict_of(struct text_index *x, const struct needed *needed) {
    uint64_t mixed = (uint64_t)(uintptr_t)needed * UINT64_C(0x9E3779B97F4A7C15);
    return &x->verdicts[mixed >> (64 - VERDICTS_LOG)];
}

bool text_index_lacks(struct text_index *x, struct text t, const struct needed *needed) {
    const struct indexed *in = holding(x, t);
    if (!in)
        return false;
    struct verdict *known = verdict_of(x, needed);
    if (known->needed != needed || known->number != in->number)
        *known = (struct verdict){needed, in->number, lacks(in->grams, needed)};
    return known->lacks;
}
