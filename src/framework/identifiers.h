/* The schemes of identifiers, and what theirs look like: data/identifiers.json. No scheme of these
 * has a digit that checks the others, so that the shape is all that can be asked of one. */
#ifndef KLOE_FRAMEWORK_IDENTIFIERS_H
#define KLOE_FRAMEWORK_IDENTIFIERS_H

#include "framework/pattern.h"

struct config;

struct identifier_scheme {
    const char *id;
    struct placeholder placeholder; /* its shape in patterns; capitals are capitals */
    struct pattern pattern;         /* the same, and no word goes on behind it */
};

struct identifier_schemes {
    struct identifier_scheme *items;
    size_t count;
};

void identifiers_load(struct config *c, struct text json, struct identifier_schemes *out);

/* NULL where nothing is known of it. */
const struct identifier_scheme *identifiers_find(const struct identifier_schemes *all,
                                                 const char *id);

/* The pattern's source with the shapes of schemes in the places of their marks ("{postcode}"). */
const char *identifiers_insert(struct config *c, const struct identifier_schemes *all,
                               const char *source);

#endif
