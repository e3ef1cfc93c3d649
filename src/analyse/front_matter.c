#include "analyse/front_matter.h"

#include "analyse/bodies.h"
#include "analyse/captures.h"
#include "analyse/earlier.h"
#include "analyse/sections.h"
#include "analyse/title.h"
#include "analyse/values.h"

enum { FRONT_BLOCKS = 200, VALUE_LINES_MAX = 64, LABELS_MAX = 16, REST_UNITS = 8 };

/* The field whose label the unit begins with; *value is what follows the label in it. Without a
 * colon the value must begin like one: with a capital or a digit. */
static const struct field_rule *match_label(struct analysis *a, const struct unit *u,
                                            struct passage *label, struct passage *value) {
    struct passage whole = u->passage; /* a label can run over several lines */
    whole.to = document_cell(a->document, whole.block, whole.cell).to;
    struct text t = passage_text(a->document, whole);
    bool front = u->passage.block < a->sections[0].end;
    struct match m;
    for (size_t i = 0; i < a->profile->field_count; i++) {
        if ((!front && !a->profile->fields[i].anywhere) ||
            !pattern_match(a->matcher, &a->profile->fields[i].label, t, 0, PATTERN_START, &m))
            continue;
        size_t line = text_find(t, '\n', m.to);
        struct text rest = text_trim(text_slice(t, m.to, line));
        bool colon = rest.n && rest.s[0] == ':';
        if (rest.n && !colon &&
            (is_alnum(t.s[m.to]) ||
             !(is_upper(rest.s[0]) || is_digit(rest.s[0]) || is_vacant(a, rest))))
            continue;
        *label = passage_part(whole, 0, m.to);
        *value = passage_trim_marks(a->document, passage_part(whole, m.to, line), ":");
        return &a->profile->fields[i];
    }
    return NULL;
}

static bool same_block(const struct units *u, size_t i, size_t k) {
    return u->items[i].passage.block == u->items[k].passage.block;
}

/* Where many bodies are named, each can be a block of its own. */
static bool is_further_body(struct analysis *a, const struct field_rule *f, const struct unit *u) {
    return f->many && f->kind == FIELD_ORGANISATION && !u->in_row &&
           is_whole_body(a, passage_text(a->document, u->passage));
}

/* The lines of the value of the label in unit i: what follows it in the unit, the further cells of
 * its row or lines of its block, or, where it stands alone, the next block. */
static size_t value_lines(struct analysis *a, const struct units *u, size_t i,
                          const struct field_rule *f, struct passage rest, struct units *lines) {
    struct passage label, value;
    size_t next = i + 1, block_of = i;
    while (next < u->count && same_block(u, i, next) && !u->items[next].in_row &&
           u->items[next].passage.from < rest.to)
        next++; /* lines of the label itself */
    if (rest.from < rest.to)
        units_add_lines(a, lines, rest);
    bool last_in_block = next >= u->count || !same_block(u, i, next);
    if (!lines->count && last_in_block && next < u->count)
        block_of = next;
    for (; next < u->count && lines->count < VALUE_LINES_MAX; next++) {
        if (!same_block(u, block_of, next) && !is_further_body(a, f, &u->items[next]))
            break;
        if (match_label(a, &u->items[next], &label, &value))
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
        value_dates(a, lines, &unused, &at))
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

/* Labels whose values stand below all of them, in the same order. */
struct label_run {
    const struct field_rule *fields[LABELS_MAX];
    struct passage labels[LABELS_MAX];
    size_t count;
};

/* Values by lines, where the labels were lines of one block; else by blocks. Gives how many there
 * are, up to the next label and to the run's count; *next is the unit behind them. */
static size_t values_below(struct analysis *a, const struct units *u, size_t i,
                           const struct label_run *run, struct units values[LABELS_MAX],
                           size_t *next) {
    bool by_lines = run->labels[0].block == run->labels[run->count - 1].block;
    struct passage label, rest;
    size_t count = 0;
    for (*next = i; *next < u->count && count < run->count; count++) {
        if (match_label(a, &u->items[*next], &label, &rest) ||
            (by_lines && !same_block(u, i, *next)))
            break;
        size_t first = *next;
        do
            units_add_lines(a, &values[count], u->items[*next].passage);
        while (++*next < u->count && !by_lines && same_block(u, first, *next));
    }
    return count;
}

/* Each label of the run gets its value. With fewer values it is not known which belongs to which:
 * then the last label has the lines below it. */
static size_t read_values(struct analysis *a, const struct units *u, size_t i,
                          const struct label_run *run, const struct units *below, size_t end) {
    struct units values[LABELS_MAX] = {0};
    size_t next, last = run->count - 1;
    if (values_below(a, u, i, run, values, &next) < run->count) {
        value_apply(a, run->fields[last], run->labels[last], below);
        return end;
    }
    for (size_t k = 0; k <= last; k++)
        value_apply(a, run->fields[k], run->labels[k], &values[k]);
    return next;
}

static void read_fields(struct analysis *a, struct units units, bool fallback) {
    struct label_run run = {0};
    for (size_t i = 0; i < units.count;) {
        struct passage label, rest;
        const struct field_rule *f = match_label(a, &units.items[i], &label, &rest);
        if (!f) {
            i++;
            continue;
        }
        struct units lines = {0};
        size_t next = value_lines(a, &units, i, f, rest, &lines);
        bool alone = rest.from == rest.to && !units.items[i].in_row;
        if (alone && run.count < LABELS_MAX && (run.count || !lines.count)) {
            run.fields[run.count] = f;
            run.labels[run.count++] = label;
            i = lines.count ? read_values(a, &units, next - lines.count, &run, &lines, next) : next;
            if (!lines.count)
                continue;
        } else {
            take_rest_of_date(a, &units, next, f, &lines);
            if (f->fallback == fallback && !(fallback && value_is_given(a, f->kind)))
                value_apply(a, f, label, &lines);
            i = next;
        }
        run.count = 0;
    }
}

/* On a page of several inspections the first one's heading is its date. */
static void read_inspection_heading(struct analysis *a) {
    static const struct field_rule dates = {.kind = FIELD_INSPECTION_DATES};
    struct passage heading;
    if (a->report->start || !inspection_heading(a, &heading))
        return;
    struct units lines = {0};
    units_add(a, &lines, heading, false);
    value_apply(a, &dates, heading, &lines);
}

static bool has_fields(const struct profile *p, bool anywhere, bool fallback) {
    for (size_t i = 0; i < p->field_count; i++)
        if ((p->fields[i].anywhere || !anywhere) && (p->fields[i].fallback || !fallback))
            return true;
    return false;
}

void front_matter_read(struct analysis *a) {
    size_t front = a->sections[0].end < FRONT_BLOCKS ? a->sections[0].end : FRONT_BLOCKS;
    size_t all = a->document->block_count;
    subject_find(a);
    read_fields(a, units_of(a, 0, front), false);
    read_inspection_heading(a);
    captures_read(a, false);
    if (has_fields(a->profile, true, false))
        read_fields(a, units_of(a, a->sections[0].end, all), false);
    if (has_fields(a->profile, false, true))
        read_fields(a, units_of(a, 0, all), true);
    captures_read(a, true);
    a->report->subject_type = a->report->subject ? a->profile->subject_type : NULL;
}
