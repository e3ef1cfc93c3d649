#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include "cache.h"

#include "whole.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DIGEST = KLOE_DIGEST_TEXT - 1, TAIL = 32, EXTENSION = 16 };

static bool make_folder(const char *path) { return mkdir(path, 0700) == 0 || errno == EEXIST; }

bool cache_open(struct cache *c, const char *folder, const kloe_engine *engine) {
    *c = (struct cache){.folder = folder, .engine = engine};
    if (!folder)
        return true;
    kloe_engine_digest(engine, c->digest);
    struct stat st;
    bool there = make_folder(folder) && stat(folder, &st) == 0;
    const char *why = !there                   ? strerror(errno)
                      : !S_ISDIR(st.st_mode)   ? "is no folder"
                      : (st.st_mode & S_IWOTH) ? "anyone may write there"
                                               : NULL;
    if (why)
        fprintf(stderr, "kloe: --cache %s: cannot be used: %s\n", folder, why);
    return !why;
}

/* ---- names ------------------------------------------------------------------------------ */

/* A name's ending tells text from Markdown. */
static void extension_of(const char *path, char out[EXTENSION]) {
    const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
    size_t n = 0;
    for (; dot && dot[n] && n + 1 < EXTENSION; n++)
        out[n] = (char)tolower((unsigned char)dot[n]);
    out[n] = '\0';
}

/* All that the result depends on; hash: of the input's bytes. */
static void put_key(FILE *out, const struct cache *c, const char *path, const char *hash,
                    const kloe_read_options *o) {
    char extension[EXTENSION];
    extension_of(path, extension);
    fprintf(out, "kloe-cache 2\n%s\n%s\n%d\n%s\n%s\n%s\n", kloe_version(), c->digest,
            (int)o->format, extension, hash, o->framework ? o->framework : "");
    for (size_t i = 0; i < o->meta_count; i++)
        fprintf(out, "%zu %s %s\n", strlen(o->meta[i].name), o->meta[i].name, o->meta[i].value);
}

/* The path of the entry, to be freed; *folder_end is how much of it is the folder. */
static char *entry_path(const struct cache *c, const char *path, const char *input,
                        const kloe_read_options *options, size_t *folder_end) {
    char *key = NULL, hash[KLOE_DIGEST_TEXT];
    size_t length, n = strlen(c->folder) + DIGEST + TAIL;
    FILE *out = open_memstream(&key, &length);
    if (!out)
        return NULL;
    put_key(out, c, path, input, options);
    bool whole = !ferror(out); /* without memory for it there can be a length and no key */
    whole = fclose(out) == 0 && whole && key;
    char *entry = whole ? malloc(n) : NULL;
    if (entry) {
        kloe_sha256(key, length, hash);
        snprintf(entry, n, "%s/%.2s/%s", c->folder, hash, hash + 2);
    }
    free(key);
    *folder_end = strlen(c->folder) + 3;
    return entry;
}

/* ---- entries ---------------------------------------------------------------------------- */

/* The folder that the entry is in, made if need be; a link there is none. */
static int open_folder(char *entry, size_t folder_end) {
    entry[folder_end] = '\0';
    int fd = make_folder(entry) ? open(entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    entry[folder_end] = '/';
    return fd;
}

/* A file that nobody else could have written: no link, no pipe. */
static bool is_ours(int fd, size_t *size) {
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_uid != geteuid() ||
        (st.st_mode & (S_IWGRP | S_IWOTH)) || (uintmax_t)st.st_size > KLOE_GREATEST_MAX_BYTES)
        return false;
    *size = (size_t)st.st_size;
    return true;
}

/* All of the file, to be freed; NULL where it is not ours, or not there. */
static char *load(int folder, const char *name, size_t *size) {
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    char *bytes = fd >= 0 && is_ours(fd, size) ? malloc(*size + 1) : NULL;
    size_t n = 0;
    for (ssize_t got = 1; bytes && n < *size && got > 0; n += got > 0 ? (size_t)got : 0)
        got = read(fd, bytes + n, *size - n);
    if (fd >= 0)
        close(fd);
    *size = n;
    return bytes;
}

/* What the entry holds, if it is whole, and of this input. */
static kloe_report *read_entry(const struct cache *c, int folder, const char *name,
                               const char *path, const char *input) {
    char hash[KLOE_DIGEST_TEXT];
    size_t size = 0;
    kloe_error unused;
    kloe_report *report = NULL;
    char *bytes = load(folder, name, &size);
    if (bytes && size > DIGEST + 1 && bytes[DIGEST] == '\n') {
        const char *json = bytes + DIGEST + 1;
        kloe_sha256(json, size - DIGEST - 1, hash);
        if (memcmp(hash, bytes, DIGEST) == 0)
            kloe_read_json(c->engine, json, size - DIGEST - 1, path, &report, &unused);
    }
    free(bytes);
    if (!report || strcmp(report->source.sha256, input) == 0)
        return report;
    kloe_report_free(report);
    return NULL;
}

static bool write_bytes(int fd, const char *s, size_t n) {
    for (ssize_t put; n; s += put, n -= (size_t)put)
        if ((put = write(fd, s, n)) < 0 && (put = 0, errno != EINTR))
            return false;
    return true;
}

static bool write_entry(int folder, const char *name, const char *json) {
    struct whole w;
    char head[KLOE_DIGEST_TEXT];
    size_t size = strlen(json);
    if (!whole_open(&w, folder, 0600))
        return false;
    kloe_sha256(json, size, head);
    head[DIGEST] = '\n';
    bool good = write_bytes(w.fd, head, sizeof head) && write_bytes(w.fd, json, size);
    int why = errno;
    if (!good)
        whole_drop(&w);
    good = good && whole_give(&w, name);
    why = good ? why : errno;
    close(w.fd);
    errno = why;
    return good;
}

static void keep(struct cache *c, int folder, const char *name, const kloe_report *r) {
    char *json = kloe_write_json(r, true);
    if (json && !write_entry(folder, name, json) && !atomic_exchange(&c->complained, true))
        fprintf(stderr, "kloe: --cache %s: cannot be written: %s\n", c->folder, strerror(errno));
    free(json);
}

static kloe_status read_through(struct cache *c, char *entry, size_t folder_end, const char *path,
                                const char *bytes, size_t size, const char *input,
                                const kloe_read_options *options, kloe_report **report,
                                kloe_error *error) {
    int folder = open_folder(entry, folder_end);
    const char *name = entry + folder_end + 1;
    kloe_status status = KLOE_OK;
    *report = read_entry(c, folder, name, path, input);
    if (*report) {
        (*report)->source.record = options->record; /* the same bytes can stand elsewhere */
        (*report)->source.offset = options->offset;
    } else {
        status = kloe_read_bytes(c->engine, path, bytes, size, options, report, error);
        if (status == KLOE_OK)
            keep(c, folder, name, *report);
    }
    if (folder >= 0)
        close(folder);
    return status;
}

kloe_status cache_read(struct cache *c, const char *path, const char *bytes, size_t size,
                       const kloe_read_options *options, kloe_report **report, kloe_error *error) {
    char input[KLOE_DIGEST_TEXT];
    size_t folder_end;
    if (c->folder)
        kloe_sha256(bytes, size, input);
    char *entry = c->folder ? entry_path(c, path, input, options, &folder_end) : NULL;
    kloe_status status =
        entry ? read_through(c, entry, folder_end, path, bytes, size, input, options, report, error)
              : kloe_read_bytes(c->engine, path, bytes, size, options, report, error);
    free(entry);
    return status;
}
