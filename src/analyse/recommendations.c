#include "analyse/recommendations.h"

#include "analyse/account.h"
#include "analyse/advice.h"
#include "analyse/bodies.h"
#include "analyse/breaches.h"
#include "analyse/list_entries.h"
#include "analyse/recommendation.h"
#include "analyse/timescale.h"
#include "analyse/unread.h"
#include "document/marker.h"

#include <stdlib.h>
#include <string.h>

enum { LEAD_BYTES = 600, REFERENCE_BYTES = 200 };
#define DEEPER 1.5 /* letters */

/* A list while it is read. */
struct list {
    struct analysis *analysis;
    const struct section *section;
    struct list_entries entries;
    bool dated, by_reference; /* it has due dates; its items end with "(Regulation 12)" */
    bool labelled;            /* headings of columns have been met */
    kloe_timescale timescale; /* of the items that follow */
    struct text lead;         /* what has been said for them */
    bool lead_holds;          /* for all timescales: it stands above the first one */
    const char *topic;        /* the core service that they are about */
    struct draft open;        /* an item without words is none */
    uint32_t mark;            /* the bullet of the items */
    bool collects;            /* the open item has taken bullets in */
    bool complete;            /* it can have no more words */
    struct draft next;        /* what columns say of the item that begins below */
    unsigned row;             /* the last row's number */
    bool numbered;            /* its first item has a number */
    size_t begun, named;      /* items, lists of bodies */
    bool bodies_first;
    bool unmarked; /* a heading, and below it nothing but sentences: each is an item */
};

static struct text words(const struct list *l, struct passage p) {
    return passage_text(l->analysis->document, p);
}

/* ---- the open item ----------------------------------------------------------------------- */

static bool is_open(const struct list *l) { return l->open.part_count > 0; }

static struct text last_words(const struct list *l) {
    return words(l, l->open.parts[l->open.part_count - 1]);
}

static void close_item(struct list *l) {
    if (is_open(l)) {
        size_t bodies = l->begun < l->named ? l->begun : l->named;
        if (bodies)
            l->open.bodies = text_of(l->entries.names[bodies - 1]);
        recommendation_add(l->analysis, l->section, &l->open);
    }
    l->open = (struct draft){0};
}

/* "(Regulation 12(2)(a))" at the end. */
static bool ends_with_reference(struct analysis *a, struct text t) {
    size_t depth = 0, from;
    t = text_trim(t);
    if (text_ends(t, TEXT(".")))
        t.n--;
    t = text_slice(t, t.n > REFERENCE_BYTES ? t.n - REFERENCE_BYTES : 0, t.n);
    if (!text_ends(t, TEXT(")")))
        return false;
    for (from = t.n; from; from--) {
        depth += t.s[from - 1] == ')';
        if (t.s[from - 1] == '(' && --depth == 0)
            break;
    }
    return from && pattern_match(a->matcher, &a->profile->item_standard,
                                 text_slice(t, from - 1, t.n), 0, PATTERN_ANYWHERE, NULL);
}

/* The last words, since a converter can cut a reference in two. */
static struct text tail(const struct list *l) {
    size_t n = l->open.part_count < 3 ? l->open.part_count : 3;
    return text_of(passages_string(l->analysis, l->open.parts + l->open.part_count - n, n));
}

static void add_words(struct list *l, struct passage p) {
    draft_add(l->analysis, &l->open, p);
    l->complete = l->by_reference && ends_with_reference(l->analysis, tail(l));
    if (l->complete && l->open.timescale.text)
        close_item(l);
}

static void begin_item(struct list *l, struct passage p, const char *number, size_t length) {
    struct analysis *a = l->analysis;
    close_item(l);
    account_take(a, passage_part(p, 0, length), "number of a recommendation", NULL);
    l->open = l->next;
    l->next = (struct draft){0};
    l->open.lead = l->lead;
    l->open.core_service = l->topic;
    if (number)
        l->open.number = number;
    if (!l->open.timescale.text)
        l->open.timescale = l->timescale;
    l->collects = false;
    l->bodies_first = l->begun ? l->bodies_first : l->named > 0;
    l->begun++;
    add_words(l, passage_part(p, length, p.to - p.from));
}

/* ---- columns ----------------------------------------------------------------------------- */

static bool is_cut(struct text above, struct text below);

/* Whether the words of the open item go on behind the entry, on which a converter put them. */
static bool goes_on_behind(const struct list *l, const struct entry *e) {
    const struct entry *next = e + 1;
    return is_open(l) && next < l->entries.items + l->entries.count && next->kind == ENTRY_TEXT &&
           is_cut(last_words(l), words(l, next->passage));
}

