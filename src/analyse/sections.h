/* The sections of a report: which heading opens what, and which blocks belong to it. */
#ifndef KLOE_ANALYSE_SECTIONS_H
#define KLOE_ANALYSE_SECTIONS_H

#include "analyse/analysis.h"

struct section {
    const struct section_rule *rule; /* NULL: before the first heading that the family knows, or
                                        under one that it does not know */
    struct passage heading;          /* empty where there is none */
    struct passage number, title;    /* parts of it, empty where not printed */
    size_t first, end;               /* blocks of the body */
    const char *body;                /* to whom recommendations are put here */
    struct passage group;            /* the heading of the group of standards; empty: none */
};

/* A table of judgements: the blocks from the one that opens it to where something else begins. */
struct judgement_table {
    const struct judgement_rule *rule;
    struct passage group;
    bool named;            /* the group's pattern says which part of the heading is its name */
    struct passage aspect; /* where the group's heading is a label itself; else empty */
    size_t first, end;
};

/* Cuts headings, and timescales that head lists, that share a block with the text around them out
 * of it. Such a heading is one line, or up to four, that a rule matches whole, with a new sentence
 * behind it. To be called before anything points at the document's blocks. */
void sections_cut(struct analysis *a, struct document *d);

/* Fills a->tables and a->sections. What looks like a heading inside a table is a label. The first
 * section is the front matter; every block is in one of them. A heading is a block that a rule
 * matches whole, whatever its kind or level: what converters make of headings cannot be trusted. */
void sections_find(struct analysis *a);

/* Whether a block stands in a table of judgements. */
bool is_in_table(const struct analysis *a, size_t block);

/* The text of a block of the section's body; empty for rows of tables. */
struct passage section_body(const struct analysis *a, size_t block);

/* A number as markup gives it, or as printed at the start of the passage; *length is what of the
 * passage is the number. 0 where there is none. */
unsigned number_at(const struct document *d, struct passage p, size_t *length);

/* A heading by its kind, or a short line that looks like one. */
bool is_heading_shaped(const struct document *d, size_t block);

#endif
