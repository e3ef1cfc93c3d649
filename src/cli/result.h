/* All that is to be said of one input, made by the thread that reads it. */
#ifndef KLOE_CLI_RESULT_H
#define KLOE_CLI_RESULT_H

#include "cache.h"
#include "inputs.h"
#include "meta.h"
#include "options.h"
#include "product.h"

/* What all threads share. */
struct reader {
    const struct options *options;
    const kloe_engine *engine;
    struct cache cache;
    struct meta meta;
    kloe_read_options read; /* as the options say, and to be given up when interrupted */
    kloe_csv_options csv;
    struct rendering how; /* its csv is this one's */
    bool many;
    bool reads_own; /* kloe's JSON is the report that it was made of */
};

struct result {
    struct input *input;
    char *shown;             /* its path, as a person is shown it */
    char *product, *problem; /* one of them is NULL; both: memory was short */
    char *said;              /* messages for standard error */
    char *tripped;           /* what --fail-on matched, a line each */
    char *marked;            /* annotations, a line each */
    bool recognised;
    bool skipped; /* no document, found in a folder: `problem` says what it is */
    size_t warnings;
};

/* Of an input, which is its own from then on; NULL when memory is short. */
struct result *result_new(struct input *input);

/* Reads the input. */
void result_fill(struct result *r, struct reader *reader);

void result_free(struct result *r);

#endif
