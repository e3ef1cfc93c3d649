#include "analyse/recommendations.h"

#include "analyse/account.h"
#include "analyse/bodies.h"
#include "analyse/body_table.h"
#include "analyse/due_table.h"
#include "analyse/recommendation_list.h"
#include "analyse/timescale.h"
#include "analyse/unread.h"
#include "document/marker.h"

#include <stdlib.h>
#include <string.h>

/* A list whose items have marks, or are paragraphs. */
struct list {
    struct recommendation_list base;
    bool lead_holds;           /* for all timescales: it stands above the first one */
    kloe_recommendation *open; /* bullets below it may belong to it */
    bool numbered, collects;   /* it has a number; it has taken bullets in */
    uint32_t mark;             /* of the bullets that are items */
    const char *topic;         /* the core service that the items are about */
};

/* The number with which an item begins, as printed; *length is what of it the number takes. */
static const char *number_of(struct analysis *a, struct passage p, size_t *length) {
    struct text t = passage_text(a->document, p);
    struct decimal decimal;
    unsigned value;
    *length = marker_number(t, &value);
    if (!*length)
        value = document_block(a->document, p.block)->ordinal;
    if (value)
        return arena_format(a->arena, "%u", value);
    if (!a->profile->items[ITEM_DECIMAL])
        return NULL;
    *length = marker_decimal(t, &decimal);
    struct text printed = text_trim(text_slice(t, 0, *length));
    return *length ? text_string(a->arena, printed) : NULL;
}

/* A line that names what the bullets below it are about. */
static bool is_topic(const struct analysis *a, struct passage p) {
    const struct document *d = a->document;
    return a->profile->topics && p.from == 0 && is_heading_shaped(d, p.block) &&
           p.block + 1 < d->block_count && d->blocks[p.block + 1].kind == BLOCK_ITEM;
}

enum { LEAD_BYTES = 600, FULL_TENTHS = 9, FAR_TENTHS = 6, FEW_LINES = 3 };

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

