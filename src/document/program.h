/* Starting another program, which has nothing but what it needs. */
#ifndef KLOE_DOCUMENT_PROGRAM_H
#define KLOE_DOCUMENT_PROGRAM_H

#include <stddef.h>
#include <sys/types.h>

struct program_limits {
    size_t memory;
    int seconds; /* of the processor */
};

struct program {
    pid_t pid;
    int out, err; /* to read what it writes */
};

/* Starts the program, found in PATH, without a shell: its standard input is `in`. It is in a
 * process group of its own and ends with the thread that started it; it has no other descriptor, an
 * environment of PATH and the locale alone, the limits from its first instruction on, and what
 * confine.h takes away. 0, or errno's value. */
int program_start(const char *const *command, int in, const struct program_limits *limits,
                  struct program *out);

#endif
