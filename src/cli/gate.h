/* The rules of --fail-on. */
#ifndef KLOE_CLI_GATE_H
#define KLOE_CLI_GATE_H

#include "options.h"

#include <stdio.h>

/* False with a message where a rule is none. */
bool gate_check(const struct options *o, const kloe_engine *engine);

/* A line for each thing in the report that a rule matches. */
void gate_put(FILE *out, const struct options *o, const kloe_engine *engine, const char *path,
              const kloe_report *r);

/* A line for each judgement and standard that declined, of the report after at `path`; false where
 * there is none. */
bool gate_put_comparison(FILE *out, const char *path, const kloe_comparison *c);

#endif
