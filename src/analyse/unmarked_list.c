#include "analyse/recommendation_list.h"

#include "analyse/account.h"
#include "document/marker.h"

#include <string.h>

enum {
    LINES_MAX = 600,
    COLUMN_LINES_MAX = 16,
    COLUMN_BYTES_MAX = 60,
    COLUMN_TIMES = 3,
    COLUMN_GAP = 2,
    FULL_TENTHS = 9
};

/* The lines of a section, of rows cell by cell. */
struct section_line {
    struct passage passage;
    bool first;  /* of its block */
    bool bullet; /* the first line of an item with a mark: a part of the item above */
};

struct reader {
    struct recommendation_list *list;
    struct section_line lines[LINES_MAX];
    size_t line_count;
    struct text column[COLUMN_LINES_MAX]; /* lines that come again and again */
    size_t column_count;
    size_t named, started; /* times that the column's first line was met; items begun */
    unsigned number;       /* of the open item; 0: none has one */
    bool paragraphs;       /* each is an item, however it begins */
    size_t width;          /* of the widest line */
};

static void add_lines(struct reader *r, struct passage p, bool bullet) {
    const struct document *d = r->list->analysis->document;
    struct passage line;
    bool first = true;
    for (size_t at = 0; r->line_count < LINES_MAX && passage_line(d, p, &at, &line);) {
        r->lines[r->line_count++] = (struct section_line){line, first, first && bullet};
        r->width = line.to - line.from > r->width ? line.to - line.from : r->width;
        first = false;
    }
}

/* Without the section's heading, which a table repeats above its column and on each page. */
static void collect(struct reader *r) {
    const struct section *s = r->list->section;
    const struct document *d = r->list->analysis->document;
    struct text heading = passage_text(d, s->heading);
    for (size_t b = s->first; b < s->end; b++)
        for (size_t c = 0; c < d->blocks[b].cell_count; c++) {
            struct passage cell = passage_trim(d, document_cell(d, b, c));
            if (!text_same(passage_text(d, cell), heading))
                add_lines(r, cell, d->blocks[b].kind == BLOCK_ITEM);
        }
}

static struct text words(const struct reader *r, size_t line) {
    return passage_text(r->list->analysis->document, r->lines[line].passage);
}

static bool in_column(const struct reader *r, struct text t) {
    for (size_t i = 0; i < r->column_count; i++)
        if (text_same(r->column[i], t))
            return true;
    return false;
}

/* Bytes of a column's line before other text on line i, where a converter wrote both columns of a
 * table as one: just below another line of the column. */
static size_t column_bytes(const struct reader *r, size_t i, struct text column) {
    struct text t = words(r, i);
    if (!text_starts(t, column) || t.n <= column.n || t.s[column.n] != ' ')
        return 0;
    for (size_t above = 1; above <= COLUMN_GAP && above <= i; above++)
        if (in_column(r, words(r, i - above)))
            return column.n + 1;
    return 0;
}

/* Short lines that occur several times, in the order of their first occurrence. */
static void find_column(struct reader *r) {
    for (size_t i = 0; i < r->line_count && r->column_count < COLUMN_LINES_MAX; i++) {
        struct text t = words(r, i);
        size_t times = 0;
        if (t.n > COLUMN_BYTES_MAX || !is_letter(t.s[0]) || in_column(r, t))
            continue;
        for (size_t k = i; k < r->line_count; k++)
            times += text_same(t, words(r, k)) || column_bytes(r, k, t);
        if (times >= COLUMN_TIMES)
            r->column[r->column_count++] = t;
    }
}

static void strip_column(struct reader *r) {
    for (size_t i = 0; i < r->line_count; i++) {
        size_t n = 0;
        for (size_t c = 0; !n && c < r->column_count; c++)
            n = column_bytes(r, i, r->column[c]);
        if (n)
            r->lines[i].passage = passage_part(r->lines[i].passage, n, words(r, i).n);
    }
}

