/* The lines of a table of breaches in reading order: column by column where it has rows, with the
 * names of regulated activities told apart, which some converters put between the other lines. */
#ifndef KLOE_ANALYSE_BREACH_LINES_H
#define KLOE_ANALYSE_BREACH_LINES_H

#include "analyse/section.h"

struct breach_line {
    struct passage passage;
    bool activity;             /* part of an activity's name */
    const char *activity_name; /* the whole of it, at its first line */
};

struct breach_lines {
    struct breach_line *items;
    size_t count, capacity;
};

void breach_lines_read(struct analysis *a, const struct section *s, struct breach_lines *out);

#endif
