/* What `kloe frameworks` prints: the families known, or one of them in full. */
#ifndef KLOE_CLI_FAMILIES_H
#define KLOE_CLI_FAMILIES_H

#include <kloe/kloe.h>
#include <stdbool.h>
#include <stdio.h>

#include "options.h"

/* False with a message where the one that is asked for is none, or memory is short. */
bool families_put(const struct options *o, const kloe_engine *engine, FILE *out);

/* Says on standard error that it is no framework, and which was meant. */
void families_complain(const kloe_engine *engine, const char *id);

#endif
