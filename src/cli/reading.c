#include "reading.h"

#include "annotate.h"
#include "gate.h"
#include "junit.h"
#include "messages.h"
#include "ordered.h"
#include "output.h"
#include "product.h"
#include "progress.h"
#include "result.h"

#include <stdlib.h>
#include <string.h>

struct reading {
    struct reader reader;
    struct interrupt *interrupt;
    FILE *out;
    FILE *tripped; /* the gate's lines, until all is printed; NULL without --fail-on */
    struct inputs inputs;
    struct junit junit;
    struct annotations annotations;
    struct progress progress;
    struct tally *tally;
    size_t written, left_out; /* with --limit: bytes, and reports */
};

static bool is_interrupted(const struct reading *r) {
    return atomic_load(&r->interrupt->signal) != 0;
}

/* ---- in any thread ------------------------------------------------------------------------- */

static void *take(void *context) {
    struct reading *r = context;
    struct input *input = is_interrupted(r) ? NULL : inputs_next(&r->inputs);
    struct result *result = input ? result_new(input) : NULL;
    if (input && !result) {
        input_free(input);
        r->inputs.failed = true;
    }
    return result;
}

static void *work(void *context, void *taken) {
    struct reading *r = context;
    result_fill(taken, &r->reader);
    return taken;
}

static void drop(void *context, void *taken) {
    (void)context;
    result_free(taken);
}

/* ---- in order, in the main thread ------------------------------------------------------------ */

/* Whether it is left out, so that the whole with a last line stays within --limit. */
static bool is_left_out(struct reading *r, const char *product) {
    enum { LAST_LINE = 160 };
    size_t limit = r->reader.options->limit, size = strlen(product) + 1;
    if (!limit)
        return false;
    bool fits = r->written + size + LAST_LINE <= limit;
    r->written += fits ? size : 0;
    r->left_out += !fits;
    return !fits;
}

static void put_left_out(const struct reading *r) {
    if (r->left_out)
        fprintf(r->out, "%s_Left out by --limit: %zu of %zu reports and other documents._\n",
                r->written ? "\n" : "", r->left_out, r->tally->reports + r->tally->others);
}

static void put_read(struct reading *r, const struct result *result) {
    bool left_out = is_left_out(r, result->product);
    r->tally->broken |=
        !left_out &&
        !product_put(r->out, &r->reader.how, result->shown, result->product,
                     r->tally->reports + r->tally->others - r->left_out, r->reader.many);
    fputs(result->said, stderr);
    if (r->tripped)
        fputs(result->tripped, r->tripped);
    r->tally->reports += result->recognised;
    r->tally->others += !result->recognised;
    r->tally->warnings += result->warnings;
    r->tally->tripped |= *result->tripped != '\0';
    junit_put_read(&r->junit, result->input->name, result->tripped);
}

static void put_unread(struct reading *r, const struct result *result) {
    if (result->problem)
        messages_put_unread(stderr, r->reader.options, result->problem);
    else
        fprintf(stderr, "kloe: %s: no memory to write what was read\n", result->shown);
    r->tally->unread++;
    junit_put_unread(&r->junit, result->input->name,
                     result->problem ? result->problem : "no memory");
}

static void put_skipped(struct reading *r, const struct result *result) {
    if (r->reader.options->verbosity >= 1)
        fprintf(stderr, "kloe: info: skipped: %s\n", result->problem);
    r->tally->skipped++;
}

/* On standard error, where the bar stands. */
static bool says_something(const struct result *result) {
    return !result->product || *result->said || *result->marked;
}

static void put(void *context, void *taken) {
    struct reading *r = context;
    struct result *result = taken;
    if (r->progress.shared || says_something(result))
        progress_clear(&r->progress);
    if (result->product)
        put_read(r, result);
    else if (result->skipped && result->problem)
        put_skipped(r, result);
    else
        put_unread(r, result);
    if (result->marked)
        annotations_put(&r->annotations, stderr, result->marked);
    progress_step(&r->progress, result->product || result->skipped);
    result_free(result);
}

