/* Earlier inspections that a page lists, and what its list says of this one. */
#include "analyse/previous.h"

#include "analyse/account.h"
#include "analyse/section.h"

#include <string.h>

enum { PREVIOUS_BYTES_MAX = 200, PREVIOUS_MAX = 500 };

static bool is_known_date(const struct analysis *a, const char *date) {
    const kloe_report *r = a->report;
    const char *own[] = {r->start, r->end, r->published};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (own[i] && strcmp(own[i], date) == 0)
            return true;
    return report_has_string(&r->previous, date);
}

/* The cell with the first date of a line; false where it has none. */
static bool find_dated_cell(const struct analysis *a, size_t block, size_t *cell,
                            struct date_range *out) {
    for (*cell = 0; *cell < a->document->blocks[block].cell_count; ++*cell) {
        struct text t = cell_text(a->document, block, *cell);
        if (t.n <= PREVIOUS_BYTES_MAX && date_find(t, out))
            return true;
    }
    return false;
}

/* Whether an entry of a list of inspections begins with the block: with its date. */
static bool begins_entry(const struct analysis *a, size_t block, struct date_range *out) {
    size_t cell;
    return find_dated_cell(a, block, &cell, out) && cell == 0 && out->from == 0;
}

/* "1 September 1964 Opened" is no inspection. */
static bool is_registration(const struct analysis *a, size_t block, const struct date_range *d) {
    static const char *const events[] = {"opened", "reopened", "registered", "closed", "joined"};
    struct text t = block_text(a->document, block);
    t = text_trim(text_slice(t, d->to, t.n));
    for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
        if (text_starts(t, text_of(events[i])))
            return true;
    return false;
}

static bool has_dated_entries(const struct analysis *a, const struct section *s) {
    struct date_range unused;
    for (size_t b = s->first; b < s->end; b++)
        if (begins_entry(a, b, &unused))
            return true;
    return false;
}

/* Of an inspection on the page, its heading is the date; of a list, each entry begins with one. */
static void add_previous(struct analysis *a, size_t block, bool in_list) {
    struct date_range range;
    size_t cell;
    kloe_report *r = a->report;
    if (!find_dated_cell(a, block, &cell, &range) || r->previous.count == PREVIOUS_MAX)
        return;
    const char *date = date_string(a, range.start);
    bool earlier = !in_list || !r->start || strcmp(date, r->start) < 0;
    if (earlier && (in_list || cell == 0) && !is_known_date(a, date)) {
        report_add_string(a->arena, &r->previous, date);
        account_take(a, document_cell(a->document, block, cell), "earlier inspection", NULL);
    }
}

/* The date behind "published" in the block. */
static bool find_published(const struct analysis *a, size_t block, struct passage *p,
                           struct date_range *out) {
    struct passage cell = document_cell(a->document, block, 0);
    struct text t = passage_text(a->document, cell);
    if (t.n > PREVIOUS_BYTES_MAX)
        return false;
    for (size_t at = 0; date_find(text_slice(t, at, t.n), out); at += out->to) {
        *p = passage_part(cell, at + out->from, at + out->to);
        if (text_ends(text_trim(text_slice(t, 0, at + out->from)), TEXT("published")))
            return true;
    }
    return false;
}

/* The list can have this inspection too, and says when its report was published. */
static void take_publication(struct analysis *a, const struct section *s) {
    kloe_report *r = a->report;
    struct date_range range;
    struct passage p;
    bool own = false;
    for (size_t b = s->first; b < s->end && !r->published; b++) {
        if (!a->document->blocks[b].cell_count)
            continue;
        if (begins_entry(a, b, &range))
            own = r->start && strcmp(date_string(a, range.start), r->start) >= 0 &&
                  strcmp(date_string(a, range.start), r->end) <= 0;
        if (own && find_published(a, b, &p, &range)) {
            r->published = date_string(a, range.start);
            r->published_at = passage_at(a->document, p);
            account_take(a, p, "publication in a list", &s->rule->heading);
        }
    }
}

static void read_list(struct analysis *a, const struct section *s) {
    struct date_range d;
    bool dated = has_dated_entries(a, s);
    take_publication(a, s);
    for (size_t b = s->first; b < s->end; b++)
        if (!dated || (begins_entry(a, b, &d) && !is_registration(a, b, &d)))
            add_previous(a, b, true);
}

void previous_read(struct analysis *a) {
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section *s = &a->sections[i];
        if (s->about != ABOUT_EARLIER)
            continue;
        add_previous(a, s->heading.block, s->rule);
        if (s->rule)
            read_list(a, s);
    }
}
