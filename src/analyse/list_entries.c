#include "analyse/list_entries.h"

#include "analyse/bodies.h"
#include "analyse/heading.h"
#include "analyse/list_bodies.h"
#include "analyse/recommendation.h"
#include "base/date.h"
#include "document/marker.h"

#include <math.h>
#include <string.h>

enum {
    DATE_BYTES = 40,
    CODE_BYTES = 40,
    FULL_TENTHS = 9,
    FAR_TENTHS = 6,
    FEW_LINES = 3,
    COLUMNS_MAX = 8,
    DATE_WORDS = 3
};
#define COLUMN_GAP 3.0 /* letters */

bool entry_date(struct analysis *a, struct passage p, kloe_timescale *out) {
    struct text whole = text_trim(passage_text(a->document, p));
    struct date_range range;
    size_t by = text_starts(whole, TEXT("by ")) ? 3 : 0;
    if (whole.n > DATE_BYTES || !date_find(whole, &range) || range.from != by ||
        range.to != whole.n)
        return false;
    *out = (kloe_timescale){.text = passage_string(a, p), .due = date_string(a, range.start)};
    return true;
}

bool is_code(struct text t) {
    size_t letters = 0;
    if (!t.n || t.n > CODE_BYTES || !text_has_digit(t))
        return false;
    for (size_t i = 0; i < t.n; i++) {
        letters = is_letter(t.s[i]) ? letters + 1 : 0;
        bool in_bracket = i && (t.s[i - 1] == '(' || letters > 1);
        if (letters > 4 || (is_letter(t.s[i]) && !is_upper(t.s[i]) && !in_bracket) ||
            (!is_alnum(t.s[i]) && !strchr(" ().,&/", t.s[i])))
            return false;
    }
    return true;
}

size_t paragraph_number(const struct analysis *a, struct text t) {
    size_t n = text_find(t, ' ', 0);
    return a->profile->item_standard.source && n + 1 < t.n && is_digit(t.s[0]) &&
                   is_upper(t.s[n + 1]) && is_code(text_slice(t, 0, n))
               ? n + 1
               : 0;
}

/* ---- dates of items ---------------------------------------------------------------------- */

/* A day before the inspection is nothing that can be done by then. */
static bool is_due(struct analysis *a, struct passage p) {
    kloe_timescale date;
    const char *start = a->report->start;
    return entry_date(a, p, &date) && date.due && (!start || strcmp(date.due, start) >= 0);
}

/* "by", "since", "dated": a date behind these is a part of the words. */
static bool leads_date(struct analysis *a, struct passage words) {
    struct text t = text_trim(passage_text(a->document, words));
    size_t last = t.n;
    while (last && !is_space(t.s[last - 1]))
        last--;
    return pattern_match(a->matcher, &a->language->leads_date, text_slice(t, last, t.n), 0,
                         PATTERN_WHOLE, NULL);
}

/* Whether the second passage stands in a column of its own; where nothing shows it, a date in
 * digits does that no word leads up to: prose has hardly any. */
static bool is_column(struct analysis *a, struct passage words, struct passage date) {
    struct text t = passage_text(a->document, date);
    struct box left, right;
    if (passage_box(a->document, words, &left) && passage_box(a->document, date, &right) &&
        right.left - left.right >= COLUMN_GAP * right.letter)
        return true;
    return text_find(t, ' ', 0) == t.n && !leads_date(a, words);
}

/* The date at the end of an item's line that belongs to a column beside it; *words is the line
 * without it. */
static bool date_at_end(struct analysis *a, struct passage line, struct passage *words,
                        struct passage *date) {
    struct text t = passage_text(a->document, line);
    for (size_t at = t.n, n = 0; n < DATE_WORDS; n++) {
        while (at && !is_space(t.s[at - 1]))
            at--;
        if (!at)
            return false;
        *date = passage_part(line, at, t.n);
        *words = passage_trim(a->document, passage_part(line, 0, at));
        if (is_due(a, *date))
            return is_column(a, *words, *date);
        while (at && is_space(t.s[at - 1]))
            at--;
    }
    return false;
}

/* ---- lines ------------------------------------------------------------------------------- */

static void push(struct analysis *a, struct list_entries *e, struct entry entry) {
    e->items = arena_room(a->arena, e->items, e->count, &e->capacity, sizeof *e->items);
    e->items[e->count++] = entry;
}

