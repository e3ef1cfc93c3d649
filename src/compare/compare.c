/* What changed from one inspection to the next, from two reports. */
#include "base/error.h"
#include "compare/parts.h"

#include <stdlib.h>

enum { CEILING = 512 << 20 };

static void compare_both(struct comparing *c) {
    compare_unread(c);
    compare_cautions(c);
    compare_facts(c);
    compare_judgements(c);
    compare_standards(c);
    compare_breaches(c);
    compare_recommendations(c);
    compare_parties(c);
}

/* The arena comes back here when it cannot serve. */
static bool guarded(struct arena *a, struct comparing *c, const char *unpaired) {
    if (setjmp(*arena_failed(a)) != 0)
        return false;
    c->out = arena_alloc(a, sizeof *c->out);
    c->out->owner = a;
    c->out->before = c->before;
    c->out->after = c->after;
    if (c->before && c->after)
        compare_both(c);
    else if (unpaired)
        c->out->unpaired = arena_string(a, unpaired, strlen(unpaired));
    return true;
}

kloe_status kloe_compare(const kloe_engine *engine, const kloe_report *before,
                         const kloe_report *after, const char *unpaired,
                         kloe_comparison **comparison, kloe_error *error) {
    struct arena *a = arena_new(CEILING);
    struct comparing c = {.arena = a, .engine = engine, .before = before, .after = after};
    *comparison = NULL;
    if (a && guarded(a, &c, unpaired)) {
        *comparison = c.out;
        return KLOE_OK;
    }
    arena_free(a);
    return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to compare it",
                     after    ? after->source.path
                     : before ? before->source.path
                              : "the reports");
}

void kloe_comparison_free(kloe_comparison *comparison) {
    if (comparison)
        arena_free(comparison->owner);
}

size_t kloe_comparison_count(const kloe_comparison *comparison, const char *change) {
    size_t n = 0;
    for (size_t i = 0; i < comparison->judgements.count; i++)
        n += strcmp(comparison->judgements.items[i].what.change, change) == 0;
    for (size_t i = 0; i < comparison->standards.count; i++)
        n += strcmp(comparison->standards.items[i].what.change, change) == 0;
    return n;
}
