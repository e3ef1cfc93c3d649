#include "analyse/standards.h"

#include "analyse/account.h"
#include "analyse/heading.h"
#include "analyse/judgement_tables.h"
#include "analyse/section.h"
#include "analyse/standard.h"
#include "analyse/standard_values.h"
#include "document/marker.h"

#include <string.h>

enum { SERIES_GAP = 2, HEADING_BYTES_MAX = 90, RUN_BLOCKS_MAX = 60, NEAR_GAP = 20 };

/* The finding that is being put together. */
struct open_finding {
    struct passage *parts;
    size_t count, capacity;
    struct passage mark; /* its number, as printed */
    const char *number, *section;
};

struct reader {
    struct analysis *analysis;
    kloe_standard *standard; /* of the section */
    struct open_finding open;
    struct passage heading;   /* the nearest one above */
    size_t section, taken_in; /* by index; that of the last number */
    unsigned last;
    struct decimal last_decimal;
    bool section_is_new; /* no finding in it yet */
};

static kloe_standard *add_standard(struct analysis *a, const struct section *s) {
    const char *number = s->number.to ? passage_string(a, s->number) : s->rule->number;
    const char *title = passage_string(a, s->title.to ? s->title : s->heading);
    kloe_standard *out = standard_add(a, NULL, number, title, passage_at(a->document, s->heading));
    if (s->group.to)
        out->group = passage_string(a, s->group);
    return out;
}

static void close_finding(struct reader *r) {
    struct analysis *a = r->analysis;
    struct open_finding *o = &r->open;
    if (!o->number)
        return;
    kloe_finding *f = REPORT_ADD(a->arena, a->report->findings);
    f->number = o->number;
    f->section = o->section;
    f->standard = r->standard ? r->standard->number : NULL;
    f->text = passages_string(a, o->parts, o->count);
    f->at = o->count ? document_at(a->document, o->parts[0], o->parts[o->count - 1])
                     : passage_at(a->document, o->mark); /* a number without a text */
    account_take(a, o->mark, "finding", NULL);
    account_take_all(a, o->parts, o->count, "finding", NULL);
    if (r->standard)
        report_add_string(a->arena, &r->standard->findings, f->number);
    o->count = 0;
    o->number = NULL;
}

static void add_part(struct reader *r, struct passage p) {
    struct open_finding *o = &r->open;
    if (p.from >= p.to)
        return;
    o->parts = arena_room(r->analysis->arena, o->parts, o->count, &o->capacity, sizeof *o->parts);
    o->parts[o->count++] = p;
}

static bool is_next(const struct reader *r, unsigned value) {
    if (value > r->last && value <= r->last + SERIES_GAP)
        return true;
    return value == 1 && r->section_is_new;
}

/* Whether the open finding's text is whole: a sentence ends it. */
static bool has_ended(const struct reader *r) {
    const struct open_finding *o = &r->open;
    return o->number && o->count &&
           marker_ends(passage_text(r->analysis->document, o->parts[o->count - 1]));
}

/* Whether the series goes on behind a gap: with the number in the block and, not far below, one
 * that follows it, or with a number that is near and below a whole text; and not with the next one
 * after all. What stood between cannot be read, but what follows can. */
static bool begins_run(const struct reader *r, unsigned value, size_t block) {
    const struct document *d = r->analysis->document;
    bool follows = has_ended(r) && value <= r->last + NEAR_GAP;
    for (size_t i = block + 1; i < d->block_count && i <= block + RUN_BLOCKS_MAX; i++) {
        struct passage p = section_body(r->analysis, i);
        size_t length;
        unsigned next = p.from < p.to ? number_at(d, p, &length) : 0;
        if (next > r->last && next <= r->last + SERIES_GAP)
            return false;
        follows |= next > value && next <= value + SERIES_GAP;
    }
    return value > r->last && follows;
}

static void open_finding(struct reader *r, struct passage p, const char *number, size_t length) {
    struct analysis *a = r->analysis;
    close_finding(r);
    r->section_is_new = false;
    r->open.number = number;
    r->open.section = r->heading.to ? passage_string(a, r->heading) : NULL;
    r->open.mark = passage_part(p, 0, length);
    if (r->heading.to && !account_find(a, r->heading))
        account_take(a, r->heading, "heading of findings", NULL);
    add_part(r, passage_trim(a->document, passage_part(p, length, p.to - p.from)));
}

/* Notes the number. A "1" in front of all sections that a later one begins again was a footnote's.
 */
static void take_number(struct reader *r, unsigned value) {
    kloe_report *report = r->analysis->report;
    if (value == 1 && r->last == 1 && r->taken_in == 0 && report->findings.count == 1)
        report->findings.count = 0;
    r->last = value;
    r->taken_in = r->section;
}

static bool open_whole(struct reader *r, struct passage p) {
    struct analysis *a = r->analysis;
    size_t length;
    unsigned value = number_at(a->document, p, &length);
    if (!value || !(is_next(r, value) || begins_run(r, value, p.block)))
        return false;
    take_number(r, value);
    open_finding(r, p, arena_format(a->arena, "%u", value), length);
    return true;
}

/* "5.1 Governance" above "5.1.1 The trust ..." is a heading. */
static bool is_numbered_heading(struct text t) {
    return t.n <= HEADING_BYTES_MAX && text_find(t, '\n', 0) == t.n && !marker_ends(t);
}

