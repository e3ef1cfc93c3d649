/* The dates that a value's lines give. */
#ifndef KLOE_ANALYSE_DATES_H
#define KLOE_ANALYSE_DATES_H

#include "analyse/units.h"

/* The dates in the lines, which may run over a line's end and be in any order. A date or range of
 * which a part cannot be read is none. Where no date prints a year, those of `letter`'s year, or
 * the year before where they would be later than it; NULL: there is no such year. */
bool dates_read(struct analysis *a, const struct units *lines, const struct date *letter,
                struct date_range *range, kloe_at *at);

/* A month of a year, or two, where the first line, or two, have nothing else; their day is 0. */
bool dates_read_months(struct analysis *a, const struct units *lines, struct date_range *months,
                       kloe_at *at);

/* Whether the lines hold a date, with a year or without one, or months alone. */
bool dates_possible(struct analysis *a, const struct units *lines);

#endif
