/* Adding judgements to the report, wherever they were found. */
#ifndef KLOE_ANALYSE_JUDGEMENT_H
#define KLOE_ANALYSE_JUDGEMENT_H

#include "analyse/analysis.h"

struct found_judgement {
    const char *id; /* of its aspect: it counts once in the report; NULL: as often as it is found */
    const char *service; /* whose it is, where a page has those of several: once for each */
    const char *group, *location, *level, *aspect, *grade_text, *status;
    const struct grade *grade;
    bool overall;
    int percentage;
    double confidence;
    kloe_at at;
};

/* How sure it is that a grade belongs to a label, and what doubts leave of that. */
#define SURE_IN_ROW 0.98    /* the grade stands in the label's row or line */
#define SURE_SENTENCE 0.95  /* both are in one sentence */
#define SURE_BY_ORDER 0.9   /* it stands below, or is told by order */
#define SURE_OF_SLIP 0.9    /* the label has a slip of a letter */
#define SURE_OF_UNKNOWN 0.8 /* nobody knows the label */

/* Adds it. One that counts already gains what is new; another grade for it is a diagnostic. */
void judgement_add(struct analysis *a, const struct found_judgement *found);

/* The judgement that counts for an id, or NULL; of a service of the body, or (NULL) of itself. */
kloe_judgement *judgement_find(struct analysis *a, const char *id);
kloe_judgement *judgement_find_of(struct analysis *a, const char *service, const char *id);

/* Whether one counts for the id, or was left out because of a doubt. */
bool judgement_is_settled(struct analysis *a, const char *id);

/* The date of a rating that the words are: of a day or a month. */
bool rating_date(struct text words, struct date *date, bool *month);

/* What the words beside a grade say of it: "Assessed", "Not assessed", or when it was published,
 * which can be an earlier inspection. NULL: nothing. */
const char *rating_status(const struct analysis *a, struct text words);

/* Notes that the label of the aspect `id` was there, and why it has no grade; NULL: of no known
 * one.
 */
void judgement_doubt(struct analysis *a, const char *id, enum absence absence);

#endif
