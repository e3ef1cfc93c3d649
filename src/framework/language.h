/* What no family of reports defines for itself: how English says by when, who must, and who is a
 * body. Read from data/language.json and data/bank-holidays.json. */
#ifndef KLOE_FRAMEWORK_LANGUAGE_H
#define KLOE_FRAMEWORK_LANGUAGE_H

#include "framework/calendar.h"
#include "framework/identifiers.h"
#include "framework/pattern.h"
#include "framework/scale.h"

struct config;

struct word_list {
    const char **items;
    size_t count;
    unsigned char *lengths; /* of the items */
};

struct language {
    struct pattern timescale;   /* groups: date; month; now; count, unit, basis */
    struct pattern other_basis; /* a basis that is not the report's publication */
    struct pattern own_basis;  /* a basis that makes the words a deadline: the document or a date */
    struct word_list numbers;  /* "one" is the first */
    struct pattern modal;      /* groups: must, should */
    struct pattern reported;   /* up to the name of whom somebody said something of */
    struct pattern assigned;   /* "will ensure": what somebody is to do, without a modal */
    struct pattern columns;    /* headings of the columns of a table of things to do */
    struct pattern leads_date; /* a word behind which a date is no column's */
    struct pattern lead_in;    /* the end of a sentence that leads up to a list */
    struct pattern asks_below; /* of one that says who must or should do what is listed below it */
    struct pattern reports_back; /* asks somebody to answer the inspectors */
    struct pattern told_by;      /* what others than the inspectors say, or said at another time */
    struct pattern told_below;   /* one that leads up to what was found */
    struct pattern asks;         /* a sentence of "Next steps" that asks for something */
    struct pattern asked;        /* group body: whom it asks, where it says so behind the verb */
    struct pattern back_matter;  /* how a publisher's own pages behind the report begin */
    struct pattern site_lines;   /* a web site's own lines around a report */
    struct pattern site_before;  /* its words before a name */
    struct pattern site_behind;  /* ... and behind it */
    struct pattern site_beside;  /* the heading of what it says of others */
    struct pattern vacant;       /* stands in a person's place */
    struct pattern genre;        /* words of a title that no report of an inspection has */
    struct pattern earlier;      /* words of a label that tell of an inspection before this one */
    struct pattern finding_open; /* before a finding's grade: it is asked for, or given in part */
    struct pattern finding_except;  /* behind it */
    struct pattern this_inspection; /* before a grade, where an earlier one stands beside it */
    struct pattern names_trust, names_location; /* in the aspect of an overall rating */
    struct pattern grade_key;                   /* how a list begins of what grades mean */
    struct word_list honorifics;                /* before a person's name */
    struct word_list rank_words;                /* around it: no part of any name */
    struct word_list particles;                 /* in it, and not capitalised: "van" */
    struct word_list body_words;                /* with which the name of a body ends, singular */
    struct word_list company_words;             /* likewise, only of proper names */
    struct word_list body_starts, body_names;
    struct word_list clause_words;    /* of clauses: in no body's name */
    struct word_list commissioners;   /* with which names end that begin "NHS PLACES" */
    struct word_list own_names;       /* what a report calls the body that it is about: no name */
    struct word_list authority_forms; /* around the own name of a local authority */
    struct word_list roles;           /* people by what they do: never a body */
    struct word_list not_names;       /* capitalised at the start of a sentence, but no name */
    struct word_list service_words;   /* what services are, in their names: "lodge", "services" */
    struct pattern *grade_mentions;   /* groups: grade; subject, unless it is what stands before */
    size_t grade_mention_count;
    struct pattern grade_mention_further; /* another one behind it */
    struct pattern grade_mention_before;  /* words of a clause that tell of an earlier grade */
    struct pattern grade_mention_past;    /* likewise, behind the grade */
    struct pattern grade_mention_part;    /* behind a grade of one question or area */
    struct pattern service_again;         /* "The home": words for a service named before */
    struct pattern grade_alone;           /* a cell or heading that is a grade */
    struct pattern grade_beside;          /* a line: groups subject, grade */
    struct pattern grade_column, service_column; /* headings of columns */
    struct pattern statistics;                   /* a subject that is a share of many */
    struct pattern hypothetical;                 /* before a grade that was not given */
    struct pattern advised; /* "recommended that": group body begins behind it */
    struct pattern year;
    struct pattern none;    /* says that a list has nothing on it; the whole of an item */
    struct pattern request; /* how an item begins that asks for something */
    struct pattern chapter; /* a heading of what is no list: findings, strengths, an annex */
    struct pattern annex;   /* how the heading of an annex begins */
    struct pattern closing; /* a line behind the report proper: a letter's end */
    struct pattern address; /* lines that end in a postcode */
    struct pattern told;    /* a modal that is followed by what a body is to do */
    struct regulator {
        const char *id;
        struct pattern pattern;
    } * regulators;
    size_t regulator_count;
    struct calendar calendar;
};

/* Reads and compiles. In "grade_mentions", "{grade}" stands for the words of all scales. */
void language_load(struct config *c, struct text json, const struct scales *scales,
                   const struct identifier_schemes *schemes, struct language *out);

/* A number in digits or in words; 0: it is none. */
int language_count(const struct language *l, struct text t);

bool word_list_has(const struct word_list *list, struct text word); /* case does not count */

#endif
