/* Which family a record is of. */
#ifndef KLOE_ANALYSE_RECORD_FAMILY_H
#define KLOE_ANALYSE_RECORD_FAMILY_H

#include "analyse/analysis.h"

/* Whether the document is a record of a kind that some family knows; *id is the family whose
 * inspection in it is the newest, NULL where it tells of none. */
bool record_family(struct analysis *a, const kloe_engine *e, const char **id);

/* Whether the path leads to words. */
bool record_has(struct analysis *a, const struct record_path *path);

/* Whether it is a record that the profile knows. */
bool record_is_of(struct analysis *a, const struct profile *p);

#endif
