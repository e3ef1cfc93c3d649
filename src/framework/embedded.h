/* The files of data/ that are built into the library. */
#ifndef KLOE_FRAMEWORK_EMBEDDED_H
#define KLOE_FRAMEWORK_EMBEDDED_H

#include "base/text.h"

struct cJSON;

struct embedded_file {
    const char *name;  /* below data/: "frameworks/cqc-slac.json" */
    const char *bytes; /* NUL-terminated */
    size_t size;
    const struct cJSON *tree; /* of JSON, parsed when kloe was built; NULL of other files */
};

extern const struct embedded_file embedded_files[];
extern const size_t embedded_count;

/* The bytes of one file; empty where there is none of that name. */
struct text embedded_find(const char *name);

/* The tree of a file, by its bytes; NULL where they are none of these files'. */
const struct cJSON *embedded_tree(struct text bytes);

#endif
