/* HTML's events to blocks. */
#include "document/readers.h"

#include "base/arena.h"
#include "document/builder.h"
#include "document/html_events.h"
#include "document/html_lines.h"
#include "document/html_notes.h"
#include "document/inline.h"
#include "document/marker.h"
#include "document/placed_html.h"
#include "document/source.h"

#include <stdint.h>

enum { LINKS_MAX = 1000, SAME_WORDS_REACH = 6, SIGN_BYTES_MAX = 8 };

/* A cell that goes on in the rows below, by column. */
struct spanning {
    struct cell cell;
    size_t rows; /* left */
};

/* An open list: 0 for bullets, else the number of its next item. */
struct list {
    uint32_t next;
};

struct reader {
    struct builder builder;
    const struct html_events *events;
    size_t skip_depth;             /* elements open inside a skipped one, itself included */
    enum block_kind kind;          /* of the text that comes */
    uint32_t level, ordinal, mark; /* mark: a bullet that is printed; 0: none is */
    struct list *lists;
    size_t list_count, list_capacity;
    bool in_item;                   /* and nothing has ended its block */
    bool in_row, in_cell, in_terms; /* terms: a <dt>, and perhaps <dd>s, are open as a row */
    size_t cell_rows;               /* that the open cell spans */
    bool header_cell;
    struct spanning *spanning;
    size_t span_count, span_capacity, column;
};

/* A heading that says what the one right above it says is that one: a program put the page's title
 * before its own. */
static void drop_said_again(struct document *d) {
    struct block *last = &d->blocks[d->block_count - 1];
    if (d->block_count < 2 || last[-1].kind != BLOCK_HEADING ||
        !text_same(block_text(d, d->block_count - 2), block_text(d, d->block_count - 1)))
        return;
    last[-1].level = last->level < last[-1].level ? last->level : last[-1].level;
    d->block_count--;
}

static void end_block(struct reader *r) {
    if (r->in_row || r->in_terms)
        return; /* paragraphs inside a cell are lines of it */
    struct block *b = builder_end_block(&r->builder, r->kind);
    if (b) {
        b->level = r->kind == BLOCK_HEADING ? r->level : 0;
        b->ordinal = r->kind == BLOCK_ITEM ? r->ordinal : 0;
        b->mark = r->kind != BLOCK_ITEM ? 0 : r->mark ? r->mark : (uint32_t)r->list_count;
        if (r->kind == BLOCK_ITEM) { /* what follows in the same item goes on without its number */
            r->ordinal = r->mark = 0;
            r->kind = BLOCK_PARAGRAPH;
        } else if (r->kind == BLOCK_HEADING)
            drop_said_again(r->builder.document);
    }
}

/* Paragraphs inside an item are lines of it. */
static void boundary(struct reader *r, size_t offset) {
    builder_line(&r->builder, offset);
    if (!r->in_item)
        end_block(r);
}

static void end_item(struct reader *r, size_t offset) {
    r->in_item = false;
    boundary(r, offset);
}

/* Fills columns that cells of rows above reach into. */
static void add_spanning(struct reader *r) {
    while (r->column < r->span_count && r->spanning[r->column].rows) {
        builder_repeat_cell(&r->builder, r->spanning[r->column].cell);
        r->spanning[r->column++].rows--;
    }
}

static void remember_span(struct reader *r, struct cell c) {
    while (r->span_count <= r->column) {
        r->spanning = arena_room(r->builder.document->arena, r->spanning, r->span_count,
                                 &r->span_capacity, sizeof *r->spanning);
        r->spanning[r->span_count++] = (struct spanning){0};
    }
    r->spanning[r->column] = (struct spanning){c, r->cell_rows - 1};
}

static void end_cell(struct reader *r) {
    if (!r->in_cell)
        return;
    r->in_cell = false;
    struct cell *c = builder_end_cell(&r->builder);
    c->header = r->header_cell;
    if (r->cell_rows > 1)
        remember_span(r, *c);
    r->column++;
    add_spanning(r);
}

static void end_row(struct reader *r) {
    end_cell(r);
    if (r->in_row || r->in_terms)
        builder_end_block(&r->builder, BLOCK_ROW);
    r->in_row = r->in_terms = false;
}

static void start_row(struct reader *r, size_t offset) {
    end_row(r);
    end_item(r, offset);
    r->in_row = true;
    r->column = 0;
    add_spanning(r);
}

static void start_cell(struct reader *r, const struct html_event *e) {
    if (!r->in_row)
        start_row(r, e->offset);
    end_cell(r);
    r->in_cell = true;
    r->header_cell = e->tag == TAG_HEADER_CELL;
    r->cell_rows = e->span;
}

/* A term and its definitions are a row: label and values. */
static void start_term(struct reader *r, const struct html_event *e) {
    if (e->tag == TAG_TERM || !r->in_terms) {
        end_row(r);
        end_item(r, e->offset);
        r->in_terms = true;
    }
    end_cell(r);
    r->in_cell = true;
    r->header_cell = e->tag == TAG_TERM;
    r->cell_rows = 0;
}

