/* What judgements of one name meant in their time, and which scales are one: data/comparable.json.
 */
#ifndef KLOE_COMPARE_DEFINITIONS_H
#define KLOE_COMPARE_DEFINITIONS_H

#include <kloe/kloe.h>

#include "base/arena.h"

struct cJSON;

struct definitions {
    struct arena *arena;
    const struct cJSON *root;
};

struct definitions definitions_of(struct arena *a);

/* Whether ranks of both can be compared. */
bool definitions_one_scale(const struct definitions *d, const char *a, const char *b);

/* Of two judgements of one id, of their families: NULL where they judge the same, else why not, in
 * a sentence. */
const char *definitions_changed(const struct definitions *d, const char *before_family,
                                const kloe_judgement *before, const char *after_family,
                                const kloe_judgement *after);

#endif
