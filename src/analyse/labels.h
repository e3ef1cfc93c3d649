/* Labels of the front matter, known to the family or only shaped like one. */
#ifndef KLOE_ANALYSE_LABELS_H
#define KLOE_ANALYSE_LABELS_H

#include "analyse/units.h"

struct label {
    const struct field_rule *field; /* NULL: the family does not know it */
    struct passage words;           /* without its colon */
    struct passage value;           /* what follows in the line; empty: nothing */
};

/* The label with which the unit begins, if the family knows it. Without a colon the value must
 * begin like one: with a capital or a digit. */
bool label_known(struct analysis *a, const struct unit *u, struct label *out);

/* A few words before a colon, with a capital first, that no field of the family takes. */
bool label_unknown(struct analysis *a, const struct unit *u, struct label *out);

/* Says that nobody took a label, where its value is a date, a person or an identifier. */
void label_note_unknown(struct analysis *a, const struct label *l, const struct units *value);

#endif