static void add_item(struct list *l, struct passage p, const char *number, size_t number_length) {
    struct analysis *a = l->base.analysis;
    kloe_strings sources = {0};
    account_take(a, passage_part(p, 0, number_length), "number of a recommendation", NULL);
    p = take_source(a, passage_part(p, number_length, p.to - p.from), &sources);
    if (p.from >= p.to)
        return;
    kloe_recommendation *r = list_add(&l->base);
    r->number = number;
    r->core_service = l->topic;
    r->sources = sources;
    l->base.parts[0] = p;
    l->base.part_count = 1;
    list_finish(&l->base, r);
    recommendation_standards(a, r);
    l->open = r;
    l->numbered = number != NULL;
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

/* A line that names bodies and nothing else heads what is put to them. */
static bool names_bodies_only(struct analysis *a, struct text t) {
    struct text bodies[BODIES_MAX];
    return !text_ends(t, TEXT(".")) && !modality_of(a, t) &&
           bodies_split(a, t, bodies, BODIES_MAX) > 0;
}

static void take_lead(struct list *l, struct passage p) {
    l->base.lead = passage_text(l->base.analysis->document, p);
    account_take(l->base.analysis, p, "lead-in of a list", NULL);
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
    size_t length;
    const char *number = number_of(a, p, &length);
    bool decimal = number && strchr(number, '.');
    if (timescale_heading(a, p, &timescale)) {
        if (!l->lead_holds)
            l->base.lead = TEXT("");
        l->base.timescale = timescale;
        account_take(a, p, "timescale", NULL);
        l->open = NULL;
    } else if (number && leads_in(a, t) && !decimal &&
               (!items[ITEM_NUMBER] || timescale_follows(a, p.block))) {
        take_lead(l, passage_part(p, length, p.to - p.from));
    } else if (is_topic(a, p)) {
        l->topic = passage_string(a, p);
        account_take(a, p, "core service of the items below", NULL);
        l->open = NULL;
    } else if (says_none(a, text_slice(t, length, t.n))) {
        l->open = NULL;
    } else if (number && items[decimal ? ITEM_DECIMAL : ITEM_NUMBER]) {
        add_item(l, p, number, length);
    } else if (kind == BLOCK_ITEM && is_part_of_open(l, mark)) {
        add_to_open(l, p);
    } else if (kind == BLOCK_ITEM && items[ITEM_BULLET]) {
        l->mark = mark;
        add_item(l, p, NULL, 0);
    } else if (kind == BLOCK_PARAGRAPH &&
               pattern_match(a->matcher, &a->profile->item_paragraph, t, 0, PATTERN_START, NULL)) {
        add_item(l, p, NULL, 0);
    } else if (leads_in(a, t) || names_bodies_only(a, t)) {
        take_lead(l, p);
    } else if (kind == BLOCK_PARAGRAPH && items[ITEM_PARAGRAPH]) {
        add_item(l, p, NULL, 0);
    }
}

/* How wide lines are: of many, the widest can be two that a converter joined. */
static size_t line_width(struct text t) {
    size_t widest = 0, second = 0, lines = 0;
    for (size_t from = 0, to; from < t.n; from = to + 1, lines++) {
        to = text_find(t, '\n', from);
        size_t n = to - from;
        second = n > widest ? widest : n > second ? n : second;
        widest = n > widest ? n : widest;
    }
    return lines > FEW_LINES ? second : widest;
}

/* The end of the first line that ends a sentence although the next line's first word would have
 * fitted in it: there a paragraph ends, whatever the text has lost. Lines that are known to be
 * filled are so to a tenth; of others, one has to be far shorter. */
static size_t short_line_end(struct text t, size_t mark, bool filled) {
    size_t width = line_width(t), part = filled ? FULL_TENTHS : FAR_TENTHS;
    for (size_t from = mark, to; from < t.n; from = to + 1) {
        to = text_find(t, '\n', from);
        struct text next = text_slice(t, to < t.n ? to + 1 : t.n, t.n);
        if (to > from && t.s[to - 1] == '.' && next.n && is_upper(next.s[0]) &&
            (to - from + 1 + text_find(next, ' ', 0)) * 10 < width * part)
            return to;
    }
    return t.n;
}

static void read_block(struct list *l, size_t block) {
    struct analysis *a = l->base.analysis;
    struct passage p = section_body(a, block);
    enum block_kind kind = a->document->blocks[block].kind;
    while (p.from < p.to) {
        size_t n = p.to - p.from;
        struct text t = passage_text(a->document, p);
        unsigned unused;
        size_t end = short_line_end(t, marker_number(t, &unused), a->profile->short_lines);
        read_passage(l, passage_part(p, 0, end), kind);
        p = passage_trim(a->document, passage_part(p, end, n));
        kind = BLOCK_PARAGRAPH;
    }
}

static void read_section(struct analysis *a, const struct section *s) {
    struct list l = {.base = {.analysis = a, .section = s}};
    if (due_table_read(&l.base))
        return;
    if (a->profile->item_start.source) {
        if (!body_table_read(&l.base))
            unmarked_list_read(&l.base);
        return;
    }
    for (size_t b = s->first; b < s->end; b++)
        read_block(&l, b);
}

void recommendations_read(struct analysis *a) {
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section *s = &a->sections[i];
        size_t before = a->report->recommendations.count;
        if (!s->rule || s->rule->kind != SECTION_RECOMMENDATIONS)
            continue;
        read_section(a, s);
        if (a->report->recommendations.count == before)
            unread_note(a, s);
    }
}

static int by_place(const void *x, const void *y) {
    const kloe_recommendation *a = x, *b = y;
    return (a->at.offset > b->at.offset) - (a->at.offset < b->at.offset);
}

void recommendations_sort(struct analysis *a) {
    kloe_report *r = a->report;
    if (r->recommendations.count)
        qsort(r->recommendations.items, r->recommendations.count, sizeof *r->recommendations.items,
              by_place);
}
