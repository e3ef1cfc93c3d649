#include "base/json.h"

#include <errno.h>

cJSON *json_parse(const char *s, size_t n, const char **end, bool to_end, bool *no_memory) {
    errno = 0;
    cJSON *tree = cJSON_ParseWithLengthOpts(s, n, end, to_end);
    *no_memory = !tree && errno == ENOMEM; /* the C library's malloc says so */
    return tree;
}
