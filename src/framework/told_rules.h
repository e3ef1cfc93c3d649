/* How a family's reports tell in sentences of regulations that are broken, and of what was done
 * about it. */
#ifndef KLOE_FRAMEWORK_TOLD_RULES_H
#define KLOE_FRAMEWORK_TOLD_RULES_H

#include <cjson/cJSON.h>

#include "framework/pattern.h"

struct config;

/* Words that say a thing, unless those before them in the sentence deny it or leave it open. */
struct told_rule {
    struct pattern pattern, unless;
    const char *is;
};

/* Other words for the regulation of that number in the first catalogue. */
struct told_other {
    const char *number;
    struct pattern pattern;
};

struct told_rules {
    struct pattern breach;   /* that regulations are broken; group count */
    struct pattern relation; /* stands before the names of regulations */
    struct pattern number;   /* a regulation by its number; group number */
    struct pattern further;  /* another one behind it */
    struct pattern goes_on;  /* a sentence that begins so names what the one before only counts */
    struct pattern no_name;  /* words that no name of a regulation has: it ends before them */
    struct pattern all;      /* what was done is about all that is broken */
    struct pattern unless;   /* before a breach or an action: it is denied, or may be */
    struct pattern now;      /* words for this inspection */
    struct pattern before;   /* words for another one, on top of the language's */
    struct pattern visit;    /* a day beside these is an inspection's */
    const char *since;       /* names alone are of the first catalogue in reports since then */
    struct told_other *also;
    struct told_rule *actions, *statuses;
    size_t also_count, action_count, status_count;
};

/* Reads "told"; the patterns are not compiled yet. Gives the ids of the catalogues. */
const char **told_rules_load(struct config *c, const cJSON *root, struct told_rules *out,
                             size_t *catalogue_count);

#endif
