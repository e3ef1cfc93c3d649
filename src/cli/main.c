/* kloe: the command, a thin client of libkloe. */
#include "options.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What has been read so far. */
struct run {
    const struct options *options;
    kloe_engine *engine;
    FILE *out;
    size_t read, unread;
    bool color, failed; /* failed: no memory, or the output is broken */
};

static void say(const struct run *run, int level, const char *path, size_t line,
                const char *severity, const char *message, const char *code) {
    if (run->options->verbosity < level)
        return;
    fprintf(stderr, "kloe: %s:", path);
    if (line)
        fprintf(stderr, "%zu:", line);
    fprintf(stderr, " %s: %s [%s]\n", severity, message, code);
}

/* The summary shows doubts itself; other formats send them to standard error too. */
static void say_diagnostics(const struct run *run, const char *path, const kloe_report *r) {
    int level = run->options->format == OUTPUT_SUMMARY ? 1 : 0;
    for (size_t i = 0; i < r->diagnostics.count; i++) {
        const kloe_diagnostic *d = &r->diagnostics.items[i];
        bool info = strcmp(d->severity, "info") == 0;
        say(run, info ? 1 : level, path, d->at.line, d->severity, d->message, d->code);
    }
    if (run->options->verbosity < 1)
        return;
    fprintf(stderr, "kloe: %s: read as %s, %s; %s", path, r->source.format, r->source.encoding,
            r->framework ? r->framework : r->kind);
    if (r->confidence < 0)
        fputs(" (as given)\n", stderr);
    else
        fprintf(stderr, " (confidence %.2f)\n", r->confidence);
}

static char *render(const struct run *run, const kloe_report *r) {
    if (run->options->format == OUTPUT_JSON)
        return kloe_write_json(r, false);
    kloe_summary_options options = {.color = run->color};
    return kloe_write_summary(r, &options);
}

/* Between the products of several inputs. */
static void put_separator(struct run *run, const char *path) {
    bool first = run->read == 0;
    if (run->options->argument_count < 2)
        return;
    if (run->options->format == OUTPUT_JSON)
        fputs(first ? "[\n" : ",\n", run->out);
    else
        fprintf(run->out, "%s==> %s <==\n", first ? "" : "\n", path);
}

static void put_end(struct run *run) {
    if (run->options->argument_count >= 2 && run->options->format == OUTPUT_JSON)
        fputs(run->read ? "]\n" : "[]\n", run->out);
}

static void read_one(struct run *run, const char *path) {
    kloe_report *report;
    kloe_error error;
    if (kloe_read_file(run->engine, path, &run->options->read, &report, &error) != KLOE_OK) {
        run->unread++;
        if (run->options->verbosity > -2)
            fprintf(stderr, "kloe: %s\n", error.message);
        return;
    }
    char *s = render(run, report);
    if (s) {
        put_separator(run, path);
        fputs(s, run->out);
        run->read++;
        say_diagnostics(run, path, report);
    } else {
        fprintf(stderr, "kloe: %s: no memory to write it\n", path);
        run->unread++;
    }
    free(s);
    kloe_report_free(report);
}

static bool use_color(const struct options *o) {
    const char *no = getenv("NO_COLOR");
    if (o->color != COLOR_AUTO)
        return o->color == COLOR_ALWAYS;
    return !o->output && isatty(STDOUT_FILENO) && !(no && *no);
}

static void read_all(struct run *run) {
    run->color = use_color(run->options);
    for (int i = 0; i < run->options->argument_count && !ferror(run->out); i++)
        read_one(run, run->options->arguments[i]);
    put_end(run);
}

static size_t longest_id(const kloe_engine *e) {
    size_t longest = 0;
    for (size_t i = 0; i < kloe_framework_count(e); i++) {
        size_t n = strlen(kloe_framework_at(e, i)->id);
        longest = n > longest ? n : longest;
    }
    return longest;
}

static bool put_frameworks(struct run *run) {
    const struct options *o = run->options;
    size_t columns = longest_id(run->engine);
    if (o->argument_count == 2) {
        const kloe_framework *f = kloe_framework_find(run->engine, o->arguments[1]);
        if (f)
            fwrite(f->json, 1, f->json_bytes, run->out);
        else
            fprintf(stderr, "kloe: %s: is no framework; 'kloe frameworks' lists them\n",
                    o->arguments[1]);
        return f != NULL;
    }
    for (size_t i = 0; i < kloe_framework_count(run->engine); i++) {
        const kloe_framework *f = kloe_framework_at(run->engine, i);
        fprintf(run->out, "%-*s %-10s %s\n", (int)columns, f->id, f->years, f->name);
    }
    return true;
}

static bool put_product(struct run *run) {
    char libraries[160];
    switch (run->options->command) {
    case COMMAND_HELP:
        options_help(run->out);
        return true;
    case COMMAND_VERSION:
        fprintf(run->out, "kloe %s (%s)\n", kloe_version(),
                kloe_libraries(libraries, sizeof libraries));
        return true;
    case COMMAND_SCHEMA:
        fputs(kloe_schema(), run->out);
        return true;
    case COMMAND_FRAMEWORKS:
        return put_frameworks(run);
    case COMMAND_READ:
        read_all(run);
    }
    return true;
}

static bool make_engine(struct run *run) {
    kloe_engine_options options = {run->options->framework_dir};
    enum command command = run->options->command;
    if (command != COMMAND_READ && command != COMMAND_FRAMEWORKS)
        return true;
    kloe_error error;
    if (kloe_engine_new(&options, &run->engine, &error) != KLOE_OK) {
        fprintf(stderr, "kloe: %s\n", error.message);
        return false;
    }
    const char *id = run->options->read.framework;
    if (id && !kloe_framework_find(run->engine, id)) {
        fprintf(stderr, "kloe: --framework %s: is no framework; 'kloe frameworks' lists them\n",
                id);
        return false;
    }
    return true;
}

static int status_of(const struct run *run) {
    if (run->unread)
        return run->read ? EXIT_SOME_UNREAD : EXIT_NONE_READ;
    return EXIT_ALL_READ;
}

int main(int argc, char **argv) {
    struct options options;
    struct run run = {.options = &options};
    struct output output;
    if (!options_parse(argc, argv, &options))
        return EXIT_USAGE;
    if (!make_engine(&run) || !output_open(&output, options.output)) {
        kloe_engine_free(run.engine);
        return EXIT_USAGE;
    }
    run.out = output.file;
    bool ok = put_product(&run);
    int status = status_of(&run);
    ok = output_close(&output, ok && status != EXIT_NONE_READ) && ok;
    kloe_engine_free(run.engine);
    return ok ? status : EXIT_USAGE;
}
