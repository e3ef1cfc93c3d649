#include "framework/config.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "framework/embedded.h"

#include <string.h>

enum { NESTING_MAX = 16 };

void config_fail(struct config *c, const char *where, const char *reason) {
    if (c->failed)
        return;
    c->failed = true;
    error_set(c->error, KLOE_ERROR_PROFILE, "%s: %s%s%s", c->file, where, *where ? ": " : "",
              reason);
}

/* Every value has its path, which an error alone tells: so they are made cheaply. */
const char *config_path(struct config *c, const char *where, const char *key) {
    size_t n = strlen(where), length = strlen(key);
    char *path = arena_alloc(c->arena, n + length + 2);
    memcpy(path, where, n);
    if (n)
        path[n++] = '.';
    memcpy(path + n, key, length);
    return path;
}

const char *config_index(struct config *c, const char *where, size_t index) {
    enum { DIGITS_MAX = 20 };
    char digits[DIGITS_MAX];
    size_t n = strlen(where), first = DIGITS_MAX;
    do
        digits[--first] = (char)('0' + index % 10);
    while (index /= 10);
    char *path = arena_alloc(c->arena, n + DIGITS_MAX - first + 3);
    memcpy(path, where, n);
    path[n++] = '[';
    memcpy(path + n, digits + first, DIGITS_MAX - first);
    path[n + DIGITS_MAX - first] = ']';
    return path;
}

/* cJSON frees and prints by recursion, so depth is checked before it is handed the text. */
static bool is_shallow(struct text t) {
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < t.n; i++) {
        if (quoted) {
            i += t.s[i] == '\\';
            quoted = i >= t.n || t.s[i] != '"';
        } else if (t.s[i] == '"') {
            quoted = true;
        } else if (t.s[i] == '{' || t.s[i] == '[') {
            if (++depth > NESTING_MAX)
                return false;
        } else if (t.s[i] == '}' || t.s[i] == ']') {
            depth -= depth > 0;
        }
    }
    return true;
}

static void release_json(void *tree) { cJSON_Delete(tree); }

static void check_doubles(struct config *c, const cJSON *object) {
    const cJSON *a, *b;
    cJSON_ArrayForEach (a, object) {
        for (b = object->child; cJSON_IsObject(object) && b != a; b = b->next)
            if (strcmp(a->string, b->string) == 0)
                config_fail(c, a->string, "occurs twice");
    }
}

static size_t line_of(struct text t, const char *at) {
    size_t line = 1;
    for (const char *p = t.s; p < at && p < t.s + t.n; p++)
        line += *p == '\n';
    return line;
}

const cJSON *config_parse(struct config *c, struct text bytes) {
    const cJSON *bundled = embedded_tree(bytes);
    if (bundled)
        return bundled;
    if (!is_shallow(bytes)) {
        config_fail(c, "", "is nested too deeply");
        return NULL;
    }
    const char *end = NULL;
    char *copy = arena_string(c->arena, bytes.s, bytes.n); /* the end is required to be a NUL */
    bool no_memory;
    cJSON *tree = json_parse(copy, bytes.n + 1, &end, true, &no_memory);
    if (no_memory)
        arena_fail(c->arena);
    if (!tree) {
        struct text t = {copy, bytes.n};
        config_fail(c, arena_format(c->arena, "line %zu", line_of(t, end)), "is no valid JSON");
        return NULL;
    }
    arena_defer(c->arena, release_json, tree);
    if (!cJSON_IsObject(tree))
        config_fail(c, "", "is not a JSON object");
    check_doubles(c, tree);
    return c->failed ? NULL : tree;
}

static bool is_one_of(const char *word, const char *const *words, size_t *index) {
    for (size_t i = 0; words[i]; i++)
        if (strcmp(word, words[i]) == 0) {
            *index = i;
            return true;
        }
    return false;
}

void config_known_keys(struct config *c, const cJSON *object, const char *where,
                       const char *const *keys) {
    const cJSON *member;
    size_t index;
    cJSON_ArrayForEach (member, object)
        if (!is_one_of(member->string, keys, &index))
            config_fail(c, config_path(c, where, member->string), "is no key that kloe knows");
    check_doubles(c, object);
}

