/* Walking folders, without recursion. */
#ifndef KLOE_CLI_FOLDER_H
#define KLOE_CLI_FOLDER_H

#include "options.h"

#include <stdbool.h>
#include <stddef.h>

/* Opens the folder `path`, which the walk then owns, inside `above` (NULL: a walk of its own), and
 * reads its names. Where that fails, NULL, with errno set; `path` is the caller's still. */
struct folder *folder_open(char *path, struct folder *above);

/* The path of the next entry, to be freed, in byte order of the paths, folders as with a slash
 * behind them; NULL at the end of this folder. Hidden entries and those that the options exclude
 * are left out. *failed is set where memory was short for one. */
char *folder_next(struct folder *f, const struct options *o, bool *is_folder, bool *failed);

/* Ends this folder and gives the one above it. */
struct folder *folder_close(struct folder *f);

#endif
