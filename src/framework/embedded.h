/* The files of data/ that are built into the library. */
#ifndef KLOE_FRAMEWORK_EMBEDDED_H
#define KLOE_FRAMEWORK_EMBEDDED_H

#include "base/text.h"

struct embedded_file {
    const char *name;  /* below data/: "frameworks/cqc-slac.json" */
    const char *bytes; /* NUL-terminated */
    size_t size;
};

extern const struct embedded_file embedded_files[];
extern const size_t embedded_count;

/* The bytes of one file; empty where there is none of that name. */
struct text embedded_find(const char *name);

#endif
