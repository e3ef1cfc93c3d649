/* Finding the values of a record by their paths. */
#ifndef KLOE_ANALYSE_RECORD_FIND_H
#define KLOE_ANALYSE_RECORD_FIND_H

#include "analyse/analysis.h"
#include "document/record.h"

/* Values by their index, in the document's order. */
struct found_values {
    const uint32_t *items;
    size_t count;
};

/* All that the path leads to; arrays are gone through. */
struct found_values record_all(struct analysis *a, const struct record_path *path);

/* Of these, those that belong to another value: where both stand in an array, in the same element
 * of it. 0 is the whole. */
struct found_values record_of(struct analysis *a, const struct record_path *path, uint32_t value);

/* The first of these; 0: none. */
uint32_t record_first(struct analysis *a, const struct record_path *path, uint32_t value);

/* What the value's words are; empty where it has none, as 0 has. */
struct text record_text(const struct analysis *a, uint32_t value);

/* The first date in the words; false where there is none. */
bool record_date(const struct analysis *a, uint32_t value, struct date *out);

/* The words of an object's or a member's key; an element of an array has the array's. */
struct passage record_name(const struct analysis *a, uint32_t value);

#endif
