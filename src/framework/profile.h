/* A family of reports: how to know it, and where in its reports what stands.  The language that
 * profiles are written in is described in docs/adding-a-framework.md. */
#ifndef KLOE_FRAMEWORK_PROFILE_H
#define KLOE_FRAMEWORK_PROFILE_H

#include <kloe/kloe.h>

#include "framework/catalogue.h"
#include "framework/identifiers.h"
#include "framework/inherit.h"
#include "framework/library.h"
#include "framework/pattern.h"
#include "framework/promise.h"
#include "framework/record_rules.h"
#include "framework/scale.h"
#include "framework/told_rules.h"

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
    FIELD_DETAIL,
    FIELD_NONE /* has no place in the report, but ends the value before it */
};

/* A label of the front matter and what its value is. */
struct field_rule {
    struct pattern label;
    enum field_kind kind;
    const char *role; /* of a person or an organisation; the scheme of an identifier */
    bool many;        /* each line of the value is one */
    bool anywhere;    /* not above the first section alone */
    bool or_person;   /* an organisation that can be a person */
    bool fallback;    /* counts only where nothing else gives the value */
    bool newest;      /* parts of the report have it each: the newest is the report's */
};

/* Where a capture's pattern is looked for. */
enum place {
    PLACE_TITLE_BLOCK, /* the first match */
    PLACE_REPORT,      /* all through the text, as often as it matches */
    PLACE_ACROSS,      /* the same, over the ends of blocks and cells */
    PLACE_LINKS,       /* the targets of links; the first match */
    PLACE_FURNITURE    /* running heads and feet; the first match */
};

/* A value that stands in a sentence, not behind a label. */
struct capture_rule {
    struct pattern pattern; /* groups: value; label, role_text of a person */
    struct field_rule field;
    enum place place;
};

struct aspect_rule {
    struct pattern label;
    const char *id; /* the same in all wordings: such a judgement counts once; or NULL */
    bool overall;
};

enum table_kind {
    TABLE_JUDGEMENTS, /* labels and grades */
    TABLE_STANDARDS   /* the same, of standards */
};

/* A table of judgements. */
struct judgement_rule {
    enum table_kind kind;
    struct pattern group;    /* the row or heading that opens it; groups: group, aspect */
    struct pattern sentence; /* a line that tells a grade; group grade */
    struct pattern score;    /* beside a grade or below it; group percentage */
    struct pattern whole;    /* the name in a grid of the inspected body itself */
    struct pattern parts;    /* a line that names the part of the body that the next rows are of */
    const struct scale *scale; /* the family's, or its own */
    struct aspect_rule *aspects;
    size_t aspect_count;
    bool prose;               /* stands between the rows, and does not end the table */
    const char *from, *until; /* only in inspections that begin then, and before then; or NULL */
};

/* A judgement that is a sentence, at the start of a line: "Children's services in X are good". */
struct sentence_rule {
    const struct scale *scale; /* the family\'s, or its own */
    struct pattern pattern;    /* groups: grade; aspect, unless it has a fixed one */
    const char *aspect, *id, *status;
    bool overall, front; /* front: only in the title block */
    bool fallback;       /* counts only where nothing else gives the judgement */
};

enum section_kind {
    SECTION_STANDARD,
    SECTION_GROUP, /* of standards, until another one comes */
    SECTION_RECOMMENDATIONS,
    SECTION_BREACHES,
    SECTION_NEXT_STEPS,
    SECTION_PREVIOUS, /* lists earlier inspections */
    SECTION_CHAPTER
};

struct section_rule {
    struct pattern heading; /* groups: number, title */
    enum section_kind kind;
    const char *number;      /* of the standard where the heading prints none */
    const char *item_kind;   /* of the recommendations below it; NULL: the family's */
    const char *body;        /* to whom recommendations are put from here on; NULL: as before */
    const char *enforcement; /* of the breaches below it */
};

/* What is said of a standard in its section. */
struct standard_value {
    struct pattern pattern; /* groups: grade, text (of the grade), score, impact */
    const char *status;
    bool finding; /* a sentence, which the section can have several of: the last counts */
};