static void start_list(struct reader *r, const struct html_event *e) {
    end_item(r, e->offset);
    r->lists = arena_room(r->builder.document->arena, r->lists, r->list_count, &r->list_capacity,
                          sizeof *r->lists);
    uint32_t first = e->span ? e->span : 1;
    r->lists[r->list_count++] = (struct list){e->tag == TAG_ORDERED ? first : 0};
}

static void start_item(struct reader *r, const struct html_event *e) {
    end_item(r, e->offset);
    struct list *l = r->list_count ? &r->lists[r->list_count - 1] : NULL;
    r->in_item = true;
    if (l && l->next && e->span)
        l->next = e->span;
    r->kind = BLOCK_ITEM;
    r->ordinal = l ? l->next : 0;
    if (l && l->next)
        l->next++;
}

static void on_start(struct reader *r, const struct html_event *e) {
    switch (e->tag) {
    case TAG_HEADING:
        end_item(r, e->offset);
        r->kind = BLOCK_HEADING;
        r->level = e->level;
        break;
    case TAG_BLOCK:
    case TAG_PREFORMATTED:
        boundary(r, e->offset);
        break;
    case TAG_ORDERED:
    case TAG_UNORDERED:
        start_list(r, e);
        break;
    case TAG_ITEM:
        start_item(r, e);
        break;
    case TAG_TABLE:
        end_row(r); /* a table inside a cell has rows of its own */
        end_item(r, e->offset);
        r->span_count = 0;
        break;
    case TAG_ROW:
        start_row(r, e->offset);
        break;
    case TAG_CELL:
    case TAG_HEADER_CELL:
        start_cell(r, e);
        break;
    case TAG_TERM:
    case TAG_DEFINITION:
        start_term(r, e);
        break;
    case TAG_LINE_BREAK:
        builder_line(&r->builder, e->offset);
        break;
    case TAG_RULE:
        end_item(r, e->offset);
        break;
    default:
        break;
    }
}

static void on_end(struct reader *r, const struct html_event *e) {
    switch (e->tag) {
    case TAG_HEADING:
        end_item(r, e->offset);
        r->kind = BLOCK_PARAGRAPH;
        break;
    case TAG_BLOCK:
    case TAG_PREFORMATTED:
        boundary(r, e->offset);
        break;
    case TAG_ITEM:
        end_item(r, e->offset);
        r->kind = BLOCK_PARAGRAPH;
        break;
    case TAG_ORDERED:
    case TAG_UNORDERED:
        end_item(r, e->offset);
        r->list_count -= r->list_count > 0;
        break;
    case TAG_CELL:
    case TAG_HEADER_CELL:
    case TAG_TERM:
    case TAG_DEFINITION:
        end_cell(r);
        break;
    case TAG_ROW:
    case TAG_TABLE:
    case TAG_DEFINITIONS:
        end_row(r);
        break;
    default:
        break;
    }
}

/* The text between <sup> and </sup> when it is a footnote's mark. */
static bool is_footnote_mark(const struct reader *r, size_t i) {
    const struct html_event *e = r->events->items;
    if (i + 2 >= r->events->count || e[i + 1].kind != EVENT_TEXT)
        return false;
    struct text mark = {r->events->text + e[i + 1].text, e[i + 1].n};
    return inline_is_footnote_mark(mark, (struct text){r->builder.text, r->builder.n});
}

static struct text event_text(const struct reader *r, size_t i) {
    const struct html_event *e = &r->events->items[i];
    return e->kind == EVENT_TEXT ? text_trim((struct text){r->events->text + e->text, e->n})
                                 : TEXT("");
}

/* The place of the words right before the event, white space and inline tags aside; SIZE_MAX where
 * there are none. *one_sense: their element is for one sense alone. */
