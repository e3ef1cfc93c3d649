/* What judgements and standards have in common when they are compared. */
#ifndef KLOE_COMPARE_CHANGE_H
#define KLOE_COMPARE_CHANGE_H

#include "compare/parts.h"

/* Of what one report alone has: `label` are its words, `path` is that of the JSON's `absent`
 * ("judgements.overall"; NULL: none), and `list` that of all of its kind. */
kloe_change change_of_missing(const struct comparing *c, const char *label, const char *path,
                              const char *list, bool in_before);

/* Of two grades, `steps` up: less what the statuses say of them. */
kloe_change change_by_steps(int steps, const char *before_status, const char *after_status);

/* Not comparable, but unchanged where the same is said. */
kloe_change change_without_order(bool same, const char *why, const char *words);

#endif
