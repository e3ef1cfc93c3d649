/* A list of recommendations while it is read: what has been said for the items that follow, and the
 * words of the one that is being put together. */
#ifndef KLOE_ANALYSE_RECOMMENDATION_LIST_H
#define KLOE_ANALYSE_RECOMMENDATION_LIST_H

#include "analyse/section.h"

enum { PARTS_MAX = 64 };

struct recommendation_list {
    struct analysis *analysis;
    const struct section *section;
    kloe_timescale timescale;
    struct text lead; /* "The trust should ensure that:", or only the names of bodies */
    struct passage parts[PARTS_MAX];
    size_t part_count;
};

/* A new recommendation at the end of the report, of the section's kind and body. */
kloe_recommendation *list_add(struct recommendation_list *l);

/* Sets what follows from the list's parts: text, place, timescale, addressees, modality. */
void list_finish(struct recommendation_list *l, kloe_recommendation *r);

/* "(Regulation 12)": adds the standards that its words name. */
void recommendation_standards(struct analysis *a, kloe_recommendation *r);

/* "must", "should", or NULL. */
const char *modality_of(struct analysis *a, struct text t);

/* Reads a section whose items have no marks: the profile's pattern says how a line begins one.
 * Where a column beside the items names the bodies that answer for them, its lines come again and
 * again; they are taken out of the items' words and become their addressees. */
void unmarked_list_read(struct recommendation_list *l);

#endif