static size_t words_before(const struct reader *r, size_t i, bool *one_sense) {
    const struct html_event *e = r->events->items;
    for (size_t steps = 0; i-- && steps < SAME_WORDS_REACH; steps++) {
        if (e[i].kind == EVENT_TEXT && event_text(r, i).n) {
            *one_sense = i && e[i - 1].kind == EVENT_START && e[i - 1].one_sense;
            return i;
        }
        if (e[i].kind != EVENT_TEXT && e[i].tag != TAG_OTHER && e[i].tag != TAG_BOLD)
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* Whether the element that begins says again, for another sense, what stands right before it. */
static bool is_said_again(const struct reader *r, size_t i) {
    const struct html_event *e = r->events->items;
    bool other_sense = false;
    if (i + 2 >= r->events->count || e[i].tag != TAG_OTHER || e[i + 1].kind != EVENT_TEXT ||
        e[i + 2].kind != EVENT_END)
        return false;
    size_t before = words_before(r, i, &other_sense);
    return before != SIZE_MAX && (e[i].one_sense || other_sense) &&
           text_same(event_text(r, before), event_text(r, i + 1));
}

/* The end of a link that is a sign alone, as headings have one to themselves; 0 where it is none.
 */
static size_t sign_link_end(const struct reader *r, size_t i) {
    const struct html_event *e = r->events->items;
    size_t count = r->events->count, at = i + 1;
    while (e[i].link && at < count && (e[at].kind == EVENT_LINK || e[at].kind == EVENT_TARGET))
        at++;
    if (!e[i].link || at + 1 >= count || e[at + 1].kind != EVENT_END)
        return 0;
    struct text t = event_text(r, at);
    for (size_t k = 0; k < t.n; k++)
        if (is_alnum(t.s[k]))
            return 0;
    return t.n && t.n <= SIGN_BYTES_MAX ? at + 1 : 0;
}

/* Below what leads up to a list a dash can be a bullet. */
static bool can_be_dashed(const struct document *d) {
    const struct block *last = d->block_count ? &d->blocks[d->block_count - 1] : NULL;
    return last && (last->kind == BLOCK_HEADING || last->kind == BLOCK_ITEM ||
                    text_ends(block_text(d, d->block_count - 1), TEXT(":")));
}

/* The bytes of a bullet that is printed where a line begins; what follows is an item then, whatever
 * its tag. */
static size_t take_bullet(struct reader *r, struct text t) {
    struct builder *b = &r->builder;
    bool prose = !r->in_row && !r->in_terms && r->kind != BLOCK_HEADING;
    if (!prose || (b->n && b->pending != '\n'))
        return 0;
    struct text line = text_trim(t);
    size_t from = line.n ? (size_t)(line.s - t.s) : 0;
    size_t n = line.n ? marker_bullet(line, !b->n && can_be_dashed(b->document)) : 0;
    if (!n || (is_letter(line.s[0]) && !marker_reference(line)))
        return 0;
    if (b->n)
        end_block(r);
    r->kind = BLOCK_ITEM;
    r->mark = r->in_item ? 0 : marker_character(line);
    return from + n;
}

static void on_text(struct reader *r, const struct html_event *e) {
    struct text t = {r->events->text + e->text, e->n};
    if (e->n == e->length)
        for (size_t from = take_bullet(r, t), to; from < t.n;
             from = to) { /* line ends in HTML are spaces */
            to = from;
            while (to < t.n && t.s[to] != '\n' && t.s[to] != '\r')
                to++;
            builder_add(&r->builder, text_slice(t, from, to), e->offset + from);
            for (; to < t.n && (t.s[to] == '\n' || t.s[to] == '\r'); to++)
                builder_space(&r->builder, e->offset + to);
        }
    else if (!take_bullet(r, t))
        builder_add_as(&r->builder, t, e->offset, e->length);
}

/* Targets of links, beside the flow: the document's own, in its head, and those in what is read. */
static void read_links(struct document *d, const struct html_events *events) {
    struct builder b;
    builder_open(&b, d);
    size_t skip_depth = 0;
    for (size_t i = 0; i < events->count && d->aside_count < LINKS_MAX; i++) {
        const struct html_event *e = &events->items[i];
        html_event_skips(e, &skip_depth);
        if (e->kind != EVENT_LINK || (skip_depth && !e->level))
            continue;
        builder_add(&b, text_slice(d->source->text, e->offset, e->offset + e->length), e->offset);
        builder_end_aside(&b, BLOCK_LINK);
    }
}

void read_events(struct document *d, const struct html_events *events) {
    struct reader r = {.events = events, .kind = BLOCK_PARAGRAPH};
    builder_open(&r.builder, d);
    for (size_t i = 0; i < events->count; i++) {
        const struct html_event *e = &events->items[i];
        if (html_event_skips(e, &r.skip_depth))
            continue;
        if (e->kind == EVENT_TEXT)
            on_text(&r, e);
        else if (e->kind == EVENT_END)
            on_end(&r, e);
        else if (is_said_again(&r, i))
            i += 2;
        else if (sign_link_end(&r, i))
            i = sign_link_end(&r, i);
        else if (e->tag == TAG_SUPERSCRIPT && is_footnote_mark(&r, i))
            i++;
        else
            on_start(&r, e);
    }
    end_row(&r);
    end_item(&r, d->source->text.n);
}

kloe_status read_html(struct document *d, kloe_error *error) {
    struct html_events events;
    kloe_status status =
        html_events_read(d->arena, d->source->path, d->source->text, &events, error);
    if (status != KLOE_OK)
        return status;
    d->damaged = events.damaged;
    html_notes_hide(d->arena, d->source->text, &events);
    read_links(d, &events);
    html_notes_keep(d, &events);
    struct flow flow;
    if (html_is_placed(&events))
        html_placed_flow(d->arena, &events, &flow, &d->places);
    else if (html_is_in_lines(&events))
        html_flow(d->arena, &events, &flow);
    else {
        read_events(d, &events);
        return KLOE_OK;
    }
    read_flow(d, &flow);
    return KLOE_OK;
}

kloe_status read_html_part(struct document *d, size_t from, size_t to, kloe_error *error) {
    struct html_events events;
    kloe_status status = html_events_read(d->arena, d->source->path,
                                          text_slice(d->source->text, from, to), &events, error);
    for (size_t i = 0; status == KLOE_OK && i < events.count; i++)
        events.items[i].offset += (uint32_t)from;
    if (status == KLOE_OK)
        read_events(d, &events);
    return status;
}
