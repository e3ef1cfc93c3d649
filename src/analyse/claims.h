/* What rules propose for the values that a report has once, and which of it counts. The order in
 * which rules are tried decides nothing: a claim is as good as its place, and better where others
 * agree. */
#ifndef KLOE_ANALYSE_CLAIMS_H
#define KLOE_ANALYSE_CLAIMS_H

#include "analyse/units.h"

enum slot { SLOT_PUBLISHED, SLOT_INSPECTION, SLOT_SUBJECT, SLOT_COUNT };

/* How sure a place makes a claim. */
#define CLAIM_TITLE 0.97   /* words of the title around it, in the title block */
#define CLAIM_LABEL 0.95   /* behind a label there */
#define CLAIM_HEADING 0.9  /* in the heading of the inspection on a page of several */
#define CLAIM_BELOW 0.85   /* behind a label elsewhere */
#define CLAIM_HEAD 0.8     /* in a sentence of the title block */
#define CLAIM_SENTENCE 0.7 /* in a sentence elsewhere */
#define CLAIM_RUNNING 0.85 /* in a line that most pages have */
#define CLAIM_LINK 0.6
#define CLAIM_FALLBACK 0.5 /* where the family says so: what only stands in for the value */

struct claim {
    enum slot slot;
    double score;
    struct units lines;         /* of the value */
    struct passage label;       /* empty: none */
    const struct pattern *rule; /* NULL: the engine's own */
    const char *value;          /* once resolved; NULL: it has not the shape of one */
    struct date_range dates;
    struct date month; /* of a publication that prints no day; year 0: none */
    kloe_at at;
    struct claim *next;
};

/* Proposes a value. */
void claim_make(struct analysis *a, struct claim claim);

/* Gives each slot the best claim for it. Two that are equally good and differ leave it empty, and a
 * diagnostic says so; so do words behind a label that are no value. */
void claims_resolve(struct analysis *a);

#endif
