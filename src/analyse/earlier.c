#include "analyse/earlier.h"

#include "analyse/account.h"
#include "analyse/heading.h"
#include "base/date.h"

#include <string.h>

enum { HEADING_BYTES_MAX = 200, PREVIOUS_MAX = 500 };

static struct text heading_text(const struct analysis *a, size_t block) {
    struct passage p = document_cell(a->document, block, 0);
    return passage_text(a->document, passage_trim_marks(a->document, p, ":"));
}

static bool can_head(const struct analysis *a, size_t block) {
    enum block_kind kind = a->document->blocks[block].kind;
    return (kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH) &&
           heading_text(a, block).n <= HEADING_BYTES_MAX;
}

static bool heads_inspection(struct analysis *a, size_t block) {
    return can_head(a, block) && pattern_match(a->matcher, &a->profile->inspection,
                                               heading_text(a, block), 0, PATTERN_WHOLE, NULL);
}

/* Whether the block is a heading of the family, of one kind or of any. */
static bool is_known_heading(struct analysis *a, size_t block, enum section_kind kind, bool any) {
    if (!can_head(a, block))
        return false;
    for (size_t i = 0; i < a->profile->section_count; i++) {
        const struct section_rule *rule = &a->profile->sections[i];
        if ((any || rule->kind == kind) &&
            pattern_match(a->matcher, &rule->heading, heading_text(a, block), 0, PATTERN_WHOLE,
                          NULL))
            return true;
    }
    return false;
}

/* Markup tells how far it goes: until a heading of its own level or above. Without levels, the next
 * heading that the family knows ends it. */
static bool ends_earlier(struct analysis *a, size_t block, const struct block *head) {
    const struct block *b = &a->document->blocks[block];
    if (head->kind == BLOCK_HEADING && !head->styled)
        return b->kind == BLOCK_HEADING && heading_outranks(b, head);
    struct section unused;
    return is_known_heading(a, block, SECTION_OTHER, true) || chapter_opens(a, block, &unused);
}

static bool lists_earlier(struct analysis *a, size_t block) {
    return is_known_heading(a, block, SECTION_PREVIOUS, false);
}

void earlier_find(struct analysis *a) {
    const struct document *d = a->document;
    bool open = false;
    const struct block *head = NULL;
    size_t inspections = 0;
    a->earlier = arena_alloc(a->arena, d->block_count + 1);
    for (size_t i = 0; i < d->block_count; i++) {
        bool heads = heads_inspection(a, i);
        inspections += heads;
        if ((heads && inspections > 1) || lists_earlier(a, i)) {
            open = true;
            head = &d->blocks[i];
        } else if (open && (heads || ends_earlier(a, i, head))) {
            open = false;
        }
        a->earlier[i] = open;
    }
}

bool inspection_heading(struct analysis *a, struct passage *heading) {
    for (size_t i = 0; i < a->document->block_count; i++)
        if (!a->earlier[i] && heads_inspection(a, i)) {
            *heading = document_cell(a->document, i, 0);
            return true;
        }
    return false;
}

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
    bool in_list = false;
    for (size_t i = 0; i < a->document->block_count; i++) {
        bool heads = heads_inspection(a, i);
        in_list = a->earlier[i] && !heads && (in_list || lists_earlier(a, i));
        if (a->earlier[i] && (heads || in_list))
            add_date(a, i, in_list);
    }
}
