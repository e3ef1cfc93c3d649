/* Files that hold many records: an array of JSON objects, also in an object that says what they
 * are ({"locations": [...]}), or one object after the other (NDJSON).
 * They are read object by object, so that memory does not grow with the file. */
#ifndef KLOE_CLI_RECORDS_H
#define KLOE_CLI_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

struct records;

/* One of them. `problem` is why it is none, a constant; else `bytes` are its, to be freed. */
struct record {
    char *bytes;
    size_t size;
    size_t number, offset; /* which one it is, from 1, and the byte of the file where it begins */
    const char *problem;
};

/* Opens the file ("-": standard input) and looks at how it begins; NULL and errno where it cannot
 * be read. `max` are the bytes that a record can have. */
struct records *records_open(const char *path, size_t max);

/* Whether it holds many records. */
bool records_are_many(const struct records *r);

/* The next one; false at the end. */
bool records_next(struct records *r, struct record *out);

/* What a file that does not hold many has in all, instead; *size is beyond `max` where it has more.
 * NULL and errno where it cannot be read. */
char *records_rest(struct records *r, size_t *size);

void records_close(struct records *r);

#endif
