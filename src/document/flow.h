/* Text in lines, with where each stretch of it stands in the source. Plain text is its own flow;
 * HTML that a converter wrote line by line becomes one, so that both are read alike. */
#ifndef KLOE_DOCUMENT_FLOW_H
#define KLOE_DOCUMENT_FLOW_H

#include "document/document.h"

struct flow {
    struct text text;     /* form feeds begin pages */
    struct places places; /* of the text; may be empty */
    struct run *runs;     /* NULL: the text is the source's, byte for byte */
    size_t run_count, run_capacity;
    size_t capacity; /* while it is being made */
};

/* Adds bytes that stand for `length` bytes at `source`. */
void flow_add(struct arena *a, struct flow *f, struct text t, size_t source, size_t length);

/* Takes the last n bytes off again. */
void flow_cut(struct flow *f, size_t n);

/* The run that holds the byte `at`; the flow has runs. */
const struct run *flow_run(const struct flow *f, size_t at);

/* Where the byte `at` stands in the source. */
size_t flow_source(const struct flow *f, size_t at);

/* Reads lines and columns into blocks. */
void read_flow(struct document *d, const struct flow *f);

#endif
