/* The job of "compare": two reports, or two sets of them that are paired by body. */
#ifndef KLOE_CLI_COMPARING_H
#define KLOE_CLI_COMPARING_H

#include "reading.h"

/* False with a message, before anything is read, where an option cannot be followed. */
bool comparing_run(const struct options *o, const kloe_engine *engine, struct interrupt *interrupt,
                   FILE *out, struct tally *tally);

#endif
