/* From bytes to a report, for those who look at the analysis too. */
#ifndef KLOE_ANALYSE_ANALYSE_H
#define KLOE_ANALYSE_ANALYSE_H

#include "analyse/analysis.h"

/* What is done with an analysis that has come to its end. */
typedef kloe_status analysed(struct analysis *a, const kloe_engine *e, void *context,
                             kloe_error *error);

/* Reads, analyses and does `then`, for which there are `more` bytes of memory. On success the arena
 * belongs to the report; on failure, also of `then`, all is freed. `options` and `error` may be
 * NULL. */
kloe_status analyse_bytes(const kloe_engine *engine, const char *name, struct text bytes,
                          const kloe_read_options *options, analysed *then, void *context,
                          size_t more, kloe_error *error);

#endif
