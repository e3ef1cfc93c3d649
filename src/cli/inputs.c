#define _GNU_SOURCE /* getdelim, asprintf */
#include "inputs.h"

#include "folder.h"
#include "records.h"
#include "suggest.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What an earlier run left is no report, nor is what else this one works with. */
static void note_ours(struct inputs *in) {
    const char *paths[] = {in->options->output, in->options->junit, in->options->cache,
                           in->options->meta};
    struct stat st;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        if (paths[i] && stat(paths[i], &st) == 0)
            seen_first(&in->ours, &st);
}

bool inputs_open(struct inputs *in, const struct options *o) {
    *in = (struct inputs){.options = o};
    note_ours(in);
    if (!o->files_from)
        return true;
    in->list = strcmp(o->files_from, "-") == 0 ? stdin : fopen(o->files_from, "re");
    if (in->list)
        return true;
    fprintf(stderr, "kloe: %s: cannot be read: %s\n", o->files_from, strerror(errno));
    return false;
}

bool inputs_have_failed(const struct inputs *in) { return in->failed || in->seen.failed; }

void inputs_close(struct inputs *in) {
    while (in->folder)
        in->folder = folder_close(in->folder);
    if (in->list && in->list != stdin)
        fclose(in->list);
    records_close(in->records);
    free(in->records_path);
    input_free(in->ahead[0]);
    input_free(in->ahead[1]);
    free(in->line);
    seen_free(&in->seen);
    seen_free(&in->ours);
}

void input_free(struct input *input) {
    if (!input)
        return;
    free(input->path);
    free(input->name);
    free(input->problem);
    free(input->bytes);
    free(input);
}

/* ---- one input ---------------------------------------------------------------------------- */

/* Of a path, which is its own from then on; `record` counts from 1, 0 is the whole file. */
static struct input *new_input(struct inputs *in, char *path, size_t record, const char *why) {
    struct input *input = calloc(1, sizeof *input);
    bool good = path && input;
    if (good && record)
        good = asprintf(&input->name, "%s#%zu", path, record) >= 0;
    else if (good)
        good = (input->name = strdup(path)) != NULL;
    if (good && why)
        good = asprintf(&input->problem, "%s: %s", input->name, why) >= 0;
    if (!good) {
        in->failed = true;
        free(path);
        free(input ? input->name : NULL);
        free(input);
        return NULL;
    }
    input->path = path;
    input->record = record;
    return input;
}

const char *inputs_why_no_address(const char *path) {
    size_t n = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return n && strncmp(path + n, "://", 3) == 0
               ? "is a web address, and kloe never uses the network; download it "
                 "first, as with curl -O"
               : NULL;
}

static struct input *refuse(struct inputs *in, char *path) {
    static const char *const commands[] = {"compare", "completion", "explain", "frameworks",
                                           "help",    "schema",     NULL};
    char why[256];
    int error = errno;
    const char *meant = error == ENOENT ? suggest(path, commands) : NULL;
    if (error == ENOENT && inputs_why_no_address(path))
        snprintf(why, sizeof why, "%s", inputs_why_no_address(path));
    else if (meant)
        snprintf(why, sizeof why, "is no file; did you mean the command '%s'?", meant);
    else
        snprintf(why, sizeof why, "cannot be read: %s", strerror(error));
    return new_input(in, path, 0, why);
}

/* ---- shards -------------------------------------------------------------------------------- */

/* FNV-1a, of the path as given: the same on every machine, today and tomorrow. */
static bool is_in_shard(const struct options *o, const char *path) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (const unsigned char *s = (const unsigned char *)path; *s; s++)
        hash = (hash ^ *s) * UINT64_C(1099511628211);
    return !o->shards || (hash ^ hash >> 32) % o->shards == o->shard - 1;
}

/* ---- where paths come from ------------------------------------------------------------------ */

/* Whether the path is a link to a folder that it stands in. */
static bool leads_back(const char *path) {
    struct stat st;
    if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
        return false;
    char *above = strdup(path), *slash = above ? strrchr(above, '/') : NULL;
    if (slash)
        *slash = '\0';
    char *target = realpath(path, NULL), *place = slash ? realpath(above, NULL) : NULL;
    size_t n = target ? strlen(target) : 0;
    bool back = target && place && strncmp(place, target, n) == 0 &&
                (n == 1 || place[n] == '/' || !place[n]);
    free(above);
    free(target);
    free(place);
    return back;
}

/* Goes into the folder, unless it has been walked, or is one that we are in. */
static struct input *enter(struct inputs *in, char *path, const struct stat *st, bool found) {
    if (!seen_first(&in->seen, st) || (found && leads_back(path))) {
        free(path);
        return NULL;
    }
    struct folder *f = folder_open(path, in->folder);
    if (!f)
        return refuse(in, path);
    in->folder = f;
    in->walked_any = true;
    return NULL;
}

/* What the path is: an input, or NULL where it is a folder, or a file that came before. `found`: in
 * a folder, where whatever is not a file is no report. */
static struct input *take_path(struct inputs *in, char *path, bool found) {
    struct stat st;
    if (!path || strcmp(path, "-") == 0)
        return new_input(in, path, 0, NULL);
    if (stat(path, &st) != 0)
        return refuse(in, path);
    if (found && seen_has(&in->ours, &st)) {
        free(path);
        return NULL;
    }
    if (S_ISDIR(st.st_mode))
        return enter(in, path, &st, found);
    if (found && !S_ISREG(st.st_mode))
        return new_input(in, path, 0, "is no file, but a pipe, a socket or a device");
    if (S_ISREG(st.st_mode) && !seen_first(&in->seen, &st)) {
        free(path);
        return NULL;
    }
    struct input *input = new_input(in, path, 0, NULL);
    if (input)
        input->found = found;
    return input;
}

