#include "analyse/front_matter.h"

#include "analyse/bodies.h"
#include "analyse/earlier.h"
#include "analyse/sections.h"
#include "base/date.h"

#include <string.h>

enum {
    FRONT_BLOCKS = 200,
    TITLE_BYTES_MAX = 400,
    VALUE_LINES_MAX = 64,
    LABELS_MAX = 16,
    REST_UNITS = 8,
    PARTIES_COMPARED = 256
};

/* A line of a paragraph or a cell of a row: what a label or a value can stand in. */
struct unit {
    struct passage passage;
    bool in_row;
};

struct units {
    struct unit *items;
    size_t count, capacity;
};

/* ---- title and subject ------------------------------------------------------------- */

/* The first block in which one of the family's signs is found, the first signs first. */
static bool find_signed_title(struct analysis *a, size_t *block) {
    for (size_t i = 0; a->profile && i < a->profile->title.count; i++)
        for (size_t b = 0; b < a->document->block_count && b < FRONT_BLOCKS; b++)
            if (pattern_match(a->matcher, &a->profile->title.items[i].pattern,
                              block_text(a->document, b), 0, PATTERN_ANYWHERE, NULL)) {
                *block = b;
                return true;
            }
    return false;
}

/* The first heading of the first level that there is. */
static bool find_heading(const struct document *d, size_t *block) {
    uint32_t level = UINT32_MAX;
    for (size_t i = 0; i < d->block_count && i < FRONT_BLOCKS; i++)
        if (d->blocks[i].kind == BLOCK_HEADING && d->blocks[i].level < level) {
            *block = i;
            level = d->blocks[i].level;
        }
    return level != UINT32_MAX;
}

/* The block with a title sign; else the first heading; else a short first block. */
static bool find_title(struct analysis *a, size_t *block) {
    const struct document *d = a->document;
    if (find_signed_title(a, block) || find_heading(d, block))
        return true;
    for (size_t i = 0; i < d->block_count && i < FRONT_BLOCKS; i++)
        if (d->blocks[i].kind == BLOCK_PARAGRAPH) {
            *block = i;
            return is_heading_shaped(d, i);
        }
    return false;
}

/* A title and the fields below it can share a block: the title ends before the first label. */
static size_t end_before_label(struct analysis *a, struct text t) {
    for (size_t line = text_find(t, '\n', 0); a->profile && line < t.n;
         line = text_find(t, '\n', line + 1)) {
        struct text rest = text_slice(t, line + 1, t.n);
        for (size_t i = 0; i < a->profile->field_count; i++)
            if (pattern_match(a->matcher, &a->profile->fields[i].label, rest, 0, PATTERN_START,
                              NULL))
                return line;
    }
    return t.n;
}

void title_find(struct analysis *a) {
    size_t block;
    if (!find_title(a, &block))
        return;
    struct text t = block_text(a->document, block);
    struct passage p = document_cell(a->document, block, 0);
    p = passage_part(p, 0, end_before_label(a, t));
    if (p.to <= TITLE_BYTES_MAX)
        a->report->title = passage_string(a, p);
}

static void set_subject(struct analysis *a, struct passage p) {
    p = passage_part(p, 0, end_before_label(a, passage_text(a->document, p)));
    p = passage_trim_marks(a->document, p, ".:,;");
    if (p.from == p.to || a->report->subject)
        return;
    a->report->subject = passage_string(a, p);
    a->report->subject_at = passage_at(a->document, p);
}

static void find_subject(struct analysis *a) {
    struct match m;
    size_t from, to;
    for (size_t i = 0; i < a->profile->subject_count; i++) {
        if (!pattern_match(a->matcher, &a->profile->subjects[i], a->head.text, 0, PATTERN_ANYWHERE,
                           &m) ||
            !match_group(&m, "subject", &from, &to))
            continue;
        set_subject(a, excerpt_passage(a->document, &a->head, from, to));
        return;
    }
}

/* ---- fields ------------------------------------------------------------------------ */

static void add_unit(struct analysis *a, struct units *u, struct passage p, bool in_row) {
    p = passage_trim(a->document, p);
    u->items = arena_room(a->arena, u->items, u->count, &u->capacity, sizeof *u->items);
    u->items[u->count++] = (struct unit){p, in_row};
}

static void add_lines(struct analysis *a, struct units *u, struct passage p) {
    struct text t = passage_text(a->document, p);
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = text_find(t, '\n', from);
        add_unit(a, u, passage_part(p, from, to), false);
    }
}

