/* Lists of recommendations of which nothing was read. */
#ifndef KLOE_ANALYSE_UNREAD_H
#define KLOE_ANALYSE_UNREAD_H

#include "analyse/section.h"

/* To be called for a section of recommendations that yielded none: a diagnostic where text stands
 * in it that does not say that there are none. */
void unread_note(struct analysis *a, const struct section *s);

/* To be called when all recommendations have been read, of families that can have them: a
 * diagnostic where a list stands under a heading that the family does not know, and nobody took its
 * items. It must ask for something, or stand beside a list that was read, or be the only one. */
void unread_list_note(struct analysis *a);

/* "There are no recommendations." */
bool says_none(struct analysis *a, struct text t);

#endif
