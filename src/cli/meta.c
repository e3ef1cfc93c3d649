#define _POSIX_C_SOURCE 200809L /* strdup */
#include "meta.h"

#include "base/csv.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 256, DIGEST = KLOE_DIGEST_TEXT - 1 };

/* While the file is read. */
struct table {
    struct meta *meta;
    struct csv csv;
    char *cells[COLUMNS_MAX], *names[COLUMNS_MAX];
    size_t count; /* of the cells in a row */
};

static bool complain(const struct table *t, const char *what, const char *why) {
    fprintf(stderr, "kloe: %s:%zu: %s%s%s\n", t->meta->path, t->csv.line, what ? what : "",
            what ? ": " : "", why);
    return false;
}

static bool no_memory(const char *path) {
    fprintf(stderr, "kloe: %s: no memory to read it\n", path);
    return false;
}

/* ---- what names an input -------------------------------------------------------------------- */

/* "./a//b" and "a/./b" are "a/b". */
static void tidy(char *path) {
    char *out = path;
    for (char *s = path; *s;) {
        bool starts = s == path || s[-1] == '/';
        if (starts && s[0] == '.' && s[1] == '/')
            s += 2;
        else if (starts && s != path && *s == '/')
            s++;
        else
            *out++ = *s++;
    }
    *out = '\0';
}

static bool is_digest(char *s) {
    for (char *c = s; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return strlen(s) == DIGEST && strspn(s, "0123456789abcdef") == DIGEST;
}

static bool names_input(const char *column) {
    return strcmp(column, "path") == 0 || strcmp(column, "sha256") == 0;
}

/* The cell of a column; NULL where it is empty or there is no such column. */
static char *cell(const struct table *t, const char *column) {
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->names[i], column) == 0)
            return *t->cells[i] ? t->cells[i] : NULL;
    return NULL;
}

/* ---- reading the table ------------------------------------------------------------------------
 */

static char *trimmed(char *s) {
    s += strspn(s, " \t");
    for (size_t n = strlen(s); n && strchr(" \t", s[n - 1]); n--)
        s[n - 1] = '\0';
    return s;
}

/* JSON takes no other text. */
static bool is_text(const struct table *t, const char *name, const char *s) {
    size_t n = strlen(s);
    return utf8_valid_prefix(s, n) == n ||
           complain(t, name, "is no UTF-8; save the table as CSV in UTF-8");
}

static bool read_names(struct table *t) {
    struct meta *m = t->meta;
    size_t keys = 0;
    t->count = csv_next(&t->csv, t->names, COLUMNS_MAX);
    if (t->csv.fault)
        return false; /* which is told below */
    for (size_t i = 0; i < t->count; i++) {
        t->names[i] = trimmed(t->names[i]);
        if (!*t->names[i])
            return complain(t, NULL, "a column has no name");
        if (!is_text(t, "a column's name", t->names[i]))
            return false;
        for (size_t k = 0; k < i; k++)
            if (strcmp(t->names[i], t->names[k]) == 0)
                return complain(t, t->names[i], "two columns have this name");
        keys += names_input(t->names[i]);
    }
    if (!keys)
        return complain(
            t, NULL,
            "no column is called path or sha256: one has to say which input a row is of, "
            "and commas divide the columns");
    m->names = calloc(t->count + 1, sizeof *m->names);
    for (size_t i = 0; m->names && i < t->count; i++)
        if (!names_input(t->names[i]))
            m->names[m->name_count++] = t->names[i];
    return m->names ? true : no_memory(m->path);
}

static bool take_key(struct table *t, struct meta_row *row) {
    char *path = cell(t, "path"), *digest = cell(t, "sha256");
    if (path)
        tidy(path);
    if (digest && !is_digest(digest))
        return complain(t, digest, "is no SHA-256, which has 64 hexadecimal digits");
    if (!path && !digest)
        return complain(t, NULL, "the row does not say of which input it is");
    row->key = path ? path : digest;
    t->meta->by_digest |= !path;
    return true;
}

static bool take_items(struct table *t, struct meta_row *row) {
    row->items = calloc(t->count, sizeof *row->items);
    for (size_t i = 0; row->items && i < t->count; i++)
        if (*t->cells[i] && !names_input(t->names[i]))
            row->items[row->count++] = (kloe_meta){t->names[i], t->cells[i]};
    return row->items ? true : no_memory(t->meta->path);
}

