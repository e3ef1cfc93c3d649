#include "framework/embedded.h"

#include <string.h>

struct text embedded_find(const char *name) {
    for (size_t i = 0; i < embedded_count; i++)
        if (strcmp(embedded_files[i].name, name) == 0)
            return (struct text){embedded_files[i].bytes, embedded_files[i].size};
    return TEXT("");
}

const struct cJSON *embedded_tree(struct text bytes) {
    for (size_t i = 0; i < embedded_count; i++)
        if (embedded_files[i].bytes == bytes.s)
            return embedded_files[i].tree;
    return NULL;
}
