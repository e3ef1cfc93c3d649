/* How far a list of recommendations or next steps goes. */
#ifndef KLOE_ANALYSE_SCOPE_H
#define KLOE_ANALYSE_SCOPE_H

#include "analyse/section.h"

/* What has been seen of the list that is open: items; items with numbers; bullets before any of
 * those. Begins as zero. */
struct scope {
    bool items, numbers, bullets;
};

/* Whether the block ends the section's list: a letter's end; a heading of the list's level or above
 * where markup gives levels, and elsewhere one below which no item stands, for that is a topic of
 * the list; a numbered paragraph in a list of bullets. Notes what the block is of the list. */
bool scope_ends(struct analysis *a, const struct section *open, size_t block, struct scope *scope);

/* Whether the block can be an item of a list of the family's. */
bool scope_is_item(const struct analysis *a, size_t block);

#endif
