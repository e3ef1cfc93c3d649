/* Which aspect of a table of judgements printed words name. */
#ifndef KLOE_ANALYSE_ASPECT_H
#define KLOE_ANALYSE_ASPECT_H

#include "analyse/analysis.h"

/* The aspect that the words are; NULL where the rule has none. */
const struct aspect_rule *aspect_match(struct analysis *a, const struct judgement_rule *rule,
                                       struct text words);

/* The one aspect that the words are nearly: a slip of a letter, a word left out or put in.
 * *likeness is how nearly, below 1. */
const struct aspect_rule *aspect_near(struct analysis *a, const struct judgement_rule *rule,
                                      struct text words, double *likeness);

/* Whether the words are an aspect or the first part of one. */
bool aspect_begins(struct analysis *a, const struct judgement_rule *rule, struct text words);

/* Whether the words name a service that a body has several of. */
bool is_service(struct analysis *a, struct text words);

#endif
