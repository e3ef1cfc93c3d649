#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "reading.h"

#include "annotate.h"
#include "cache.h"
#include "gate.h"
#include "inputs.h"
#include "junit.h"
#include "messages.h"
#include "ordered.h"
#include "product.h"
#include "progress.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct reading {
    const struct options *options;
    const kloe_engine *engine;
    struct interrupt *interrupt;
    kloe_read_options read; /* as the options say, and to be given up when interrupted */
    FILE *out, *tripped;    /* tripped: the gate's lines, until all is printed */
    struct inputs inputs;
    struct cache cache;
    struct junit junit;
    struct annotations annotations;
    struct progress progress;
    struct tally *tally;
    bool many, color;
};

/* All that is to be said of one input, made by the thread that read it. */
struct result {
    struct input *input;
    char *product, *problem;       /* one of them is NULL */
    char *said, *tripped, *marked; /* on standard error: messages, the gate's lines, annotations */
    bool recognised;
    size_t warnings;
};

static void drop(void *context, void *result) {
    struct result *r = result;
    (void)context;
    input_free(r->input);
    free(r->product);
    free(r->problem);
    free(r->said);
    free(r->tripped);
    free(r->marked);
    free(r);
}

/* ---- in any thread ------------------------------------------------------------------------- */

/* What `put` writes, as a string; NULL when memory is short. */
struct writing {
    FILE *out;
    char *text;
    size_t size;
};

static bool begin_writing(struct writing *w) {
    *w = (struct writing){0};
    w->out = open_memstream(&w->text, &w->size);
    return w->out != NULL;
}

static char *end_writing(struct writing *w) {
    if (fclose(w->out) == 0)
        return w->text;
    free(w->text);
    return NULL;
}

static char *say(const struct reading *r, const char *path, const kloe_report *report) {
    struct writing w;
    if (!begin_writing(&w))
        return NULL;
    messages_put(w.out, r->options, path, report, r->many);
    return end_writing(&w);
}

static char *match_gate(const struct reading *r, const char *path, const kloe_report *report) {
    struct writing w;
    if (!begin_writing(&w))
        return NULL;
    gate_put(w.out, r->options, r->engine, path, report);
    return end_writing(&w);
}

static char *mark(const char *path, const kloe_report *report, const char *tripped,
                  const char *problem) {
    struct writing w;
    if (!begin_writing(&w))
        return NULL;
    if (report)
        annotate_report(w.out, path, report, tripped);
    else
        annotate_unread(w.out, path, problem);
    return end_writing(&w);
}

static void take_report(const struct reading *r, struct result *result, const char *path,
                        const kloe_report *report) {
    result->product = product_render(r->options, r->color, report);
    result->said = say(r, path, report);
    result->tripped = match_gate(r, path, report);
    result->marked = r->options->annotate ? mark(path, report, result->tripped, NULL) : strdup("");
    result->recognised = report->framework != NULL;
    for (size_t i = 0; i < report->diagnostics.count; i++)
        result->warnings += strcmp(report->diagnostics.items[i].severity, "warning") == 0;
    if (result->product && result->said && result->tripped && result->marked)
        return;
    free(result->product);
    result->product = NULL;
}

static void *work(void *context, void *taken) {
    struct reading *r = context;
    struct input *input = taken;
    struct result *result = calloc(1, sizeof *result);
    kloe_report *report = NULL;
    kloe_error error = {.message = ""};
    if (!result)
        abort(); /* not even a few bytes are left */
    result->input = input;
    const char *problem = input->problem;
    if (!problem && cache_read_file(&r->cache, input->path, &report, &error) == KLOE_OK)
        take_report(r, result, input->path, report);
    else
        problem = problem ? problem : error.message;
    kloe_report_free(report);
    if (result->product)
        return result;
    result->problem = strdup(problem ? problem : "no memory to write what was read");
    if (r->options->annotate && result->problem && !result->marked)
        result->marked = mark(input->path, NULL, NULL, result->problem);
    return result;
}

/* ---- in order, in the main thread ------------------------------------------------------------ */

static void *take(void *context) {
    struct reading *r = context;
    if (ferror(r->out) || atomic_load(&r->interrupt->signal))
        return NULL;
    return inputs_next(&r->inputs);
}