/* A date that stands behind a complete item is that item's; a row's is the row's. */
static void take_date(struct list *l, const struct entry *e) {
    struct analysis *a = l->analysis;
    kloe_timescale date;
    entry_date(a, e->passage, &date);
    account_take(a, e->passage, "due date", NULL);
    if (e->block == BLOCK_ROW || (is_open(l) && l->open.timescale.text))
        close_item(l);
    (is_open(l) ? &l->open : &l->next)->timescale = date;
    if (l->complete || (!l->by_reference && !goes_on_behind(l, e)))
        close_item(l);
}

/* The first code of a row can be its number. */
static void take_code(struct list *l, const struct entry *e) {
    struct analysis *a = l->analysis;
    struct text t = words(l, e->passage);
    size_t n;
    t.n -= text_ends(t, TEXT("."));
    unsigned value = text_number(t, 3, &n);
    bool number = n == t.n && value == l->row + 1 && !l->next.number && !l->next.standards.count;
    close_item(l);
    account_take(a, e->passage, number ? "number of a recommendation" : "number of a standard",
                 NULL);
    if (number)
        l->next.number = arena_format(a->arena, "%u", l->row = value);
    else
        report_add_string(a->arena, &l->next.standards, passage_string(a, e->passage));
}

static void take_body(struct list *l, const struct entry *e) {
    account_take(l->analysis, e->passage, "body of a row", NULL);
    l->named += e->name > 0;
}

/* ---- words ------------------------------------------------------------------------------- */

/* Bytes of the wanted number where it is the text's first line, with a capital below; or 0. */
static size_t number_on_a_line(struct text t, unsigned wanted, unsigned *value) {
    size_t n;
    *value = text_number(t, 3, &n);
    return *value == wanted && n + 1 < t.n && t.s[n] == '\n' && is_upper(t.s[n + 1]) ? n + 1 : 0;
}

/* The number with which an item begins, as printed; *length is what of the number it takes. */
static const char *number_of(const struct list *l, struct passage p, size_t *length) {
    struct analysis *a = l->analysis;
    struct text t = passage_text(a->document, p);
    struct decimal decimal;
    unsigned value;
    *length = marker_number(t, &value);
    if (!*length && a->profile->items[ITEM_NUMBER])
        *length = number_on_a_line(t, (unsigned)l->begun + 1, &value);
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
    close_item(l);
    l->lead = words(l, p);
    account_take(l->analysis, p, "lead-in of a list", NULL);
    l->lead_holds = !l->timescale.text;
}

static void take_timescale(struct list *l, struct passage p, kloe_timescale timescale) {
    close_item(l);
    if (!l->lead_holds)
        l->lead = TEXT("");
    l->timescale = timescale;
    account_take(l->analysis, p, "timescale", NULL);
}

static void take_topic(struct list *l, struct passage p) {
    close_item(l);
    l->topic = passage_string(l->analysis, p);
    account_take(l->analysis, p, "core service of the items below", NULL);
}

/* "... ensures that-" */
static bool leads_up(struct text t) {
    return text_ends(t, TEXT(":")) || text_ends(t, TEXT("-")) || text_ends(t, TEXT("–")) ||
           text_ends(t, TEXT("—"));
}

/* Whether the bullet's words begin further right than those of the open item. */
static bool is_deeper(const struct list *l, const struct entry *e) {
    struct box open, own;
    const struct document *d = l->analysis->document;
    return passage_box(d, passage_part(l->open.parts[0], 0, 1), &open) &&
           passage_box(d, passage_part(e->passage, 0, 1), &own) &&
           own.left > open.left + DEEPER * open.letter;
}

/* "2(1)(a) the proprietor ..." below "2(1)". */
static bool extends_number(const struct list *l, struct text t) {
    struct text number = text_of(l->open.number ? l->open.number : "");
    return number.n && number.n < t.n && text_starts(t, number) && t.s[number.n] == '(';
}

/* A bullet belongs to the number above it, to a row, to a paragraph that it does not end, or, with
 * another mark than the list's or deeper in, to the item that leads up to it with a colon. */
static bool is_part_of_open(struct list *l, const struct entry *e) {
    struct analysis *a = l->analysis;
    if (!is_open(l))
        return false;
    bool led = leads_up(last_words(l));
    if (l->analysis->profile->item_standard.source && extends_number(l, words(l, e->passage)))
        return true;
    if (lists_paragraphs(a->profile))
        return led || l->collects || !begins_by_asking(a, words(l, e->passage));
    return (l->open.number && !l->mark) || (l->entries.table && !l->entries.dated_items) ||
           ((l->collects || led) && (e->mark != l->mark || is_deeper(l, e)));
}

