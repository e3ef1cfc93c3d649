#include "analyse/front_matter.h"

#include "analyse/account.h"
#include "analyse/bodies.h"
#include "analyse/captures.h"
#include "analyse/claims.h"
#include "analyse/dates.h"
#include "analyse/labels.h"
#include "analyse/persons.h"
#include "analyse/section.h"
#include "analyse/title.h"
#include "analyse/values.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_BLOCKS = 40, NEAR_BLOCKS = 3, VALUE_LINES_MAX = 64, LABELS_MAX = 16, REST_UNITS = 8 };
enum { STAGE_BYTES_MAX = 16, FLAT_LINE_BYTES = 200, FLAT_BYTES_MAX = 90, DATE_AT_MAX = 4 };
enum { TELEPHONE_DIGITS_MIN = 9 };

static bool same_block(const struct units *u, size_t i, size_t k) {
    return u->items[i].passage.block == u->items[k].passage.block;
}

/* Where many bodies are named, each can be a block of its own. */
static bool is_further_body(struct analysis *a, const struct field_rule *f, const struct unit *u) {
    return f->many && f->kind == FIELD_ORGANISATION && !u->in_row &&
           is_whole_body(a, passage_text(a->document, u->passage));
}

/* Whether another label begins there: one that the family knows, or any that stands alone. Each
 * label before it asks again. */
static bool begins_label(struct analysis *a, struct unit *u) {
    struct label l;
    if (u->label == LABEL_NOT_LOOKED_FOR)
        u->label = label_known(a, u, &l) || (label_unknown(a, u, &l) && l.value.from == l.value.to)
                       ? LABEL_BEGINS
                       : LABEL_NONE;
    return u->label == LABEL_BEGINS;
}

/* The lines of a cell behind that of its label, up to another label. */
static void add_rest_of_cell(struct analysis *a, const struct unit *u, struct passage value,
                             struct units *lines) {
    struct units rest = {0};
    if (value.to < u->passage.to) {
        struct passage p = u->passage;
        p.from = value.to;
        units_add_lines(a, &rest, p);
    }
    for (size_t i = 0; i < rest.count && lines->count < VALUE_LINES_MAX; i++) {
        if (begins_label(a, &rest.items[i]))
            return;
        units_add_lines(a, lines, rest.items[i].passage);
    }
}

/* Whether the row below is of the same columns, and the label stands in a further one. */
static bool has_cell_below(const struct document *d, const struct unit *u, size_t below) {
    size_t cells = d->blocks[u->passage.block].cell_count;
    return u->in_row && u->passage.cell && below < d->block_count &&
           d->blocks[below].kind == BLOCK_ROW && d->blocks[below].cell_count == cells;
}

/* The lines of the value of the label in unit i: what follows it in the unit, the further cells of
 * its row or lines of its block, or, where it stands alone, the next block, of a row the cell
 * below. */
static size_t value_lines(struct analysis *a, const struct units *u, size_t i,
                          const struct label *l, struct units *lines) {
    size_t next = i + 1, block_of = i;
    while (next < u->count && same_block(u, i, next) && !u->items[next].in_row &&
           u->items[next].passage.from < l->value.to)
        next++; /* lines of the label itself */
    if (l->value.from < l->value.to)
        units_add_lines(a, lines, l->value);
    if (u->items[i].in_row && lines->count)
        add_rest_of_cell(a, &u->items[i], l->value, lines);
    bool last_in_block = next >= u->count || !same_block(u, i, next);
    size_t below = u->items[i].passage.block + 1;
    if (!lines->count && last_in_block && has_cell_below(a->document, &u->items[i], below)) {
        struct unit cell = {.passage = document_cell(a->document, below, u->items[i].passage.cell)};
        if (!begins_label(a, &cell))
            units_add_lines(a, lines, cell.passage);
        return next;
    }
    if (!lines->count && last_in_block && next < u->count)
        block_of = next;
    for (; next < u->count && lines->count < VALUE_LINES_MAX; next++) {
        if (!same_block(u, block_of, next) &&
            !(l->field && is_further_body(a, l->field, &u->items[next])))
            break;
        if (begins_label(a, &u->items[next]))
            break;
        units_add_lines(a, lines, u->items[next].passage);
    }
    return next;
}

