/* Which files have come already, by what they are, not by their names. */
#ifndef KLOE_CLI_SEEN_H
#define KLOE_CLI_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

struct seen_file {
    dev_t device;
    ino_t inode;
    bool used;
};

struct seen {
    struct seen_file *files;
    size_t count, capacity;
    bool failed; /* no memory for one */
};

/* True the first time that the file comes. Where memory is short, every time is the first. */
bool seen_first(struct seen *s, const struct stat *file);

bool seen_has(const struct seen *s, const struct stat *file);

void seen_free(struct seen *s);

#endif