static struct units units_of(struct analysis *a, size_t first, size_t end) {
    struct units u = {0};
    const struct document *d = a->document;
    for (size_t i = first; i < end; i++) {
        bool row = d->blocks[i].kind == BLOCK_ROW;
        for (size_t c = 0; !a->earlier[i] && c < d->blocks[i].cell_count; c++) {
            if (row)
                add_unit(a, &u, document_cell(d, i, c), true);
            else
                add_lines(a, &u, document_cell(d, i, c));
        }
    }
    return u;
}

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
            (is_alnum(t.s[m.to]) || !(is_upper(rest.s[0]) || is_digit(rest.s[0]))))
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
        add_lines(a, lines, rest);
    bool last_in_block = next >= u->count || !same_block(u, i, next);
    if (!lines->count && last_in_block && next < u->count)
        block_of = next;
    for (; next < u->count && lines->count < VALUE_LINES_MAX; next++) {
        if (!same_block(u, block_of, next) && !is_further_body(a, f, &u->items[next]))
            break;
        if (match_label(a, &u->items[next], &label, &value))
            break;
        add_lines(a, lines, u->items[next].passage);
    }
    return next;
}

static void note_unreadable(struct analysis *a, enum value v, struct passage label) {
    if (!label.to)
        return; /* a sentence that only looked like one with a date */
    a->absences[v] = ABSENCE_UNREADABLE;
    diagnose(
        a, DIAGNOSTIC_VALUE_UNREADABLE, passage_at(a->document, label),
        arena_format(a->arena, "no date could be read after \"%s\"", passage_string(a, label)));
}

/* Whether nothing but separators stands between two dates of a list. */
static bool only_parts(struct text t) {
    for (size_t i = 0; i < t.n; i++)
        if (is_alnum(t.s[i]) && !text_starts(text_slice(t, i, t.n), TEXT("and ")) &&
            !(i && text_starts(text_slice(t, i - 1, t.n), TEXT("nd "))) &&
            !(i > 1 && text_starts(text_slice(t, i - 2, t.n), TEXT("and "))))
            return false;
    return true;
}

/* The first date or range in t, and others that follow it in a list, in whatever order. */
static bool find_dates(struct text t, struct date_range *out) {
    struct date_range next;
    if (!date_find(t, out))
        return false;
    for (size_t at = out->to; date_find(text_slice(t, at, t.n), &next); at += next.to) {
        if (!only_parts(text_slice(t, at, at + next.from)))
            break;
        if (date_compare(next.start, out->start) < 0)
            out->start = next.start;
        if (date_compare(next.end, out->end) > 0)
            out->end = next.end;
    }
    return true;
}

/* The dates in the lines, which may run over a line's end. */
static bool read_dates(struct analysis *a, const struct units *lines, struct date_range *range,
                       kloe_at *at) {
    struct passage all[VALUE_LINES_MAX];
    size_t n = 0;
    for (; n < lines->count && n < VALUE_LINES_MAX; n++)
        all[n] = lines->items[n].passage;
    if (!n || !find_dates(text_of(passages_string(a, all, n)), range))
        return false;
    *at = document_at(a->document, all[0], all[n - 1]);
    return true;
}

static void set_dates(struct analysis *a, enum field_kind kind, const struct units *lines,
                      struct passage label) {
    kloe_report *r = a->report;
    bool publication = kind == FIELD_PUBLISHED;
    enum value missing = publication ? VALUE_INSPECTION_PUBLISHED : VALUE_INSPECTION_START;
    const char *known = publication ? r->published : r->start;
    struct date_range range;
    kloe_at at;
    if (!read_dates(a, lines, &range, &at)) {
        if (!known)
            note_unreadable(a, missing, label);
        return;
    }
    const char *start = date_string(a, range.start);
    if (known) {
        const char *end = date_string(a, range.end);
        if (!publication && strcmp(known, start) == 0 && strcmp(end, r->end) > 0)
            r->end = end; /* the first day was given alone */
        if (strcmp(known, start) != 0)
            diagnose(a, DIAGNOSTIC_VALUE_AMBIGUOUS, at,
                     arena_format(a->arena, "another date after \"%s\": %s, not %s",
                                  passage_string(a, label), start, known));
        return;
    }
    if (publication) {
        r->published = start;
        r->published_at = at;
        a->published = arena_alloc(a->arena, sizeof *a->published);
        *a->published = range.start;
    } else {
        r->start = start;
        r->end = date_string(a, range.end);
        r->dates_at = at;
    }
}

