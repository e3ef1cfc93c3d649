#include "analyse/judgements.h"

#include "analyse/grade_table.h"
#include "analyse/sections.h"

#include <string.h>

/* A group says something only where there is another. */
static void drop_only_group(kloe_report *r) {
    const char *first = r->judgements.count ? r->judgements.items[0].group : NULL;
    for (size_t i = 1; i < r->judgements.count; i++) {
        const char *group = r->judgements.items[i].group;
        if (!first || !group || strcmp(first, group) != 0)
            return;
    }
    for (size_t i = 0; i < r->judgements.count; i++)
        r->judgements.items[i].group = NULL;
}

void judgements_read(struct analysis *a) {
    for (size_t i = 0; i < a->table_count; i++) {
        const struct judgement_table *table = &a->tables[i];
        struct grade_table t = {.rule = table->rule, .group = table->group};
        for (size_t block = table->first; block < table->end; block++)
            grade_table_add(a, &t, block);
        grade_table_close(a, &t);
    }
    drop_only_group(a->report);
}
