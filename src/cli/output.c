#define _GNU_SOURCE /* O_TMPFILE */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool complain(const struct output *o) {
    fprintf(stderr, "kloe: %s: cannot be written: %s\n", o->path ? o->path : "standard output",
            strerror(errno));
    return false;
}

enum { LINKS_MAX = 40 };

/* Devices and pipes cannot be replaced by a file. */
static bool is_special(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

/* Of the file that is there, else what a new one has. */
static mode_t mode_for(const char *path) {
    struct stat st;
    mode_t mask = umask(0);
    umask(mask);
    return stat(path, &st) == 0 ? st.st_mode & 0777 : 0666 & ~mask;
}

static const char *base_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int open_folder_of(const char *path) {
    size_t n = (size_t)(base_of(path) - path);
    char *folder = n ? strndup(path, n) : strdup(".");
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    free(folder);
    return fd;
}

/* What a signal's handler is to remove, where the file has a name before its time. */
static bool note_temporary(struct output *o) {
    size_t n = (size_t)(base_of(o->target) - o->target);
    size_t size = n + sizeof o->whole.name;
    o->temporary = malloc(size);
    if (o->temporary)
        snprintf(o->temporary, size, "%.*s%s", (int)n, o->target, o->whole.name);
    return o->temporary != NULL;
}

/* Where a path leads whose links end at a file that is not there yet; NULL where it cannot be told.
 */
static char *led_to(const char *path) {
    char *at = strdup(path), link[PATH_MAX];
    for (size_t hops = 0; at && hops < LINKS_MAX; hops++) {
        ssize_t n = readlink(at, link, sizeof link - 1);
        if (n < 0)
            return at;
        size_t folder = *link == '/' ? 0 : (size_t)(base_of(at) - at);
        char *next = malloc(folder + (size_t)n + 1);
        if (next) {
            memcpy(next, at, folder);
            memcpy(next + folder, link, (size_t)n);
            next[folder + (size_t)n] = '\0';
        }
        free(at);
        at = next;
    }
    free(at);
    return NULL;
}

/* A link stays one: what it leads to is replaced. */
static bool open_whole(struct output *o) {
    char *leads_to = realpath(o->path, NULL);
    o->target = leads_to ? leads_to : led_to(o->path);
    int folder = o->target ? open_folder_of(o->target) : -1;
    if (folder < 0)
        return false;
    if (whole_open(&o->whole, folder, mode_for(o->target)) &&
        (!*o->whole.name || note_temporary(o)) && (o->file = fdopen(o->whole.fd, "w")))
        return true;
    int why = errno;
    whole_drop(&o->whole);
    close(folder);
    errno = why;
    return false;
}

bool output_open(struct output *o, const char *path) {
    *o = (struct output){.path = path};
    if (!path) {
        o->file = stdout;
        return true;
    }
    if (is_special(path))
        o->file = fopen(path, "we");
    else
        open_whole(o);
    if (o->file)
        return true;
    complain(o);
    free(o->temporary);
    free(o->target);
    return false;
}

/* Under its name, or gone. */
static bool end_whole(struct output *o, bool keep) {
    bool given = keep && fsync(fileno(o->file)) == 0 && whole_give(&o->whole, base_of(o->target));
    int why = errno;
    if (!given)
        whole_drop(&o->whole);
    close(o->whole.folder);
    errno = why;
    return given || !keep;
}

static bool is_broken_pipe(int fd) {
    struct pollfd p = {fd, POLLOUT, 0};
    return poll(&p, 1, 0) > 0 && (p.revents & POLLERR);
}

bool output_close(struct output *o, bool keep) {
    bool ok = !ferror(o->file) && fflush(o->file) == 0;
    int why = errno;
    o->reader_has_gone = !ok && is_broken_pipe(fileno(o->file));
    if (o->target && !end_whole(o, ok && keep) && ok) {
        ok = false;
        why = errno;
    }
    if (fclose(o->file) != 0 && ok) {
        ok = false;
        why = errno;
    }
    errno = why;
    if (!ok && !o->reader_has_gone)
        complain(o);
    free(o->temporary);
    free(o->target);
    return ok;
}

/* In memory where no folder can be written to. */
static FILE *nameless_file(void) {
    FILE *file = tmpfile();
    int fd = file ? -1 : memfd_create("kloe", MFD_CLOEXEC);
    return file || fd < 0 ? file : fdopen(fd, "w+");
}

FILE *output_temporary(void) {
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder)
        return nameless_file();
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w+");
    if (fd >= 0 && !file)
        close(fd);
    return file ? file : nameless_file();
}

bool output_append(FILE *out, FILE *temporary) {
    char bytes[16384];
    if (ferror(temporary) || fflush(temporary) != 0)
        return false;
    rewind(temporary);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, temporary));)
        fwrite(bytes, 1, n, out);
    return !ferror(temporary);
}
