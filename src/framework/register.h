/* The register of local authorities that is built in (data/registers). */
#ifndef KLOE_FRAMEWORK_REGISTER_H
#define KLOE_FRAMEWORK_REGISTER_H

#include <kloe/kloe.h>

#include "framework/language.h"

struct arena;

struct authority {
    kloe_registered is;
    const char *urn,
        *since;         /* since: its first day, where another body had the name before; or "" */
    const char **names; /* its own, and others that it goes by, as words with spaces around */
    size_t name_count;
};

struct authorities {
    struct authority *items;
    size_t count;
};

void register_load(struct arena *a, struct authorities *out);

/* Who is looked for. */
struct register_query {
    struct text name; /* as a report prints it: "London Borough of Sutton", "Sutton's children's
                         services" */
    const char *urn;  /* Ofsted's number of it, for when the name is none; NULL: not known */
    const char *day;  /* of the inspection; NULL: not known */
};

/* NULL where the register has none, or it is not certain which. A name is an authority's where
 * besides the authority's own name, or another that it goes by, there is nothing in it but the
 * forms of such names ("Council", "City of"). `a` is for work. */
const kloe_registered *register_find(const struct authorities *all, struct arena *a,
                                     const struct word_list *forms,
                                     const struct register_query *query);

#endif
