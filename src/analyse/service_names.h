/* Names of services in running text: "Wexmoor Council's children's services". */
#ifndef KLOE_ANALYSE_SERVICE_NAMES_H
#define KLOE_ANALYSE_SERVICE_NAMES_H

#include "analyse/analysis.h"

enum { SERVICES_MAX = 8 };

/* Whether a proper name is among the words: a capital that is not the sentence's grammar, a
 * regulator's or a kind of body's; "schools in Kent" are many and have none. */
bool names_service(struct analysis *a, struct text t);

/* The same, and a word for what it is ("Brook School"): such words can stand without a sentence. */
bool is_service_name(struct analysis *a, struct text t);

/* The service's name with which a sentence begins, or the first one in it; empty where none is. */
struct text service_first(struct analysis *a, struct text sentence, bool anywhere);

/* The service that a verb behind the words is about; empty where none is named. */
struct text service_before(struct analysis *a, struct text words);

/* "Brook School and Mill Nursery": each of them; "Brook and Mill NHS Trust" is one. */
size_t services_split(struct analysis *a, struct text names, struct text out[SERVICES_MAX]);

#endif
