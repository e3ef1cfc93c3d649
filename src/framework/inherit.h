/* Profiles that build on others. */
#ifndef KLOE_FRAMEWORK_INHERIT_H
#define KLOE_FRAMEWORK_INHERIT_H

#include <cjson/cJSON.h>

#include "base/text.h"

struct config;

/* The files that a profile can build on: the folder's own, then the bundled ones. */
struct profile_source {
    const char *file; /* its name ends in "ID.json" */
    struct text json;
};

struct profile_sources {
    const struct profile_source *items;
    size_t count;
};

/* The profile `root` with what it does not say itself but the files do that its "builds_on" names,
 * in their order, then what they build on. The rule is in docs/adding-a-framework.md. */
const cJSON *inherit(struct config *c, const cJSON *root, const struct profile_sources *sources);

#endif
