#define _POSIX_C_SOURCE 200809L /* mkstemp, open_memstream */
#include "cache.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DIGEST = KLOE_DIGEST_TEXT - 1, TAIL = 32, EXTENSION = 16 };

static bool make_folder(const char *path) { return mkdir(path, 0777) == 0 || errno == EEXIST; }

bool cache_open(struct cache *c, const char *folder, const kloe_engine *engine) {
    *c = (struct cache){.folder = folder, .engine = engine};
    if (!folder)
        return true;
    kloe_engine_digest(engine, c->digest);
    struct stat st;
    if (make_folder(folder) && stat(folder, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    fprintf(stderr, "kloe: --cache %s: cannot be used: %s\n", folder,
            errno == EEXIST ? "is no folder" : strerror(errno));
    return false;
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

/* All that the result depends on. */
static void put_key(FILE *out, const struct cache *c, const char *path, const char *bytes,
                    size_t size, const kloe_read_options *o) {
    char hash[KLOE_DIGEST_TEXT], extension[EXTENSION];
    extension_of(path, extension);
    kloe_sha256(bytes, size, hash);
    fprintf(out, "kloe-cache 2\n%s\n%s\n%d\n%s\n%s\n%s\n", kloe_version(), c->digest,
            (int)o->format, extension, hash, o->framework ? o->framework : "");
    for (size_t i = 0; i < o->meta_count; i++)
        fprintf(out, "%zu %s %s\n", strlen(o->meta[i].name), o->meta[i].name, o->meta[i].value);
}

/* The path of the entry, to be freed; *folder_end is how much of it is the folder. */
static char *entry_path(const struct cache *c, const char *path, const char *bytes, size_t size,
                        const kloe_read_options *options, size_t *folder_end) {
    char *key = NULL, hash[KLOE_DIGEST_TEXT];
    size_t length, n = strlen(c->folder) + DIGEST + TAIL;
    FILE *out = open_memstream(&key, &length);
    if (!out)
        return NULL;
    put_key(out, c, path, bytes, size, options);
    char *entry = fclose(out) == 0 ? malloc(n) : NULL;
    if (entry) {
        kloe_sha256(key, length, hash);
        snprintf(entry, n, "%s/%.2s/%s", c->folder, hash, hash + 2);
    }
    free(key);
    *folder_end = strlen(c->folder) + 3;
    return entry;
}

/* ---- entries ---------------------------------------------------------------------------- */

/* What the entry holds, if it is whole. */
static kloe_report *read_entry(const struct cache *c, const char *entry, const char *path) {
    static const kloe_read_options no_limit = {.max_bytes = KLOE_GREATEST_MAX_BYTES};
    char *bytes, hash[KLOE_DIGEST_TEXT];
    size_t size;
    kloe_error unused;
    kloe_report *report = NULL;
    if (kloe_load_file(entry, &no_limit, &bytes, &size, &unused) != KLOE_OK)
        return NULL;
    if (size > DIGEST + 1 && bytes[DIGEST] == '\n') {
        const char *json = bytes + DIGEST + 1;
        kloe_sha256(json, size - DIGEST - 1, hash);
        if (memcmp(hash, bytes, DIGEST) == 0)
            kloe_read_json(c->engine, json, size - DIGEST - 1, path, &report, &unused);
    }
    free(bytes);
    return report;
}

static bool write_whole(const char *temporary, int fd, const char *json) {
    char hash[KLOE_DIGEST_TEXT];
    size_t size = strlen(json);
    FILE *f = fdopen(fd, "w");
    if (!f) {
        close(fd);
        return false;
    }
    kloe_sha256(json, size, hash);
    bool good = fprintf(f, "%s\n", hash) > 0 && fwrite(json, 1, size, f) == size;
    good = fclose(f) == 0 && good;
    if (!good)
        unlink(temporary);
    return good;
}

static bool write_entry(char *entry, size_t folder_end, const char *json) {
    size_t n = strlen(entry) + TAIL;
    char *temporary = malloc(n);
    if (!temporary)
        return false;
    entry[folder_end] = '\0';
    bool good = make_folder(entry);
    snprintf(temporary, n, "%s/.new-XXXXXX", entry);
    entry[folder_end] = '/';
    int fd = good ? mkstemp(temporary) : -1;
    good = fd >= 0 && write_whole(temporary, fd, json);
    if (good && rename(temporary, entry) != 0) {
        unlink(temporary);
        good = false;
    }
    free(temporary);
    return good;
}

static void keep(struct cache *c, char *entry, size_t folder_end, const kloe_report *r) {
    char *json = kloe_write_json(r, true);
    if (json && !write_entry(entry, folder_end, json) && !atomic_exchange(&c->complained, true))
        fprintf(stderr, "kloe: --cache %s: cannot be written: %s\n", c->folder, strerror(errno));
    free(json);
}

kloe_status cache_read(struct cache *c, const char *path, const char *bytes, size_t size,
                       const kloe_read_options *options, kloe_report **report, kloe_error *error) {
    size_t folder_end;
    kloe_status status = KLOE_OK;
    char *entry = c->folder ? entry_path(c, path, bytes, size, options, &folder_end) : NULL;
    *report = entry ? read_entry(c, entry, path) : NULL;
    if (*report) {
        (*report)->source.record = options->record; /* the same bytes can stand elsewhere */
        (*report)->source.offset = options->offset;
    } else {
        status = kloe_read_bytes(c->engine, path, bytes, size, options, report, error);
        if (status == KLOE_OK && entry)
            keep(c, entry, folder_end, *report);
    }
    free(entry);
    return status;
}
