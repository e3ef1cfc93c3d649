/* Which family a document belongs to. */
#ifndef KLOE_FRAMEWORK_DETECT_H
#define KLOE_FRAMEWORK_DETECT_H

#include "base/text.h"
#include "framework/engine.h"

struct detection {
    const char *id;    /* NULL: none of the families */
    const char *near;  /* of none: one that some signs speak for; NULL: none */
    double confidence; /* 0 to 1: of the family, or that it is none */
};

/* The least sum that tells a family; what is taken off for another genre. */
extern const double detect_threshold, detect_of_genre;

/* How much of a title sign's weight its matches in the title block give: all (1) where one of them
 * is not in prose; 0 where there is none. */
double detect_share(struct matcher *m, const struct pattern *sign, struct text head);

/* Title first, then vocabulary: a family counts only if a title sign is in the head, the part of
 * the document in which titles stand; the weights of all signs that are found add up, those of a
 * title that a sentence names by 0.6. The greatest sum of at least one half wins; where the
 * document's own title says that it is of another genre (a handbook, news), one half is taken off.
 */
struct detection detect(struct arena *a, const kloe_engine *e, struct matcher *m, struct text head,
                        struct text vocabulary, struct text title, const struct pattern *genre);

#endif
