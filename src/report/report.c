#include "report/report.h"

#include <string.h>

kloe_report *report_new(struct arena *a) {
    kloe_report *r = arena_alloc(a, sizeof *r);
    r->owner = a;
    return r;
}

void kloe_report_free(kloe_report *report) {
    if (report)
        arena_free(report->owner);
}

void report_add_string(struct arena *a, kloe_strings *list, const char *s) {
    bool full = list->count == 0 || (list->count & (list->count - 1)) == 0;
    if (full) { /* room doubles at every power of two */
        const char **bigger = arena_alloc(a, (list->count ? list->count * 2 : 1) * sizeof *bigger);
        if (list->count)
            memcpy(bigger, list->items, list->count * sizeof *bigger);
        list->items = bigger;
    }
    list->items[list->count++] = s;
}

bool report_has_string(const kloe_strings *list, const char *s) {
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], s) == 0)
            return true;
    return false;
}
