/* A family of reports: how to know it, and where in its reports what stands.  The language that
 * profiles are written in is described in docs/adding-a-framework.md. */
#ifndef KLOE_FRAMEWORK_PROFILE_H
#define KLOE_FRAMEWORK_PROFILE_H

#include <kloe/kloe.h>

#include "framework/catalogue.h"
#include "framework/pattern.h"
#include "framework/scale.h"

struct config;

/* A sign by which the family is known. */
struct sign {
    struct pattern pattern;
    double weight;
};

struct signs {
    struct sign *items;
    size_t count;
};

enum field_kind {
    FIELD_INSPECTION_DATES,
    FIELD_PUBLISHED,
    FIELD_PREVIOUS_DATES,
    FIELD_PERSON,
    FIELD_ORGANISATION,
    FIELD_IDENTIFIER,
    FIELD_SUBJECT,
    FIELD_NONE /* has no place in the report, but ends the value before it */
};

/* A label of the front matter and what its value is. */
struct field_rule {
    struct pattern label;
    enum field_kind kind;
    const char *role; /* of a person or an organisation; the scheme of an identifier */
    bool many;        /* each line of the value is one */
    bool anywhere;    /* not above the first section alone */
};

/* A value that stands in a sentence of the title block, not behind a label. */
struct capture_rule {
    struct pattern pattern; /* group value */
    struct field_rule field;
    bool anywhere; /* all through the report, as often as it matches */
};

struct aspect_rule {
    struct pattern label;
    bool overall;
};

/* A table of judgements. */
struct judgement_rule {
    struct pattern group; /* the row or heading that opens it */
    struct pattern until; /* what ends it, besides the next known section */
    struct aspect_rule *aspects;
    size_t aspect_count;
    bool any_aspect; /* rows with other labels count as well */
};

/* A judgement that is a sentence, at the start of a line: "Children's services in X are good". */
struct sentence_rule {
    struct pattern pattern; /* groups: grade; aspect, unless it has a fixed one */
    const char *aspect;
    bool overall, front; /* front: only in the title block */
};

enum section_kind { SECTION_STANDARD, SECTION_RECOMMENDATIONS, SECTION_NEXT_STEPS, SECTION_OTHER };

struct section_rule {
    struct pattern heading; /* groups: number, title */
    enum section_kind kind;
    const char *number;    /* of the standard where the heading prints none */
    const char *item_kind; /* of the recommendations below it; NULL: the family's */
    const char *body;      /* to whom recommendations are put from here on; NULL: as before */
};

enum promise { PROMISE_NEVER, PROMISE_SOMETIMES, PROMISE_ALWAYS };

/* What an item of a list of recommendations can be. */
enum item_kind { ITEM_BULLET, ITEM_NUMBER, ITEM_PARAGRAPH, ITEM_KINDS };

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

struct profile {
    kloe_framework info;
    const char *file; /* for messages */
    const char **regulators;
    size_t regulator_count;
    bool regulators_as_printed; /* of these, those that the title block names */
    struct signs title, vocabulary;
    const char *subject_type;
    struct pattern *subjects; /* group subject; matched in the title block */
    size_t subject_count;
    const struct scale *scale;
    const struct catalogue *catalogue; /* NULL: none */
    const char *scheme;
    struct field_rule *fields;
    size_t field_count;
    struct capture_rule *captures;
    size_t capture_count;
    struct judgement_rule *judgements;
    size_t judgement_count;
    struct sentence_rule *sentences;
    size_t sentence_count;
    struct section_rule *sections;
    size_t section_count;
    bool numbered_findings;
    const char *recommendation_kind; /* NULL: none */
    const char *recommendation_body; /* to whom they are put unless a section says otherwise */
    bool items[ITEM_KINDS];          /* what is a recommendation in a list of them */
    struct pattern item_start;       /* where items have no marks: how a line begins one */
    struct pattern source_tag;       /* at the end of a recommendation; group source */
    enum promise promises[VALUE_COUNT];
};

/* Scales and catalogues that a profile may name. */
struct library {
    struct scales scales;
    struct catalogue *catalogues;
    size_t catalogue_count;
};

/* Reads a profile and checks it. Only what tells the family is compiled. */
void profile_load(struct config *c, struct text json, const struct library *library,
                  struct profile *out);

/* Compiles the rest. */
void profile_compile(struct config *c, struct profile *p);

#endif
