#include "options.h"

#include "suggest.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum {
    FROM = 256,
    EXCEL,
    FRAMEWORK,
    FRAMEWORK_DIR,
    INCLUDE,
    EXCLUDE,
    FILES_FROM,
    META,
    SHARD,
    FAIL_ON,
    ANNOTATE,
    JUNIT,
    PROGRESS,
    CACHE,
    LIMIT,
    MAX_BYTES,
    TIMEOUT,
    COLOR
};

/* What options take that take certain words alone. */
static const char *const formats[] = {"summary", "json", "ndjson", "csv", "markdown", "html", NULL};
static const char *const tables[] = {"reports",  "judgements",      "standards",
                                     "findings", "recommendations", NULL};
static const char *const annotations[] = {"github", NULL};
static const char *const inputs[] = {"auto", "text", "markdown", "html", "pdf",
                                     "json", "docx", "odt",      NULL};
static const char *const whens[] = {"auto", "always", "never", NULL};

static const struct option_row rows[] = {
    {'f', "format", "F",
     "summary (default), json, ndjson, csv or markdown; with compare also html, but no csv",
     formats},
    {'t', "table", "T",
     "of csv, which it implies: reports (default), judgements, standards, findings, "
     "recommendations",
     tables},
    {EXCEL, "excel", NULL, "csv for spreadsheets: byte order mark, no cell is a formula", NULL},
    {'o', "output", "FILE", "write there, whole or not at all", NULL},
    {FROM, "from", "FORMAT",
     "what the input is: auto (default), text, markdown, html, pdf, json, docx, odt", inputs},
    {FRAMEWORK, "framework", "ID", "take this family of reports, do not detect it", NULL},
    {FRAMEWORK_DIR, "framework-dir", "DIR", "further families; they override bundled ones", NULL},
    {INCLUDE, "include", "GLOB", "of folders, only such files; can be given several times", NULL},
    {EXCLUDE, "exclude", "GLOB",
     "of folders, no such files and folders; can be given several times", NULL},
    {FILES_FROM, "files-from", "FILE", "further paths, a line each; - is standard input", NULL},
    {'0', "null", NULL, "the paths of --files-from end in NUL", NULL},
    {META, "meta", "FILE.csv", "what is known of inputs: columns path or sha256, then any", NULL},
    {'j', "jobs", "N", "threads: as many as there are processors by default", NULL},
    {SHARD, "shard", "K/N", "only the K-th of N parts of the inputs", NULL},
    {CACHE, "cache", "DIR", "keep results there, and read only what is new", NULL},
    {FAIL_ON, "fail-on", "RULE",
     "exit 1 on GRADE or worse, overall:GRADE, unrecognised, warning, doubt; with compare on "
     "declined; can be given several times",
     NULL},
    {ANNOTATE, "annotate", "github", "workflow commands on standard error", annotations},
    {JUNIT, "junit", "FILE", "write a JUnit file, a test case an input", NULL},
    {PROGRESS, "progress", "WHEN", "auto (default: on a terminal), always or never", whens},
    {LIMIT, "limit", "SIZE", "of markdown: leave out reports beyond that size, and say how many",
     NULL},
    {MAX_BYTES, "max-bytes", "SIZE", "limit of one input or record: 64M by default, 1G at the most",
     NULL},
    {TIMEOUT, "timeout", "SECONDS", "limit of a PDF's conversion: 60 by default", NULL},
    {COLOR, "color", "WHEN", "auto (default), always or never; NO_COLOR is honoured", whens},
    {'q', "quiet", NULL, "no warnings on standard error; twice: no errors either", NULL},
    {'v', "verbose", NULL, "more on standard error: how each input was read", NULL},
    {'h', "help", NULL, "this help", NULL},
    {'V', "version", NULL, "the versions of kloe and of its libraries", NULL},
};

enum { JOBS_MAX = 256, SHARDS_MAX = 100000, HELP_COLUMN = 28, HELP_WIDTH = 80 };

/* No input has more lines. */
static const unsigned long long greatest_line = (unsigned long long)KLOE_GREATEST_MAX_BYTES;
enum { ROWS = sizeof rows / sizeof rows[0] };

