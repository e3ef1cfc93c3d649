/* A text that is written like a file. */
#ifndef KLOE_WRITE_STREAM_H
#define KLOE_WRITE_STREAM_H

#include <stdbool.h>
#include <stdio.h>

struct stream {
    FILE *out;
    char *text;
    size_t size;
};

/* False when memory is short. */
bool stream_open(struct stream *s);

/* What was written, NUL-terminated, for the caller to free; NULL when memory was short at any
 * time. */
char *stream_close(struct stream *s);

#endif
