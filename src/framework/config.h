/* Reading the JSON of profiles, scales and catalogues, with errors that say where and why.
 *
 * A reader stops at the first error: what it gives after that is empty, so that callers check once,
 * at the end. */
#ifndef KLOE_FRAMEWORK_CONFIG_H
#define KLOE_FRAMEWORK_CONFIG_H

#include <cjson/cJSON.h>
#include <kloe/kloe.h>

#include "base/text.h"

struct arena;

struct config {
    struct arena *arena; /* of the engine: what is read lives in it */
    const char *file;
    kloe_error *error;
    bool failed;
    bool late; /* patterns are compiled when they are first tried: bundled ones are known to be
                  right */
};

/* The tree of a whole file; NULL on error. It lives as long as the arena. Keys that occur twice are
 * an error, as is nesting deeper than a profile ever has. That of a bundled file was made when kloe
 * was built. */
const cJSON *config_parse(struct config *c, struct text bytes);

/* Notes the first error, as "FILE: KEY: reason". `where` is the path of the value. */
void config_fail(struct config *c, const char *where, const char *reason);

/* Errors unless every key of `object` is one of `keys` (NULL-terminated). */
void config_known_keys(struct config *c, const cJSON *object, const char *where,
                       const char *const *keys);

/* Members of an object. Required ones that are missing are an error; optional ones are NULL, false
 * or 0. `where` is the path of the object. */
const char *config_string(struct config *c, const cJSON *object, const char *where, const char *key,
                          bool required);
bool config_bool(struct config *c, const cJSON *object, const char *where, const char *key);
double config_number(struct config *c, const cJSON *object, const char *where, const char *key,
                     double least, double most);
const cJSON *config_object(struct config *c, const cJSON *object, const char *where,
                           const char *key, bool required);
const cJSON *config_array(struct config *c, const cJSON *object, const char *where, const char *key,
                          bool required);

/* An array of strings, each in the arena; *count is 0 where the key is missing. */
const char **config_strings(struct config *c, const cJSON *object, const char *where,
                            const char *key, bool required, size_t *count);

/* The same of a key whose value is one string or an array of them. */
const char **config_one_or_more(struct config *c, const cJSON *object, const char *where,
                                const char *key, bool required, size_t *count);

/* An array of objects, each of `size` bytes and read by `load`; gives the count. */
size_t config_items(struct config *c, const cJSON *object, const char *where, const char *key,
                    void **items, size_t size,
                    void (*load)(struct config *, const cJSON *, const char *, void *));

/* One of `words` (NULL-terminated) by its index. */
size_t config_word(struct config *c, const cJSON *object, const char *where, const char *key,
                   const char *const *words);

/* "where.key" and "where[i]". */
const char *config_path(struct config *c, const char *where, const char *key);
const char *config_index(struct config *c, const char *where, size_t index);

#endif
