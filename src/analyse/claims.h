/* What rules propose for the values that a report has once, and which of it counts. The order in
 * which rules are tried decides nothing: a claim is as good as its place, and better where others
 * agree. */
#ifndef KLOE_ANALYSE_CLAIMS_H
#define KLOE_ANALYSE_CLAIMS_H

#include "analyse/units.h"

enum slot { SLOT_PUBLISHED, SLOT_INSPECTION, SLOT_SUBJECT, SLOT_COUNT };

/* How sure a place makes a claim. */
struct standing {
    const char *place; /* for people */
    double score;
};

#define STANDING(place, score) ((struct standing){place, score})
#define CLAIM_TITLE STANDING("title", 0.97) /* words of the title around it, in the title block */
#define CLAIM_LABEL STANDING("label", 0.95) /* behind a label there */
#define CLAIM_HEADING STANDING("heading", 0.9) /* of the inspection, on a page of several */
#define CLAIM_BELOW STANDING("label further down", 0.85)
#define CLAIM_HEAD STANDING("title block", 0.8)      /* in a sentence of it */
#define CLAIM_SENTENCE STANDING("sentence", 0.7)     /* elsewhere */
#define CLAIM_RUNNING STANDING("running line", 0.85) /* which most pages have */
#define CLAIM_LINK STANDING("link", 0.6)
#define CLAIM_FALLBACK STANDING("fallback", 0.5) /* what only stands in for it in the family */

enum outcome {
    OUTCOME_LOST,
    OUTCOME_WON,
    OUTCOME_AGREES,     /* with the one that won */
    OUTCOME_TIED,       /* with another one, so that none won */
    OUTCOME_UNREADABLE, /* no value of that kind */
    OUTCOME_COUNT
};

struct claim {
    enum slot slot;
    struct standing standing;
    struct units lines;         /* of the value */
    struct passage label;       /* empty: none */
    const struct pattern *rule; /* NULL: the engine's own */
    bool newest;                /* of several of the rule, the newest counts */

    /* once resolved */
    const char *value; /* NULL: it has not the shape of one */
    struct date_range dates;
    struct date_range months; /* where no day is printed; year 0: none */
    kloe_at at;
    double sure; /* with what says the same elsewhere */
    enum outcome outcome;
    struct claim *next;
};

/* Proposes a value. */
void claim_make(struct analysis *a, struct claim claim);

/* Gives each slot the best claim for it. Two that are equally good and differ leave it empty, and a
 * diagnostic says so; so do words behind a label that are no value. */
void claims_resolve(struct analysis *a);

/* The value that a slot is of, and the claims for it in the order in which they were made: so many
 * at most. Gives how many. */
enum { CLAIMS_MAX = 200 };
enum value claim_value(enum slot slot);
size_t claims_of(const struct analysis *a, enum slot slot, struct claim *out[CLAIMS_MAX]);

#endif
