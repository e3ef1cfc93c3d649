/* Lines and cells: what labels and values of the front matter can stand in. */
#ifndef KLOE_ANALYSE_UNITS_H
#define KLOE_ANALYSE_UNITS_H

#include "analyse/analysis.h"

/* A line of a paragraph or a cell of a row. */
struct unit {
    struct passage passage;
    bool in_row;
    enum { LABEL_NOT_LOOKED_FOR, LABEL_NONE, LABEL_BEGINS } label; /* once it was looked for */
};

struct units {
    struct unit *items;
    size_t count, capacity;
};

void units_add(struct analysis *a, struct units *u, struct passage p, bool in_row);

/* Adds each line of the passage. */
void units_add_lines(struct analysis *a, struct units *u, struct passage p);

/* The first of their passages, at most UNITS_PASSAGES_MAX; gives how many. */
enum { UNITS_PASSAGES_MAX = 64 };
size_t units_passages(const struct units *u, struct passage out[UNITS_PASSAGES_MAX]);

/* Those of blocks from `first` to before `end`, but for what is about earlier inspections. */
struct units units_of(struct analysis *a, size_t first, size_t end);

#endif
