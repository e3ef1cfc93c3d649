#include "framework/folder.h"

#include "base/arena.h"
#include "base/error.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int compare(const void *a, const void *b) {
    return strcmp(((const struct folder_file *)a)->path, ((const struct folder_file *)b)->path);
}

static void close_folder(void *d) { closedir(d); }
static void close_file(void *f) { fclose(f); }

static kloe_status read_file(struct arena *a, struct folder_file *file, size_t most,
                             kloe_error *error) {
    struct stat st;
    FILE *f = fopen(file->path, "re");
    if (f)
        arena_defer(a, close_file, f);
    if (!f || fstat(fileno(f), &st) != 0)
        return error_set(error, KLOE_ERROR_PROFILE, "%s: cannot be read: %s", file->path,
                         strerror(errno));
    if (!S_ISREG(st.st_mode) || (size_t)st.st_size > most)
        return error_set(error, KLOE_ERROR_PROFILE, "%s: is no file, or larger than %zu bytes",
                         file->path, most);
    char *bytes = arena_alloc(a, (size_t)st.st_size + 1);
    file->bytes = (struct text){bytes, fread(bytes, 1, (size_t)st.st_size, f)};
    if (ferror(f))
        return error_set(error, KLOE_ERROR_PROFILE, "%s: cannot be read", file->path);
    return KLOE_OK;
}

kloe_status folder_read_json(struct arena *a, const char *folder, size_t most,
                             struct folder_file **files, size_t *count, kloe_error *error) {
    DIR *dir = opendir(folder);
    size_t capacity = 0;
    struct dirent *entry;
    *files = NULL;
    *count = 0;
    if (!dir)
        return error_set(error, KLOE_ERROR_PROFILE, "%s: cannot be read: %s", folder,
                         strerror(errno));
    arena_defer(a, close_folder, dir);
    while ((entry = readdir(dir))) {
        if (entry->d_name[0] == '.' || !text_ends(text_of(entry->d_name), TEXT(".json")))
            continue;
        *files = arena_room(a, *files, *count, &capacity, sizeof **files);
        (*files)[(*count)++].path = arena_format(a, "%s/%s", folder, entry->d_name);
    }
    if (!*count)
        return error_set(error, KLOE_ERROR_PROFILE, "%s: holds no profile (*.json)", folder);
    qsort(*files, *count, sizeof **files, compare);
    for (size_t i = 0; i < *count; i++) {
        kloe_status status = read_file(a, &(*files)[i], most, error);
        if (status != KLOE_OK)
            return status;
    }
    return KLOE_OK;
}
