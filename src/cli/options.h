/* The command line: one table drives parsing and help. */
#ifndef KLOE_CLI_OPTIONS_H
#define KLOE_CLI_OPTIONS_H

#include <kloe/kloe.h>
#include <stdio.h>

enum exit_status {
    EXIT_ALL_READ = 0,
    EXIT_USAGE = 2, /* also: the output could not be written */
    EXIT_SOME_UNREAD = 3,
    EXIT_NONE_READ = 4
};

enum command { COMMAND_READ, COMMAND_FRAMEWORKS, COMMAND_SCHEMA, COMMAND_HELP, COMMAND_VERSION };
enum output_format { OUTPUT_SUMMARY, OUTPUT_JSON };
enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct options {
    enum command command;
    enum output_format format;
    enum color_when color;
    int verbosity; /* -q takes one off, -v adds one */
    const char *output;
    const char *framework_dir;
    kloe_read_options read;
    char **arguments;
    int argument_count;
};

/* False on a wrong command line; a message has been printed. */
bool options_parse(int argc, char **argv, struct options *out);

void options_help(FILE *out);

#endif