static const cJSON *member_of(struct config *c, const cJSON *object, const char *where,
                              const char *key, bool required) {
    const cJSON *member = c->failed ? NULL : cJSON_GetObjectItemCaseSensitive(object, key);
    if (!member && required)
        config_fail(c, config_path(c, where, key), "is missing");
    return member;
}

static const cJSON *typed(struct config *c, const cJSON *object, const char *where, const char *key,
                          bool required, cJSON_bool (*is)(const cJSON *), const char *reason) {
    const cJSON *member = member_of(c, object, where, key, required);
    if (member && !is(member)) {
        config_fail(c, config_path(c, where, key), reason);
        return NULL;
    }
    return member;
}

const char *config_string(struct config *c, const cJSON *object, const char *where, const char *key,
                          bool required) {
    const cJSON *m = typed(c, object, where, key, required, cJSON_IsString, "is not a string");
    return m ? m->valuestring : NULL;
}

bool config_bool(struct config *c, const cJSON *object, const char *where, const char *key) {
    return cJSON_IsTrue(
        typed(c, object, where, key, false, cJSON_IsBool, "is neither true nor false"));
}

double config_number(struct config *c, const cJSON *object, const char *where, const char *key,
                     double least, double most) {
    const cJSON *m = typed(c, object, where, key, true, cJSON_IsNumber, "is not a number");
    if (m && (m->valuedouble < least || m->valuedouble > most))
        config_fail(c, config_path(c, where, key),
                    arena_format(c->arena, "is not between %g and %g", least, most));
    return m ? m->valuedouble : 0;
}

const cJSON *config_object(struct config *c, const cJSON *object, const char *where,
                           const char *key, bool required) {
    return typed(c, object, where, key, required, cJSON_IsObject, "is not an object");
}

const cJSON *config_array(struct config *c, const cJSON *object, const char *where, const char *key,
                          bool required) {
    return typed(c, object, where, key, required, cJSON_IsArray, "is not an array");
}

const char **config_strings(struct config *c, const cJSON *object, const char *where,
                            const char *key, bool required, size_t *count) {
    const cJSON *array = config_array(c, object, where, key, required), *item;
    size_t n = array ? (size_t)cJSON_GetArraySize(array) : 0, i = 0;
    const char **strings = arena_alloc(c->arena, (n + 1) * sizeof *strings);
    cJSON_ArrayForEach (item, array) {
        if (!cJSON_IsString(item))
            config_fail(c, config_index(c, config_path(c, where, key), i), "is not a string");
        strings[i++] = cJSON_IsString(item) ? item->valuestring : "";
    }
    *count = i;
    return strings;
}

const char **config_one_or_more(struct config *c, const cJSON *object, const char *where,
                                const char *key, bool required, size_t *count) {
    if (cJSON_IsArray(cJSON_GetObjectItemCaseSensitive(object, key)))
        return config_strings(c, object, where, key, required, count);
    const char **one = arena_alloc(c->arena, sizeof *one);
    *one = config_string(c, object, where, key, required);
    *count = *one != NULL;
    return one;
}

size_t config_word(struct config *c, const cJSON *object, const char *where, const char *key,
                   const char *const *words) {
    size_t index = 0;
    const char *s = config_string(c, object, where, key, true);
    if (!s || is_one_of(s, words, &index))
        return index;
    const char *all = words[0];
    for (size_t i = 1; words[i]; i++)
        all = arena_format(c->arena, "%s, %s", all, words[i]);
    config_fail(c, config_path(c, where, key),
                arena_format(c->arena, "is \"%s\", not one of: %s", s, all));
    return 0;
}

size_t config_items(struct config *c, const cJSON *object, const char *where, const char *key,
                    void **items, size_t size,
                    void (*load)(struct config *, const cJSON *, const char *, void *)) {
    const cJSON *array = config_array(c, object, where, key, false), *item;
    const char *path = config_path(c, where, key);
    size_t count = 0;
    char *out = arena_alloc(c->arena, (size_t)(cJSON_GetArraySize(array) + 1) * size);
    cJSON_ArrayForEach (item, array) {
        const char *at = config_index(c, path, count);
        if (!cJSON_IsObject(item))
            config_fail(c, at, "is not an object");
        else
            load(c, item, at, out + size * count);
        count++;
    }
    *items = out;
    return count;
}