/* Whether the second passage is the rest of the date that the first one begins. */
static bool completes_date(struct analysis *a, struct passage first, struct passage second) {
    struct date_range found;
    struct passage both[] = {first, second};
    return !date_find(passage_text(a->document, second), &found) &&
           date_find(text_of(passages_string(a, both, 2)), &found) && found.from == 0;
}

/* "4 September to 11" with "October 2018" under it: the rest of a date can stand a few lines on,
 * where another column comes between. */
static void take_rest_of_date(struct analysis *a, const struct units *u, size_t next,
                              const struct field_rule *f, struct units *lines) {
    struct date_range unused;
    kloe_at at;
    if ((f->kind != FIELD_INSPECTION_DATES && f->kind != FIELD_PUBLISHED) || !lines->count ||
        dates_read(a, lines, NULL, &unused, &at))
        return;
    struct passage first = lines->items[0].passage;
    if (!text_has_digit(passage_text(a->document, first)))
        return;
    for (size_t i = 1; i < lines->count + REST_UNITS; i++) {
        size_t k = next + i - lines->count; /* behind the value's own lines */
        if (i >= lines->count && k >= u->count)
            return;
        struct unit rest = i < lines->count ? lines->items[i] : u->items[k];
        if (completes_date(a, first, rest.passage)) {
            lines->count = 1;
            units_add_lines(a, lines, rest.passage);
            return;
        }
    }
}

/* "20 February 2013" with "18 February 2013" under it in the next row: a list of dates goes on in
 * its column, where that row has as many cells and no label. */
static void take_dates_below(struct analysis *a, const struct unit *u, const struct label *l,
                             struct units *lines) {
    const struct document *d = a->document;
    size_t next = u->passage.block + 1;
    if (!u->in_row || !value_is_dates(l->field->kind) || next >= d->block_count ||
        d->blocks[next].kind != BLOCK_ROW ||
        d->blocks[next].cell_count != d->blocks[u->passage.block].cell_count)
        return;
    for (size_t c = 0; c < d->blocks[next].cell_count; c++) {
        struct unit cell = {.passage = document_cell(d, next, c), .in_row = true};
        struct text t = passage_text(d, cell.passage);
        if (begins_label(a, &cell) || !text_has_digit(t))
            return;
    }
    units_add_lines(a, lines, document_cell(d, next, u->passage.cell));
}

/* "Stage 1: 12 June 2017". */
static bool is_stage(struct text t) {
    struct date_range unused;
    size_t colon = text_find(t, ':', 0);
    return colon && colon < STAGE_BYTES_MAX && colon < t.n && is_letter(t.s[0]) &&
           is_digit(t.s[colon - 1]) && date_find(text_slice(t, colon + 1, t.n), &unused);
}

/* The dates of an inspection in stages can be a block each. */
static size_t take_stages(struct analysis *a, const struct units *u, size_t next,
                          const struct label *l, struct units *lines) {
    const struct document *d = a->document;
    if (!value_is_dates(l->field->kind) || !lines->count ||
        !is_stage(passage_text(d, lines->items[lines->count - 1].passage)))
        return next;
    for (; next < u->count && lines->count < VALUE_LINES_MAX; next++) {
        if (!is_stage(passage_text(d, u->items[next].passage)))
            break;
        units_add_lines(a, lines, u->items[next].passage);
    }
    return next;
}

/* Labels whose values stand below all of them, in the same order. */
struct label_run {
    struct label labels[LABELS_MAX];
    size_t count;
};

/* Values by lines of one block or by blocks. Gives how many there are, up to the next label and to
 * the run's count; *next is the unit behind them. */
