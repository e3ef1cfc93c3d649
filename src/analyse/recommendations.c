#include "analyse/recommendations.h"

#include "analyse/bodies.h"
#include "analyse/recommendation_list.h"
#include "analyse/timescale.h"
#include "document/marker.h"

#include <string.h>

/* A list whose items have marks, or are paragraphs. */
struct list {
    struct recommendation_list base;
    bool lead_holds;           /* for all timescales: it stands above the first one */
    kloe_recommendation *open; /* bullets below it may belong to it */
    bool numbered, collects;   /* it has a number; it has taken bullets in */
    uint32_t mark;             /* of the bullets that are items */
};

enum { LEAD_BYTES = 600 };

/* Takes "(Ofsted 2012)" off the end, and keeps it as the source. */
static struct passage take_source(struct analysis *a, struct passage p, kloe_strings *sources) {
    for (;;) {
        p = passage_trim(a->document, p);
        struct text t = passage_text(a->document, p);
        size_t open = t.n, from, to;
        struct match m;
        while (open && t.s[open - 1] != '(' && t.s[open - 1] != '[')
            open--;
        struct text tag = open ? text_slice(t, open - 1, t.n) : text_slice(t, 0, 0);
        if (text_ends(tag, TEXT(".")))
            tag.n--;
        if (!open ||
            !pattern_match(a->matcher, &a->profile->source_tag, tag, 0, PATTERN_WHOLE, &m) ||
            !match_group(&m, "source", &from, &to))
            return p;
        report_add_string(a->arena, sources, text_string(a->arena, text_slice(tag, from, to)));
        p = passage_part(p, 0, open - 1);
    }
}

static void add_item(struct list *l, struct passage p, unsigned number, size_t number_length) {
    struct analysis *a = l->base.analysis;
    kloe_strings sources = {0};
    p = take_source(a, passage_part(p, number_length, p.to - p.from), &sources);
    if (p.from >= p.to)
        return;
    kloe_recommendation *r = list_add(&l->base);
    r->number = number ? arena_format(a->arena, "%u", number) : NULL;
    r->sources = sources;
    l->base.parts[0] = p;
    l->base.part_count = 1;
    list_finish(&l->base, r);
    l->open = r;
    l->numbered = number != 0;
    l->collects = false;
}

static void add_to_open(struct list *l, struct passage p) {
    l->collects = true;
    if (l->base.part_count == PARTS_MAX)
        return;
    l->base.parts[l->base.part_count++] = take_source(l->base.analysis, p, &l->open->sources);
    list_finish(&l->base, l->open);
}

/* A bullet belongs to the number above it, or, with another mark than the list's, to the item that
 * leads up to it with a colon. */
static bool is_part_of_open(const struct list *l, uint32_t mark) {
    if (!l->open)
        return false;
    struct text so_far = text_of(l->open->text);
    return l->numbered || (mark != l->mark && (l->collects || text_ends(so_far, TEXT(":"))));
}

/* "... the local authority should take the following action." */
static bool leads_in(struct analysis *a, struct text t) {
    return t.n <= LEAD_BYTES &&
           pattern_match(a->matcher, &a->language->lead_in, t, 0, PATTERN_ANYWHERE, NULL);
}

/* "There are no recommendations." */
static bool says_none(struct text t) {
    return text_starts(t, TEXT("there are no")) || text_starts(t, TEXT("there were no")) ||
           text_starts(t, TEXT("no recommendations")) || text_same(t, TEXT("none")) ||
           text_same(t, TEXT("none."));
}

/* A line that names bodies and nothing else heads what is put to them. */
static bool names_bodies_only(struct analysis *a, struct text t) {
    struct text bodies[BODIES_MAX];
    return !text_ends(t, TEXT(".")) && !modality_of(a, t) &&
           bodies_split(a, t, bodies, BODIES_MAX) > 0;
}

static void take_lead(struct list *l, struct passage p) {
    l->base.lead = passage_text(l->base.analysis->document, p);
    l->lead_holds = !l->base.timescale.text;
    l->open = NULL;
}

/* A number whose bullets are parts of it ends in a colon too: only a timescale between the two
 * tells that the number leads up to a list of its own items. */
static bool timescale_follows(struct analysis *a, size_t block) {
    kloe_timescale unused;
    return block + 1 < a->document->block_count &&
           timescale_heading(a, document_cell(a->document, block + 1, 0), &unused);
}

static void read_passage(struct list *l, struct passage p, enum block_kind kind) {
    struct analysis *a = l->base.analysis;
    struct text t = passage_text(a->document, p);
    const bool *items = a->profile->items;
    kloe_timescale timescale;
    uint32_t mark = a->document->blocks[p.block].mark;
    unsigned number = 0;
    size_t length = marker_number(t, &number);
    if (!length)
        number = a->document->blocks[p.block].ordinal;
    if (timescale_heading(a, p, &timescale)) {
        if (!l->lead_holds)
            l->base.lead = TEXT("");
        l->base.timescale = timescale;
        l->open = NULL;
    } else if (number && leads_in(a, t) && timescale_follows(a, p.block)) {
        take_lead(l, passage_part(p, length, p.to - p.from));
    } else if (number && items[ITEM_NUMBER]) {
        add_item(l, p, number, length);
    } else if (kind == BLOCK_ITEM && is_part_of_open(l, mark)) {
        add_to_open(l, p);
    } else if (kind == BLOCK_ITEM && items[ITEM_BULLET]) {
        l->mark = mark;
        add_item(l, p, 0, 0);
    } else if (leads_in(a, t) || names_bodies_only(a, t)) {
        take_lead(l, p);
    } else if (kind == BLOCK_PARAGRAPH && items[ITEM_PARAGRAPH] && !says_none(t)) {
        add_item(l, p, 0, 0);
    }
}

static void read_block(struct list *l, size_t block) {
    struct passage p = section_body(l->base.analysis, block);
    if (p.from < p.to)
        read_passage(l, p, l->base.analysis->document->blocks[block].kind);
}

void recommendations_read(struct analysis *a) {
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section *s = &a->sections[i];
        struct list l = {.base = {.analysis = a, .section = s}};
        if (!s->rule || s->rule->kind != SECTION_RECOMMENDATIONS)
            continue;
        if (a->profile->item_start.source) {
            unmarked_list_read(&l.base);
            continue;
        }
        for (size_t b = s->first; b < s->end; b++)
            read_block(&l, b);
    }
}
