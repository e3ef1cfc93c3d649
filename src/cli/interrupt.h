/* Ending cleanly when a signal says so. */
#ifndef KLOE_CLI_INTERRUPT_H
#define KLOE_CLI_INTERRUPT_H

#include <stdatomic.h>
#include <stdbool.h>

struct interrupt {
    atomic_int signal; /* that came; 0: none */
    int fds[2];        /* the first can be read once one has come */
    _Atomic(const char *) temporary;
    bool pipe_ends_us;
};

/* From here on SIGINT, SIGTERM and SIGHUP are noted, not acted on: whoever works asks now and then,
 * and stops. A second signal, or five seconds, end the program at once, after the file
 * `temporary`, if set, is removed. False where that cannot be had; then signals act as ever. */
bool interrupt_begin(struct interrupt *i);

/* Ends the program by the signal that came, or by SIGPIPE, which is noted in the same way, where
 * the reader of standard output has gone; returns where none did. */
void interrupt_end(struct interrupt *i, bool reader_has_gone);

#endif
