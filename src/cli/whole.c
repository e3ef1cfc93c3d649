#define _GNU_SOURCE /* O_TMPFILE */
#include "whole.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRIES = 100, PROC_BYTES = 32 };

/* Of this process and no other time; one that is there all the same is another's. */
static void next_name(struct whole *w) {
    static atomic_uint last;
    snprintf(w->name, sizeof w->name, ".kloe-%ld-%u", (long)getpid(), atomic_fetch_add(&last, 1));
}

static void path_of(const struct whole *w, char out[PROC_BYTES]) {
    snprintf(out, PROC_BYTES, "/proc/self/fd/%d", w->fd);
}

static bool open_nameless(struct whole *w, mode_t mode) {
    char path[PROC_BYTES];
    w->fd = openat(w->folder, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
    if (w->fd < 0)
        return false;
    path_of(w, path); /* it is by that that it gets its name */
    if (access(path, F_OK) == 0)
        return true;
    close(w->fd);
    return false;
}

bool whole_open(struct whole *w, int folder, mode_t mode) {
    *w = (struct whole){.folder = folder};
    if (open_nameless(w, mode))
        return fchmod(w->fd, mode) == 0;
    for (int i = 0; i < TRIES; i++) {
        next_name(w);
        w->fd = openat(folder, w->name, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (w->fd >= 0 || errno != EEXIST)
            break;
    }
    return w->fd >= 0 && fchmod(w->fd, mode) == 0;
}

/* A name of its own first, as a link cannot take another file's place. */
static bool name_it(struct whole *w) {
    char path[PROC_BYTES];
    path_of(w, path);
    for (int i = 0; i < TRIES; i++) {
        next_name(w);
        if (linkat(AT_FDCWD, path, w->folder, w->name, AT_SYMLINK_FOLLOW) == 0)
            return true;
        if (errno != EEXIST)
            break;
    }
    w->name[0] = '\0';
    return false;
}

bool whole_give(struct whole *w, const char *name) {
    if ((*w->name || name_it(w)) && renameat(w->folder, w->name, w->folder, name) == 0)
        return true;
    int why = errno;
    whole_drop(w);
    errno = why;
    return false;
}

void whole_drop(struct whole *w) {
    if (*w->name)
        unlinkat(w->folder, w->name, 0);
    w->name[0] = '\0';
}
