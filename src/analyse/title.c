#include "analyse/title.h"

#include "analyse/account.h"
#include "analyse/chrome.h"
#include "analyse/claims.h"
#include "analyse/heading.h"
#include "analyse/section.h"
#include "analyse/table_ends.h"
#include "document/marker.h"

enum { TITLE_BYTES_MAX = 400, SUBJECT_BYTES_MIN = 2, TRIES = 4 };

static const double LATER_RULE = 0.03;

/* The first block in which one of the family's signs is found, the first signs first. */
static bool find_signed_title(struct analysis *a, size_t *block) {
    for (size_t i = 0; a->profile && i < a->profile->title.count; i++)
        for (size_t b = 0; b < a->document->block_count && b < FRONT_MATTER_BLOCKS; b++)
            if (pattern_match(a->matcher, &a->profile->title.items[i].pattern,
                              block_text(a->document, b), 0, PATTERN_ANYWHERE, NULL)) {
                *block = b;
                return true;
            }
    return false;
}

/* What heads one of several inspections is no title of the page. */
static bool is_entry(struct analysis *a, size_t block) {
    struct text t = text_trim(block_text(a->document, block));
    return a->profile && (heads_inspection(a, t) || inspection_kind_of(a, t));
}

/* The first heading of the first level that is marked. */
static bool find_heading(struct analysis *a, size_t *block) {
    const struct document *d = a->document;
    uint32_t level = UINT32_MAX;
    for (size_t i = 0; i < d->block_count && i < FRONT_MATTER_BLOCKS; i++)
        if (is_marked(&d->blocks[i]) && d->blocks[i].level < level && !is_entry(a, i)) {
            *block = i;
            level = d->blocks[i].level;
        }
    return level != UINT32_MAX;
}

/* "Report from 4 May 2025 assessment" heads the page below its title. */
static bool find_above_entry(struct analysis *a, size_t *block) {
    struct date_range unused;
    for (size_t i = 1; i < a->document->block_count && i < FRONT_MATTER_BLOCKS; i++) {
        struct text t = text_trim(block_text(a->document, i));
        *block = i - 1;
        if (a->profile && inspection_kind_of(a, t) && date_find(t, &unused))
            return a->document->blocks[i - 1].cell_count == 1;
    }
    return false;
}