static void add_cell(struct analysis *a, struct list_entries *e, size_t block, size_t cell) {
    const struct block *b = &a->document->blocks[block];
    struct passage line, p = passage_trim(a->document, document_cell(a->document, block, cell));
    struct entry entry = {
        .block = b->kind, .mark = b->kind == BLOCK_ITEM ? b->mark : 0, .first = true};
    for (size_t at = 0; passage_line(a->document, p, &at, &line); entry.first = false) {
        struct passage words = line, date = {0};
        bool dated = b->kind == BLOCK_ITEM && date_at_end(a, line, &words, &date);
        entry.passage = dated ? words : line;
        push(a, e, entry);
        entry.first = false;
        entry.passage = date;
        if (dated)
            push(a, e, entry);
    }
}

/* The column of the first row's in which a cell stands: by its place where that is known, since
 * in text empty cells leave nothing. */
static size_t column_of(const struct document *d, size_t first, size_t block, size_t cell) {
    double nearest = INFINITY;
    size_t best = cell < COLUMNS_MAX ? cell : COLUMNS_MAX - 1;
    struct box box, other;
    if (block == first || !passage_box(d, document_cell(d, block, cell), &box))
        return best;
    for (size_t c = 0; c < d->blocks[first].cell_count && c < COLUMNS_MAX; c++)
        if (passage_box(d, document_cell(d, first, c), &other) &&
            fabs(other.left - box.left) < nearest) {
            nearest = fabs(other.left - box.left);
            best = c;
        }
    return best;
}

static bool begins_row(struct analysis *a, const struct pattern *rows, size_t block) {
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++) {
        struct text t = cell_text(a->document, block, c);
        if (pattern_match(a->matcher, rows, t, 0, PATTERN_BEGINNING, NULL) ||
            pattern_match(a->matcher, rows, t, 0, PATTERN_START, NULL))
            return true;
    }
    return false;
}

void list_lines_read(struct analysis *a, const struct section *s, const struct pattern *rows,
                     struct list_entries *out) {
    const struct block *blocks = a->document->blocks;
    *out = (struct list_entries){0};
    for (size_t first = s->first, end; first < s->end; first = end) {
        for (end = first + 1; rows && blocks[first].kind == BLOCK_ROW && end < s->end &&
                              blocks[end].kind == BLOCK_ROW && !begins_row(a, rows, end);)
            end++;
        if (address_end(a, block_text(a->document, first)))
            continue; /* of a letterhead */
        for (size_t column = 0; column < COLUMNS_MAX; column++)
            for (size_t b = first; b < end; b++)
                for (size_t c = 0; c < blocks[b].cell_count; c++)
                    if (column_of(a->document, first, b, c) == column)
                        add_cell(a, out, b, c);
    }
}

/* The section's own heading can stand above a column once more, in the plural or not. */
static bool is_own_heading(struct analysis *a, const struct section *s, struct text t) {
    return text_same(t, passage_text(a->document, s->heading)) ||
           (s->rule && pattern_match(a->matcher, &s->rule->heading, t, 0, PATTERN_WHOLE, NULL));
}

static void find_labels(struct analysis *a, const struct section *s, struct list_entries *e) {
    struct match m;
    size_t from, to;
    for (size_t i = 0; i < e->count; i++) {
        struct entry *l = &e->items[i];
        struct text t = passage_text(a->document, l->passage);
        bool heads = pattern_match(a->matcher, &a->language->columns, t, 0, PATTERN_WHOLE, &m);
        if (l->block == BLOCK_ITEM || (!heads && !is_own_heading(a, s, t)))
            continue;
        l->kind = ENTRY_LABEL;
        e->labelled = e->labelled || heads;
        e->names_bodies = e->names_bodies || (heads && match_group(&m, "body", &from, &to));
    }
}

/* Whether the line is a date that stands behind words of an item: in its own block, or next to
 * it. */
static bool is_date_of_item(struct analysis *a, const struct list_entries *e, size_t i) {
    const struct entry *l = &e->items[i], *above = i ? l - 1 : NULL;
    return above && above->kind == ENTRY_TEXT && above->block == BLOCK_ITEM &&
           (l->block == BLOCK_ITEM ? !l->first : l->block == BLOCK_PARAGRAPH) &&
           is_due(a, l->passage) && !leads_date(a, above->passage);
}

/* Among words without headings of columns, a code is part of them, and a date that is not a line
 * of its own behind an item's. */
static void find_columns(struct analysis *a, struct list_entries *e) {
    kloe_timescale unused;
    for (size_t i = 0; i < e->count; i++) {
        struct entry *l = &e->items[i];
        if (l->kind != ENTRY_TEXT)
            continue;
        if (is_date_of_item(a, e, i)) {
            l->kind = ENTRY_DATE;
            e->dated_items = true;
            continue;
        }
        if ((e->labelled || l->block == BLOCK_ROW) && entry_date(a, l->passage, &unused))
            l->kind = ENTRY_DATE;
        else if (e->labelled && is_code(passage_text(a->document, l->passage)))
            l->kind = ENTRY_CODE;
        e->table = e->table || l->kind != ENTRY_TEXT;
    }
    if (e->names_bodies)
        list_bodies_find(a, e);
    e->table = e->table || e->name_count;
}

