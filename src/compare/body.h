/* Which body a report is of: by identifiers of the body, its code in a register, its name. */
#ifndef KLOE_COMPARE_BODY_H
#define KLOE_COMPARE_BODY_H

#include <kloe/kloe.h>

#include "base/arena.h"

enum { BODY_IDS = 8 };

/* All folded; NULL where the report does not say. */
struct body {
    const char *schemes[BODY_IDS], *ids[BODY_IDS]; /* ids begin with their schemes */
    size_t id_count;
    const char *code; /* in a register, and which */
    const char *name;
};

struct body body_of(struct arena *a, const kloe_report *r);

/* By what they are one body: "identifier", "register", "name"; NULL where nothing says so. */
const char *body_same(const struct body *a, const struct body *b);

/* Whether both have identifiers of one scheme, and none in common, or other codes of a register. */
bool body_conflicts(const struct body *a, const struct body *b);

/* The day of the inspection, else of the report: what it is older or newer by; NULL: none. */
const char *body_date(const kloe_report *r);

#endif
