#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include "progress.h"

#include "inputs.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BAR_COLUMNS = 24, LINE_SECONDS = 10 };

/* A list that cannot be read twice is not counted. */
static bool can_count(const struct options *o) {
    struct stat st;
    return !o->files_from || (stat(o->files_from, &st) == 0 && S_ISREG(st.st_mode));
}

static size_t count_inputs(const struct options *o) {
    struct inputs in;
    size_t count = 0;
    if (!can_count(o) || !inputs_open(&in, o))
        return 0;
    in.whole = true;
    for (struct input *input; (input = inputs_next(&in)); count++)
        input_free(input);
    inputs_close(&in);
    return count;
}

void progress_begin(struct progress *p, const struct options *o, bool many, bool counted) {
    bool terminal = isatty(STDERR_FILENO);
    *p = (struct progress){0};
    p->bar = terminal && many && o->progress != WHEN_NEVER;
    p->shared = !o->output && isatty(STDOUT_FILENO);
    p->lines = !terminal && o->progress == WHEN_ALWAYS;
    if (counted && (p->bar || p->lines))
        p->total = count_inputs(o);
    clock_gettime(CLOCK_MONOTONIC, &p->began);
    p->last = p->began;
}

void progress_step(struct progress *p, bool read) {
    p->done++;
    p->unread += !read;
}

static double seconds_between(const struct timespec *a, const struct timespec *b) {
    return (double)(b->tv_sec - a->tv_sec) + (double)(b->tv_nsec - a->tv_nsec) / 1e9;
}

/* "120/400, 35/s, 2 failed, 8 s left" */
static void put_figures(const struct progress *p, double seconds) {
    double rate = seconds > 0 ? (double)p->done / seconds : 0;
    fprintf(stderr, "%zu", p->done);
    if (p->total)
        fprintf(stderr, "/%zu", p->total);
    fprintf(stderr, ", %.0f/s, %zu failed", rate, p->unread);
    if (p->total > p->done && rate > 0)
        fprintf(stderr, ", %.0f s left", (double)(p->total - p->done) / rate);
}

static void put_bar(const struct progress *p) {
    size_t full = p->total ? p->done * BAR_COLUMNS / p->total : 0;
    fputs("\r\033[K[", stderr);
    for (size_t i = 0; p->total && i < BAR_COLUMNS; i++)
        fputc(i < full ? '#' : ' ', stderr);
    fputs("] ", stderr);
}

void progress_tick(struct progress *p) {
    struct timespec now;
    if (!p->bar && !p->lines)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (seconds_between(&p->last, &now) < (p->bar ? 0.1 : LINE_SECONDS))
        return;
    p->last = now;
    if (p->bar)
        put_bar(p);
    else
        fputs("kloe: ", stderr);
    put_figures(p, seconds_between(&p->began, &now));
    if (!p->bar)
        fputc('\n', stderr);
    fflush(stderr);
    p->drawn = p->bar;
}

void progress_clear(struct progress *p) {
    if (p->drawn)
        fputs("\r\033[K", stderr);
    p->drawn = false;
}