static size_t values_below(struct analysis *a, const struct units *u, size_t i,
                           const struct label_run *run, bool by_lines,
                           struct units values[LABELS_MAX], size_t *next) {
    size_t count = 0;
    for (*next = i; *next < u->count && count < run->count; count++) {
        if (begins_label(a, &u->items[*next]) || (by_lines && !same_block(u, i, *next)))
            break;
        size_t first = *next;
        do
            units_add_lines(a, &values[count], u->items[*next].passage);
        while (++*next < u->count && !by_lines && same_block(u, first, *next));
    }
    return count;
}

/* Digits and what stands between them, and enough of them. */
static bool is_telephone(struct text t) {
    size_t digits = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (!is_digit(t.s[i]) && !strchr(" +()-", t.s[i]))
            return false;
        digits += is_digit(t.s[i]);
    }
    return digits >= TELEPHONE_DIGITS_MIN;
}

/* Whether the lines can be the label's value: a date for dates, a name for people, neither where
 * only words can be, and no telephone number where something is said of the body. */
static bool fits(struct analysis *a, const struct field_rule *f, const struct units *lines) {
    struct person people[PERSONS_MAX];
    struct date_range dates;
    kloe_at at;
    if (!lines->count)
        return false;
    struct text first = passage_text(a->document, lines->items[0].passage);
    if (f && f->kind == FIELD_DETAIL && is_telephone(first))
        return false;
    if (!f || f->kind == FIELD_NONE || f->kind == FIELD_DETAIL || is_vacant(a, first))
        return true;
    bool dated =
        dates_read(a, lines, NULL, &dates, &at) || dates_read_months(a, lines, &dates, &at);
    if (value_is_dates(f->kind) || f->kind == FIELD_PREVIOUS_DATES)
        return dated;
    if (f->kind == FIELD_PERSON)
        return persons_find(a, lines, f->many, people) > 0;
    return !dated || f->kind == FIELD_IDENTIFIER;
}

/* "Ruth Halewood HMI | Lead inspector" in a row, "Orla Penfold" over "Lead inspector" at a letter's
 * end: the name stands before what says its role. Gives whether it does; then it is the value. */
static bool name_before(struct analysis *a, const struct units *u, size_t i, const struct label *l,
                        struct units *lines) {
    struct units before = {0};
    bool last = i + 1 >= u->count || !same_block(u, i, i + 1);
    if (!l->field || l->field->kind != FIELD_PERSON || l->value.from < l->value.to || !i || !last ||
        !same_block(u, i, i - 1) ||
        text_find(passage_text(a->document, u->items[i].passage), ':', 0) <
            u->items[i].passage.to - u->items[i].passage.from)
        return false;
    bool in_row = u->items[i].in_row;
    if (in_row ? u->items[i].passage.cell != 1 : fits(a, l->field, lines))
        return false;
    units_add_lines(a, &before, u->items[i - 1].passage);
    if (begins_label(a, &u->items[i - 1]) || !fits(a, l->field, &before))
        return false;
    *lines = before;
    return true;
}

/* Whether each label of the run has a value below that it can have. */
static bool pair_values(struct analysis *a, const struct units *u, size_t i,
                        const struct label_run *run, bool by_lines, struct units values[LABELS_MAX],
                        size_t *next) {
    for (size_t k = 0; k < run->count; k++)
        values[k] = (struct units){0};
    if (values_below(a, u, i, run, by_lines, values, next) < run->count)
        return false;
    for (size_t k = 0; k < run->count; k++)
        if (!fits(a, run->labels[k].field, &values[k]))
            return false;
    return true;
}

static bool has_same_kind(const struct label_run *run, size_t last) {
    for (size_t k = 0; k < last; k++)
        if (!run->labels[k].field || !run->labels[last].field ||
            run->labels[k].field->kind == run->labels[last].field->kind)
            return true;
    return false;
}

static struct standing standing_of(const struct analysis *a, const struct label *l) {
    return l->field->fallback                    ? CLAIM_FALLBACK
           : l->words.block < a->sections[0].end ? CLAIM_LABEL
                                                 : CLAIM_BELOW;
}

static void apply(struct analysis *a, const struct label *l, const struct units *value) {
    if (l->field)
        value_apply(a, l->field, l->words, value, standing_of(a, l));
    else
        label_note_unknown(a, l, value);
}

