#define _DEFAULT_SOURCE /* d_type */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A name, with a slash behind it where it is a folder. */
struct folder {
    struct folder *above;
    char *path;
    size_t root; /* bytes of the path that the walk began with */
    char **names;
    size_t count, capacity, next;
};

static char *join(const char *folder, const char *name) {
    size_t n = strlen(folder), m = strlen(name);
    bool slash = n && folder[n - 1] == '/';
    char *path = malloc(n + m + 2);
    if (!path)
        return NULL;
    memcpy(path, folder, n);
    if (!slash)
        path[n++] = '/';
    memcpy(path + n, name, m + 1);
    return path;
}

/* Links count as what they lead to. False when memory is short. */
static bool leads_to_folder(const struct folder *f, const struct dirent *entry, bool *leads) {
    struct stat st;
    *leads = entry->d_type == DT_DIR;
    if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
        return true;
    char *path = join(f->path, entry->d_name);
    *leads = path && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    free(path);
    return path != NULL;
}

static bool add_name(struct folder *f, const struct dirent *entry) {
    if (f->count == f->capacity) {
        size_t capacity = f->capacity ? f->capacity * 2 : 64;
        char **names = realloc(f->names, capacity * sizeof *names);
        if (!names)
            return false;
        f->names = names;
        f->capacity = capacity;
    }
    bool leads;
    size_t n = strlen(entry->d_name);
    char *name = malloc(n + 2);
    if (!name || !leads_to_folder(f, entry, &leads)) {
        free(name);
        errno = ENOMEM;
        return false;
    }
    memcpy(name, entry->d_name, n + 1);
    if (leads)
        strcpy(name + n, "/");
    f->names[f->count++] = name;
    return true;
}

static bool read_names(struct folder *f, DIR *dir) {
    errno = 0;
    for (struct dirent *entry; (entry = readdir(dir)); errno = 0)
        if (entry->d_name[0] != '.' && !add_name(f, entry))
            return false;
    return errno == 0;
}

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

struct folder *folder_open(char *path, struct folder *above) {
    struct folder *f = calloc(1, sizeof *f);
    DIR *dir = f ? opendir(path) : NULL;
    if (!dir) {
        free(f);
        return NULL;
    }
    f->path = path;
    f->root = above ? above->root : strlen(path);
    bool good = read_names(f, dir);
    int why = errno;
    closedir(dir);
    if (!good) {
        f->path = NULL;
        folder_close(f);
        errno = why;
        return NULL;
    }
    f->above = above;
    if (f->count)
        qsort(f->names, f->count, sizeof *f->names, by_bytes);
    return f;
}

/* A pattern with a slash is matched against the path below the folder named, another one against
 * the last name alone. */
static bool matches(const struct words *patterns, const char *below, const char *name) {
    for (size_t i = 0; i < patterns->count; i++) {
        const char *pattern = patterns->items[i];
        if (fnmatch(pattern, strchr(pattern, '/') ? below : name, FNM_PERIOD) == 0)
            return true;
    }
    return false;
}

static bool is_wanted(const struct folder *f, const struct options *o, const char *path,
                      const char *name, bool is_folder) {
    const char *below = path + f->root;
    while (*below == '/')
        below++;
    if (matches(&o->exclude, below, name))
        return false;
    return is_folder || !o->include.count || matches(&o->include, below, name);
}

char *folder_next(struct folder *f, const struct options *o, bool *is_folder, bool *failed) {
    while (f->next < f->count) {
        char *name = f->names[f->next++];
        size_t n = strlen(name);
        *is_folder = n && name[n - 1] == '/';
        if (*is_folder)
            name[n - 1] = '\0';
        char *path = join(f->path, name);
        *failed |= path == NULL;
        if (path && is_wanted(f, o, path, name, *is_folder))
            return path;
        free(path);
    }
    return NULL;
}

struct folder *folder_close(struct folder *f) {
    struct folder *above = f->above;
    for (size_t i = 0; i < f->count; i++)
        free(f->names[i]);
    free(f->names);
    free(f->path);
    free(f);
    return above;
}
