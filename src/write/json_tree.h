/* Building JSON with cJSON: what the writers of JSON share. */
#ifndef KLOE_WRITE_JSON_TREE_H
#define KLOE_WRITE_JSON_TREE_H

#include <kloe/kloe.h>

#include <cjson/cJSON.h>

/* cJSON gives NULL when memory is short; the first time that happens is remembered, and the whole
 * document is given up. */
struct json {
    bool failed;
};

static inline cJSON *check(struct json *j, cJSON *item) {
    j->failed |= item == NULL;
    return item;
}

static inline void put(struct json *j, cJSON *object, const char *key, cJSON *item) {
    if (!object || !item || !cJSON_AddItemToObject(object, key, item)) {
        cJSON_Delete(item);
        j->failed = true;
    }
}

static inline void push(struct json *j, cJSON *array, cJSON *item) {
    if (!array || !item || !cJSON_AddItemToArray(array, item)) {
        cJSON_Delete(item);
        j->failed = true;
    }
}

static inline void put_string(struct json *j, cJSON *object, const char *key, const char *s) {
    put(j, object, key, check(j, s ? cJSON_CreateString(s) : cJSON_CreateNull()));
}

static inline void put_number(struct json *j, cJSON *object, const char *key, double n) {
    put(j, object, key, check(j, cJSON_CreateNumber(n)));
}

/* Numbers that count from 1: 0 is none. */
static inline void put_count(struct json *j, cJSON *object, const char *key, size_t n) {
    put(j, object, key, check(j, n ? cJSON_CreateNumber((double)n) : cJSON_CreateNull()));
}

static inline cJSON *new_object(struct json *j) { return check(j, cJSON_CreateObject()); }

static inline cJSON *put_object(struct json *j, cJSON *object, const char *key) {
    cJSON *o = new_object(j);
    put(j, object, key, o);
    return j->failed ? NULL : o;
}

static inline cJSON *put_array(struct json *j, cJSON *object, const char *key) {
    cJSON *array = check(j, cJSON_CreateArray());
    put(j, object, key, array);
    return j->failed ? NULL : array;
}

static inline cJSON *push_object(struct json *j, cJSON *array) {
    cJSON *o = new_object(j);
    push(j, array, o);
    return j->failed ? NULL : o;
}

static inline void put_strings(struct json *j, cJSON *object, const char *key,
                               const kloe_strings *s) {
    cJSON *array = put_array(j, object, key);
    for (size_t i = 0; i < s->count && !j->failed; i++)
        push(j, array, check(j, cJSON_CreateString(s->items[i])));
}

/* Tenths of points; null where the place on the page is not known. */
static inline void put_box(struct json *j, cJSON *object, const double box[4]) {
    if (!(box[2] > 0)) {
        put(j, object, "box", check(j, cJSON_CreateNull()));
        return;
    }
    cJSON *array = put_array(j, object, "box");
    for (int i = 0; i < 4; i++)
        push(j, array, check(j, cJSON_CreateNumber((double)(long)(box[i] * 10 + 0.5) / 10)));
}

/* A stretch of the input; null where there is none. */
static inline void put_at(struct json *j, cJSON *object, const char *key, const kloe_at *at) {
    if (!at->line) {
        put(j, object, key, check(j, cJSON_CreateNull()));
        return;
    }
    cJSON *o = put_object(j, object, key);
    put_number(j, o, "offset", (double)at->offset);
    put_number(j, o, "length", (double)at->length);
    put_count(j, o, "line", at->line);
    put_count(j, o, "page", at->page);
    put_box(j, o, at->box);
}

/* The members of a report's JSON. */
void json_put_report(struct json *j, cJSON *root, const kloe_report *r);

/* The tree as text for the caller to free, with a line feed, and frees the tree. NULL when memory
 * was short at any time. */
char *json_close(struct json *j, cJSON *root, bool compact);

#endif
