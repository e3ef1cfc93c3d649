/* By when: "Within 3 months (from report)", "Immediately", "within 20 working days of receipt". */
#ifndef KLOE_ANALYSE_TIMESCALE_H
#define KLOE_ANALYSE_TIMESCALE_H

#include "analyse/analysis.h"

/* The first timescale in the passage; *where is its part. `due` is counted from publication where
 * the words allow it. */
bool timescale_find(struct analysis *a, struct passage p, kloe_timescale *out,
                    struct passage *where);

/* Whether it counts from the document or a date: "within 28 days of this report", where "within 45
 * days" can be how long a thing may take. */
bool timescale_is_deadline(struct analysis *a, const kloe_timescale *t);

/* Whether the passage is a timescale and nothing else: a line that heads a list. */
bool timescale_heading(struct analysis *a, struct passage p, kloe_timescale *out);

/* Whether one heads what stands behind the block. A number whose bullets are parts of it ends in a
 * colon too: only a timescale between the two tells that it leads up to a list of its own items. */
bool timescale_follows(struct analysis *a, size_t block);

#endif
