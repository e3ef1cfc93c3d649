#include "analyse/due_table.h"

#include "analyse/account.h"
#include "base/date.h"
#include "document/marker.h"

enum { CODE_BYTES = 40, DATE_BYTES = 40, TAIL_BYTES = 200 };

struct table {
    struct recommendation_list *list;
    bool open;                 /* the column headings have been met */
    bool ended;                /* the open item's words are complete */
    kloe_recommendation *last; /* added; its date may follow */
    struct passage codes[PARTS_MAX];
    size_t code_count;
};

static struct text words(const struct table *t, struct passage p) {
    return passage_text(t->list->analysis->document, p);
}

static bool is_heading(const struct table *t, struct passage p) {
    const struct analysis *a = t->list->analysis;
    return pattern_match(a->matcher, &a->profile->item_columns, words(t, p), 0, PATTERN_WHOLE,
                         NULL);
}

static bool is_code(const struct table *t, struct passage p) {
    const struct analysis *a = t->list->analysis;
    return p.to - p.from <= CODE_BYTES &&
           pattern_match(a->matcher, &a->profile->item_code, words(t, p), 0, PATTERN_WHOLE, NULL);
}

/* A date and nothing else, with "by" before it perhaps. */
static bool is_date(const struct table *t, struct passage p, kloe_timescale *out) {
    struct text whole = text_trim(words(t, p));
    struct date_range range;
    size_t by = text_starts(whole, TEXT("by ")) ? 3 : 0;
    if (whole.n > DATE_BYTES || !date_find(whole, &range) || range.from != by ||
        range.to != whole.n)
        return false;
    struct analysis *a = t->list->analysis;
    *out = (kloe_timescale){.text = passage_string(a, p), .due = date_string(a, range.start)};
    return true;
}

static void close_item(struct table *t) {
    struct recommendation_list *l = t->list;
    if (l->part_count) {
        t->last = list_add(l);
        list_finish(l, t->last);
        for (size_t i = 0; i < t->code_count; i++)
            report_add_string(l->analysis->arena, &t->last->standards,
                              passage_string(l->analysis, t->codes[i]));
        recommendation_standards(l->analysis, t->last);
        l->timescale = (kloe_timescale){0};
        t->code_count = 0;
    }
    l->part_count = 0;
    t->ended = false;
}

/* A date that stands behind a complete item is that item's. */
static void take_date(struct table *t, kloe_timescale date) {
    struct recommendation_list *l = t->list;
    if (!l->part_count && t->last && !t->last->timescale.text) {
        t->last->timescale = date;
        return;
    }
    if (l->timescale.text)
        close_item(t); /* the date of the next one */
    l->timescale = date;
    if (l->part_count && (t->ended || !l->analysis->profile->item_end.source))
        close_item(t);
}

/* "(Regulation 12(2)(a))" at the end of all that has been read of the item. */
static bool ends_item(const struct table *t) {
    struct recommendation_list *l = t->list;
    struct analysis *a = l->analysis;
    struct text all = text_of(passages_string(a, l->parts, l->part_count));
    struct text tail = text_slice(all, all.n > TAIL_BYTES ? all.n - TAIL_BYTES : 0, all.n);
    return pattern_match(a->matcher, &a->profile->item_end, tail, 0, PATTERN_ANYWHERE, NULL);
}

static void take_words(struct table *t, struct passage p) {
    struct recommendation_list *l = t->list;
    struct analysis *a = l->analysis;
    bool begins =
        pattern_match(a->matcher, &a->profile->item_paragraph, words(t, p), 0, PATTERN_START, NULL);
    bool full = l->part_count && marker_ends(words(t, l->parts[l->part_count - 1]));
    if (t->ended || l->part_count == PARTS_MAX || (begins && full && l->timescale.text))
        close_item(t);
    l->parts[l->part_count++] = p;
    if (!ends_item(t))
        return;
    t->ended = true;
    if (l->timescale.text)
        close_item(t);
}

static void read_line(struct table *t, struct passage p) {
    struct analysis *a = t->list->analysis;
    kloe_timescale date;
    if (p.from >= p.to)
        return;
    if (is_heading(t, p)) {
        t->open = true;
        account_take(a, p, "column heading", &a->profile->item_columns);
    } else if (!t->open) {
        return; /* what leads up to the table */
    } else if (is_date(t, p, &date)) {
        take_date(t, date);
        account_take(a, p, "due date", NULL);
    } else if (is_code(t, p)) {
        account_take(a, p, "number of a standard", &a->profile->item_code);
        if (t->code_count < PARTS_MAX)
            t->codes[t->code_count++] = p;
    } else if (!marker_bullet_alone(words(t, p))) {
        take_words(t, p);
    }
}

static void read_lines(struct table *t, struct passage p) {
    struct passage line;
    for (size_t at = 0; passage_line(t->list->analysis->document, p, &at, &line);)
        read_line(t, line);
}

/* A row with a date is an item, or the first lines of one: its date counts before its words. */
static void read_row(struct table *t, size_t block) {
    const struct document *d = t->list->analysis->document;
    size_t cells = d->blocks[block].cell_count;
    kloe_timescale date;
    for (size_t c = 0; c < cells; c++)
        if (t->open && is_date(t, passage_trim(d, document_cell(d, block, c)), &date)) {
            close_item(t);
            t->list->timescale = date;
            account_take(t->list->analysis, document_cell(d, block, c), "due date", NULL);
        }
    for (size_t c = 0; c < cells; c++) {
        struct passage cell = passage_trim(d, document_cell(d, block, c));
        if (!is_date(t, cell, &date) || !t->open)
            read_lines(t, cell);
    }
}

bool due_table_read(struct recommendation_list *l) {
    struct table t = {.list = l};
    const struct document *d = l->analysis->document;
    if (!l->analysis->profile->item_columns.source)
        return false;
    for (size_t b = l->section->first; b < l->section->end; b++)
        if (d->blocks[b].kind == BLOCK_ROW)
            read_row(&t, b);
        else if (d->blocks[b].kind != BLOCK_BREAK)
            read_lines(&t, document_cell(d, b, 0));
    close_item(&t);
    return t.open;
}
