/* Both sides are read first: each report goes to a temporary file as JSON, and a digest of it is
 * kept, by which they are paired. Then they come back pair by pair, so that memory does not grow
 * with the reports. */
#include "comparing.h"

#include "gate.h"
#include "messages.h"
#include "ordered.h"
#include "output.h"
#include "product.h"
#include "progress.h"
#include "result.h"
#include "shown.h"

#include <stdlib.h>
#include <string.h>

/* Where a report's JSON stands. */
struct kept {
    long offset;
    size_t size;
    char *name; /* its path, or that of its record */
};

/* The old ones, or the new ones. */
struct side {
    struct options options; /* those of the run, for this path alone */
    struct reader reader;
    struct inputs inputs;
    struct kept *kept;
    size_t count, room, unread;
    bool many, after;
};

struct comparing {
    const struct options *options;
    const kloe_engine *engine;
    struct interrupt *interrupt;
    FILE *out, *store, *tripped;
    kloe_pairing *pairing;
    struct side sides[2], *side; /* side: the one that is being read */
    struct progress progress;
    struct tally *tally;
    size_t put;
    bool sets, failed; /* failed: no memory, or no room for the store */
};

static bool is_interrupted(const struct comparing *c) {
    return atomic_load(&c->interrupt->signal) != 0;
}

static bool fail(struct comparing *c, const char *what) {
    if (!c->failed)
        fprintf(stderr, "kloe: compare: %s\n", what);
    c->failed = c->tally->broken = true;
    return false;
}

/* ---- reading, in any thread ------------------------------------------------------------------ */

static void *take(void *context) {
    struct comparing *c = context;
    struct input *input = is_interrupted(c) ? NULL : inputs_next(&c->side->inputs);
    struct result *result = input ? result_new(input) : NULL;
    if (input && !result) {
        input_free(input);
        c->side->inputs.failed = true;
    }
    return result;
}

static void *work(void *context, void *taken) {
    struct comparing *c = context;
    result_fill(taken, &c->side->reader);
    return taken;
}

static void drop(void *context, void *taken) {
    (void)context;
    result_free(taken);
}

/* ---- keeping, in order ----------------------------------------------------------------------- */

static struct kept *add_kept(struct side *s) {
    if (s->count == s->room) {
        size_t room = s->room ? 2 * s->room : 64;
        struct kept *more = realloc(s->kept, room * sizeof *more);
        if (!more)
            return NULL;
        s->kept = more;
        s->room = room;
    }
    return &s->kept[s->count++];
}

static bool digest(struct comparing *c, const char *json, const char *path) {
    kloe_report *report;
    kloe_error error;
    if (kloe_read_json(c->engine, json, strlen(json), path, &report, &error) != KLOE_OK)
        return false;
    bool added = kloe_pairing_add(c->pairing, c->side->after, report);
    kloe_report_free(report);
    return added;
}

static void keep(struct comparing *c, const struct result *result) {
    struct kept *k = add_kept(c->side);
    fputs(result->said, stderr);
    char *name = strdup(result->input->name);
    if (k)
        *k = (struct kept){.name = name};
    if (!k || !name || !digest(c, result->product, result->input->name)) {
        fail(c, "no memory to keep what was read");
        return;
    }
    k->offset = ftell(c->store);
    k->size = strlen(result->product);
    if (k->offset < 0 || fwrite(result->product, 1, k->size, c->store) != k->size)
        fail(c, "no room to keep what was read");
}

static void put(void *context, void *taken) {
    struct comparing *c = context;
    struct result *result = taken;
    if (c->progress.shared || !result->product || *result->said)
        progress_clear(&c->progress);
    if (result->product) {
        keep(c, result);
    } else {
        if (result->problem)
            messages_put_unread(stderr, c->options, result->problem);
        else
            fprintf(stderr, "kloe: %s: no memory to write what was read\n", result->shown);
        c->side->unread++;
    }
    progress_step(&c->progress, result->product != NULL);
    result_free(result);
}

static bool tick(void *context) {
    struct comparing *c = context;
    progress_tick(&c->progress);
    return !c->failed && !is_interrupted(c);
}

