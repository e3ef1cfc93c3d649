/* Workflow commands of GitHub Actions: they make a step's errors and warnings show beside the
 * files. */
#ifndef KLOE_CLI_ANNOTATE_H
#define KLOE_CLI_ANNOTATE_H

#include "options.h"

#include <stdio.h>

/* What has been put so far: GitHub shows ten of each kind a step. */
struct annotations {
    size_t errors, warnings;
};

/* The commands of one report, a line each: its warnings, and what --fail-on matched (lines as
 * gate_put makes them of the path as it is shown). */
void annotate_report(FILE *out, const char *path, const kloe_report *r, const char *tripped,
                     const char *shown);

/* The command of an input that could not be read. */
void annotate_unread(FILE *out, const char *path, const char *problem);

/* Puts the commands, at most ten of each kind in all; the rest is counted. */
void annotations_put(struct annotations *a, FILE *out, const char *commands);
void annotations_end(const struct annotations *a, FILE *out);

#endif
