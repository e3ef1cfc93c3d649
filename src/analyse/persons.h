/* What a person's name is, told in one place for every rule that names people. */
#ifndef KLOE_ANALYSE_PERSONS_H
#define KLOE_ANALYSE_PERSONS_H

#include "analyse/units.h"

/* A value of people does not have more. */
enum { PERSONS_MAX = 64 };

/* A name of two words or more, without honorific and rank. A line's end can cut it. */
struct person {
    struct passage first, last; /* from where to where it stands */
    const char *name;
};

/* The people whom the lines name, up to where they become prose or a label comes. Commas, "and",
 * brackets and words of rank divide names, and so does a line's end behind a whole one. Where not
 * `many` can be, the first one and those whom "and" adds. */
size_t persons_find(struct analysis *a, const struct units *lines, bool many,
                    struct person out[PERSONS_MAX]);

/* Whether the words are one person's name, and nothing else but what stands before names. */
bool is_person(struct analysis *a, struct passage p);

#endif
