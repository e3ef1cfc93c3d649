#include "analyse/parts.h"

#include "analyse/account.h"
#include "analyse/annex.h"
#include "analyse/chrome.h"
#include "analyse/heading.h"

enum { ENTRIES_MAX = 500 };

/* An inspection of several on a page: a heading with its dates, a line with its kind below, or
 * either alone. */
struct entry {
    size_t block, end; /* of its heading; the block behind it */
    size_t kind_block; /* in which the kind stands */
    struct passage heading;
    const struct inspection_kind *kind; /* NULL: not printed */
    struct date_range dates;            /* year 0: not printed */
    bool opened; /* they are the day on which it was opened, not those of the visit */
};

struct parts {
    struct analysis *analysis;
    size_t capacity;
    struct entry entries[ENTRIES_MAX];
    size_t count, current; /* ENTRIES_MAX: none */
    size_t annexes;        /* headings of annexes so far */
    bool annex;            /* one has begun */
    bool listed;           /* the open part is an entry with its kind: only the next one ends it */
};

/* ---- which inspections the page tells of, and which is the current one --------------------- */

/* "4 May 2023 - During a routine inspection": the kind in the line of its dates. */
static const struct inspection_kind *kind_behind(struct analysis *a, struct passage p, size_t at) {
    struct text t = passage_text(a->document, p);
    while (at < t.n && !is_letter(t.s[at])) /* a dash of any length */
        at++;
    return inspection_kind_of(a, text_slice(t, at, t.n));
}

/* A review of data can have its day below its kind: a line that has no kind below. */
static void take_day_below(struct analysis *a, struct entry *e) {
    const struct document *d = a->document;
    if (!e->kind->assesses_nothing || e->dates.start.year || e->end >= d->block_count)
        return;
    struct text day = text_trim(block_text(d, e->end));
    struct text next = e->end + 1 < d->block_count ? block_text(d, e->end + 1) : TEXT("");
    if (heads_inspection(a, day) && !inspection_kind_of(a, text_trim(next)) &&
        date_find(day, &e->dates))
        e->end++;
}

/* The entry that the block heads, alone or with the next one. */
static bool read_entry(struct analysis *a, size_t block, struct entry *e) {
    const struct document *d = a->document;
    struct passage p = passage_trim_marks(d, document_cell(d, block, 0), ":");
    struct text t = passage_text(d, p);
    enum block_kind kind = d->blocks[block].kind;
    *e = (struct entry){.block = block, .end = block + 1, .kind_block = block, .heading = p};
    if (kind != BLOCK_HEADING && kind != BLOCK_PARAGRAPH)
        return false;
    e->kind = inspection_kind_of(a, t);
    e->opened = e->kind && date_find(t, &e->dates);
    if (e->kind)
        take_day_below(a, e);
    if (e->kind || !heads_inspection(a, t))
        return e->kind;
    if (date_find(t, &e->dates))
        e->kind = kind_behind(a, p, e->dates.to);
    if (e->kind)
        return true;
    while (e->end < d->block_count && d->blocks[e->end].kind == BLOCK_BREAK)
        e->end++;
    if (e->end < d->block_count)
        e->kind = inspection_kind_of(a, text_trim(block_text(d, e->end)));
    e->kind_block = e->kind ? e->end : block;
    e->end = e->kind_block + 1;
    return true;
}

static bool is_newer(const struct entry *e, const struct entry *than) {
    return e->dates.start.year && than->dates.start.year &&
           date_compare(e->dates.start, than->dates.start) > 0;
}

/* Pages list the newest first; what has no date is as new as its place. */
static void find_entries(struct parts *p) {
    const struct document *d = p->analysis->document;
    p->current = ENTRIES_MAX;
    for (size_t i = 0; i < d->block_count && p->count < ENTRIES_MAX;) {
        struct entry *e = &p->entries[p->count];
        bool found = read_entry(p->analysis, i, e);
        if (!found || (!e->kind && p->count && p->entries[0].opened)) {
            i++; /* below an assessment's heading a date alone is that of a rating */
            continue;
        }
        bool judges = !e->kind || !e->kind->assesses_nothing;
        if (judges && (p->current == ENTRIES_MAX || is_newer(e, &p->entries[p->current])))
            p->current = p->count;
        p->count++;
        i = e->end;
    }
}

