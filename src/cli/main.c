/* kloe: the command, a thin client of libkloe. */
#include "comparing.h"
#include "completion.h"
#include "explaining.h"
#include "families.h"
#include "interrupt.h"
#include "options.h"
#include "output.h"
#include "reading.h"

#include "document/confine.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct run {
    const struct options *options;
    kloe_engine *engine;
    FILE *out;
    struct interrupt interrupt;
    struct tally tally;
};

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
    case COMMAND_COMPARE_SCHEMA:
        fputs(kloe_comparison_schema(), run->out);
        return true;
    case COMMAND_PROFILE_SCHEMA:
        fputs(kloe_profile_schema(), run->out);
        return true;
    case COMMAND_COMPLETION:
        completion_put(run->options->arguments[1], run->out);
        return true;
    case COMMAND_FRAMEWORKS:
        return families_put(run->options, run->engine, run->out);
    case COMMAND_COMPARE:
        return comparing_run(run->options, run->engine, &run->interrupt, run->out, &run->tally);
    case COMMAND_EXPLAIN:
        return explaining_run(run->options, run->engine, &run->interrupt, run->out, &run->tally);
    case COMMAND_READ:
        return reading_run(run->options, run->engine, &run->interrupt, run->out, &run->tally);
    }
    return true;
}

static bool make_engine(struct run *run) {
    kloe_engine_options options = {run->options->framework_dir};
    enum command command = run->options->command;
    if (command != COMMAND_READ && command != COMMAND_COMPARE && command != COMMAND_EXPLAIN &&
        command != COMMAND_FRAMEWORKS)
        return true;
    kloe_error error;
    if (kloe_engine_new(&options, &run->engine, &error) != KLOE_OK) {
        fprintf(stderr, "kloe: %s\n", error.message);
        return false;
    }
    const char *id = run->options->read.framework;
    if (id && !kloe_framework_find(run->engine, id)) {
        fputs("kloe: --framework ", stderr);
        families_complain(run->engine, id);
        return false;
    }
    return true;
}

/* What the rules of --fail-on found is certain, whatever else could not be read. */
static int status_of(const struct run *run) {
    const struct tally *t = &run->tally;
    size_t read = t->reports + t->others;
    if (t->broken)
        return EXIT_USAGE;
    if (t->empty || (t->unread && !read))
        return EXIT_NONE_READ;
    if (t->tripped)
        return EXIT_GATE;
    return t->unread ? EXIT_SOME_UNREAD : EXIT_ALL_READ;
}

/* What opens a file would get the number of one that was closed, and be written to. These cannot be
 * used, so that whoever tries hears of it. */
static void fill_closed(void) {
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* No command needs it, nor does what documents do to their readers. */
static void give_up_network(const struct options *o) {
    if (!confine_network() && o->verbosity >= 1)
        fputs("kloe: info: this system lets no process give up the network (seccomp)\n", stderr);
}

int main(int argc, char **argv) {
    struct options options;
    struct run run = {.options = &options};
    struct output output;
    fill_closed();
    if (!options_parse(argc, argv, &options))
        return EXIT_USAGE;
    give_up_network(&options);
    interrupt_begin(&run.interrupt);
    if (!make_engine(&run) || !output_open(&output, options.output)) {
        kloe_engine_free(run.engine);
        return EXIT_USAGE;
    }
    run.out = output.file;
    atomic_store(&run.interrupt.temporary, output.temporary);
    bool ok = put_product(&run);
    int status = status_of(&run);
    bool whole = ok && status != EXIT_NONE_READ && !atomic_load(&run.interrupt.signal);
    atomic_store(&run.interrupt.temporary, NULL);
    ok = output_close(&output, whole) && ok;
    kloe_engine_free(run.engine);
    interrupt_end(&run.interrupt, output.reader_has_gone);
    return ok ? status : EXIT_USAGE;
}
