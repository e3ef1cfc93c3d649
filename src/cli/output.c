#define _GNU_SOURCE /* O_TMPFILE */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool complain(const struct output *o) {
    fprintf(stderr, "kloe: %s: cannot be written: %s\n", o->path ? o->path : "standard output",
            strerror(errno));
    return false;
}

/* Devices and pipes cannot be replaced by a file. */
static bool is_special(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

/* Beside the file, and hidden: a run over that folder does not read it. */
static char *temporary_name(const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t n = strlen(path) + sizeof "..kloe-XXXXXX";
    char *temporary = malloc(n);
    if (temporary)
        snprintf(temporary, n, "%.*s.%s.kloe-XXXXXX", (int)(name - path), path, name);
    return temporary;
}

/* Of the file that is there, else what a new one has. */
static mode_t mode_for(const char *path) {
    struct stat st;
    mode_t mask = umask(0);
    umask(mask);
    return stat(path, &st) == 0 ? st.st_mode & 0777 : 0666 & ~mask;
}

/* A link stays one: what it leads to is replaced. */
static bool open_temporary(struct output *o) {
    char *leads_to = realpath(o->path, NULL);
    o->target = leads_to ? leads_to : strdup(o->path);
    o->temporary = o->target ? temporary_name(o->target) : NULL;
    if (!o->temporary)
        return false;
    int fd = mkstemp(o->temporary);
    if (fd < 0)
        return false;
    if (fchmod(fd, mode_for(o->target)) == 0)
        o->file = fdopen(fd, "w");
    return o->file != NULL;
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
        open_temporary(o);
    if (o->file)
        return true;
    complain(o);
    free(o->temporary);
    free(o->target);
    return false;
}

bool output_close(struct output *o, bool keep) {
    bool ok = !ferror(o->file) && fflush(o->file) == 0;
    if (o->temporary && ok && keep)
        ok = fsync(fileno(o->file)) == 0;
    ok = (fclose(o->file) == 0) && ok;
    if (!ok)
        complain(o);
    if (o->temporary && ok && keep && rename(o->temporary, o->target) != 0)
        ok = complain(o);
    if (o->temporary && !(ok && keep))
        unlink(o->temporary);
    free(o->temporary);
    free(o->target);
    return ok;
}

FILE *output_temporary(void) {
    const char *folder = getenv("TMPDIR");
    if (!folder || !*folder)
        return tmpfile();
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w+");
    if (fd >= 0 && !file)
        close(fd);
    return file ? file : tmpfile();
}

bool output_append(FILE *out, FILE *temporary) {
    char bytes[16384];
    rewind(temporary);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, temporary));)
        fwrite(bytes, 1, n, out);
    return !ferror(temporary);
}
