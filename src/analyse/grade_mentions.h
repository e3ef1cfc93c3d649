/* Grades that a sentence says were given to a named service. */
#ifndef KLOE_ANALYSE_GRADE_MENTIONS_H
#define KLOE_ANALYSE_GRADE_MENTIONS_H

#include "analyse/analysis.h"

enum { GRADES_MAX = 16 };

struct grade_mention {
    struct text subject; /* as printed; empty where the sentence names none */
    bool again;          /* then: "the home", of a service that was named before */
    const char *grade;
    int year;  /* 0: none */
    size_t at; /* where the grade stands */
};

/* Those that the sentence states as facts of this time, in its order; an earlier grade counts
 * where its year is told. */
size_t grade_mentions_find(struct analysis *a, struct text sentence,
                           struct grade_mention out[GRADES_MAX]);

/* The year that the words tell of a grade; 0 where none. */
int grade_year(struct analysis *a, struct text t);

#endif
