#include "explaining.h"

#include "inputs.h"
#include "messages.h"
#include "product.h"

#include <stdlib.h>
#include <unistd.h>

static bool put(FILE *out, const struct options *o, const kloe_explanation *x) {
    kloe_summary_options options = {.width = product_width(o), .color = product_color(o)};
    char *s = o->format == OUTPUT_JSON ? kloe_write_explanation_json(x)
                                       : kloe_write_explanation(x, &options);
    if (s)
        fputs(s, out);
    free(s);
    return s != NULL;
}

bool explaining_run(const struct options *o, const kloe_engine *engine, struct interrupt *interrupt,
                    FILE *out, struct tally *tally) {
    const char *path = o->arguments[1];
    kloe_read_options read = o->read;
    kloe_explanation *x;
    kloe_error error;
    read.cancel_fd = interrupt->fds[0];
    kloe_status status = kloe_explain_file(engine, path, o->line, &read, &x, &error);
    if (status != KLOE_OK) {
        const char *why = access(path, F_OK) != 0 ? inputs_why_no_address(path) : NULL;
        if (why)
            snprintf(error.message, sizeof error.message, "%s: %s", path, why);
        messages_put_unread(stderr, o, error.message);
        tally->unread = 1;
        tally->broken = status == KLOE_ERROR_USAGE;
        return true;
    }
    bool whole = put(out, o, x);
    if (!whole)
        fprintf(stderr, "kloe: %s: no memory to write what was read\n", path);
    tally->reports = x->report->framework != NULL;
    tally->others = !tally->reports;
    tally->broken = !whole;
    kloe_explanation_free(x);
    return true;
}