/* ---- the parts ----------------------------------------------------------------------------- */

static void add_part(struct parts *p, struct section s) {
    struct analysis *a = p->analysis;
    if (a->section_count)
        a->sections[a->section_count - 1].end = section_begin(&s);
    a->sections =
        arena_room(a->arena, a->sections, a->section_count, &p->capacity, sizeof *a->sections);
    s.end = a->document->block_count;
    s.annex = p->annex;
    a->sections[a->section_count++] = s;
    p->listed = false;
}

/* Markup tells how far it goes: until a heading of its own level or above. Without levels, the next
 * heading that the family knows ends it. */
static bool ends_part(struct analysis *a, const struct section *open, size_t block, bool known) {
    const struct block *b = &a->document->blocks[block];
    const struct block *head = &a->document->blocks[open->heading.block];
    struct section unused;
    if (is_marked(head))
        return b->kind == BLOCK_HEADING && heading_outranks(b, head);
    bool list = open->about == ABOUT_ANNEX; /* can be quoted in one */
    return (known && !list) || chapter_opens(a, block, &unused);
}

/* An inspection that is not the current one, or one with nothing to judge. */
static struct section other_inspection(const struct entry *e) {
    bool none = e->kind && e->kind->assesses_nothing;
    return (struct section){
        .about = none ? ABOUT_OTHERS : ABOUT_EARLIER, .heading = e->heading, .first = e->block + 1};
}

/* An annex that is no part of the report is beside it, to the next annex at the latest. */
static bool read_annex(struct parts *p, size_t block) {
    struct analysis *a = p->analysis;
    enum annex annex = annex_at(a, block, &p->annexes);
    if (!annex)
        return false;
    p->annex = true;
    if (annex == ANNEX_OWN)
        add_part(p, (struct section){.first = block});
    else
        add_part(p, (struct section){.about = ABOUT_ANNEX,
                                     .heading = document_cell(a->document, block, 0),
                                     .first = block + 1});
    return true;
}

/* What begins with the block, which heads no inspection. */
static void read_block(struct parts *p, size_t block) {
    struct analysis *a = p->analysis;
    const struct section *open = &a->sections[a->section_count - 1];
    enum block_kind kind = a->document->blocks[block].kind;
    struct passage words = document_cell(a->document, block, 0);
    struct section s = {0};
    bool ours = open->about == ABOUT_INSPECTION || open->about == ABOUT_ANNEX;
    if ((kind != BLOCK_HEADING && kind != BLOCK_PARAGRAPH) || (ours && read_annex(p, block)))
        return;
    bool known = heading_match(a, words, &s);
    bool aside = is_beside(a, block_text(a->document, block));
    if (aside || (known && s.rule->kind == SECTION_PREVIOUS))
        add_part(p, (struct section){.about = aside ? ABOUT_OTHERS : ABOUT_EARLIER,
                                     .rule = aside ? NULL : s.rule,
                                     .heading = words,
                                     .first = block + 1});
    else if (open->about != ABOUT_INSPECTION &&
             (!p->listed || is_marked(&a->document->blocks[block])) &&
             ends_part(a, open, block, known))
        add_part(p, (struct section){.first = block});
}

void parts_find(struct analysis *a) {
    struct parts *p = arena_alloc(a->arena, sizeof *p);
    *p = (struct parts){.analysis = a};
    find_entries(p);
    add_part(p, (struct section){0});
    for (size_t i = 0, next = 0; i < a->document->block_count; i++) {
        const struct entry *e = next < p->count ? &p->entries[next] : NULL;
        if (!e || e->block != i) {
            read_block(p, i);
            continue;
        }
        if (next == p->current) {
            bool days = e->dates.start.year && !e->opened;
            a->inspection = days ? e->heading : (struct passage){0};
            a->report->inspection_type = e->kind ? e->kind->is : NULL;
        }
        if (next++ != p->current)
            add_part(p, other_inspection(e));
        else if (a->sections[a->section_count - 1].about != ABOUT_INSPECTION)
            add_part(p, (struct section){.first = i});
        p->listed = e->kind;
        if (e->kind)
            account_take(a, document_cell(a->document, e->kind_block, 0), "kind of inspection",
                         &e->kind->line);
        i = e->end - 1;
    }
}
