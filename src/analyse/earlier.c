#include "analyse/earlier.h"

#include "analyse/account.h"
#include "analyse/section.h"
#include "base/date.h"

#include <string.h>

enum { HEADING_BYTES_MAX = 200, PREVIOUS_MAX = 500 };

static bool is_known(const struct analysis *a, const char *date) {
    const kloe_report *r = a->report;
    const char *own[] = {r->start, r->end, r->published};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (own[i] && strcmp(own[i], date) == 0)
            return true;
    return report_has_string(&r->previous, date);
}

/* Of an inspection on the page, its heading is the date; of a list, each line begins with one. */
static void add_date(struct analysis *a, size_t block, bool in_list) {
    struct date_range range;
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++) {
        struct text t = cell_text(a->document, block, c);
        if (t.n > HEADING_BYTES_MAX || !date_find(t, &range))
            continue;
        const char *date = date_string(a, range.start);
        if (a->report->previous.count == PREVIOUS_MAX)
            return;
        if ((in_list || c == 0) && !is_known(a, date)) {
            report_add_string(a->arena, &a->report->previous, date);
            account_take(a, document_cell(a->document, block, c), "earlier inspection", NULL);
        }
        return;
    }
}

void previous_read(struct analysis *a) {
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section *s = &a->sections[i];
        if (!s->earlier)
            continue;
        add_date(a, s->heading.block, s->rule);
        for (size_t b = s->first; s->rule && b < s->end; b++)
            add_date(a, b, true);
    }
}
