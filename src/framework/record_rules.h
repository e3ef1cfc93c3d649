/* What stands where in a record: JSON as a regulator's service gives it. docs/adding-a-framework.md
 * describes the paths. */
#ifndef KLOE_FRAMEWORK_RECORD_RULES_H
#define KLOE_FRAMEWORK_RECORD_RULES_H

#include <cjson/cJSON.h>

#include "framework/pattern.h"

struct config;
struct record_path;

/* Of values that a path leads through, those for which something holds: another value is there, or
 * is the same as a third one or as a word. */
struct record_condition {
    const struct record_path *left, *right;
    const char *word;
};

struct record_step {
    const char *key;
    const struct record_condition *only; /* NULL: any */
};

/* From the whole to a value, by the keys on the way; arrays have no step of their own. */
struct record_path {
    struct pattern rule; /* the path as the profile writes it, and where; never matched */
    struct record_step *steps;
    size_t count; /* 0: no path */
};

struct record_paths {
    struct record_path *items;
    size_t count;
};

/* How a record of the family is known. */
struct record_signs {
    struct record_paths known_by; /* a record that has one of these is of this kind */
    struct record_paths rated;    /* ... and a report where it has one of these */
    struct record_paths newest;   /* the dates by which of several families the newest counts */
};

enum record_field_kind { RECORD_SUBJECT, RECORD_IDENTIFIER, RECORD_ORGANISATION, RECORD_DETAIL };

struct record_field {
    struct record_path path;
    enum record_field_kind kind;
    const char *role; /* of an organisation; the scheme of an identifier, the type of a detail */
    struct record_path label; /* whose words are the role as printed */
};

/* Where the day of the inspection stands: the value, or what the pattern finds in it. */
struct record_visit {
    struct record_path path;
    struct pattern pattern; /* group value */
};

/* Objects that hold an inspection's judgements each: of those with one name the newest counts. */
struct record_set {
    struct record_path path, name, published;
};

struct record_judgement {
    struct record_path grade;
    struct record_path aspect; /* its words, or an object's key; none: the grade's own key */
    struct record_path group, published, status, percentage;
    bool overall; /* unless a rule above this one found one */
};

struct record_standard {
    struct record_path title, group, score, status;
};

struct record_rules {
    struct record_paths published, previous;
    struct record_field *fields;
    size_t field_count;
    struct record_visit *visits;
    size_t visit_count;
    struct record_set *sets;
    size_t set_count;
    struct record_judgement *judgements;
    size_t judgement_count;
    struct record_standard *standards;
    size_t standard_count;
};

/* The member "record" of "detect". */
void record_signs_load(struct config *c, const cJSON *detect, struct record_signs *out);

/* The member "record" of a profile. */
void record_rules_load(struct config *c, const cJSON *root, struct record_rules *out);

#endif
