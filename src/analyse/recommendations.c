#include "analyse/recommendations.h"

#include "analyse/bodies.h"
#include "analyse/sections.h"
#include "analyse/timescale.h"
#include "document/marker.h"

#include <string.h>

/* What has been said for the items that follow. */
struct list {
    struct analysis *analysis;
    const struct section *section;
    kloe_timescale timescale;
    struct passage lead;       /* "The trust should ensure that:" */
    bool lead_holds;           /* for all timescales: it stands above the first one */
    kloe_recommendation *open; /* bullets below it may belong to it */
    bool numbered, collects;   /* it has a number; it has taken bullets in */
    uint32_t mark;             /* of the bullets that are items */
    struct passage parts[64];  /* of the open one */
    size_t part_count;
};

enum { PARTS_MAX = 64, LEAD_BYTES = 600 };

static const char *modality_of(struct analysis *a, struct text t) {
    struct match m;
    size_t from, to;
    if (!pattern_match(a->matcher, &a->language->modal, t, 0, PATTERN_ANYWHERE, &m))
        return NULL;
    return match_group(&m, "must", &from, &to) ? "must" : "should";
}

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

/* Addressees and modality are the item's own or, failing that, its lead-in's. */
static void set_who(struct list *l, kloe_recommendation *r) {
    struct analysis *a = l->analysis;
    struct text own = text_of(r->text), lead = passage_text(a->document, l->lead);
    r->addressees = addressees_of(a, own);
    r->modality = modality_of(a, l->lead.to && !r->addressees.count ? lead : own);
    if (!r->modality)
        r->modality = modality_of(a, own);
    if (!r->addressees.count && l->lead.to) {
        r->addressees = addressees_of(a, lead);
        struct text bodies[BODIES_MAX];
        if (!r->addressees.count) /* a line that only names them */
            r->addressees = body_strings(a, bodies, bodies_split(a, lead, bodies, BODIES_MAX));
    }
}

/* "... is published immediately." says by when; other times in the words are part of what to do. */
static kloe_timescale own_timescale(struct list *l) {
    struct analysis *a = l->analysis;
    struct passage p = passage_trim_marks(a->document, l->parts[l->part_count - 1], ".");
    struct text t = passage_text(a->document, p);
    kloe_timescale found = {0};
    struct passage where;
    size_t word = t.n;
    while (word && !is_space(t.s[word - 1]))
        word--;
    if (!timescale_find(a, passage_part(p, word, t.n), &found, &where) || where.to != p.to)
        return (kloe_timescale){0};
    return found;
}

static void finish(struct list *l, kloe_recommendation *r) {
    struct analysis *a = l->analysis;
    r->text = passages_string(a, l->parts, l->part_count);
    r->at = document_at(a->document, l->parts[0], l->parts[l->part_count - 1]);
    r->timescale = l->timescale.text ? l->timescale : own_timescale(l);
    set_who(l, r);
}

static void add_item(struct list *l, struct passage p, unsigned number, size_t number_length) {
    struct analysis *a = l->analysis;
    kloe_strings sources = {0};
    p = take_source(a, passage_part(p, number_length, p.to - p.from), &sources);
    if (p.from >= p.to)
        return;
    kloe_recommendation *r = REPORT_ADD(a->arena, a->report->recommendations);
    const char *kind = l->section->rule->item_kind;
    r->kind = kind ? kind : a->profile->recommendation_kind;
    r->body = l->section->body;
    r->number = number ? arena_format(a->arena, "%u", number) : NULL;
    r->sources = sources;
    l->parts[0] = p;
    l->part_count = 1;
    finish(l, r);
    l->open = r;
    l->numbered = number != 0;
    l->collects = false;
}

static void add_to_open(struct list *l, struct passage p) {
    l->collects = true;
    if (l->part_count == PARTS_MAX)
        return;
    l->parts[l->part_count++] = take_source(l->analysis, p, &l->open->sources);
    finish(l, l->open);
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
    l->lead = p;
    l->lead_holds = !l->timescale.text;
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
    struct analysis *a = l->analysis;
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
            l->lead = (struct passage){0};
        l->timescale = timescale;
        l->open = NULL;
    } else if (number && length && leads_in(a, t) && timescale_follows(a, p.block)) {
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

/* ---- items without marks ------------------------------------------------------------ */

static void close_item(struct list *l) {
    struct analysis *a = l->analysis;
    if (!l->part_count)
        return;
    kloe_recommendation *r = REPORT_ADD(a->arena, a->report->recommendations);
    const char *kind = l->section->rule->item_kind;
    r->kind = kind ? kind : a->profile->recommendation_kind;
    r->body = l->section->body;
    finish(l, r);
    l->part_count = 0;
}

static bool starts_item(struct analysis *a, struct passage rest) {
    return pattern_match(a->matcher, &a->profile->item_start, passage_text(a->document, rest), 0,
                         PATTERN_START, NULL);
}

/* A line begins an item where the pattern says so and the words before it have ended; else it goes
 * on with the open one. */
static void read_unmarked(struct list *l, struct passage p, bool first_may_start) {
    struct analysis *a = l->analysis;
    struct text t = passage_text(a->document, p);
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = text_find(t, '\n', from);
        bool ended = from ? marker_ends(text_slice(t, 0, from)) : true;
        if (l->part_count && !from)
            ended = marker_ends(passage_text(a->document, l->parts[l->part_count - 1]));
        bool may = ended && (from || first_may_start);
        if (may && starts_item(a, passage_part(p, from, t.n)))
            close_item(l);
        else if (!l->part_count)
            continue;
        if (l->part_count < PARTS_MAX)
            l->parts[l->part_count++] = passage_part(p, from, to);
    }
}

/* Of a row "responsible body; action" the first cell names the addressees. */
static void read_unmarked_block(struct list *l, size_t block) {
    const struct document *d = l->analysis->document;
    const struct block *b = &d->blocks[block];
    if (b->kind == BLOCK_ROW && b->cell_count > 1) {
        struct passage action = passage_trim(d, document_cell(d, block, b->cell_count - 1));
        if (starts_item(l->analysis, action)) {
            close_item(l);
            l->lead = passage_trim(d, document_cell(d, block, 0));
        }
        read_unmarked(l, action, true);
    } else if (b->kind != BLOCK_BREAK) {
        bool bullet = b->kind == BLOCK_ITEM; /* a part of the item above */
        read_unmarked(l, passage_trim(d, document_cell(d, block, 0)), !bullet);
    }
}

static void read_block(struct list *l, size_t block) {
    struct passage p = section_body(l->analysis, block);
    if (p.from < p.to)
        read_passage(l, p, l->analysis->document->blocks[block].kind);
}

void recommendations_read(struct analysis *a) {
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section *s = &a->sections[i];
        struct list l = {.analysis = a, .section = s};
        if (!s->rule || s->rule->kind != SECTION_RECOMMENDATIONS)
            continue;
        for (size_t b = s->first; b < s->end; b++) {
            if (a->profile->item_start.source)
                read_unmarked_block(&l, b);
            else
                read_block(&l, b);
        }
        if (a->profile->item_start.source)
            close_item(&l);
    }
}