static void put_read(struct reading *r, const struct result *result) {
    const char *path = result->input->path;
    product_put(r->out, r->options, path, result->product, r->tally->reports + r->tally->others,
                r->many);
    fputs(result->said, stderr);
    fputs(result->tripped, r->tripped);
    r->tally->reports += result->recognised;
    r->tally->others += !result->recognised;
    r->tally->warnings += result->warnings;
    r->tally->tripped |= *result->tripped != '\0';
    junit_put_read(&r->junit, path, result->tripped);
}

static void put_unread(struct reading *r, const struct result *result) {
    const char *problem = result->problem ? result->problem : "no memory";
    messages_put_unread(stderr, r->options, problem);
    r->tally->unread++;
    junit_put_unread(&r->junit, result->input->path, problem);
}

static void put(void *context, void *taken) {
    struct reading *r = context;
    struct result *result = taken;
    progress_clear(&r->progress);
    if (result->product)
        put_read(r, result);
    else
        put_unread(r, result);
    if (result->marked)
        annotations_put(&r->annotations, stderr, result->marked);
    progress_step(&r->progress, result->product != NULL);
    drop(r, result);
}

static bool tick(void *context) {
    struct reading *r = context;
    progress_tick(&r->progress);
    return !ferror(r->out) && !atomic_load(&r->interrupt->signal);
}

/* ---- the whole ------------------------------------------------------------------------------ */

static int job_count(const struct options *o) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (o->jobs)
        return (int)o->jobs;
    return processors < 1 ? 1 : processors > ORDERED_JOBS_MAX ? ORDERED_JOBS_MAX : (int)processors;
}

static bool use_color(const struct options *o) {
    const char *no = getenv("NO_COLOR");
    if (o->color != WHEN_AUTO)
        return o->color == WHEN_ALWAYS;
    return !o->output && isatty(STDOUT_FILENO) && !(no && *no);
}

static void put_tally(const struct reading *r) {
    const struct tally *t = r->tally;
    if (!r->many || r->options->verbosity < 0)
        return;
    fprintf(stderr, "kloe: %zu read: %zu reports, %zu not recognised; %zu not read; %zu warnings\n",
            t->reports + t->others, t->reports, t->others, t->unread, t->warnings);
}

/* A folder without files is most likely the wrong one; an empty list or shard is none. */
static void say_if_empty(struct reading *r) {
    const struct options *o = r->options;
    struct tally *t = r->tally;
    t->empty = !t->reports && !t->others && !t->unread && !o->files_from && !o->shards;
    if (t->empty)
        fprintf(stderr, "kloe: %s: holds no file to read\n", o->arguments[0]);
}

static void put_tripped(FILE *tripped) {
    char bytes[4096];
    rewind(tripped);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, tripped));)
        fwrite(bytes, 1, n, stderr);
}

static void read_all(struct reading *r) {
    struct ordered work_list = {r, take, work, put, tick, drop};
    int jobs = r->many ? job_count(r->options) : 1;
    if (!ordered_run(&work_list, jobs))
        ordered_run(&work_list, 1);
    progress_clear(&r->progress);
    r->tally->broken |= r->inputs.failed;
    if (atomic_load(&r->interrupt->signal))
        return;
    product_end(r->out, r->options, r->tally->reports + r->tally->others, r->many);
    fflush(r->out);
    say_if_empty(r);
    annotations_end(&r->annotations, stderr);
    put_tally(r);
    put_tripped(r->tripped);
}

static bool open_all(struct reading *r) {
    const struct options *o = r->options;
    if (!gate_check(o, r->engine) || !cache_open(&r->cache, o->cache, r->engine, &r->read))
        return false;
    r->tripped = tmpfile();
    if (!r->tripped) {
        perror("kloe: no temporary file");
        return false;
    }
    if (inputs_open(&r->inputs, o) && junit_open(&r->junit, o->junit))
        return true;
    fclose(r->tripped);
    inputs_close(&r->inputs);
    return false;
}

bool reading_run(const struct options *o, const kloe_engine *engine, struct interrupt *interrupt,
                 FILE *out, struct tally *tally) {
    struct reading r = {.options = o,
                        .engine = engine,
                        .interrupt = interrupt,
                        .read = o->read,
                        .out = out,
                        .tally = tally,
                        .many = inputs_are_many(o),
                        .color = use_color(o)};
    r.read.cancel_fd = interrupt->fds[0];
    if (!open_all(&r))
        return false;
    progress_begin(&r.progress, o, r.many);
    read_all(&r);
    bool keep = !atomic_load(&interrupt->signal);
    tally->broken |= !junit_close(&r.junit, keep) && keep;
    fclose(r.tripped);
    inputs_close(&r.inputs);
    return true;
}
