#include "annotate.h"

#include <string.h>

enum { MOST = 10 };

/* "%", line ends and other controls and, in properties, what divides them are told by their codes.
 */
static void put_escaped(FILE *out, const char *s, size_t n, const char *special) {
    for (size_t i = 0; i < n; i++) {
        bool control = (unsigned char)s[i] < 0x20 || s[i] == 0x7F;
        if (control || strchr(special, s[i]))
            fprintf(out, "%%%02X", (unsigned char)s[i]);
        else
            fputc(s[i], out);
    }
}

static void put_command(FILE *out, const char *command, const char *path, size_t line,
                        const char *title, const char *message, size_t message_size) {
    fprintf(out, "::%s file=", command);
    put_escaped(out, path, strlen(path), "%\r\n:,");
    if (line)
        fprintf(out, ",line=%zu", line);
    fprintf(out, ",title=%s::", title);
    put_escaped(out, message, message_size, "%\r\n");
    fputc('\n', out);
}

/* A line of the gate's, "kloe: PATH:LINE: matches ..."; its place is given apart. */
static void put_tripped(FILE *out, const char *path, const char *shown, const char *line, size_t n,
                        bool placed) {
    size_t at = strlen("kloe: ") + strlen(shown) + 1;
    unsigned long number = 0;
    while (at < n && line[at] >= '0' && line[at] <= '9')
        number = number * 10 + (unsigned long)(line[at++] - '0');
    at += number != 0;
    while (at < n && line[at] == ' ')
        at++;
    put_command(out, "error", path, placed ? number : 0, "kloe --fail-on", line + at, n - at);
}

void annotate_report(FILE *out, const char *path, const kloe_report *r, const char *tripped,
                     const char *shown) {
    bool placed = !r->source.record; /* lines are a record's own */
    for (const char *line = tripped; line && *line;) {
        size_t n = strcspn(line, "\n");
        put_tripped(out, path, shown, line, n, placed);
        line += n + (line[n] == '\n');
    }
    for (size_t i = 0; i < r->diagnostics.count; i++) {
        const kloe_diagnostic *d = &r->diagnostics.items[i];
        if (strcmp(d->severity, "warning") == 0)
            put_command(out, "warning", path, placed ? d->at.line : 0, d->code, d->message,
                        strlen(d->message));
    }
}

void annotate_unread(FILE *out, const char *path, const char *problem) {
    put_command(out, "error", path, 0, "kloe", problem, strlen(problem));
}

void annotations_put(struct annotations *a, FILE *out, const char *commands) {
    for (const char *line = commands; *line;) {
        size_t n = strcspn(line, "\n") + 1;
        size_t *count = strncmp(line, "::error ", 8) == 0 ? &a->errors : &a->warnings;
        if (++*count <= MOST)
            fwrite(line, 1, n, out);
        line += n;
    }
}

void annotations_end(const struct annotations *a, FILE *out) {
    size_t errors = a->errors > MOST ? a->errors - MOST : 0;
    size_t warnings = a->warnings > MOST ? a->warnings - MOST : 0;
    if (errors || warnings)
        fprintf(out, "::notice title=kloe::%zu further errors and %zu further warnings\n", errors,
                warnings);
}
