#include "write/doubts.h"

#include <string.h>

void doubts_put(struct page *p, const kloe_report *r) {
    if (r->diagnostics.count)
        page_heading(p, "Doubts");
    for (size_t i = 0; i < r->diagnostics.count; i++) {
        const kloe_diagnostic *d = &r->diagnostics.items[i];
        page_indent(p, 4);
        page_put_style(p, STYLE_YELLOW, d->code);
        size_t column = 4 + strlen(d->code);
        if (d->at.line)
            page_format(p, column, 6, STYLE_PLAIN, ": %s (line %zu)", d->message, d->at.line);
        else
            page_format(p, column, 6, STYLE_PLAIN, ": %s", d->message);
    }
}