static void add_previous(struct analysis *a, const struct units *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        struct date_range range;
        if (date_find(passage_text(a->document, lines->items[i].passage), &range))
            report_add_string(a->arena, &a->report->previous, date_string(a, range.start));
    }
}

static void add_party(struct analysis *a, const struct field_rule *f, struct passage label,
                      struct passage first, struct passage last, const char *name) {
    const kloe_party *known =
        f->kind == FIELD_PERSON ? a->report->people.items : a->report->organisations.items;
    size_t count =
        f->kind == FIELD_PERSON ? a->report->people.count : a->report->organisations.count;
    for (size_t i = 0; i < count && i < PARTIES_COMPARED; i++)
        if (strcmp(known[i].name, name) == 0 && strcmp(known[i].role, f->role) == 0)
            return; /* printed twice */
    kloe_party *p = f->kind == FIELD_PERSON ? REPORT_ADD(a->arena, a->report->people)
                                            : REPORT_ADD(a->arena, a->report->organisations);
    p->role = f->role;
    p->role_text = label.to ? passage_string(a, passage_trim_marks(a->document, label, ":")) : NULL;
    p->name = name;
    p->at = document_at(a->document, first, last);
}

static bool has_lower(struct text t) {
    for (size_t i = 0; i < t.n; i++)
        if (t.s[i] >= 'a' && t.s[i] <= 'z')
            return true;
    return false;
}

/* "Ms A Name, HMI": the name alone. */
static void add_person(struct analysis *a, const struct field_rule *f, struct passage label,
                       struct passage p) {
    struct match m;
    p = passage_trim_marks(a->document, p, ",;:");
    struct text t = passage_text(a->document, p);
    if (pattern_match(a->matcher, &a->language->honorific, t, 0, PATTERN_START, &m))
        p = passage_part(p, m.to, t.n);
    t = passage_text(a->document, p);
    if (pattern_match(a->matcher, &a->language->rank, t, 0, PATTERN_ANYWHERE, &m))
        p = passage_part(p, 0, m.from);
    p = passage_trim_marks(a->document, p, ",;:");
    if (has_lower(passage_text(a->document, p))) /* "CQC", "HMI" are nobody's names */
        add_party(a, f, label, p, p, passage_string(a, p));
}

/* Whether t has `words` at `at`; a space in them is any white space. */
static bool has_words(struct text t, size_t at, struct text words) {
    if (at + words.n > t.n)
        return false;
    for (size_t i = 0; i < words.n; i++)
        if (words.s[i] == ' ' ? !is_space(t.s[at + i]) : t.s[at + i] != words.s[i])
            return false;
    return true;
}

/* The end of the first name in t: before a comma, "and", "&" or ";". */
static size_t name_end(struct text t, size_t *next) {
    static const char *const separators[] = {",", ";", " and ", " & ", " / "};
    size_t end = t.n;
    *next = t.n;
    for (size_t k = 0; k < sizeof separators / sizeof separators[0]; k++) {
        struct text s = text_of(separators[k]);
        for (size_t i = 0; i + s.n <= t.n && i < end; i++)
            if (has_words(t, i, s)) {
                end = i;
                *next = i + s.n;
            }
    }
    return end;
}

static void add_people(struct analysis *a, const struct field_rule *f, struct passage label,
                       const struct units *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        struct passage p = lines->items[i].passage;
        while (f->many && p.from < p.to) {
            size_t next, end = name_end(passage_text(a->document, p), &next);
            add_person(a, f, label, passage_part(p, 0, end));
            p = passage_part(p, next, p.to - p.from);
        }
        if (!f->many) {
            add_person(a, f, label, p);
            return;
        }
    }
}

/* Whether a name that has come to an end of `before` goes on with `next`: it is no body's yet; or
 * the next line can only end it; or it may be one and the line was full. */
static bool name_goes_on(const struct analysis *a, struct text so_far, struct text before,
                         struct text next, size_t widest) {
    if (text_ends(before, TEXT(")")))
        return false;
    bool open = text_ends(so_far, TEXT("community")); /* "Hartsea Community" "Health CIC" */
    if (!is_body(a, so_far) || ends_body_name(a, next))
        return true;
    return (open || !is_whole_body(a, so_far)) && before.n + 1 + text_find(next, ' ', 0) > widest;
}

