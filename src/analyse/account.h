/* The account of a document: which rule took which of its words, and as what. What no rule took can
 * be told of then, and what was read can be explained. */
#ifndef KLOE_ANALYSE_ACCOUNT_H
#define KLOE_ANALYSE_ACCOUNT_H

#include "analyse/analysis.h"

struct taking {
    struct passage passage;
    const char *as;             /* "heading", "label", "finding 4", ...: for a person */
    const struct pattern *rule; /* the profile's; NULL: the engine's own */
    uint32_t before;            /* the one before in the same block, counted from 1; 0: none */
};

struct account {
    struct taking *items;
    size_t count, capacity;
    uint32_t *last; /* by block, then by block beside the flow, counted from 1; 0: none */
    size_t block_count, aside_count;
};

/* To be called once the document's blocks stay as they are. */
void account_open(struct analysis *a);

void account_take(struct analysis *a, struct passage p, const char *as, const struct pattern *rule);
void account_take_all(struct analysis *a, const struct passage *p, size_t count, const char *as,
                      const struct pattern *rule);

/* The takings of a block, the last one first; NULL behind the first one. */
const struct taking *account_last(const struct analysis *a, size_t block);
const struct taking *account_before(const struct analysis *a, const struct taking *t);

/* The last taking that has a part of the passage; NULL where nobody took any of it. */
const struct taking *account_find(const struct analysis *a, struct passage p);

#endif
