/* A JUnit file: a test case an input. */
#ifndef KLOE_CLI_JUNIT_H
#define KLOE_CLI_JUNIT_H

#include "output.h"

#include <stddef.h>

struct junit {
    struct output output;
    FILE *cases; /* until their count is known; NULL: no such file is asked for */
    size_t count, failures, errors;
    bool failed; /* no memory for what it was to hold */
};

/* `path` NULL: nothing is written. False with a message where the file cannot be. */
bool junit_open(struct junit *j, const char *path);

/* An input that was read; `tripped` is what --fail-on matched, "" where nothing did. */
void junit_put_read(struct junit *j, const char *path, const char *tripped);
void junit_put_unread(struct junit *j, const char *path, const char *problem);

/* Ends the file; with `keep` false it is left as it was. */
bool junit_close(struct junit *j, bool keep);

#endif