/* "Ambledale NHS Trust (ANT)": what stands in brackets behind a name is not part of it; it can be
 * a line of its own. Takes it off the last of n lines; gives how many are left. */
static size_t without_gloss(const struct analysis *a, struct passage *name, size_t n) {
    struct text t = passage_text(a->document, name[n - 1]);
    size_t open = text_find(t, '(', 0);
    if (!text_ends(t, TEXT(")")) || open == t.n || (open == 0 && n == 1))
        return n;
    name[n - 1] = passage_trim(a->document, passage_part(name[n - 1], 0, open));
    return open ? n : n - 1;
}

static void add_organisations(struct analysis *a, const struct field_rule *f, struct passage label,
                              const struct units *lines) {
    struct passage name[VALUE_LINES_MAX];
    size_t widest = 0;
    for (size_t i = 0; i < lines->count; i++) {
        struct text t = passage_text(a->document, lines->items[i].passage);
        widest = t.n > widest ? t.n : widest;
    }
    for (size_t i = 0, n = 0; i < lines->count && n < VALUE_LINES_MAX; i++) {
        name[n++] = passage_trim_marks(a->document, lines->items[i].passage, ",;");
        const char *words = passages_string(a, name, n);
        bool last = i + 1 == lines->count;
        if (!last && (!f->many ||
                      name_goes_on(a, text_of(words), passage_text(a->document, name[n - 1]),
                                   passage_text(a->document, lines->items[i + 1].passage), widest)))
            continue;
        n = without_gloss(a, name, n);
        words = passages_string(a, name, n);
        if (*words)
            add_party(a, f, label, name[0], name[n - 1], words);
        n = 0;
    }
}

/* One of a scheme: the first. */
static void add_identifier(struct analysis *a, const struct field_rule *f, struct passage p) {
    for (size_t i = 0; i < a->report->identifiers.count; i++)
        if (strcmp(a->report->identifiers.items[i].scheme, f->role) == 0)
            return;
    kloe_identifier *id = REPORT_ADD(a->arena, a->report->identifiers);
    id->scheme = f->role;
    id->value = passage_string(a, p);
    id->at = passage_at(a->document, p);
}

static void apply(struct analysis *a, const struct field_rule *f, struct passage label,
                  const struct units *lines) {
    switch (f->kind) {
    case FIELD_INSPECTION_DATES:
    case FIELD_PUBLISHED:
        set_dates(a, f->kind, lines, label);
        break;
    case FIELD_PREVIOUS_DATES:
        add_previous(a, lines);
        break;
    case FIELD_PERSON:
        add_people(a, f, label, lines);
        break;
    case FIELD_ORGANISATION:
        add_organisations(a, f, label, lines);
        break;
    case FIELD_IDENTIFIER:
        if (lines->count)
            add_identifier(a, f, lines->items[0].passage);
        break;
    case FIELD_SUBJECT:
        if (lines->count)
            set_subject(a, lines->items[0].passage);
        break;
    case FIELD_NONE:
        break;
    }
}

static bool is_given(const struct analysis *a, enum field_kind kind) {
    return (kind == FIELD_INSPECTION_DATES && a->report->start) ||
           (kind == FIELD_PUBLISHED && a->report->published);
}

static bool has_digit(struct text t) {
    for (size_t i = 0; i < t.n; i++)
        if (is_digit(t.s[i]))
            return true;
    return false;
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
        read_dates(a, lines, &unused, &at))
        return;
    struct passage first = lines->items[0].passage;
    if (!has_digit(passage_text(a->document, first)))
        return;
    for (size_t i = 1; i < lines->count + REST_UNITS; i++) {
        size_t k = next + i - lines->count; /* behind the value's own lines */
        if (i >= lines->count && k >= u->count)
            return;
        struct unit rest = i < lines->count ? lines->items[i] : u->items[k];
        if (completes_date(a, first, rest.passage)) {
            lines->count = 1;
            add_lines(a, lines, rest.passage);
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
            add_lines(a, &values[count], u->items[*next].passage);
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
        apply(a, run->fields[last], run->labels[last], below);
        return end;
    }
    for (size_t k = 0; k <= last; k++)
        apply(a, run->fields[k], run->labels[k], &values[k]);
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
            if (f->fallback == fallback && !(fallback && is_given(a, f->kind)))
                apply(a, f, label, &lines);
            i = next;
        }
        run.count = 0;
    }
}