static bool add_row(struct table *t) {
    struct meta *m = t->meta;
    if (m->count == m->capacity) {
        size_t room = m->capacity ? 2 * m->capacity : 64;
        struct meta_row *bigger = realloc(m->rows, room * sizeof *bigger);
        if (!bigger)
            return no_memory(m->path);
        m->rows = bigger;
        m->capacity = room;
    }
    struct meta_row *row = &m->rows[m->count++];
    *row = (struct meta_row){.line = t->csv.line};
    return take_key(t, row) && take_items(t, row);
}

/* Spreadsheets leave such rows. */
static bool is_blank(const struct table *t) {
    size_t filled = 0;
    for (size_t i = 0; i < t->count; i++)
        filled += *t->cells[i] != '\0';
    return !filled;
}

static bool read_row(struct table *t, size_t cells) {
    char why[160];
    snprintf(why, sizeof why,
             "the row has %zu cells, and there are %zu columns; a cell with commas is to stand in "
             "quotation marks",
             cells, t->count);
    if (cells != t->count)
        return complain(t, NULL, why);
    for (size_t i = 0; i < cells; i++)
        if (!names_input(t->names[i]) && !is_text(t, t->names[i], t->cells[i]))
            return false;
    const char *published = cell(t, "published");
    if (published && !kloe_is_date(published))
        return complain(t, published, "is no date of publication; write it as 2012-07-09");
    return is_blank(t) || add_row(t);
}

static bool read_table(struct table *t) {
    size_t n = 0;
    bool good = read_names(t);
    while (good && (n = csv_next(&t->csv, t->cells, COLUMNS_MAX)) > 0)
        good = read_row(t, n);
    return t->csv.fault ? complain(t, NULL, t->csv.fault) : good;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static int compare_rows(const void *a, const void *b) {
    const struct meta_row *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static bool sort_rows(struct meta *m) {
    if (m->count)
        qsort(m->rows, m->count, sizeof *m->rows, compare_rows);
    for (size_t i = 1; i < m->count; i++) {
        const struct meta_row *row = &m->rows[i];
        if (strcmp(row[-1].key, row->key) == 0) {
            fprintf(stderr, "kloe: %s:%zu: %s: has a row already, in line %zu\n", m->path,
                    row->line, row->key, row[-1].line);
            return false;
        }
    }
    return true;
}

/* The bytes of the file, and one more. */
static bool load(struct meta *m, size_t *size) {
    kloe_error error;
    char *bytes;
    if (kloe_load_file(m->path, NULL, &bytes, size, &error) != KLOE_OK) {
        fprintf(stderr, "kloe: %s\n", error.message);
        return false;
    }
    m->bytes = realloc(bytes, *size + 1);
    if (!m->bytes)
        free(bytes);
    return m->bytes ? true : no_memory(m->path);
}

bool meta_open(struct meta *m, const char *path) {
    size_t size;
    *m = (struct meta){.path = path};
    if (!path)
        return true;
    struct table *t = calloc(1, sizeof *t);
    bool good = t ? load(m, &size) : no_memory(path);
    if (good) {
        t->meta = m;
        t->csv = csv_open(m->bytes, size);
        good = read_table(t) && sort_rows(m);
    }
    free(t);
    if (!good)
        meta_close(m);
    return good;
}

void meta_close(struct meta *m) {
    for (size_t i = 0; i < m->count; i++)
        free(m->rows[i].items);
    free(m->rows);
    free(m->names);
    free(m->bytes);
    *m = (struct meta){0};
}

static int compare_key(const void *key, const void *row) {
    return strcmp(key, ((const struct meta_row *)row)->key);
}

static const struct meta_row *find(const struct meta *m, const char *key) {
    return m->count ? bsearch(key, m->rows, m->count, sizeof *m->rows, compare_key) : NULL;
}

bool meta_find(struct meta *m, const char *path, const char *bytes, size_t size,
               kloe_read_options *options) {
    char digest[KLOE_DIGEST_TEXT];
    char *tidied = m->count ? strdup(path) : NULL;
    const struct meta_row *row = NULL;
    if (m->count && !tidied)
        return false;
    if (tidied) {
        tidy(tidied);
        row = find(m, tidied);
        free(tidied);
    }
    if (!row && m->by_digest) {
        kloe_sha256(bytes, size, digest);
        row = find(m, digest);
    }
    if (!row)
        return true;
    options->meta = row->items;
    options->meta_count = row->count;
    atomic_store(&m->used, true);
    return true;
}