/* Words from a column on, over as many lines as they need. */
static void put_wrapped(FILE *out, const char *s) {
    for (size_t column = HELP_COLUMN; *s;) {
        size_t n = strcspn(s, " ");
        if (column + 1 + n > HELP_WIDTH && column > HELP_COLUMN) {
            fprintf(out, "\n%*s", HELP_COLUMN, "");
            column = HELP_COLUMN;
        }
        fprintf(out, "%s%.*s", column > HELP_COLUMN ? " " : "", (int)n, s);
        column += n + (column > HELP_COLUMN);
        s += n + (s[n] != '\0');
    }
    fputc('\n', out);
}

static void put_row(FILE *out, const struct option_row *row) {
    char left[48], letter[8] = "   ";
    if (row->letter < 256)
        snprintf(letter, sizeof letter, "-%c,", row->letter);
    snprintf(left, sizeof left, "  %s --%s%s%s", letter, row->name, row->argument ? " " : "",
             row->argument ? row->argument : "");
    fprintf(out, "%-*s ", HELP_COLUMN - 1, left);
    put_wrapped(out, row->help);
}

void options_help(FILE *out) {
    fputs("usage: kloe [OPTIONS] PATH...            read reports, folders; - is stdin\n"
          "       kloe [OPTIONS] compare OLD NEW    what changed, of reports or folders\n"
          "       kloe [OPTIONS] explain FILE [LINE]   how it was read, what nobody took\n"
          "       kloe [OPTIONS] frameworks [ID]    the families known, or one in full\n"
          "       kloe schema [compare|profile]     JSON Schema of the output, of profiles\n"
          "       kloe completion SHELL             for bash, zsh or fish\n\n"
          "Reads inspection reports of the CQC and Ofsted (text, Markdown, HTML, PDF, DOCX,\n"
          "ODT) and records of the CQC's API (JSON, one or many in a file), and prints\n"
          "their judgements, standards, findings and recommendations.\n\n",
          out);
    for (size_t i = 0; i < ROWS; i++)
        put_row(out, &rows[i]);
    fputs("\nExit status: 0 all read; 1 a rule of --fail-on matched; 2 the command line is\n"
          "wrong, or the output could not be written; 3 some input could not be read; 4\n"
          "none could.\n",
          out);
}

size_t options_count(void) { return ROWS; }

const struct option_row *options_at(size_t index) { return &rows[index]; }

