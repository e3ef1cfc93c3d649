/* One recommendation: what it is made of while a list is read, and what follows from its words. */
#ifndef KLOE_ANALYSE_RECOMMENDATION_H
#define KLOE_ANALYSE_RECOMMENDATION_H

#include "analyse/section.h"

enum { PARTS_MAX = 64 };

struct draft {
    struct passage parts[PARTS_MAX]; /* its words */
    size_t part_count;
    struct text lead;   /* "The trust should ensure that:", or only the names of bodies */
    struct text bodies; /* named beside it in a table */
    const char *number, *core_service;
    kloe_timescale timescale; /* said for it; without a text: its own words may say it */
    kloe_strings sources, standards;
};

/* Adds words, and keeps "(Ofsted 2012)" at their end as a source. */
void draft_add(struct analysis *a, struct draft *d, struct passage p);

/* The draft as a recommendation of the report, of the section's kind and body. */
kloe_recommendation *recommendation_add(struct analysis *a, const struct section *s,
                                        const struct draft *d);

/* "must", "should", or NULL. */
const char *modality_of(struct analysis *a, struct text t);

/* Whether the text's first sentence says who must do what: "Leaders should ...". */
bool begins_by_asking(struct analysis *a, struct text t);

/* Whether the passage is one sentence that goes on with nothing said before. */
bool stands_alone(struct analysis *a, struct passage p);

/* Whether the family's lists are of paragraphs, whose bullets are parts of them. */
bool lists_paragraphs(const struct profile *p);

#endif