/* Whether a row of a table with bodies can begin: its own have been named, or the row above was
 * whole in one cell. */
static bool may_begin_row(const struct list *l, const struct entry *e) {
    const struct document *d = l->analysis->document;
    bool whole = e->block == BLOCK_ROW && l->open.part_count == 1 &&
                 d->blocks[l->open.parts[0].block].kind == BLOCK_ROW;
    return whole || l->begun < l->named + !l->bodies_first;
}

/* Whether the words above can only be cut: they end with a word that ends nothing, or those below
 * begin small, "(i)" among them. */
static bool is_cut(struct text above, struct text below) {
    size_t bracket = text_starts(below, TEXT("("));
    if (marker_ends(above))
        return false;
    if (marker_is_cut(above))
        return true;
    return bracket < below.n && is_letter(below.s[bracket]) && !is_upper(below.s[bracket]);
}

/* Whether words without a mark go on with the open item. */
static bool goes_on(struct list *l, const struct entry *e) {
    struct text t = words(l, e->passage);
    if (!is_open(l) || l->complete)
        return false;
    if (!e->first)
        return true;
    if (is_cut(last_words(l), t) || (l->entries.table && !marker_ends(last_words(l))))
        return true;
    if (l->entries.name_count)
        return !is_upper(t.s[0]) || !may_begin_row(l, e);
    return l->by_reference || l->entries.table;
}

/* A number of a list of paragraphs is the next of its series: others are words. Right below the
 * list's heading it is an item's whatever the family's lists have. */
static bool is_number_of_item(const struct list *l, const char *number) {
    bool decimal = number && strchr(number, '.');
    return number && (l->analysis->profile->items[decimal ? ITEM_DECIMAL : ITEM_NUMBER] ||
                      l->numbered || !l->begun);
}

static void begin_bullet(struct list *l, const struct entry *e) {
    struct text t = words(l, e->passage);
    size_t n = paragraph_number(l->analysis, t);
    const char *number = n ? text_string(l->analysis->arena, text_slice(t, 0, n - 1)) : NULL;
    begin_item(l, e->passage, number, n);
    l->mark = e->mark;
    if (number)
        report_add_string(l->analysis->arena, &l->open.standards, number);
}

static void read_bullet(struct list *l, const struct entry *e) {
    if (is_part_of_open(l, e)) {
        l->collects = true;
        add_words(l, e->passage);
    } else {
        begin_bullet(l, e);
    }
}

static void begin_number(struct list *l, struct passage p, const char *number, size_t length) {
    l->numbered |= !l->begun;
    begin_item(l, p, number, length);
    l->mark = 0;
}

/* "The council should tell Ofsted of its plans by 1 May.": a step that follows, below the items. */
static bool reports_back(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->language->reports_back, t, 0, PATTERN_ANYWHERE, NULL);
}

static void read_paragraph(struct list *l, const struct entry *e) {
    struct analysis *a = l->analysis;
    struct text t = words(l, e->passage);
    bool paragraphs = l->entries.table || lists_paragraphs(a->profile);
    if (!paragraphs && (leads_in(a, t) || names_bodies_only(a, t)))
        take_lead(l, e->passage);
    else if (!paragraphs && reports_back(a, t))
        close_item(l);
    else if (paragraphs || a->profile->items[ITEM_PARAGRAPH] || asks_somebody(a, t) || l->unmarked)
        begin_item(l, e->passage, NULL, 0);
}

static void read_words(struct list *l, const struct entry *e) {
    struct analysis *a = l->analysis;
    struct passage p = e->passage;
    struct text t = words(l, p);
    kloe_timescale timescale;
    size_t length = 0;
    const char *number = e->first ? number_of(l, p, &length) : NULL;
    bool numbers = a->profile->items[ITEM_NUMBER];
    if (timescale_heading(a, p, &timescale))
        take_timescale(l, p, timescale);
    else if (number && !strchr(number, '.') && leads_in(a, t) &&
             (!numbers || timescale_follows(a, p.block)))
        take_lead(l, passage_part(p, length, t.n));
    else if (is_topic(a, p))
        take_topic(l, p);
    else if (says_none(a, text_slice(t, length, t.n)))
        close_item(l);
    else if (e->first && !e->mark && paragraph_number(a, t))
        begin_bullet(l, e); /* its bullet has been lost */
    else if (is_number_of_item(l, number))
        begin_number(l, p, number, length);
    else if (e->mark)
        read_bullet(l, e);
    else if (goes_on(l, e))
        add_words(l, p);
    else
        read_paragraph(l, e);
}

