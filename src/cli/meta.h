/* --meta: a table of what the caller knows of each input. */
#ifndef KLOE_CLI_META_H
#define KLOE_CLI_META_H

#include <kloe/kloe.h>

#include <stdatomic.h>

/* A row: the input that it is of, and its cells that hold something. */
struct meta_row {
    char *key; /* the path, or where the row has none the SHA-256 */
    kloe_meta *items;
    size_t count, line;
};

struct meta {
    char *bytes; /* of the file: the strings below are in it */
    struct meta_row *rows;
    size_t count, capacity;
    const char **names; /* of the columns, without those that name the input */
    size_t name_count;
    bool by_digest; /* some rows have no path */
    const char *path;
    atomic_bool used; /* some row was an input's */
};

/* False with a message, which names the line, where the file cannot be read or is no such table.
 * `path` NULL: nothing is known of any input. */
bool meta_open(struct meta *m, const char *path);
void meta_close(struct meta *m);

/* Adds to `options` what is known of an input; false when memory is short. */
bool meta_find(struct meta *m, const char *path, const char *bytes, size_t size,
               kloe_read_options *options);

#endif
