/* How a document was read: the analysis is run as always, and its account is told. */
#include "analyse/analyse.h"
#include "explain/parts.h"
#include "base/error.h"

#include <stdlib.h>

/* What telling takes besides reading: lines up to their ceiling. */
enum { ROOM = 128 << 20 };

struct request {
    const char *name;
    size_t line;
    kloe_explanation **out;
};

static kloe_status explain(struct analysis *a, const kloe_engine *e, void *context,
                           kloe_error *error) {
    const struct request *request = context;
    const struct document *d = a->document;
    if (request->line > d->line_count)
        return error_set(error, KLOE_ERROR_USAGE, "%s: has no line %zu: its last one is %zu",
                         request->name, request->line, d->line_count);
    kloe_explanation *x = arena_alloc(a->arena, sizeof *x);
    x->report = a->report;
    x->owner = a->report->owner;
    x->line = request->line;
    x->line_count = d->line_count;
    explain_families(a, e, x);
    explain_claims(a, x);
    explain_missing(a, x);
    explain_lines(a, x);
    *request->out = x;
    return KLOE_OK;
}

kloe_status kloe_explain_bytes(const kloe_engine *engine, const char *name, const void *bytes,
                               size_t size, size_t line, const kloe_read_options *options,
                               kloe_explanation **explanation, kloe_error *error) {
    struct request request = {name ? name : "-", line, explanation};
    *explanation = NULL;
    return analyse_bytes(engine, name, (struct text){bytes, size}, options, explain, &request, ROOM,
                         error);
}

kloe_status kloe_explain_file(const kloe_engine *engine, const char *path, size_t line,
                              const kloe_read_options *options, kloe_explanation **explanation,
                              kloe_error *error) {
    char *bytes;
    size_t size;
    *explanation = NULL;
    kloe_status status = kloe_load_file(path, options, &bytes, &size, error);
    if (status != KLOE_OK)
        return status;
    status = kloe_explain_bytes(engine, path, bytes, size, line, options, explanation, error);
    free(bytes);
    return status;
}

void kloe_explanation_free(kloe_explanation *explanation) {
    if (explanation)
        arena_free(explanation->owner);
}
