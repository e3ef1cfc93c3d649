#include "seen.h"

#include <stdint.h>
#include <stdlib.h>

static size_t slot_of(const struct seen_file *files, size_t capacity, dev_t device, ino_t inode) {
    uint64_t hash = ((uint64_t)inode ^ (uint64_t)device << 40) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> 20) & (capacity - 1);
    while (files[at].used && !(files[at].device == device && files[at].inode == inode))
        at = (at + 1) & (capacity - 1);
    return at;
}

/* At most half of the slots are in use. */
static bool grow(struct seen *s) {
    size_t capacity = s->capacity ? s->capacity * 2 : 256;
    struct seen_file *files = calloc(capacity, sizeof *files);
    if (!files)
        return false;
    for (size_t i = 0; i < s->capacity; i++)
        if (s->files[i].used)
            files[slot_of(files, capacity, s->files[i].device, s->files[i].inode)] = s->files[i];
    free(s->files);
    s->files = files;
    s->capacity = capacity;
    return true;
}

bool seen_first(struct seen *s, const struct stat *file) {
    if (s->count >= s->capacity / 2 && !grow(s)) {
        s->failed = true;
        return true;
    }
    struct seen_file *f = &s->files[slot_of(s->files, s->capacity, file->st_dev, file->st_ino)];
    if (f->used)
        return false;
    *f = (struct seen_file){file->st_dev, file->st_ino, true};
    s->count++;
    return true;
}

bool seen_has(const struct seen *s, const struct stat *file) {
    return s->capacity && s->files[slot_of(s->files, s->capacity, file->st_dev, file->st_ino)].used;
}

void seen_free(struct seen *s) { free(s->files); }
