/* What the reports of a family always or sometimes have. */
#ifndef KLOE_FRAMEWORK_PROMISE_H
#define KLOE_FRAMEWORK_PROMISE_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct config;

enum promise { PROMISE_NEVER, PROMISE_SOMETIMES, PROMISE_ALWAYS };

/* What a report can hold, as the paths of the JSON. */
enum value {
    VALUE_SUBJECT_NAME,
    VALUE_SUBJECT_IDENTIFIERS,
    VALUE_INSPECTION_START,
    VALUE_INSPECTION_END,
    VALUE_INSPECTION_PUBLISHED,
    VALUE_INSPECTION_PREVIOUS,
    VALUE_PEOPLE,
    VALUE_ORGANISATIONS,
    VALUE_JUDGEMENTS,
    VALUE_STANDARDS,
    VALUE_FINDINGS,
    VALUE_RECOMMENDATIONS,
    VALUE_NEXT_STEPS,
    VALUE_COUNT
};

extern const char *const value_paths[VALUE_COUNT + 1];

/* A judgement that reports print, by the ids of its aspect, one of which is enough. */
struct promised_judgement {
    const char **ids;
    size_t id_count;
    const char *from, *until; /* of inspections that begin then and before then, ISO dates or the
                                 first part of one; NULL: all */
    const char *with;         /* only in reports that have this one too; NULL: in all */
};

struct promises {
    enum promise values[VALUE_COUNT];
    struct promised_judgement *judgements;
    size_t judgement_count;
};

void promises_load(struct config *c, const cJSON *root, struct promises *out);

#endif