/* Each label of the run gets its value. Where values are too few, or are not what their labels
 * want, it is not known which belongs to which: then the lines below are the last label's, if they
 * can be no other's. */
static size_t read_values(struct analysis *a, const struct units *u, size_t i,
                          const struct label_run *run, const struct units *below, size_t end) {
    static const struct units none = {0};
    struct units values[LABELS_MAX];
    size_t next, last = run->count - 1;
    bool by_lines = run->labels[0].words.block == run->labels[last].words.block;
    bool whole = pair_values(a, u, i, run, by_lines, values, &next) ||
                 pair_values(a, u, i, run, !by_lines, values, &next);
    for (size_t k = 0; k < last; k++)
        apply(a, &run->labels[k], whole ? &values[k] : &none);
    bool own = !last || (fits(a, run->labels[last].field, below) && !has_same_kind(run, last));
    apply(a, &run->labels[last], whole ? &values[last] : own ? below : &none);
    return whole ? next : end;
}

/* Labels with nothing below them. */
static void close_run(struct analysis *a, struct label_run *run) {
    static const struct units none = {0};
    for (size_t k = 0; k < run->count; k++)
        apply(a, &run->labels[k], &none);
    run->count = 0;
}

/* A label of the family, or one of a run that it need not know all of. */
static bool read_label(struct analysis *a, const struct unit *u, struct label *l) {
    return label_known(a, u, l) || (u->passage.block < a->sections[0].end && !u->in_row &&
                                    label_unknown(a, u, l) && l->value.from == l->value.to);
}

static void read_fields(struct analysis *a, struct units units) {
    struct label_run run = {0};
    for (size_t i = 0; i < units.count;) {
        struct label l;
        if (!read_label(a, &units.items[i], &l)) {
            i++;
            continue;
        }
        struct units lines = {0};
        size_t next = value_lines(a, &units, i, &l, &lines);
        bool before = name_before(a, &units, i, &l, &lines);
        next = before ? i + 1 : next;
        bool alone = !before && l.value.from == l.value.to && !units.items[i].in_row;
        if (alone && run.count < LABELS_MAX && (run.count || !lines.count)) {
            run.labels[run.count++] = l;
            i = lines.count ? read_values(a, &units, next - lines.count, &run, &lines, next) : next;
            if (!lines.count)
                continue;
            run.count = 0;
        } else if (!l.field) {
            i++;
        } else {
            take_dates_below(a, &units.items[i], &l, &lines);
            take_rest_of_date(a, &units, next, l.field, &lines);
            next = take_stages(a, &units, next, &l, &lines);
            apply(a, &l, &lines);
            i = next;
        }
        close_run(a, &run);
    }
    close_run(a, &run);
}

/* A label and its colon in the midst of a line, with a date right behind them. */
static void read_flat_field(struct analysis *a, const struct field_rule *f, struct passage line) {
    struct text t = passage_text(a->document, line);
    struct date_range dates;
    struct match m;
    for (size_t at = 0; pattern_match(a->matcher, &f->label, t, at, PATTERN_ANYWHERE, &m);
         at = m.to > at ? m.to : at + 1) {
        size_t end = m.to + FLAT_BYTES_MAX < t.n ? m.to + FLAT_BYTES_MAX : t.n;
        struct text rest = text_slice(t, m.to, end);
        if (!rest.n || rest.s[0] != ':' || !date_find(rest, &dates) || dates.from > DATE_AT_MAX)
            continue;
        struct units value = {0};
        units_add(a, &value, passage_part(line, m.to + dates.from, m.to + dates.to), false);
        value_apply(a, f, passage_part(line, m.from, m.to), &value, CLAIM_HEAD);
        return;
    }
}