static void read_side(struct comparing *c, struct side *s) {
    struct ordered work_list = {c, take, work, put, tick, drop};
    c->side = s;
    progress_begin(&c->progress, &s->options, s->many, !s->inputs.records);
    if (!ordered_run(&work_list, s->many ? ordered_jobs(c->options->jobs) : 1))
        ordered_run(&work_list, 1);
    progress_clear(&c->progress);
    if (inputs_have_failed(&s->inputs))
        fail(c, "not all inputs were found: no memory");
}

/* ---- comparing ------------------------------------------------------------------------------- */

/* NULL where there is none, and where it failed. */
static kloe_report *bring_back(struct comparing *c, const struct side *s, size_t index) {
    if (index == KLOE_NO_REPORT)
        return NULL;
    const struct kept *k = &s->kept[index];
    kloe_report *report = NULL;
    kloe_error error;
    char *json = malloc(k->size + 1);
    bool good = json && fseek(c->store, k->offset, SEEK_SET) == 0 &&
                fread(json, 1, k->size, c->store) == k->size;
    if (!good || kloe_read_json(c->engine, json, k->size, k->name, &report, &error) != KLOE_OK)
        fail(c, "what was read could not be read again: no memory");
    free(json);
    return report;
}

static char *render(const struct comparing *c, const kloe_comparison *x) {
    kloe_summary_options options = {.width = product_width(c->options),
                                    .color = product_color(c->options)};
    switch (c->options->format) {
    case OUTPUT_JSON:
        return kloe_write_comparison_json(x, false);
    case OUTPUT_NDJSON:
        return kloe_write_comparison_json(x, true);
    case OUTPUT_MARKDOWN:
        return kloe_write_comparison_markdown(x);
    case OUTPUT_HTML:
        return kloe_write_comparison_html(x);
    case OUTPUT_CSV: /* refused */
    case OUTPUT_SUMMARY:
        break;
    }
    return kloe_write_comparison(x, &options);
}

static void put_cautions(const struct comparing *c, const kloe_comparison *x, const char *path) {
    bool shown_there = c->options->format == OUTPUT_SUMMARY;
    for (size_t i = 0; i < x->cautions.count && c->options->verbosity >= shown_there; i++)
        fprintf(stderr, "kloe: %s: warning: %s [%s]\n", path, x->cautions.items[i].message,
                x->cautions.items[i].code);
}

/* What stands between comparisons. */
static void put_text(struct comparing *c, const char *text) {
    bool array = c->options->format == OUTPUT_JSON && c->sets;
    bool blank = c->options->format == OUTPUT_SUMMARY || c->options->format == OUTPUT_MARKDOWN;
    if (array)
        fputs(c->put ? ",\n" : "[\n", c->out);
    else if (blank && c->put)
        fputc('\n', c->out);
    fputs(text, c->out);
    c->put++;
}

static void put_comparison(struct comparing *c, const kloe_comparison *x) {
    char *text = render(c, x), *path = shown(x->after ? x->after->source.path : "");
    if (text && path) {
        put_cautions(c, x, path);
        put_text(c, text);
        if (c->tripped)
            c->tally->tripped |= gate_put_comparison(c->tripped, path, x);
    } else {
        fail(c, "no memory to write what was compared");
    }
    free(text);
    free(path);
}

static void compare(struct comparing *c, const kloe_pair *pair) {
    kloe_report *before = bring_back(c, &c->sides[0], pair->before);
    kloe_report *after = bring_back(c, &c->sides[1], pair->after);
    kloe_comparison *x = NULL;
    kloe_error error;
    if (!c->failed) {
        if (kloe_compare(c->engine, before, after, pair->unpaired, &x, &error) == KLOE_OK)
            put_comparison(c, x);
        else
            fail(c, error.message);
    }
    kloe_comparison_free(x);
    kloe_report_free(before);
    kloe_report_free(after);
}

/* A page's beginning or end; nothing for other formats. */
static void put_frame(struct comparing *c, char *(*write)(void)) {
    char *text = c->options->format == OUTPUT_HTML ? write() : NULL;
    if (text)
        fputs(text, c->out);
    else if (c->options->format == OUTPUT_HTML)
        fail(c, "no memory to write what was compared");
    free(text);
}

