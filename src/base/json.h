/* Parsing with cJSON, which does not tell a lack of memory from what is no JSON. */
#ifndef KLOE_BASE_JSON_H
#define KLOE_BASE_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

/* The tree of the first value in the n bytes, for the caller to delete; NULL where that is no JSON,
 * or, with *no_memory, where memory was short. *end is behind the value, or where it went wrong.
 * `to_end`: the value is to be followed by a NUL, which is one of the n bytes. */
cJSON *json_parse(const char *s, size_t n, const char **end, bool to_end, bool *no_memory);

#endif
