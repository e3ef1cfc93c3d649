/* Files that are there whole or not at all: they have no name until then, so that nothing is left
 * behind, however the program ends. */
#ifndef KLOE_CLI_WHOLE_H
#define KLOE_CLI_WHOLE_H

#include <stdbool.h>
#include <sys/types.h>

struct whole {
    int folder; /* where it will be; the caller's */
    int fd;
    char name[32]; /* empty: it has none; else what it is called until then, hidden */
};

/* False, with errno, where none can be had. Where the file system has no nameless files it has a
 * name of its own, which whole_drop takes away. */
bool whole_open(struct whole *w, int folder, mode_t mode);

/* Gives it the name, whatever was called so before; what was written must have reached fd. False,
 * with errno, and dropped, where that cannot be. The descriptor stays open. */
bool whole_give(struct whole *w, const char *name);

void whole_drop(struct whole *w);

#endif
