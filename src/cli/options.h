/* The command line: one table drives parsing and help. */
#ifndef KLOE_CLI_OPTIONS_H
#define KLOE_CLI_OPTIONS_H

#include <kloe/kloe.h>
#include <stdio.h>

enum exit_status {
    EXIT_ALL_READ = 0,
    EXIT_GATE = 1,  /* a rule of --fail-on matched */
    EXIT_USAGE = 2, /* also: the output could not be written */
    EXIT_SOME_UNREAD = 3,
    EXIT_NONE_READ = 4
};

enum command {
    COMMAND_READ,
    COMMAND_COMPARE,
    COMMAND_EXPLAIN,
    COMMAND_FRAMEWORKS,
    COMMAND_SCHEMA,
    COMMAND_COMPARE_SCHEMA,
    COMMAND_PROFILE_SCHEMA,
    COMMAND_COMPLETION,
    COMMAND_HELP,
    COMMAND_VERSION
};
enum output_format {
    OUTPUT_SUMMARY,
    OUTPUT_JSON,
    OUTPUT_NDJSON,
    OUTPUT_CSV,
    OUTPUT_MARKDOWN,
    OUTPUT_HTML
};
enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

enum { WORDS_MAX = 64 };

/* The values of an option that can be given several times. */
struct words {
    const char *items[WORDS_MAX];
    size_t count;
};

struct options {
    enum command command;
    enum output_format format;
    kloe_table table; /* of CSV */
    bool excel, table_given, format_given;
    enum when color, progress;
    int verbosity; /* -q takes one off, -v adds one */
    const char *output;
    const char *framework_dir;
    const char *files_from; /* NULL: none */
    bool null_lines;        /* its paths end in NUL, not in a line feed */
    struct words include, exclude, fail_on;
    unsigned jobs;          /* 0: as many as there are processors */
    unsigned shard, shards; /* the K-th of N, from 1; 0: all */
    bool annotate;          /* for GitHub */
    const char *junit, *cache;
    const char *meta; /* a table of what is known of the inputs */
    size_t limit;     /* of bytes of Markdown; 0: none */
    size_t line;      /* that is to be explained; 0: all */
    kloe_read_options read;
    char **arguments;
    int argument_count;
};

/* An option, as the parser, the help and the completions know it. */
struct option_row {
    int letter; /* a character, or above 255 where there is only the long name */
    const char *name, *argument, *help;
    const char *const *values; /* that it takes; NULL: any */
};

size_t options_count(void);
const struct option_row *options_at(size_t index);

/* False on a wrong command line; a message has been printed. */
bool options_parse(int argc, char **argv, struct options *out);

void options_help(FILE *out);

#endif
