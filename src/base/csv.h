/* Tables by RFC 4180: rows of cells. Lines may end in LF alone, and empty ones are none. */
#ifndef KLOE_BASE_CSV_H
#define KLOE_BASE_CSV_H

#include <stddef.h>

struct csv {
    char *at, *end;
    size_t line, next; /* where the row that was read last begins, and the one to come; from 1 */
    const char *fault; /* what is wrong with the row at `line`; NULL: nothing */
};

/* A table of `size` bytes, and one more that is written over: cells are made in place. */
struct csv csv_open(char *bytes, size_t size);

/* The cells of the next row, each NUL-terminated, and how many; 0 at the end and at a fault. One
 * with more than `most` cells is a fault. */
size_t csv_next(struct csv *c, char **cells, size_t most);

#endif
