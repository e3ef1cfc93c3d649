#include "ordered.h"

#include <stdlib.h>
#include <unistd.h>
#include <threads.h>
#include <time.h>

enum { WINDOW_PER_JOB = 32, TICK_NANOSECONDS = 100 * 1000 * 1000 };

struct crew {
    const struct ordered *o;
    mtx_t taking; /* `take` may block: nobody who has a result waits for it */
    mtx_t lock;   /* for all below */
    cnd_t done, room;
    void **window; /* results by their input's number, modulo its length */
    size_t length, taken, put;
    int working;
    bool stopped;
};

/* The next input and its number, when its result has a place in the window. */
static void *take(struct crew *c, size_t *number) {
    void *input = NULL;
    mtx_lock(&c->taking);
    mtx_lock(&c->lock);
    while (!c->stopped && c->taken - c->put >= c->length)
        cnd_wait(&c->room, &c->lock);
    bool stopped = c->stopped;
    mtx_unlock(&c->lock);
    if (!stopped)
        input = c->o->take(c->o->context);
    if (input) {
        mtx_lock(&c->lock);
        *number = c->taken++;
        mtx_unlock(&c->lock);
    }
    mtx_unlock(&c->taking);
    return input;
}

static int labour(void *crew) {
    struct crew *c = crew;
    size_t number;
    for (void *input; (input = take(c, &number));) {
        void *result = c->o->work(c->o->context, input);
        mtx_lock(&c->lock);
        c->window[number % c->length] = result;
        cnd_signal(&c->done);
        mtx_unlock(&c->lock);
    }
    mtx_lock(&c->lock);
    c->working--;
    cnd_signal(&c->done);
    mtx_unlock(&c->lock);
    return 0;
}

static struct timespec next_tick(void) {
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    t.tv_nsec += TICK_NANOSECONDS;
    if (t.tv_nsec >= 1000000000) {
        t.tv_nsec -= 1000000000;
        t.tv_sec++;
    }
    return t;
}

/* Puts what is there, in order, until all threads have ended. Called with the lock held. */
static void put_all(struct crew *c) {
    struct timespec tick = next_tick();
    for (;;) {
        void **slot = &c->window[c->put % c->length], *result = *slot;
        if (result) {
            *slot = NULL;
            c->put++;
            cnd_signal(&c->room);
        } else if (!c->working) {
            return;
        } else if (cnd_timedwait(&c->done, &c->lock, &tick) == thrd_timedout) {
            tick = next_tick();
        }
        mtx_unlock(&c->lock);
        if (result && !c->stopped)
            c->o->put(c->o->context, result);
        else if (result)
            c->o->drop(c->o->context, result);
        bool go_on = c->o->tick(c->o->context);
        mtx_lock(&c->lock);
        if (!go_on && !c->stopped) {
            c->stopped = true;
            cnd_broadcast(&c->room);
        }
    }
}

static bool run_crew(struct crew *c, int jobs) {
    thrd_t threads[ORDERED_JOBS_MAX];
    int started = 0;
    mtx_lock(&c->lock);
    while (started < jobs && thrd_create(&threads[started], labour, c) == thrd_success)
        started++;
    c->working = started;
    if (started)
        put_all(c);
    mtx_unlock(&c->lock);
    for (int i = 0; i < started; i++)
        thrd_join(threads[i], NULL);
    return started > 0;
}

static void run_alone(const struct ordered *o) {
    for (void *input; o->tick(o->context) && (input = o->take(o->context));)
        o->put(o->context, o->work(o->context, input));
}

int ordered_jobs(unsigned asked) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (asked)
        return (int)asked;
    return processors < 1 ? 1 : processors > ORDERED_JOBS_MAX ? ORDERED_JOBS_MAX : (int)processors;
}

bool ordered_run(const struct ordered *o, int jobs) {
    if (jobs <= 1) {
        run_alone(o);
        return true;
    }
    jobs = jobs > ORDERED_JOBS_MAX ? ORDERED_JOBS_MAX : jobs;
    struct crew c = {.o = o, .length = (size_t)jobs * WINDOW_PER_JOB};
    c.window = calloc(c.length, sizeof *c.window);
    bool ran = c.window && mtx_init(&c.taking, mtx_plain) == thrd_success &&
               mtx_init(&c.lock, mtx_plain) == thrd_success && cnd_init(&c.done) == thrd_success &&
               cnd_init(&c.room) == thrd_success && run_crew(&c, jobs);
    if (ran) {
        cnd_destroy(&c.room);
        cnd_destroy(&c.done);
        mtx_destroy(&c.lock);
        mtx_destroy(&c.taking);
    }
    free(c.window);
    return ran;
}