static bool open_decimal(struct reader *r, struct passage p) {
    struct analysis *a = r->analysis;
    struct decimal next;
    struct text t = passage_text(a->document, p);
    size_t length = marker_decimal(t, &next), printed = 0;
    if (!length || is_numbered_heading(t) || !decimal_follows(&r->last_decimal, &next))
        return false;
    while (printed < length && !is_space(t.s[printed]))
        printed++;
    printed -= printed && t.s[printed - 1] == '.';
    r->last_decimal = next;
    open_finding(r, p, text_string(a->arena, text_slice(t, 0, printed)), length);
    return true;
}

static bool opens_finding(struct reader *r, struct passage p) {
    return r->analysis->profile->findings == NUMBERING_DECIMAL ? open_decimal(r, p)
                                                               : open_whole(r, p);
}

/* Takes such a heading out of the open finding, unless the text goes on behind it. */
static void cut_tail(struct reader *r, size_t block) {
    const struct document *d = r->analysis->document;
    struct open_finding *o = &r->open;
    if (!o->number || !o->count || small_follows(d, block))
        return;
    struct passage last = o->parts[o->count - 1];
    size_t tail = heading_tail(r->analysis, passage_text(d, last));
    if (last.block != block || !tail)
        return;
    o->parts[o->count - 1] = passage_trim(d, passage_part(last, 0, tail));
    close_finding(r);
    r->heading = passage_part(last, tail, last.to - last.from);
}

/* A box's grade is no name of what follows. */
static void note_heading(struct reader *r, struct passage p) {
    size_t unused;
    struct text t = passage_text(r->analysis->document, p);
    if (t.n && !scale_match(r->analysis->profile->all_scales, t, &unused, &unused))
        r->heading = p;
}

/* A short line, perhaps with a number of its own: "2. Children in need". Below a sentence's end it
 * can be wrapped. */
static bool is_heading(struct reader *r, struct passage p, size_t block) {
    const struct document *d = r->analysis->document;
    struct text t = passage_text(d, p);
    bool decimal = r->analysis->profile->findings == NUMBERING_DECIMAL;
    return is_heading_shaped(d, block) ||
           (d->blocks[block].kind == BLOCK_PARAGRAPH && (!r->open.number || has_ended(r)) &&
            is_title_shaped(t) && !small_follows(d, block)) ||
           (decimal && t.n && is_digit(t.s[0]) && is_numbered_heading(t));
}

static void add_row(struct reader *r, size_t block) {
    const struct document *d = r->analysis->document;
    if (has_ended(r) && is_title_box(d, block)) {
        close_finding(r);
        note_heading(r, passage_trim(d, document_cell(d, block, 0)));
        return;
    }
    for (size_t c = 0; r->open.number && c < d->blocks[block].cell_count; c++)
        add_part(r, document_cell(d, block, c));
}

static void read_block(struct reader *r, size_t block) {
    const struct document *d = r->analysis->document;
    if (d->blocks[block].kind == BLOCK_ROW) {
        add_row(r, block);
        return;
    }
    struct passage p = section_body(r->analysis, block);
    if (p.from < p.to && opens_finding(r, p)) {
        return;
    } else if (p.from < p.to && is_heading(r, p, block)) {
        close_finding(r);
        note_heading(r, passage_trim_marks(d, p, ":"));
    } else if (r->open.number) {
        add_part(r, p);
    }
}

/* Recommendations can take numbers of the same series. */
static void follow_series(struct reader *r, size_t block) {
    struct passage p = section_body(r->analysis, block);
    size_t length;
    unsigned value = p.from < p.to ? number_at(r->analysis->document, p, &length) : 0;
    if (value && is_next(r, value)) {
        take_number(r, value);
        r->section_is_new = false;
    }
}

static bool holds_findings(const struct section *s) {
    return s->about == ABOUT_INSPECTION && !(s->rule && (s->rule->kind == SECTION_RECOMMENDATIONS ||
                                                         s->rule->kind == SECTION_NEXT_STEPS));
}

/* Headings of standards that the report does not judge: of earlier reviews, for example. */
static void drop_ungraded(struct analysis *a) {
    kloe_report *r = a->report;
    size_t kept = 0;
    if (!a->profile->graded_standards)
        return;
    for (size_t i = 0; i < r->standards.count; i++)
        if (r->standards.items[i].grade || r->standards.items[i].score)
            r->standards.items[kept++] = r->standards.items[i];
    r->standards.count = kept;
}

void standards_read(struct analysis *a) {
    struct reader r = {.analysis = a};
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section *s = &a->sections[i];
        close_finding(&r);
        r.section = i;
        bool standard = s->rule && s->rule->kind == SECTION_STANDARD;
        r.standard = standard ? add_standard(a, s) : NULL;
        if (standard)
            standard_values_read(a, s, r.standard);
        r.heading = s->heading;
        r.section_is_new = true;
        bool findings = holds_findings(s);
        for (size_t b = s->first; a->profile->findings && b < s->end; b++) {
            if (is_in_table(a, b))
                continue;
            if (findings) {
                read_block(&r, b);
                cut_tail(&r, b);
            } else {
                follow_series(&r, b);
            }
        }
    }
    close_finding(&r);
    drop_ungraded(a);
}