/* A word for what was done about breaches. */
struct enforcement_rule {
    struct pattern pattern;
    const char *is;
};

/* Tables of regulations that were broken. */
struct breach_rules {
    struct pattern row;        /* that begins one; groups: number, law, standard */
    struct pattern activities; /* the names of regulated activities */
    struct pattern label;      /* stands before how the regulation was broken */
    struct pattern after;      /* stands before what was done about the breaches above */
    struct pattern until;      /* a line that ends what is said of a breach */
    struct pattern ignore;     /* a line that comes between */
    struct enforcement_rule *actions;
    size_t action_count;
    bool standards; /* the regulations are the report's standards */
};

/* A recommendation that is a sentence of the text. */
struct advice_rule {
    struct pattern pattern;
    const char *kind;
};

/* How a page of several inspections says of what kind one was. */
struct inspection_kind {
    struct pattern line;
    const char *is;
    bool assesses_nothing; /* never the current one, nor one before it */
};

/* Which numbers the findings have. */
enum numbering { NUMBERING_NONE, NUMBERING_WHOLE, NUMBERING_DECIMAL };

/* What an item of a list of recommendations can be. */
enum item_kind { ITEM_BULLET, ITEM_NUMBER, ITEM_DECIMAL, ITEM_PARAGRAPH, ITEM_KINDS };

struct profile {
    kloe_framework info;
    const char *file; /* for messages */
    const char **regulators;
    size_t regulator_count;
    bool regulators_as_printed;            /* of these, those that the title block names */
    struct signs title, front, vocabulary; /* front: in the title block, not in the title */
    struct record_signs record_signs;
    const char *subject_type;
    struct pattern *subjects; /* group subject; matched in the title block */
    size_t subject_count;
    const struct scale *scale;      /* of all its scales; each grade knows its own */
    const struct scale *all_scales; /* the same, and those that only some tables have */
    struct catalogues catalogues;
    struct placeholder *words; /* by the mark that stands for them in patterns */
    size_t word_count;
    const struct identifier_schemes *schemes;
    bool graded_standards; /* what has no grade is no standard of the report */
    struct field_rule *fields;
    size_t field_count;
    struct capture_rule *captures;
    size_t capture_count;
    struct aspect_rule *aspects; /* of tables that name none of their own */
    size_t aspect_count;
    struct judgement_rule *judgements;
    size_t judgement_count;
    struct sentence_rule *sentences;
    size_t sentence_count;
    struct section_rule *sections;
    size_t section_count;
    struct standard_value *standard_values;
    size_t standard_value_count;
    struct breach_rules breaches;
    struct told_rules told;
    struct catalogues told_catalogues;
    struct advice_rule *advice;
    size_t advice_count;
    struct pattern *flat_lines; /* of a title block, by which one without line breaks is cut */
    size_t flat_line_count;
    struct pattern *flat_headings; /* the same of what stands anywhere in the report */
    size_t flat_heading_count;
    struct pattern service;    /* the name of a service that a body has several of */
    struct pattern inspection; /* the heading of one of several inspections on a page */
    struct inspection_kind *inspection_kinds;
    size_t inspection_kind_count;
    enum numbering findings;
    const char *recommendation_kind; /* NULL: none */
    const char *recommendation_body; /* to whom they are put unless a section says otherwise */
    bool items[ITEM_KINDS];          /* what is a recommendation in a list of them */
    bool topics; /* lines between the items name the core services that they are about */
    struct pattern source_tag;    /* at the end of a recommendation; group source */
    struct pattern item_standard; /* in a recommendation; group number */
    struct record_rules record;   /* of reports that come as records */
    struct promises promises;
};

/* Reads of a profile what tells the family. False on an error, and for a part, which is no family
 * but what others build on. `json` is to live as long as the profile. */
bool profile_load(struct config *c, struct text json, struct profile *out);

/* Reads the rest, with what the profile builds on of `sources`, and compiles it. */
void profile_complete(struct config *c, const struct library *library,
                      const struct profile_sources *sources, struct profile *p);

#endif
