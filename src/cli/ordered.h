/* Work that several threads do, with results in the order of the inputs. */
#ifndef KLOE_CLI_ORDERED_H
#define KLOE_CLI_ORDERED_H

#include <stdbool.h>

enum { ORDERED_JOBS_MAX = 256 };

struct ordered {
    void *context; /* of all calls */

    /* The next input; NULL at the end. Called by one thread at a time. */
    void *(*take)(void *context);

    /* From an input to its result, never NULL, in any thread. */
    void *(*work)(void *context, void *input);

    /* One result after the other, in the calling thread. */
    void (*put)(void *context, void *result);

    /* Now and then, in the calling thread: false ends the work early. What has been begun is
     * finished, and its results are not put but given to `drop`. */
    bool (*tick)(void *context);
    void (*drop)(void *context, void *result);
};

/* So many threads, else as many as there are processors. */
int ordered_jobs(unsigned asked);

/* Runs it with so many threads, at most ORDERED_JOBS_MAX; with one, without any. Results wait for
 * their turn in a window of bounded length, so that a slow one does not hold up the others, and
 * memory stays flat. False when no thread could be started: nothing has been done then. */
bool ordered_run(const struct ordered *o, int jobs);

#endif