static void compare_all(struct comparing *c) {
    static const kloe_pair both = {0, 0, NULL};
    size_t count = 1;
    const kloe_pair *pairs = c->sets ? kloe_pairing_make(c->pairing, &count) : &both;
    if (!pairs || fflush(c->store) != 0) {
        fail(c, "no memory, or no room, to pair what was read");
        return;
    }
    put_frame(c, kloe_write_comparison_html_head);
    for (size_t i = 0; i < count && !c->failed && !is_interrupted(c) && !ferror(c->out); i++)
        compare(c, &pairs[i]);
    put_frame(c, kloe_write_comparison_html_foot);
    if (c->sets && c->options->format == OUTPUT_JSON)
        fputs(c->put ? "]\n" : "[]\n", c->out);
    fflush(c->out);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bool open_side(struct comparing *c, struct side *s, bool after) {
    const struct options *o = c->options;
    s->after = after;
    s->options = *o;
    s->options.command = COMMAND_READ;
    s->options.format = OUTPUT_NDJSON;
    s->options.fail_on.count = 0;
    s->options.arguments = o->arguments + 1 + after;
    s->options.argument_count = 1;
    s->reader = (struct reader){.options = &s->options,
                                .engine = c->engine,
                                .read = o->read,
                                .how = {.options = &s->options},
                                .reads_own = true};
    s->reader.read.cancel_fd = c->interrupt->fds[0];
    if (!cache_open(&s->reader.cache, o->cache, c->engine) || !meta_open(&s->reader.meta, NULL))
        return false;
    if (!inputs_open(&s->inputs, &s->options))
        return false;
    s->many = inputs_are_many(&s->inputs);
    return true;
}

static void close_side(struct side *s) {
    inputs_close(&s->inputs);
    meta_close(&s->reader.meta);
    for (size_t i = 0; i < s->count; i++)
        free(s->kept[i].name);
    free(s->kept);
}

/* Whether there is something to compare; else it is said what is missing. */
static bool is_complete(struct comparing *c) {
    struct side *s = c->sides;
    for (int i = 0; i < 2; i++) {
        c->tally->unread += s[i].unread;
        if (s[i].count || s[i].unread)
            continue;
        fprintf(stderr, "kloe: %s: holds no file to read\n", s[i].options.arguments[0]);
        c->tally->empty = true;
    }
    bool complete = s[0].count && s[1].count && !c->tally->empty;
    if (complete)
        c->tally->reports = s[0].count + s[1].count;
    return complete;
}

static void run(struct comparing *c) {
    for (int i = 0; i < 2 && !c->failed && !is_interrupted(c); i++)
        read_side(c, &c->sides[i]);
    if (c->failed || is_interrupted(c) || !is_complete(c))
        return;
    compare_all(c);
    if (c->tripped && !output_append(stderr, c->tripped))
        fail(c, "--fail-on: not all that matched can be told: no room for it");
}

static bool open_files(struct comparing *c) {
    c->store = output_temporary();
    c->tripped = c->options->fail_on.count ? output_temporary() : NULL;
    if (c->store && (c->tripped || !c->options->fail_on.count))
        return true;
    perror("kloe: no temporary file");
    return false;
}

static void close_all(struct comparing *c) {
    kloe_pairing_free(c->pairing);
    if (c->store)
        fclose(c->store);
    if (c->tripped)
        fclose(c->tripped);
}

bool comparing_run(const struct options *o, const kloe_engine *engine, struct interrupt *interrupt,
                   FILE *out, struct tally *tally) {
    struct comparing c = {.options = o,
                          .engine = engine,
                          .interrupt = interrupt,
                          .out = out,
                          .pairing = kloe_pairing_new(),
                          .tally = tally};
    bool good = gate_check(o, engine) && open_files(&c);
    if (good && !c.pairing)
        good = fail(&c, "no memory");
    int opened = 0;
    while (good && opened < 2 && (good = open_side(&c, &c.sides[opened], opened == 1)))
        opened++;
    if (good) {
        c.sets = c.sides[0].many || c.sides[1].many;
        c.sides[0].reader.many = c.sides[1].reader.many = c.sets;
        run(&c);
    }
    while (opened--)
        close_side(&c.sides[opened]);
    close_all(&c);
    return good;
}
