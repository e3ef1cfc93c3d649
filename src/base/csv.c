#include "base/csv.h"

#include <stdbool.h>
#include <string.h>

struct csv csv_open(char *bytes, size_t size) {
    static const char mark[] = "\xEF\xBB\xBF"; /* of byte order: spreadsheets write it */
    size_t skipped = size >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    struct csv c = {.at = bytes + skipped, .end = bytes + size, .next = 1};
    *c.end = '\0';
    if (memchr(bytes, '\0', size))
        c.fault = "there are NUL bytes in the file; save it as text in UTF-8";
    return c;
}

static char *fail(struct csv *c, const char *why) {
    c->fault = why;
    return NULL;
}

static bool ends_line(const char *s) { return *s == '\r' || *s == '\n'; }

/* Behind the line's end at s. */
static char *skip_line_end(struct csv *c, char *s) {
    c->next++;
    return s + (s[0] == '\r' && s[1] == '\n' ? 2 : 1);
}

/* The cell at its mark, without the marks; gives what stands behind it, NULL at a fault. */
static char *quoted_cell(struct csv *c, char *out) {
    char *s = out + 1;
    for (; s < c->end && (*s != '"' || s[1] == '"'); s++) {
        c->next += *s == '\n';
        s += *s == '"'; /* two stand for one */
        *out++ = *s;
    }
    if (s == c->end)
        return fail(c, "a quotation mark opens a cell that never ends");
    *out = '\0';
    s++;
    if (s < c->end && *s != ',' && !ends_line(s))
        return fail(
            c, "there is text behind the quotation mark that ends a cell; double marks in a cell");
    return s;
}

static char *plain_cell(struct csv *c, char *s) {
    s += strcspn(s, ",\r\n\"");
    return *s == '"' ? fail(c, "there is a quotation mark in a cell; put the cell in quotation "
                               "marks, and double that one")
                     : s;
}

size_t csv_next(struct csv *c, char **cells, size_t most) {
    size_t count = 0;
    while (c->at < c->end && ends_line(c->at))
        c->at = skip_line_end(c, c->at);
    c->line = c->next;
    for (bool more = c->at < c->end; more && !c->fault;) {
        if (count == most) {
            fail(c, "the row has too many cells");
            break;
        }
        char *cell = c->at;
        char *behind = *cell == '"' ? quoted_cell(c, cell) : plain_cell(c, cell);
        if (!behind)
            break;
        cells[count++] = cell;
        more = *behind == ',';
        c->at = more ? behind + 1 : behind < c->end ? skip_line_end(c, behind) : c->end;
        *behind = '\0';
    }
    return c->fault ? 0 : count;
}
