/* The main job: reading all inputs, and putting what they say. */
#ifndef KLOE_CLI_READING_H
#define KLOE_CLI_READING_H

#include "interrupt.h"
#include "options.h"

#include <stdio.h>

/* What came of it. */
struct tally {
    size_t reports, others, unread, warnings;
    size_t skipped; /* of folders: no documents */
    bool empty;     /* there was nothing to read */
    bool tripped;   /* a rule of --fail-on matched */
    bool broken;    /* a file besides the product could not be written, or memory was short */
};

/* False with a message, before anything is read, where an option cannot be followed. */
bool reading_run(const struct options *o, const kloe_engine *engine, struct interrupt *interrupt,
                 FILE *out, struct tally *tally);

#endif
