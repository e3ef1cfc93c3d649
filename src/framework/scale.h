/* Grade scales: which words stand for which grade, and how the grades rank. */
#ifndef KLOE_FRAMEWORK_SCALE_H
#define KLOE_FRAMEWORK_SCALE_H

#include <cjson/cJSON.h>

#include "base/text.h"

struct arena;
struct config;

struct scale;

struct grade {
    const struct scale *scale; /* that it is of */
    const char *id;
    int rank;           /* 1 is the best; 0: outside the ranking */
    const char **words; /* as printed; the longest that fits counts */
    size_t word_count;
};

struct scale {
    const char *id, *name;
    struct grade *grades;
    size_t grade_count;
    int of; /* how many ranks */
};

struct scales {
    struct scale *items;
    size_t count, capacity;
};

/* With room for some that are added: what points at them stays valid. */
void scales_load(struct config *c, struct text json, struct scales *out);

/* Adds the object's `scales`. Of those of one id the last counts. */
void scales_add(struct config *c, const cJSON *root, struct scales *out);

const struct scale *scales_find(const struct scales *s, const char *id);

/* The grades of both scales, each of its own scale still; `a` may be NULL. */
struct scale *scale_join(struct arena *arena, const struct scale *a, const struct scale *b);

/* The grade that the whole of t is, apart from a grade's number ("Grade 2", "(2)"), punctuation and
 * white space; NULL when it is anything else. *from and *to are where its word stands. */
const struct grade *scale_match(const struct scale *s, struct text t, size_t *from, size_t *to);

/* The grade with which t ends, after other words; *from and *to as above. */
const struct grade *scale_match_end(const struct scale *s, struct text t, size_t *from, size_t *to);

/* Whether the whole of t is a grade's words or the first of them ("Requires"). */
bool scale_begins(const struct scale *s, struct text t);

/* The words of all scales as an alternative of a pattern: "(?:outstanding|good|...)". */
const char *scales_alternatives(struct arena *a, const struct scales *s);

/* The words of one scale, likewise; the longest come first in both. */
const char *scale_alternatives(struct arena *a, const struct scale *s);

/* The grade of a scale by its word at the start of t. */
const struct grade *scale_match_start(const struct scale *s, struct text t, size_t *length);

/* A grade of any scale by its word at the start of t; *length is the word's. */
const struct grade *scales_match_start(const struct scales *s, struct text t, size_t *length);

#endif
