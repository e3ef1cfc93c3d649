/* Whether a sentence says a thing or denies it. */
#ifndef KLOE_ANALYSE_NEGATION_H
#define KLOE_ANALYSE_NEGATION_H

#include "base/text.h"
#include "framework/scale.h"

enum negation {
    NEGATION_NONE,
    NEGATION_WHOLE,  /* "has not ensured that the standards are met" */
    NEGATION_DOUBTED /* a negation is there, and what it holds for cannot be told */
};

/* What the words before the offset `at`, back to the beginning of its clause, make of it; *word
 * is where the negation stands, if there is one. */
enum negation negation_before(struct text t, size_t at, size_t *word);

/* The grade that a sentence gives whose words stand at *at; NULL where a negation leaves none. *at
 * goes back to the word that makes it the opposite. */
const struct grade *negation_grade(const struct grade *g, struct text t, size_t *at);

#endif