/* Text whose line breaks are lost is one long line, in which labels still stand before dates. */
static void read_flat_fields(struct analysis *a) {
    for (size_t block = 0; block < a->sections[0].end && block < FRONT_MATTER_BLOCKS; block++) {
        struct passage line = document_cell(a->document, block, 0);
        struct text t = block_text(a->document, block);
        if (a->document->blocks[block].kind != BLOCK_PARAGRAPH || t.n < FLAT_LINE_BYTES ||
            text_find(t, '\n', 0) < t.n)
            continue;
        for (size_t i = 0; i < a->profile->field_count; i++)
            if (value_is_dates(a->profile->fields[i].kind))
                read_flat_field(a, &a->profile->fields[i], line);
    }
}

/* On a page of several inspections the first one's heading is its date. */
static void read_inspection_heading(struct analysis *a) {
    static const struct field_rule dates = {.kind = FIELD_INSPECTION_DATES};
    struct passage heading = a->inspection;
    const struct taking *by = heading.to ? account_find(a, heading) : NULL;
    if (!heading.to || (by && strcmp(by->as, "value") == 0)) /* a label says what date it is */
        return;
    struct units lines = {0};
    units_add(a, &lines, heading, false);
    value_apply(a, &dates, heading, &lines, CLAIM_HEADING);
    account_take(a, heading, "heading of the inspection", &a->profile->inspection);
}

static bool has_fields_anywhere(const struct profile *p) {
    for (size_t i = 0; i < p->field_count; i++)
        if (p->fields[i].anywhere)
            return true;
    return false;
}

/* Labels of the title block that no field took; those of runs are told where they are read. */
static void note_unknown_labels(struct analysis *a, struct units units) {
    for (size_t i = 0; i < units.count; i++) {
        struct label l;
        struct units value = {0};
        if (!label_unknown(a, &units.items[i], &l))
            continue;
        value_lines(a, &units, i, &l, &value);
        label_note_unknown(a, &l, &value);
    }
}

static bool has_label(const struct analysis *a, size_t block) {
    for (const struct taking *t = account_last(a, block); t; t = account_before(a, t))
        if (strcmp(t->as, "label") == 0)
            return true;
    return false;
}

/* The same beyond the title block, near labels that fields took there: a team at a report's end. */
static void note_unknown_near(struct analysis *a, size_t from, size_t end) {
    for (size_t i = from, known = 0, noted = from; i < end; i++) {
        if (!has_label(a, i))
            continue;
        known = i;
        size_t first = known > noted + NEAR_BLOCKS ? known - NEAR_BLOCKS : noted;
        noted = known + NEAR_BLOCKS < end ? known + NEAR_BLOCKS : end;
        note_unknown_labels(a, units_of(a, first, noted));
    }
}

/* As printed, whichever rule found them first. */
static int compare_parties(const void *a, const void *b) {
    const kloe_party *p = a, *q = b;
    int by_role = strcmp(p->role, q->role);
    return p->at.offset != q->at.offset ? (p->at.offset < q->at.offset ? -1 : 1)
           : by_role                    ? by_role
                                        : strcmp(p->name, q->name);
}

static void sort_parties(kloe_report *r) {
    if (r->people.count)
        qsort(r->people.items, r->people.count, sizeof *r->people.items, compare_parties);
    if (r->organisations.count)
        qsort(r->organisations.items, r->organisations.count, sizeof *r->organisations.items,
              compare_parties);
}

void front_matter_read(struct analysis *a) {
    size_t front =
        a->sections[0].end < FRONT_MATTER_BLOCKS ? a->sections[0].end : FRONT_MATTER_BLOCKS;
    size_t all = a->document->block_count;
    subject_find(a);
    read_fields(a, units_of(a, 0, front));
    read_flat_fields(a);
    read_inspection_heading(a);
    if (has_fields_anywhere(a->profile))
        read_fields(a, units_of(a, a->sections[0].end, all));
    captures_read(a);
    claims_resolve(a);
    sort_parties(a->report);
    size_t title = front < TITLE_BLOCKS ? front : TITLE_BLOCKS;
    note_unknown_labels(a, units_of(a, 0, title));
    note_unknown_near(a, title, all);
    a->report->subject_type = a->report->subject ? a->profile->subject_type : NULL;
}
