/* Where the product goes: standard output, or a file that is written whole or not at all. */
#ifndef KLOE_CLI_OUTPUT_H
#define KLOE_CLI_OUTPUT_H

#include "whole.h"

#include <stdbool.h>
#include <stdio.h>

struct output {
    FILE *file;
    const char *path;     /* as given; NULL: standard output */
    char *target;         /* the file that it leads to; NULL where it is written directly */
    bool reader_has_gone; /* of standard output; known when it is closed */
    struct whole whole;
    char *temporary; /* what it is called until then; NULL where it has no name, or is written
                        directly */
};

/* False with a message when the file cannot be written. */
bool output_open(struct output *o, const char *path);

/* Ends the output: true when all of it is where it should be. With `keep` false the file is left
 * as it was before. */
bool output_close(struct output *o, bool keep);

/* A file without a name, where TMPDIR says, in /tmp, or in memory; NULL and errno where none can be
 * had. */
FILE *output_temporary(void);

/* Puts all that was written to the temporary file; false where that was not all that it was given.
 */
bool output_append(FILE *out, FILE *temporary);

#endif
