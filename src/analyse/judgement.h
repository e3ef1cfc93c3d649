/* Adding judgements to the report, wherever they were found. */
#ifndef KLOE_ANALYSE_JUDGEMENT_H
#define KLOE_ANALYSE_JUDGEMENT_H

#include "analyse/analysis.h"

struct found_judgement {
    const char *id; /* of its aspect: it counts once in the report; NULL: as often as it is found */
    const char *group, *location, *aspect, *grade_text, *status;
    const struct grade *grade;
    bool overall;
    int percentage;
    kloe_at at;
};

/* Adds it. One that counts already gains what is new; another grade for it is a diagnostic. */
void judgement_add(struct analysis *a, const struct found_judgement *found);

/* The judgement that counts for an id, or NULL. */
kloe_judgement *judgement_find(struct analysis *a, const char *id);

/* Whether one counts for the id, or was left out because of a doubt. */
bool judgement_is_settled(struct analysis *a, const char *id);

/* Whether a grade that was published with `date` is an earlier inspection's: NULL where either date
 * is not known; months are compared where `month_only`. */
const char *status_by_date(const struct analysis *a, struct date date, bool month_only);

/* Notes that the label of the aspect `id` was there, and why it has no grade; NULL: of no known
 * one.
 */
void judgement_doubt(struct analysis *a, const char *id, enum absence absence);

#endif
