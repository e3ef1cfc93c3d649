/* The JSON files of a folder. */
#ifndef KLOE_FRAMEWORK_FOLDER_H
#define KLOE_FRAMEWORK_FOLDER_H

#include <kloe/kloe.h>

#include "base/text.h"

struct arena;

struct folder_file {
    const char *path;
    struct text bytes; /* NUL-terminated */
};

/* All files *.json of the folder, in byte order of their names, each of at most `most` bytes. */
kloe_status folder_read_json(struct arena *a, const char *folder, size_t most,
                             struct folder_file **files, size_t *count, kloe_error *error);

#endif
