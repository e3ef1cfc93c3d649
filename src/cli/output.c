#include "output.h"

#include <errno.h>
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

static bool open_temporary(struct output *o) {
    o->temporary = temporary_name(o->path);
    if (!o->temporary)
        return false;
    int fd = mkstemp(o->temporary);
    if (fd < 0)
        return false;
    mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, 0666 & ~mask);
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
    return false;
}

bool output_close(struct output *o, bool keep) {
    bool ok = !ferror(o->file);
    ok = (fclose(o->file) == 0) && ok;
    if (!ok)
        complain(o);
    if (o->temporary && ok && keep && rename(o->temporary, o->path) != 0)
        ok = complain(o);
    if (o->temporary && !(ok && keep))
        unlink(o->temporary);
    free(o->temporary);
    return ok;
}

bool output_append(FILE *out, FILE *temporary) {
    char bytes[16384];
    rewind(temporary);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, temporary));)
        fwrite(bytes, 1, n, out);
    return !ferror(temporary);
}