/* The index of `word` among `words`; -1 and a message where it is none of them. */
static int one_of(const char *option, const char *word, const char *const *words) {
    for (int i = 0; words[i]; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    fprintf(stderr, "kloe: --%s %s: is none of:", option, word);
    for (int i = 0; words[i]; i++)
        fprintf(stderr, " %s", words[i]);
    suggest_put(stderr, word, words);
    return -1;
}

/* "64M", "500000", "1G". */
static bool parse_size(const char *option, const char *s, size_t *out) {
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
    fprintf(stderr, "kloe: --%s %s: is no size from 1 to 1G\n", option, s);
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

static bool parse_jobs(const char *s, unsigned *out) {
    char *end;
    unsigned long value = *s >= '0' && *s <= '9' ? strtoul(s, &end, 10) : 0;
    if (value >= 1 && value <= JOBS_MAX && !*end) {
        *out = (unsigned)value;
        return true;
    }
    fprintf(stderr, "kloe: --jobs %s: is no number from 1 to %d\n", s, JOBS_MAX);
    return false;
}

/* "2/8" */
static bool parse_shard(const char *s, struct options *o) {
    char rest;
    bool digits = s[0] >= '1' && s[0] <= '9' && strlen(s) < 20 && !strpbrk(s, "-+ ");
    if (digits && sscanf(s, "%u/%u%c", &o->shard, &o->shards, &rest) == 2 &&
        o->shard <= o->shards && o->shards <= SHARDS_MAX)
        return true;
    fprintf(stderr, "kloe: --shard %s: is no K/N with K from 1 to N\n", s);
    return false;
}

static bool add_word(const char *option, struct words *words, const char *value) {
    if (words->count < WORDS_MAX) {
        words->items[words->count++] = value;
        return true;
    }
    fprintf(stderr, "kloe: --%s: is given more than %d times\n", option, WORDS_MAX);
    return false;
}

static bool take(struct options *o, int letter, const char *value) {
    int index = 0;
    switch (letter) {
    case 'f':
        index = one_of("format", value, formats);
        o->format = (enum output_format)index;
        o->format_given = true;
        break;
    case 't':
        index = one_of("table", value, tables);
        o->table = (kloe_table)index;
        o->table_given = true;
        break;
    case EXCEL:
        o->excel = o->table_given = true;
        break;
    case INCLUDE:
        return add_word("include", &o->include, value);
    case EXCLUDE:
        return add_word("exclude", &o->exclude, value);
    case FILES_FROM:
        o->files_from = value;
        break;
    case META:
        o->meta = value;
        break;
    case '0':
        o->null_lines = true;
        break;
    case 'j':
        return parse_jobs(value, &o->jobs);
    case SHARD:
        return parse_shard(value, o);
    case CACHE:
        o->cache = value;
        break;
    case FAIL_ON:
        return add_word("fail-on", &o->fail_on, value);
    case ANNOTATE:
        index = one_of("annotate", value, annotations);
        o->annotate = true;
        break;
    case JUNIT:
        o->junit = value;
        break;
    case PROGRESS:
        index = one_of("progress", value, whens);
        o->progress = (enum when)index;
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
    case LIMIT:
        return parse_size("limit", value, &o->limit);
    case MAX_BYTES:
        return parse_size("max-bytes", value, &o->read.max_bytes);
    case TIMEOUT:
        return parse_seconds(value, &o->read.seconds);
    case COLOR:
        index = one_of("color", value, whens);
        o->color = (enum when)index;
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
    case 'V':
        o->command = COMMAND_VERSION;
        break;
    default: /* it has been said what is wrong */
        index = -1;
    }
    return index >= 0;
}

static void make_getopt_tables(char *letters, struct option *longs) {
    size_t n = 0;
    letters[n++] = ':'; /* missing values are told apart */
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

static bool complain(const char *message) {
    fprintf(stderr, "kloe: %s\n", message);
    return false;
}

/* "explain FILE [LINE]" */
static bool take_explain(struct options *o) {
    o->command = COMMAND_EXPLAIN;
    if (o->argument_count < 2 || o->argument_count > 3)
        return complain(
            "explain takes a file, or - for standard input, and perhaps a line's number");
    if (o->argument_count == 2)
        return true;
    const char *s = o->arguments[2];
    char *end = NULL;
    unsigned long long value = *s >= '1' && *s <= '9' ? strtoull(s, &end, 10) : 0;
    if (value && !*end && value <= greatest_line) {
        o->line = (size_t)value;
        return true;
    }
    fprintf(stderr, "kloe: explain: %s: is no line's number; they count from 1\n", s);
    return false;
}

/* "compare OLD NEW" */
static bool take_compare(struct options *o) {
    o->command = COMMAND_COMPARE;
    return o->argument_count == 3 ||
           complain(
               "compare takes two reports, files of kloe's JSON, or folders: the old, the new");
}

/* "completion bash" */
static bool take_completion(struct options *o) {
    static const char *const shells[] = {"bash", "zsh", "fish", NULL};
    o->command = COMMAND_COMPLETION;
    for (size_t i = 0; o->argument_count == 2 && shells[i]; i++)
        if (strcmp(o->arguments[1], shells[i]) == 0)
            return true;
    return complain("completion takes a shell: bash, zsh or fish");
}

/* "schema", "schema compare", "schema profile" */
static bool take_schema(struct options *o) {
    const char *of = o->argument_count == 2 ? o->arguments[1] : "";
    bool compare = strcmp(of, "compare") == 0, profile = strcmp(of, "profile") == 0;
    o->command = compare   ? COMMAND_COMPARE_SCHEMA
                 : profile ? COMMAND_PROFILE_SCHEMA
                           : COMMAND_SCHEMA;
    return compare || profile || o->argument_count == 1 ||
           complain("schema takes nothing, 'compare' or 'profile'");
}

/* "compare", "completion", "explain", "frameworks", "help" and "schema" are commands unless a file
 * of that name is meant
 * ("./schema"). */
static bool take_command(struct options *o) {
    if (o->command != COMMAND_READ)
        return true;
    const char *first = o->argument_count ? o->arguments[0] : NULL;
    if (first && strcmp(first, "explain") == 0)
        return take_explain(o);
    if (first && strcmp(first, "compare") == 0)
        return take_compare(o);
    if (first && strcmp(first, "schema") == 0)
        return take_schema(o);
    if (first && strcmp(first, "completion") == 0)
        return take_completion(o);
    if (first && strcmp(first, "help") == 0 && o->argument_count <= 2) {
        o->command = COMMAND_HELP;
    } else if (first && strcmp(first, "frameworks") == 0 && o->argument_count <= 2) {
        o->command = COMMAND_FRAMEWORKS;
    } else if (!first && !o->files_from) {
        fputs("kloe: no input; give a report's path, or - for standard input ('kloe --help')\n",
              stderr);
        return false;
    }
    return true;
}

static bool is_stdin(const char *path) { return path && strcmp(path, "-") == 0; }

static bool takes_stdin(const struct options *o) {
    for (int i = 0; i < o->argument_count; i++)
        if (is_stdin(o->arguments[i]))
            return true;
    return false;
}

static bool is_for_runs(const struct options *o) {
    return o->files_from || o->include.count || o->exclude.count || o->fail_on.count || o->shards ||
           o->annotate || o->junit || o->cache || o->meta;
}

/* What compare does not do; --fail-on is looked at with the rules. */
static bool compare_fits(const struct options *o) {
    if (o->format == OUTPUT_CSV)
        return complain("compare writes summary, json, ndjson, markdown or html");
    if (o->files_from || o->shards || o->annotate || o->junit || o->meta)
        return complain("compare takes OLD and NEW alone: --files-from, --shard, --annotate, "
                        "--junit and --meta are not for it");
    if (is_stdin(o->arguments[1]) && is_stdin(o->arguments[2]))
        return complain("standard input cannot be both reports");
    return true;
}

/* Options that say nothing where they stand are mistakes. */
static bool fit_together(const struct options *o) {
    if (o->table_given && o->format != OUTPUT_CSV)
        return complain("--table and --excel are for --format csv");
    if (o->limit && (o->format != OUTPUT_MARKDOWN || o->command != COMMAND_READ))
        return complain("--limit is for --format markdown of reports");
    if (o->null_lines && !o->files_from)
        return complain("-0 is for --files-from");
    if (is_stdin(o->files_from) && takes_stdin(o))
        return complain("standard input cannot be a report and the list of --files-from");
    if (is_stdin(o->meta) && (is_stdin(o->files_from) || takes_stdin(o)))
        return complain("standard input cannot be the table of --meta and something else");
    if (o->command == COMMAND_COMPARE)
        return compare_fits(o);
    if (o->format == OUTPUT_HTML)
        return complain("html is written by compare alone");
    if (o->command == COMMAND_EXPLAIN && o->format != OUTPUT_SUMMARY && o->format != OUTPUT_JSON)
        return complain("explain writes for people, or --format json");
    if (o->command == COMMAND_EXPLAIN && is_for_runs(o))
        return complain("explain reads one file: options for runs over many are not for it");
    return true;
}

static void complain_of_name(const char *given) {
    const char *names[ROWS + 1] = {0};
    char name[48];
    for (size_t i = 0; i < ROWS; i++)
        names[i] = rows[i].name;
    snprintf(name, sizeof name, "%s", given + strlen("--"));
    name[strcspn(name, "=")] = '\0';
    const char *meant = suggest(name, names);
    if (meant)
        fprintf(stderr, "kloe: --%s: is no option; did you mean '--%s'?\n", name, meant);
    else
        fprintf(stderr, "kloe: --%s: is no option ('kloe --help' lists them)\n", name);
}

/* What getopt found wrong: an option that lacks its value, or is none. */
static void complain_of_option(int letter, const char *given) {
    if (letter == ':')
        fprintf(stderr, "kloe: %s: needs a value\n", given);
    else if (optopt && optopt < FROM && strncmp(given, "--", 2) != 0)
        fprintf(stderr, "kloe: -%c: is no option ('kloe --help' lists them)\n", optopt);
    else if (optopt)
        fprintf(stderr, "kloe: %s: takes no value\n", given);
    else
        complain_of_name(given);
}

bool options_parse(int argc, char **argv, struct options *out) {
    char letters[2 * ROWS + 2];
    struct option longs[ROWS + 1];
    *out = (struct options){0};
    make_getopt_tables(letters, longs);
    opterr = 0;
    for (int letter; (letter = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        if (letter == '?' || letter == ':')
            complain_of_option(letter, argv[optind - 1]);
        if (!take(out, letter, optarg))
            return false;
    }
    out->arguments = argv + optind;
    out->argument_count = argc - optind;
    if (out->table_given && !out->format_given)
        out->format = OUTPUT_CSV;
    return take_command(out) && fit_together(out);
}