static char *copied(struct inputs *in, const char *path) {
    char *copy = strdup(path);
    in->failed |= copy == NULL;
    return copy;
}

/* Editors on Windows begin a list with a byte order mark. */
static const char *behind_order_mark(const char *line) {
    return strncmp(line, "\xEF\xBB\xBF", 3) == 0 ? line + 3 : line;
}

/* The next line of the list, without what ends it, on Windows too; NULL at its end. */
static char *next_line(struct inputs *in) {
    int end = in->options->null_lines ? '\0' : '\n';
    for (ssize_t n; (n = getdelim(&in->line, &in->line_size, end, in->list)) >= 0;) {
        const char *from = in->listed ? in->line : behind_order_mark(in->line);
        in->listed = true;
        if (n && in->line[n - 1] == end)
            in->line[--n] = '\0';
        if (n && end == '\n' && in->line[n - 1] == '\r')
            in->line[--n] = '\0';
        if (*from)
            return copied(in, from);
    }
    in->failed |= !feof(in->list) || ferror(in->list); /* else its end */
    return NULL;
}

/* The next path, and whether it was found in a folder; NULL at the end. */
static char *next_path(struct inputs *in, bool *found) {
    bool is_folder;
    *found = in->folder != NULL;
    while (in->folder) {
        char *path = folder_next(in->folder, in->options, &is_folder, &in->failed);
        if (path)
            return path;
        in->folder = folder_close(in->folder);
        *found = in->folder != NULL;
    }
    if (in->argument < in->options->argument_count)
        return copied(in, in->options->arguments[in->argument++]);
    return in->list ? next_line(in) : NULL;
}

static struct input *next_path_input(struct inputs *in) {
    bool found;
    for (char *path; !in->failed && (path = next_path(in, &found));) {
        struct input *input = take_path(in, path, found);
        if (input)
            return input;
    }
    return NULL;
}

/* ---- files of records ----------------------------------------------------------------------- */

/* The next record of the file that is being read; NULL at its end. */
static struct input *next_record(struct inputs *in) {
    struct record record;
    if (in->records && records_next(in->records, &record)) {
        struct input *input =
            new_input(in, strdup(in->records_path), record.number, record.problem);
        if (!input) {
            free(record.bytes);
            return NULL;
        }
        input->bytes = record.bytes;
        input->size = record.size;
        input->offset = record.offset;
        return input;
    }
    records_close(in->records);
    free(in->records_path);
    in->records = NULL;
    in->records_path = NULL;
    return NULL;
}

static bool can_be_opened_again(const char *path) {
    struct stat st;
    return strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* What was read of the file to look into it is the input's, where it cannot be read again. */
static struct input *take_rest(struct inputs *in, struct records *r, struct input *input) {
    size_t max = in->options->read.max_bytes ? in->options->read.max_bytes : KLOE_DEFAULT_MAX_BYTES;
    int length = 0;
    input->bytes = records_rest(r, &input->size);
    if (!input->bytes)
        length = asprintf(&input->problem, "%s: cannot be read: %s", input->path, strerror(errno));
    else if (input->size > max)
        length =
            asprintf(&input->problem, "%s: is larger than %zu bytes; --max-bytes raises the limit",
                     input->path, max);
    in->failed |= length < 0;
    return input;
}

/* The input, or its first record; NULL where that is not for this shard, or no memory was left. */
static struct input *look_into(struct inputs *in, struct input *input) {
    kloe_format format = in->options->read.format;
    size_t max = in->options->read.max_bytes;
    if (in->whole || input->problem || (format != KLOE_FORMAT_AUTO && format != KLOE_FORMAT_JSON))
        return input;
    struct records *r = records_open(input->path, max ? max : KLOE_DEFAULT_MAX_BYTES);
    if (!r) {
        in->failed |= errno == ENOMEM;
        return input; /* whoever reads it says why it cannot be */
    }
    if (records_are_many(r)) {
        in->records = r;
        in->records_path = input->path;
        input->path = NULL;
        input_free(input);
        return next_record(in);
    }
    if (!can_be_opened_again(input->path))
        input = take_rest(in, r, input);
    records_close(r);
    return input;
}

/* ---- one after the other --------------------------------------------------------------------- */

static struct input *next(struct inputs *in) {
    struct input *input = in->ahead[0];
    in->ahead[0] = in->ahead[1];
    in->ahead[1] = NULL;
    if (!input)
        input = next_record(in);
    if (!input && !in->failed && (input = next_path_input(in)))
        input = look_into(in, input);
    return input;
}

struct input *inputs_next(struct inputs *in) {
    for (struct input *input; (input = next(in)); input_free(input))
        if (is_in_shard(in->options, input->name))
            return input;
    return NULL;
}

/* A folder, or a file of many records, can have one in it and is many all the same. */
static bool is_one_of_many(const struct inputs *in, const struct input *input) {
    return in->walked_any || in->records || (input && input->record);
}

bool inputs_are_many(struct inputs *in) {
    const struct options *o = in->options;
    struct stat st;
    if (o->argument_count > 1 || (o->argument_count && o->files_from) ||
        (o->argument_count && stat(o->arguments[0], &st) == 0 && S_ISDIR(st.st_mode)))
        return true;
    struct input *first = next(in);
    if (is_one_of_many(in, first) || o->argument_count) {
        in->ahead[0] = first;
        return is_one_of_many(in, first);
    }
    in->ahead[1] = next(in);
    in->ahead[0] = first;
    return !first || in->ahead[1] || is_one_of_many(in, NULL);
}
