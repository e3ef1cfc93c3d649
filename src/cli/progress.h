/* How far a run has come, on standard error. */
#ifndef KLOE_CLI_PROGRESS_H
#define KLOE_CLI_PROGRESS_H

#include "options.h"

#include <time.h>

struct progress {
    bool bar, lines; /* a bar that is drawn over and over; or a line now and then */
    bool drawn;      /* the bar stands on the screen */
    bool shared;     /* where the product goes too */
    size_t total;    /* 0: not known before the end */
    size_t done, unread;
    struct timespec began, last;
};

/* Counts the inputs first, where that can be and is asked for. */
void progress_begin(struct progress *p, const struct options *o, bool many, bool counted);

void progress_step(struct progress *p, bool read);

/* Draws it, where that is due. */
void progress_tick(struct progress *p);

/* Takes the bar off the screen, before anything else is written there. */
void progress_clear(struct progress *p);

#endif
