/* What the writers of comparisons share: names, and what changes are called. */
#ifndef KLOE_WRITE_COMPARE_NAMES_H
#define KLOE_WRITE_COMPARE_NAMES_H

#include <kloe/kloe.h>

/* "Aldersea": of the newer report, else of the older one. */
const char *compare_name(const kloe_comparison *c);

/* "not comparable" for "not-comparable": what people read. */
const char *compare_word(const char *change);

/* The report that stands alone. */
static inline const kloe_report *compare_lone(const kloe_comparison *c) {
    return c->after ? c->after : c->before;
}

static inline bool compare_is_alone(const kloe_comparison *c) { return !c->before || !c->after; }

/* "Surgery, St Mary's: Safe", for NULL in both the one there is. */
enum { COMPARE_LABEL = 2048 };
void compare_label(const kloe_judgement_change *j, char out[COMPARE_LABEL]);

/* "Good", "3", "requirement-notice"; "" where nothing is said. */
enum { COMPARE_GRADE = 192 };
void compare_grade(const kloe_judgement *j, char out[COMPARE_GRADE]);
void compare_standing(const kloe_standard *s, char out[COMPARE_GRADE]);

/* "12 Safe care and treatment" */
void compare_standard(const kloe_standard_change *s, char out[COMPARE_LABEL]);

/* "The family", "Published": what a fact's path is called. */
const char *compare_fact(const char *path);

/* Whether compare_side tells it. */
bool compare_is_in_side(const char *path);

/* The path of a report without what a terminal would obey. */
void compare_path(const kloe_report *r, char out[COMPARE_LABEL]);

/* The order in which changes are told: worse first. */
extern const char *const compare_order[];
enum { COMPARE_CHANGES = 7 };

size_t compare_count_recommendations(const kloe_comparison *c, const char *change);

/* "Judgements: 1 improved, 2 declined, 1 not comparable", "none" */
enum { COMPARE_TALLY = 256 };
void compare_tally(const kloe_comparison *c, char out[COMPARE_TALLY]);
void compare_tally_recommendations(const kloe_comparison *c, char out[COMPARE_TALLY]);

/* "ofsted-ilacs, 9 July 2018 to 20 July 2018", and the path. */
enum { COMPARE_SIDE = 512 };
void compare_side(const kloe_report *r, char out[COMPARE_SIDE]);

#endif