static bool tick(void *context) {
    struct reading *r = context;
    progress_tick(&r->progress);
    return !ferror(r->out) && !is_interrupted(r);
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void put_tally(const struct reading *r) {
    const struct tally *t = r->tally;
    if (!r->reader.many || r->reader.options->verbosity < 0)
        return;
    if (t->skipped)
        fprintf(stderr, "kloe: %zu %s skipped (pictures, archives, programs)\n", t->skipped,
                t->skipped == 1 ? "file that is no document was"
                                : "files that are no documents were");
    fprintf(stderr, "kloe: %zu read: %zu reports, %zu not recognised; %zu not read; %zu warnings\n",
            t->reports + t->others, t->reports, t->others, t->unread, t->warnings);
}

/* A folder without files is most likely the wrong one; an empty list or shard is none. */
static void say_if_empty(struct reading *r) {
    const struct options *o = r->reader.options;
    struct tally *t = r->tally;
    t->empty = !t->reports && !t->others && !t->unread && !o->files_from && !o->shards;
    if (t->empty)
        fprintf(stderr, "kloe: %s: holds no file to read%s\n", o->arguments[0],
                o->include.count || o->exclude.count ? " that --include and --exclude leave" : "");
}

/* Most likely its paths are not those that were given to kloe. */
static void say_if_unused(const struct reading *r) {
    const struct meta *m = &r->reader.meta;
    const struct tally *t = r->tally;
    if (m->count && !atomic_load(&m->used) && t->reports + t->others &&
        r->reader.options->verbosity >= 0)
        fprintf(stderr,
                "kloe: %s: has no row for any input; its paths are those given to kloe, as "
                "\"path\" of the output shows them\n",
                m->path);
}

static void read_all(struct reading *r) {
    struct ordered work_list = {r, take, work, put, tick, drop};
    int jobs = r->reader.many ? ordered_jobs(r->reader.options->jobs) : 1;
    if (!ordered_run(&work_list, jobs))
        ordered_run(&work_list, 1);
    progress_clear(&r->progress);
    r->tally->broken |= inputs_have_failed(&r->inputs);
    if (is_interrupted(r))
        return;
    if (inputs_have_failed(&r->inputs))
        fputs("kloe: not all inputs were found: no memory, or a list that could not be read\n",
              stderr);
    r->tally->broken |=
        !product_end(r->out, &r->reader.how, r->tally->reports + r->tally->others, r->reader.many);
    put_left_out(r);
    fflush(r->out);
    say_if_empty(r);
    annotations_end(&r->annotations, stderr);
    say_if_unused(r);
    put_tally(r);
    if (r->tripped && !output_append(stderr, r->tripped)) {
        fputs("kloe: --fail-on: not all that matched can be told: no room for it\n", stderr);
        r->tally->broken = true;
    }
}

static void close_all(struct reading *r) {
    if (r->tripped)
        fclose(r->tripped);
    inputs_close(&r->inputs);
    meta_close(&r->reader.meta);
}

static bool open_all(struct reading *r) {
    const struct options *o = r->reader.options;
    if (!gate_check(o, r->reader.engine) ||
        !cache_open(&r->reader.cache, o->cache, r->reader.engine) ||
        !meta_open(&r->reader.meta, o->meta))
        return false;
    r->reader.csv = (kloe_csv_options){o->excel, r->reader.meta.names, r->reader.meta.name_count};
    r->tripped = o->fail_on.count ? output_temporary() : NULL;
    if (o->fail_on.count && !r->tripped) {
        perror("kloe: no temporary file");
        meta_close(&r->reader.meta);
        return false;
    }
    if (inputs_open(&r->inputs, o) && junit_open(&r->junit, o->junit)) {
        r->reader.many = inputs_are_many(&r->inputs);
        r->reader.how =
            (struct rendering){o,
                               &r->reader.csv,
                               {.width = product_lines(o, r->reader.many) ? product_width(o) : 0,
                                .color = product_color(o)},
                               product_lines(o, r->reader.many)};
        return true;
    }
    close_all(r);
    return false;
}

bool reading_run(const struct options *o, const kloe_engine *engine, struct interrupt *interrupt,
                 FILE *out, struct tally *tally) {
    struct reading r = {.reader = {.options = o, .engine = engine, .read = o->read},
                        .interrupt = interrupt,
                        .out = out,
                        .tally = tally};
    r.reader.read.cancel_fd = interrupt->fds[0];
    if (!open_all(&r))
        return false;
    progress_begin(&r.progress, o, r.reader.many, !r.inputs.records);
    read_all(&r);
    bool keep = !is_interrupted(&r);
    tally->broken |= !junit_close(&r.junit, keep) && keep;
    close_all(&r);
    return true;
}