/* The block with a title sign; else the first heading; else a short first block. */
static bool find_title(struct analysis *a, size_t *block) {
    const struct document *d = a->document;
    if (find_signed_title(a, block) || find_heading(a, block) || find_above_entry(a, block))
        return true;
    for (size_t i = 0; i < d->block_count && i < FRONT_MATTER_BLOCKS; i++)
        if ((d->blocks[i].kind == BLOCK_PARAGRAPH || d->blocks[i].kind == BLOCK_HEADING) &&
            !is_entry(a, i)) {
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
    a->report->title = NULL;
    if (!find_title(a, &block))
        return;
    struct text t = block_text(a->document, block);
    struct passage p = document_cell(a->document, block, 0);
    p = passage_part(p, 0, end_before_label(a, t));
    if (p.to > TITLE_BYTES_MAX)
        return;
    p = chrome_trim(a, p);
    a->report->title = passage_string(a, p);
    account_take(a, p, "title", NULL);
}

/* "the London Borough of Marlhaven", but "The Grange". */
static struct passage without_article(struct analysis *a, struct passage p) {
    struct text t = passage_text(a->document, p);
    bool article = t.n > 4 && t.s[0] == 't' && text_starts(t, TEXT("the ")) && is_upper(t.s[4]);
    return article ? passage_part(p, 4, t.n) : p;
}

/* "Kingston upon Hull, City of": a name turned round. */
static bool is_turned_round(struct text t) {
    return text_ends(t, TEXT(", City of")) || text_ends(t, TEXT(", County of")) ||
           text_ends(t, TEXT(", Borough of"));
}

/* A name has a capital or a digit, and is no label, nor a part of a sentence, nor dated. */
static bool is_subject_shaped(struct text t) {
    struct date_range dated;
    if (t.n < SUBJECT_BYTES_MIN || text_find(t, ':', 0) + 1 < t.n ||
        (marker_is_cut(t) && !is_turned_round(t)) || date_find(t, &dated))
        return false;
    for (size_t i = 0; i < t.n; i++)
        if (is_upper(t.s[i]) || is_digit(t.s[i]) || (unsigned char)t.s[i] >= 0x80)
            return true;
    return false;
}

/* Words before a colon that ends their line name a value, and are none. */
static bool is_label(const struct analysis *a, struct passage p) {
    struct text cell = cell_text(a->document, p.block, p.cell);
    size_t at = p.to - document_cell(a->document, p.block, p.cell).from;
    return at < cell.n && cell.s[at] == ':' && (at + 1 == cell.n || cell.s[at + 1] == '\n');
}

/* "Inspection report published 9 June 2027": a label and its date. */
static bool is_dated_label(struct analysis *a, struct passage p) {
    struct text t = passage_text(a->document, p);
    struct date_range range;
    struct match m;
    if (!date_find(t, &range) || range.to != t.n)
        return false;
    for (size_t i = 0; i < a->profile->field_count; i++) {
        const struct field_rule *f = &a->profile->fields[i];
        if ((f->kind == FIELD_PUBLISHED || f->kind == FIELD_INSPECTION_DATES) &&
            pattern_match(a->matcher, &f->label, t, 0, PATTERN_START, &m) && m.to < range.from + 1)
            return true;
    }
    return false;
}

/* "Well-led Good": what ends in a grade is judged, and no name. */
static bool is_graded(const struct analysis *a, struct passage p) {
    size_t unused;
    return scale_match_end(a->profile->all_scales, passage_text(a->document, p), &unused, &unused);
}

/* One word, or words of which the last begins small: "Summary of findings", not "All About Care".
 */
static bool is_written_as_heading(struct text t) {
    size_t last = t.n;
    while (last && !is_space(t.s[last - 1]))
        last--;
    return !last || !is_upper(t.s[last]);
}

/* "Overview", "Background": what heads a part of any report is no name. */
static bool heads_part(struct analysis *a, struct passage p) {
    struct section unused;
    struct judgement_table table;
    return (is_written_as_heading(passage_text(a->document, p)) && is_chapter(a, p)) ||
           heading_match(a, p, &unused) || (table_heading(a, p, &table) && !table.named);
}

bool subject_claim(struct analysis *a, struct passage p, const struct pattern *rule,
                   struct standing standing) {
    p = passage_part(p, 0, end_before_label(a, passage_text(a->document, p)));
    p = chrome_trim(a, p);
    p = without_article(a, passage_trim_marks(a->document, p, ".:,;"));
    if (!is_subject_shaped(passage_text(a->document, p)) || is_label(a, p) || is_graded(a, p) ||
        is_dated_label(a, p) || heads_part(a, p))
        return false;
    struct claim claim = {.slot = SLOT_SUBJECT, .standing = standing, .rule = rule};
    units_add(a, &claim.lines, p, false);
    account_take(a, p, "subject", rule);
    claim_make(a, claim);
    return true;
}

/* "Wexmoor's children's services": the name of the place is its owner. "St Helen's" is one. */
static size_t without_possessive(struct text head, size_t from, size_t to) {
    struct text name = text_slice(head, from, to), rest = text_slice(head, to, head.n);
    bool runs_on =
        rest.n > 1 && is_space(rest.s[0]) && (is_letter(rest.s[1]) && !is_upper(rest.s[1]));
    if (!runs_on || text_starts(name, TEXT("St ")) || text_starts(name, TEXT("St. ")))
        return to;
    return text_ends(name, TEXT("'s")) ? to - 2 : text_ends(name, TEXT("’s")) ? to - 4 : to;
}

/* A pattern's limit ended it within a word, and no label ends it before: it is more than a name. */
static bool is_cut(struct analysis *a, struct passage p) {
    struct text cell = passage_text(a->document, document_cell(a->document, p.block, p.cell));
    struct text t = passage_text(a->document, p);
    return p.to && p.to < cell.n && is_alnum(cell.s[p.to - 1]) && is_alnum(cell.s[p.to]) &&
           end_before_label(a, t) == t.n;
}

/* Whether a running line begins with the words. */
static bool runs_along(const struct analysis *a, struct text words) {
    for (size_t i = 0; i < a->document->aside_count; i++)
        if (a->document->asides[i].kind == BLOCK_FURNITURE &&
            text_starts(cell_text(a->document, ASIDE_FIRST + i, 0), words))
            return true;
    return false;
}

/* A long name is wrapped: it goes on in the next line where the pages' running line says so. */
static struct passage with_next_line(struct analysis *a, struct passage p) {
    struct passage cell = document_cell(a->document, p.block, p.cell);
    struct text t = passage_text(a->document, cell);
    size_t end = p.to - cell.from;
    if (!p.to || end >= t.n || t.s[end] != '\n')
        return p;
    struct passage longer = passage_part(cell, p.from - cell.from, text_find(t, '\n', end + 1));
    return runs_along(a, text_of(passage_string(a, longer))) ? longer : p;
}

/* Whether the words at the match were a name. */
static bool claim_match(struct analysis *a, size_t rule, size_t from, size_t to) {
    struct standing standing = CLAIM_TITLE;
    standing.score -= (double)rule * LATER_RULE; /* an earlier one is the surer */
    to = without_possessive(a->head.text, from, to);
    struct passage p = excerpt_passage(a->document, &a->head, from, to);
    return !is_cut(a, p) &&
           subject_claim(a, with_next_line(a, p), &a->profile->subjects[rule], standing);
}

/* Of each of the family's patterns the first match whose words can be a name. */
void subject_find(struct analysis *a) {
    struct match m;
    size_t from, to;
    for (size_t i = 0; i < a->profile->subject_count; i++)
        for (size_t at = 0, tries = 0;
             tries < TRIES &&
             pattern_match(a->matcher, &a->profile->subjects[i], a->head.text, at, PATTERN_ANYWHERE,
                           &m) &&
             match_group(&m, "subject", &from, &to) && !claim_match(a, i, from, to);
             at = to, tries++)
            continue;
}
