/* What there is to read, one after the other: the command line's paths, folders, lists. */
#ifndef KLOE_CLI_INPUTS_H
#define KLOE_CLI_INPUTS_H

#include "options.h"
#include "seen.h"

#include <stdio.h>

/* An input: a path to read, or one that cannot be, and why. */
struct input {
    char *path;
    char *name;    /* the path; of a record in a file of many, "PATH#17" */
    char *problem; /* a sentence that begins with the name; NULL: it can be tried */
    char *bytes;   /* what is to be read, where that is not the whole file; else NULL */
    size_t size;
    size_t record, offset; /* as in a report's source */
    bool found;            /* in a folder, not given by name */
};

struct folder; /* one that is being walked, and those above it */

struct inputs {
    const struct options *options;
    int argument;
    FILE *list;  /* of --files-from */
    bool listed; /* a line of it has been read */
    char *line;
    size_t line_size;
    struct folder *folder;
    struct records *records; /* of the file that is being read, if it holds many */
    char *records_path;
    struct input *ahead[2];  /* that were looked into beforehand */
    struct seen seen, ours;  /* ours: what this run writes, and
                                its table: no reports of a folder */
    bool whole;              /* files of records are one input each */
    bool walked_any, failed; /* failed: no memory, or the list broke off */
};

/* Whether some were not found for want of memory, or as the list could not be read to its end. */
bool inputs_have_failed(const struct inputs *in);

/* False with a message where the list of --files-from cannot be opened. */
bool inputs_open(struct inputs *in, const struct options *o);

/* The next input, for input_free; NULL at the end. Folders are walked in byte order of the paths
 * in them, without what is hidden; a file comes once, however many paths lead to it. */
struct input *inputs_next(struct inputs *in);

/* Whether there can be several: then formats put a frame around them. Looks into a file that is
 * given alone, since it can hold many records, and whether a list has a second path. */
bool inputs_are_many(struct inputs *in);

void input_free(struct input *input);
void inputs_close(struct inputs *in);

/* Why a path with a scheme and "://" cannot be read, where no file has that name; NULL for others.
 */
const char *inputs_why_no_address(const char *path);

#endif
