/* The regulations that a sentence names: "regulations 12 and 17", "safe care and treatment,
 * staffing and good governance". */
#ifndef KLOE_ANALYSE_TOLD_NAMES_H
#define KLOE_ANALYSE_TOLD_NAMES_H

#include "analyse/analysis.h"

enum { TOLD_NAMES_MAX = 24 };

struct told_name {
    struct passage words;
    const char *number;                  /* as printed; NULL: none */
    const char *title;                   /* likewise */
    const struct catalogue_entry *entry; /* NULL: what regulation it is cannot be told */
};

/* The names with which the passage begins; `free` takes also those that no catalogue has, and
 * `count` is how many there should be (0: not said). Gives how many there are. */
size_t told_names_read(struct analysis *a, struct passage p, bool free, unsigned count,
                       struct told_name names[TOLD_NAMES_MAX]);

#endif