/* What stands above a table leads up to it. */
static bool is_above_table(const struct list *l, const struct entry *e) {
    return l->entries.table && l->entries.labelled && !l->labelled && e->block != BLOCK_ROW;
}

static void read_entry(struct list *l, const struct entry *e) {
    switch (e->kind) {
    case ENTRY_LABEL:
        l->labelled = true;
        account_take(l->analysis, e->passage, "column heading", NULL);
        break;
    case ENTRY_DATE:
        take_date(l, e);
        break;
    case ENTRY_CODE:
        take_code(l, e);
        break;
    case ENTRY_NAME:
        take_body(l, e);
        break;
    case ENTRY_TEXT:
        if (!is_above_table(l, e) && !marker_bullet_alone(words(l, e->passage)))
            read_words(l, e);
    }
}

/* Whether all that the list has are sentences, a paragraph each, and perhaps what leads up to them:
 * its bullets are lost, or it never had any. */
static bool is_unmarked(const struct list *l) {
    size_t length, sentences = 0;
    for (size_t i = 0; i < l->entries.count; i++) {
        const struct entry *e = &l->entries.items[i];
        bool leads = text_ends(words(l, e->passage), TEXT(":"));
        if (e->kind != ENTRY_TEXT || e->mark || !e->first ||
            (!leads && !stands_alone(l->analysis, e->passage)) || number_of(l, e->passage, &length))
            return false;
        sentences += !leads;
    }
    return l->section->heading.to > 0 && sentences > 0;
}

static void read_section(struct analysis *a, const struct section *s) {
    struct list *l = arena_alloc(a->arena, sizeof *l);
    *l = (struct list){.analysis = a, .section = s};
    list_entries_read(a, s, &l->entries);
    for (size_t i = 0; i < l->entries.count; i++)
        l->dated = l->dated || l->entries.items[i].kind == ENTRY_DATE;
    for (size_t i = 0; l->dated && i < l->entries.count; i++)
        l->by_reference =
            l->by_reference || ends_with_reference(a, words(l, l->entries.items[i].passage));
    l->unmarked = is_unmarked(l);
    for (size_t i = 0; i < l->entries.count; i++)
        read_entry(l, &l->entries.items[i]);
    close_item(l);
}

static int by_place(const void *x, const void *y) {
    const kloe_recommendation *a = x, *b = y;
    return (a->at.offset > b->at.offset) - (a->at.offset < b->at.offset);
}

/* A full stop at the end tells no two apart. */
static int compare_words(const char *x, const char *y) {
    struct text a = text_of(x), b = text_of(y);
    a.n -= text_ends(a, TEXT("."));
    b.n -= text_ends(b, TEXT("."));
    int order = memcmp(a.s, b.s, a.n < b.n ? a.n : b.n);
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

static int by_text(const void *x, const void *y) {
    const kloe_recommendation *a = x, *b = y;
    int order = compare_words(a->text, b->text);
    return order ? order : by_place(x, y);
}

/* What one of the two does not say, both do. */
static bool agree(const char *a, const char *b) { return !a || !b || strcmp(a, b) == 0; }

static bool is_same(const kloe_recommendation *a, const kloe_recommendation *b) {
    return compare_words(a->text, b->text) == 0 && agree(a->kind, b->kind) &&
           agree(a->body, b->body) && agree(a->number, b->number) &&
           agree(a->core_service, b->core_service) && agree(a->regulation, b->regulation);
}

/* A list can be printed twice, in a summary and in its chapter. */
static void fold(kloe_recommendation *items, size_t *count) {
    size_t kept = 0;
    if (!*count)
        return;
    qsort(items, *count, sizeof *items, by_text);
    for (size_t i = 0; i < *count; i++) {
        if (kept && is_same(&items[kept - 1], &items[i]))
            items[kept - 1].at_also = items[i].at;
        else
            items[kept++] = items[i];
    }
    *count = kept;
    qsort(items, kept, sizeof *items, by_place);
}

void recommendations_read(struct analysis *a) {
    kloe_report *r = a->report;
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section *s = &a->sections[i];
        enum section_kind kind = s->rule ? s->rule->kind : SECTION_CHAPTER;
        size_t before = r->recommendations.count;
        if (kind == SECTION_BREACHES)
            breaches_read(a, s);
        else if (kind != SECTION_RECOMMENDATIONS)
            advice_read(a, s);
        else
            read_section(a, s);
        if (kind == SECTION_RECOMMENDATIONS && r->recommendations.count == before)
            unread_note(a, s);
    }
    fold(r->recommendations.items, &r->recommendations.count);
}