/* Where a label was there and its value could not be read, a sentence does not stand in for it. */
static bool is_unreadable(const struct analysis *a, enum field_kind kind) {
    return (kind == FIELD_INSPECTION_DATES &&
            a->absences[VALUE_INSPECTION_START] == ABSENCE_UNREADABLE) ||
           (kind == FIELD_PUBLISHED &&
            a->absences[VALUE_INSPECTION_PUBLISHED] == ABSENCE_UNREADABLE);
}

static void apply_capture(struct analysis *a, const struct capture_rule *rule, struct passage value,
                          struct passage label) {
    struct units lines = {0};
    add_unit(a, &lines, value, false);
    if (!is_given(a, rule->field.kind) && !is_unreadable(a, rule->field.kind))
        apply(a, &rule->field, label, &lines);
}

/* The first match in the title block. */
static void capture_in_head(struct analysis *a, const struct capture_rule *rule) {
    struct match m;
    size_t from, to, label_from, label_to;
    struct passage label = {0};
    if (!pattern_match(a->matcher, &rule->pattern, a->head.text, 0, PATTERN_ANYWHERE, &m) ||
        !match_group(&m, "value", &from, &to))
        return;
    if (match_group(&m, "label", &label_from, &label_to))
        label = excerpt_passage(a->document, &a->head, label_from, label_to);
    apply_capture(a, rule, excerpt_passage(a->document, &a->head, from, to), label);
}

/* Every match in a cell. */
static void capture_in_cell(struct analysis *a, const struct capture_rule *rule,
                            struct passage cell) {
    struct text t = passage_text(a->document, cell);
    struct match m;
    size_t from, to, label_from, label_to;
    for (size_t at = 0;
         pattern_match(a->matcher, &rule->pattern, t, at, PATTERN_ANYWHERE, &m) && m.to > at;
         at = m.to) {
        struct passage label = {0};
        if (!match_group(&m, "value", &from, &to))
            return;
        if (match_group(&m, "label", &label_from, &label_to))
            label = passage_part(cell, label_from, label_to);
        apply_capture(a, rule, passage_part(cell, from, to), label);
    }
}

static void capture_in_report(struct analysis *a, const struct capture_rule *rule) {
    for (size_t b = 0; b < a->document->block_count; b++)
        for (size_t c = 0; !a->earlier[b] && c < a->document->blocks[b].cell_count; c++)
            capture_in_cell(a, rule, document_cell(a->document, b, c));
}

/* The first match in what stands beside the flow. */
static void capture_beside(struct analysis *a, const struct capture_rule *rule,
                           enum block_kind kind) {
    for (size_t i = 0; i < a->document->aside_count; i++) {
        struct passage p = document_cell(a->document, ASIDE_FIRST + i, 0);
        if (a->document->asides[i].kind == kind &&
            pattern_match(a->matcher, &rule->pattern, passage_text(a->document, p), 0,
                          PATTERN_ANYWHERE, NULL)) {
            capture_in_cell(a, rule, p);
            return;
        }
    }
}

/* Values in sentences. What a label has given already stands. */
static void read_captures(struct analysis *a) {
    for (size_t i = 0; i < a->profile->capture_count; i++) {
        const struct capture_rule *rule = &a->profile->captures[i];
        switch (rule->place) {
        case PLACE_TITLE_BLOCK:
            capture_in_head(a, rule);
            break;
        case PLACE_REPORT:
            capture_in_report(a, rule);
            break;
        case PLACE_LINKS:
            capture_beside(a, rule, BLOCK_LINK);
            break;
        case PLACE_FURNITURE:
            capture_beside(a, rule, BLOCK_FURNITURE);
            break;
        }
    }
}

/* On a page of several inspections the first one's heading is its date. */
static void read_inspection_heading(struct analysis *a) {
    static const struct field_rule dates = {.kind = FIELD_INSPECTION_DATES};
    struct passage heading;
    if (a->report->start || !inspection_heading(a, &heading))
        return;
    struct units lines = {0};
    add_unit(a, &lines, heading, false);
    apply(a, &dates, heading, &lines);
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
    find_subject(a);
    read_fields(a, units_of(a, 0, front), false);
    read_inspection_heading(a);
    read_captures(a);
    if (has_fields(a->profile, true, false))
        read_fields(a, units_of(a, a->sections[0].end, all), false);
    if (has_fields(a->profile, false, true))
        read_fields(a, units_of(a, 0, all), true);
    a->report->subject_type = a->report->subject ? a->profile->subject_type : NULL;
}
