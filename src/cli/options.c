#include "options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

struct option_row {
    int letter; /* a character, or above 255 where there is only the long name */
    const char *name, *argument, *help;
};

enum { FROM = 256, FRAMEWORK, FRAMEWORK_DIR, MAX_BYTES, TIMEOUT, COLOR, VERSION };

static const struct option_row rows[] = {
    {'f', "format", "F", "summary (default) or json"},
    {'o', "output", "FILE", "write there, whole or not at all"},
    {FROM, "from", "FORMAT", "what the input is: auto (default), text, markdown, html, pdf, json"},
    {FRAMEWORK, "framework", "ID", "take this family of reports, do not detect it"},
    {FRAMEWORK_DIR, "framework-dir", "DIR", "further families; they override bundled ones"},
    {MAX_BYTES, "max-bytes", "SIZE", "limit of one input: 64M by default, 1G at the most"},
    {TIMEOUT, "timeout", "SECONDS", "limit of a PDF's conversion: 60 by default"},
    {COLOR, "color", "WHEN", "auto (default), always or never; NO_COLOR is honoured"},
    {'q', "quiet", NULL, "no warnings on standard error; twice: no errors either"},
    {'v', "verbose", NULL, "more on standard error: how each input was read"},
    {'h', "help", NULL, "this help"},
    {VERSION, "version", NULL, "the versions of kloe and of its libraries"},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

void options_help(FILE *out) {
    fputs("usage: kloe [OPTIONS] PATH...       read reports; - is standard input\n"
          "       kloe [OPTIONS] frameworks [ID]   the families known, or one of them in full\n"
          "       kloe schema                  the JSON Schema of the output\n\n"
          "Reads inspection reports of the CQC and Ofsted (text, Markdown, HTML, PDF) and\n"
          "prints their judgements, standards, findings and recommendations.\n\n",
          out);
    for (size_t i = 0; i < ROWS; i++) {
        char left[48], letter[8] = "   ";
        if (rows[i].letter < 256)
            snprintf(letter, sizeof letter, "-%c,", rows[i].letter);
        snprintf(left, sizeof left, "  %s --%s%s%s", letter, rows[i].name,
                 rows[i].argument ? " " : "", rows[i].argument ? rows[i].argument : "");
        fprintf(out, "%-27s %s\n", left, rows[i].help);
    }
    fputs("\nExit status: 0 all read; 2 the command line is wrong, or the output could not be\n"
          "written; 3 some input could not be read; 4 none could.\n",
          out);
}

/* The index of `word` among `words`; -1 and a message where it is none of them. */
static int one_of(const char *option, const char *word, const char *const *words) {
    for (int i = 0; words[i]; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    fprintf(stderr, "kloe: --%s %s: is none of:", option, word);
    for (int i = 0; words[i]; i++)
        fprintf(stderr, " %s", words[i]);
    fputc('\n', stderr);
    return -1;
}

/* "64M", "500000", "1G". */
static bool parse_size(const char *s, size_t *out) {
    char *end;
    unsigned long long value = s[0] >= '0' && s[0] <= '9' ? strtoull(s, &end, 10) : 0;
    size_t unit = 1;
    if (value) {
        static const char *const units = "KMG";
        const char *u = *end ? strchr(units, *end >= 'a' ? *end - 32 : *end) : NULL;
        unit = u ? (size_t)1 << (10 * (u - units + 1)) : 1;
        end += u != NULL;
        if (!*end && value <= KLOE_GREATEST_MAX_BYTES / unit) {
            *out = (size_t)value * unit;
            return true;
        }
    }
    fprintf(stderr, "kloe: --max-bytes %s: is no size from 1 to 1G\n", s);
    return false;
}

static bool parse_seconds(const char *s, int *out) {
    char *end;
    long value = strtol(s, &end, 10);
    if (*s && !*end && value >= 1 && value <= 86400) {
        *out = (int)value;
        return true;
    }
    fprintf(stderr, "kloe: --timeout %s: is no number of seconds from 1 to 86400\n", s);
    return false;
}

static bool take(struct options *o, int letter, const char *value) {
    static const char *const formats[] = {"summary", "json", NULL};
    static const char *const inputs[] = {"auto", "text", "markdown", "html", "pdf", "json", NULL};
    static const char *const whens[] = {"auto", "always", "never", NULL};
    int index = 0;
    switch (letter) {
    case 'f':
        index = one_of("format", value, formats);
        o->format = (enum output_format)index;
        break;
    case 'o':
        o->output = value;
        break;
    case FROM:
        index = one_of("from", value, inputs);
        o->read.format = (kloe_format)index;
        break;
    case FRAMEWORK:
        o->read.framework = value;
        break;
    case FRAMEWORK_DIR:
        o->framework_dir = value;
        break;
    case MAX_BYTES:
        return parse_size(value, &o->read.max_bytes);
    case TIMEOUT:
        return parse_seconds(value, &o->read.seconds);
    case COLOR:
        index = one_of("color", value, whens);
        o->color = (enum color_when)index;
        break;
    case 'q':
        o->verbosity--;
        break;
    case 'v':
        o->verbosity++;
        break;
    case 'h':
        o->command = COMMAND_HELP;
        break;
    case VERSION:
        o->command = COMMAND_VERSION;
        break;
    default: /* getopt has said what is wrong */
        index = -1;
    }
    return index >= 0;
}

static void make_getopt_tables(char *letters, struct option *longs) {
    size_t n = 0;
    for (size_t i = 0; i < ROWS; i++) {
        longs[i] = (struct option){rows[i].name, rows[i].argument ? required_argument : no_argument,
                                   NULL, rows[i].letter};
        if (rows[i].letter > 255)
            continue;
        letters[n++] = (char)rows[i].letter;
        if (rows[i].argument)
            letters[n++] = ':';
    }
    letters[n] = '\0';
    longs[ROWS] = (struct option){0};
}

/* "frameworks" and "schema" are commands unless a file of that name is meant ("./schema"). */
static bool take_command(struct options *o) {
    if (o->command != COMMAND_READ)
        return true;
    const char *first = o->argument_count ? o->arguments[0] : NULL;
    if (first && strcmp(first, "frameworks") == 0 && o->argument_count <= 2) {
        o->command = COMMAND_FRAMEWORKS;
    } else if (first && strcmp(first, "schema") == 0 && o->argument_count == 1) {
        o->command = COMMAND_SCHEMA;
    } else if (!first) {
        fputs("kloe: no input; give a report's path, or - for standard input ('kloe --help')\n",
              stderr);
        return false;
    }
    return true;
}

bool options_parse(int argc, char **argv, struct options *out) {
    char letters[2 * ROWS + 1];
    struct option longs[ROWS + 1];
    *out = (struct options){0};
    make_getopt_tables(letters, longs);
    for (int letter; (letter = getopt_long(argc, argv, letters, longs, NULL)) != -1;)
        if (!take(out, letter, optarg))
            return false;
    out->arguments = argv + optind;
    out->argument_count = argc - optind;
    return take_command(out);
}
