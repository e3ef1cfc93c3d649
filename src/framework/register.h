/* The register of local authorities that is built in (data/registers). */
#ifndef KLOE_FRAMEWORK_REGISTER_H
#define KLOE_FRAMEWORK_REGISTER_H

#include <kloe/kloe.h>

#include "framework/language.h"

struct arena;

/* Who is looked for. */
struct register_query {
    struct text name; /* as a report prints it: "London Borough of Sutton", "Sutton's children's
                         services" */
    const char *urn;  /* Ofsted's number of it, for when the name is none; NULL: not known */
    const char *day;  /* of the inspection; NULL: not known */
};

/* The authority, in the arena; NULL where the register has none, or it is not certain which. A name
 * is an authority's where besides the authority's own name, or another that it goes by, there is
 * nothing in it but the forms of such names ("Council", "City of"). */
const kloe_registered *register_find(struct arena *a, const struct word_list *forms,
                                     const struct register_query *query);

#endif
