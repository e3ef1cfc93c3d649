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
    size_t offset;                   /* of the first one's text that belongs to the body */
};

/* Fills a->sections. The first one is the front matter; every block is in one of them. A heading is
 * a block, or the first line of one, that a rule matches whole, whatever its kind or level: what
 * converters make of headings cannot be trusted. */
void sections_find(struct analysis *a);

/* The text of a block of the section's body; empty for rows of tables. */
struct passage section_body(const struct analysis *a, const struct section *s, size_t block);

/* A heading by its kind, or a short line that looks like one. */
bool is_heading_shaped(const struct document *d, size_t block);

#endif