/* The column's lines as one list of names. */
static struct text column_names(struct reader *r) {
    struct analysis *a = r->list->analysis;
    const char *all = "";
    for (size_t i = 0; i < r->column_count; i++)
        all = arena_format(a->arena, "%s%s%.*s", all, *all ? " " : "", (int)r->column[i].n,
                           r->column[i].s);
    return text_of(all);
}

static void close_item(struct reader *r) {
    struct analysis *a = r->list->analysis;
    if (r->list->part_count) {
        kloe_recommendation *item = list_add(r->list);
        item->number = r->number ? arena_format(a->arena, "%u", r->number) : NULL;
        list_finish(r->list, item);
    }
    r->list->part_count = 0;
}

/* The words from line i on, over the next lines: where an item begins can take more than a line. */
static bool starts_item(struct reader *r, size_t i) {
    struct analysis *a = r->list->analysis;
    struct passage few[4];
    size_t n = 0;
    for (size_t k = i; k < r->line_count && n < 4; k++)
        if (!in_column(r, words(r, k)))
            few[n++] = r->lines[k].passage;
    return pattern_match(a->matcher, &a->profile->item_start, text_of(passages_string(a, few, n)),
                         0, PATTERN_START, NULL);
}

static bool has_ended(const struct reader *r) {
    const struct recommendation_list *l = r->list;
    return !l->part_count ||
           marker_ends(passage_text(l->analysis->document, l->parts[l->part_count - 1]));
}

static bool may_start(const struct reader *r, size_t i) {
    return !r->lines[i].bullet && !(r->column_count && r->started >= r->named) && has_ended(r);
}

/* A paragraph begins with line i, and the open item asks for something already: what goes before
 * that says why. */
static bool starts_paragraph(struct reader *r, size_t i) {
    struct recommendation_list *l = r->list;
    struct analysis *a = l->analysis;
    if (!l->part_count)
        return !r->lines[i].bullet && is_upper(words(r, i).s[0]);
    struct text next = words(r, i);
    size_t room = words(r, i - 1).n + 1 + text_find(next, ' ', 0);
    return (r->lines[i].first || room * 10 < r->width * FULL_TENTHS) && is_upper(next.s[0]) &&
           modality_of(a, text_of(passages_string(a, l->parts, l->part_count)));
}

/* The next number of the list, the first where it has just begun; its bytes with its mark. */
static size_t next_number(const struct reader *r, struct text t, unsigned *value) {
    size_t mark = marker_number(t, value);
    return mark && (*value == r->number + 1 || (!r->started && !r->list->part_count)) ? mark : 0;
}

static void read_line(struct reader *r, size_t i) {
    struct recommendation_list *l = r->list;
    struct text t = words(r, i);
    unsigned number = 0;
    size_t mark = next_number(r, t, &number);
    if (in_column(r, t)) {
        account_take(l->analysis, r->lines[i].passage, "column of a table", NULL);
        r->named += text_same(r->column[0], t);
        return;
    }
    if (mark || (!r->number && may_start(r, i) &&
                 (r->paragraphs ? starts_paragraph(r, i) : starts_item(r, i)))) {
        close_item(r);
        r->started++;
        r->number = mark ? number : 0;
    } else if (!l->part_count && !r->number) {
        return;
    }
    struct passage p = passage_part(r->lines[i].passage, mark, t.n);
    if (l->part_count < PARTS_MAX && p.from < p.to && !marker_bullet_alone(t))
        l->parts[l->part_count++] = p;
}

static void read_lines(struct reader *r) {
    for (size_t i = 0; i < r->line_count; i++)
        read_line(r, i);
    close_item(r);
}

/* Where no line begins an item as the family's do, and paragraphs ask for something, those are. */
static void read_paragraphs(struct reader *r) {
    r->paragraphs = !r->started && !r->column_count;
    if (r->paragraphs)
        read_lines(r);
}

void unmarked_list_read(struct recommendation_list *l) {
    struct reader *r = arena_alloc(l->analysis->arena, sizeof *r);
    r->list = l;
    collect(r);
    find_column(r);
    l->lead = column_names(r);
    strip_column(r);
    read_lines(r);
    read_paragraphs(r);
}