/* ---- paragraphs -------------------------------------------------------------------------- */

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

/* Whether the next line begins an item as its neighbours do, though nothing else parts the two. */
static bool begins_item(struct analysis *a, struct text cell, size_t next) {
    struct text rest = text_slice(cell, next, cell.n);
    return lists_paragraphs(a->profile) ? begins_by_asking(a, rest)
                                        : asks_somebody(a, cell) && asks_somebody(a, rest);
}

/* Whether a paragraph ends between two lines of a cell, whatever the text has lost: a sentence
 * does, although the next line's first word would have fitted. Where paragraphs are items, lines
 * fall short by a tenth; of others, one has to be far shorter. */
static bool ends_paragraph(struct analysis *a, struct passage line, struct passage next,
                           size_t width) {
    struct text t = passage_text(a->document, line), rest = passage_text(a->document, next);
    size_t room = t.n + 1 + text_find(rest, ' ', 0);
    size_t tenths = a->profile->items[ITEM_PARAGRAPH] ? FULL_TENTHS : FAR_TENTHS;
    unsigned number;
    return marker_ends(t) &&
           (paragraph_number(a, rest) ||
            (is_upper(rest.s[0]) && marker_number(t, &number) < t.n &&
             (room * 10 < width * tenths ||
              begins_item(a, cell_text(a->document, next.block, next.cell), next.from))));
}

/* A line of text: more of the paragraph above it (`before` is the text there in its cell), or the
 * first of the next one. */
static void add_text(struct analysis *a, struct list_entries *out, const struct entry *before,
                     const struct entry *line, size_t width) {
    struct entry next = *line;
    next.first = !before;
    if (before) {
        next.first = ends_paragraph(a, before->passage, line->passage, width);
        if (!next.first && line[-1].kind == ENTRY_TEXT) {
            out->items[out->count - 1].passage.to = line->passage.to;
            return;
        }
        next.mark = 0; /* the item's is not its */
        if (next.first && next.block == BLOCK_ITEM)
            next.block = BLOCK_PARAGRAPH;
    }
    push(a, out, next);
}

enum { WORDS = 1, OTHERS = 2 };

/* The lines from `first` to before `end`, as far as they are wanted. */
static void add_lines(struct analysis *a, struct list_entries *out, const struct entry *first,
                      const struct entry *end, unsigned wanted) {
    const struct entry *before = NULL;
    size_t width = 0;
    for (const struct entry *l = first; l < end; l++) {
        if (l->first) {
            before = NULL;
            width = line_width(cell_text(a->document, l->passage.block, l->passage.cell));
        }
        if (l->kind != ENTRY_TEXT) {
            if (wanted & OTHERS)
                push(a, out, *l);
        } else if (wanted & WORDS) {
            add_text(a, out, before, l, width);
            before = l;
        }
    }
}

/* An item with one date beside it, on whichever of its lines that stands. */
static bool has_one_date(const struct entry *first, const struct entry *end) {
    size_t dates = 0;
    for (const struct entry *l = first; l < end; l++)
        dates += l->kind == ENTRY_DATE;
    return first->block == BLOCK_ITEM && dates == 1;
}

void list_entries_read(struct analysis *a, const struct section *s, struct list_entries *out) {
    struct list_entries lines;
    list_lines_read(a, s, NULL, &lines);
    find_labels(a, s, &lines);
    find_columns(a, &lines);
    *out = (struct list_entries){.names = lines.names,
                                 .name_count = lines.name_count,
                                 .labelled = lines.labelled,
                                 .table = lines.table,
                                 .dated_items = lines.dated_items};
    for (size_t i = 0, end; i < lines.count; i = end) {
        const struct entry *first = &lines.items[i];
        for (end = i + 1;
             end < lines.count && lines.items[end].passage.block == first->passage.block;)
            end++;
        bool row = first->block == BLOCK_ROW, whole = has_one_date(first, lines.items + end);
        unsigned before = row ? OTHERS : whole ? WORDS : WORDS | OTHERS;
        add_lines(a, out, first, lines.items + end, before);
        if (before != (WORDS | OTHERS))
            add_lines(a, out, first, lines.items + end, (WORDS | OTHERS) & ~before);
    }
}
