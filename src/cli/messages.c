#include "messages.h"

#include <string.h>

static void put_diagnostic(FILE *out, const char *path, const kloe_diagnostic *d) {
    fprintf(out, "kloe: %s:", path);
    if (d->at.line)
        fprintf(out, "%zu:", d->at.line);
    fprintf(out, " %s: %s [%s]\n", d->severity, d->message, d->code);
}

static void put_how(FILE *out, const char *path, const kloe_report *r) {
    fprintf(out, "kloe: %s: read as %s, %s; %s", path, r->source.format, r->source.encoding,
            r->framework ? r->framework : r->kind);
    if (r->confidence < 0)
        fputs(" (as given)\n", out);
    else
        fprintf(out, " (confidence %.2f)\n", r->confidence);
}

void messages_put(FILE *out, const struct options *o, const char *path, const kloe_report *r,
                  bool many) {
    int level = o->format == OUTPUT_SUMMARY ? 1 : 0;
    for (size_t i = 0; i < r->diagnostics.count; i++) {
        const kloe_diagnostic *d = &r->diagnostics.items[i];
        if (o->verbosity >= (strcmp(d->severity, "info") == 0 ? 1 : level))
            put_diagnostic(out, path, d);
    }
    int other = r->source.record ? 1 : 0; /* registers hold what was never inspected */
    if (many && !r->framework && o->verbosity >= other)
        fprintf(out, "kloe: %s: info: is no inspection report of a family that kloe knows\n", path);
    if (o->verbosity >= 1)
        put_how(out, path, r);
}

void messages_put_unread(FILE *out, const struct options *o, const char *problem) {
    if (o->verbosity > -2)
        fprintf(out, "kloe: %s\n", problem);
}
