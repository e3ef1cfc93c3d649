/* The lines of a document with what took them, what nearly did, and what nobody took. */
#include "analyse/account.h"
#include "explain/parts.h"
#include "explain/near.h"
#include "analyse/judgement_tables.h"
#include "analyse/section.h"
#include "document/marker.h"
#include "document/source.h"

#include <stdlib.h>
#include <string.h>

enum {
    TAKINGS_MAX = 24,    /* told of one line */
    TAKINGS_SEEN = 2000, /* of a block, gone through for one line */
    SHORT_BYTES = 90,    /* a longer line is prose */
    PROSE_BYTES = 300,   /* a longer block is prose */
    LABEL_BYTES = 60,    /* before a colon */
    GRADED_BYTES = 160,  /* a label and its grade */
    DROPPED_BYTES = 2000 /* shown of a line that is no text of the document */
};

struct explaining {
    struct analysis *analysis;
    kloe_explanation *out;
    struct near_rules *near;
    size_t near_count;
    size_t section, table; /* that the block is in */
    bool judged;           /* no judgement is missing */
    bool *seen;            /* by line of the input: it has words of the document */
    size_t from, to;       /* bytes of the line that was asked for */
};

static const char *const kind_names[] = {
    [BLOCK_HEADING] = "heading",     [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_ITEM] = "item",           [BLOCK_ROW] = "row",
    [BLOCK_BREAK] = "break",         [BLOCK_LINK] = "link",
    [BLOCK_FURNITURE] = "furniture", [BLOCK_FOOTNOTE] = "footnote"};

/* ---- where a line stands ------------------------------------------------------------------ */

/* Blocks come in order: the section and the table go along. */
static void follow(struct explaining *x, size_t block) {
    const struct analysis *a = x->analysis;
    x->section = a->section_count ? (size_t)(section_at(a, block) - a->sections) : 0;
    while (x->table < a->table_count && a->tables[x->table].end <= block)
        x->table++;
}

/* The table's head belongs to it. */
static const struct judgement_table *table_at(const struct explaining *x, size_t block) {
    const struct analysis *a = x->analysis;
    const struct judgement_table *t = x->table < a->table_count ? &a->tables[x->table] : NULL;
    return t && block + 1 >= t->first ? t : NULL;
}

/* By what a section is about; NULL: this inspection. */
static const char *const places[] = {
    [ABOUT_EARLIER] = "earlier", [ABOUT_OTHERS] = "others",       [ABOUT_CONTENTS] = "contents",
    [ABOUT_GRADES] = "grades",   [ABOUT_PUBLISHER] = "publisher", [ABOUT_ANNEX] = "annex",
};

static const char *place_of(const struct explaining *x, size_t block) {
    const struct analysis *a = x->analysis;
    if (!a->profile || block >= ASIDE_FIRST)
        return NULL;
    const struct section *s = section_at(a, block);
    if (s->about != ABOUT_INSPECTION)
        return places[s->about];
    if (a->is_record)
        return NULL; /* which place a value has in it, its path says */
    if (table_at(x, block))
        return "table";
    if (!x->section)
        return "front";
    return a->sections[x->section].rule ? "section" : "unknown";
}

static void add_section(struct explaining *x, kloe_line *line, struct passage heading) {
    struct analysis *a = x->analysis;
    const char *words = heading.to ? passage_string(a, heading) : NULL;
    if (words && !report_has_string(&line->sections, words))
        report_add_string(a->arena, &line->sections, words);
}

static void add_place(struct explaining *x, size_t block, kloe_line *line) {
    const struct analysis *a = x->analysis;
    line->place = place_of(x, block);
    if (!line->place)
        return;
    add_section(x, line, a->sections[x->section].group);
    add_section(x, line, a->sections[x->section].heading);
    const struct judgement_table *table = table_at(x, block);
    if (table)
        add_section(x, line, table->group);
}

/* ---- who took it --------------------------------------------------------------------------- */

static bool has_taking(const kloe_line *line, const struct taking *t) {
    const char *key = t->rule ? t->rule->key : NULL;
    for (size_t i = 0; i < line->takings.count; i++)
        if (line->takings.items[i].key == key && strcmp(line->takings.items[i].as, t->as) == 0)
            return true;
    return false;
}

static void add_taking(struct explaining *x, struct passage p, const struct taking *t,
                       kloe_line *line) {
    struct analysis *a = x->analysis;
    struct passage part = t->passage; /* of it, what this line has */
    part.from = part.from < p.from ? p.from : part.from;
    part.to = part.to > p.to ? p.to : part.to;
    *REPORT_ADD(a->arena, line->takings) =
        (kloe_taking){.as = t->as,
                      .text = passage_string(a, part),
                      .key = t->rule ? t->rule->key : NULL,
                      .pattern = t->rule ? t->rule->source : NULL,
                      .at = passage_at(a->document, part)};
}

static int by_place(const void *a, const void *b) {
    const kloe_taking *x = a, *y = b;
    return (x->at.offset > y->at.offset) - (x->at.offset < y->at.offset);
}

static void add_takings(struct explaining *x, struct passage p, kloe_line *line) {
    size_t seen = 0;
    for (const struct taking *t = account_last(x->analysis, p.block);
         t && seen < TAKINGS_SEEN && line->takings.count < TAKINGS_MAX;
         t = account_before(x->analysis, t), seen++)
        if (t->passage.cell == p.cell && t->passage.from < p.to && p.from < t->passage.to &&
            !has_taking(line, t))
            add_taking(x, p, t, line);
    if (line->takings.count)
        qsort(line->takings.items, line->takings.count, sizeof *line->takings.items, by_place);
}

/* ---- what should have been taken ------------------------------------------------------------ */

static bool is_label_shaped(struct text t) {
    size_t colon = text_find(t, ':', 0);
    return colon && colon < t.n && colon <= LABEL_BYTES && is_letter(t.s[0]) &&
           (colon + 1 == t.n || is_space(t.s[colon + 1]));
}

static bool expects_numbers(const struct analysis *a, const struct section *s) {
    bool list = s->rule && s->rule->kind == SECTION_RECOMMENDATIONS;
    return list ? a->profile->items[ITEM_NUMBER] : a->profile->findings == NUMBERING_WHOLE;
}

/* Prose can end a line in such a word: a judgement is all of its line, is printed with a capital,
 * or is a sentence that stands alone. */
static bool is_graded(const struct explaining *x, struct passage p) {
    const struct analysis *a = x->analysis;
    struct text t = passage_text(a->document, p), word;
    struct text cell = cell_text(a->document, p.block, p.cell);
    if (t.n > GRADED_BYTES || text_ends(t, TEXT(".")))
        return false;
    if (table_at(x, p.block) && grade_at_end(a, t, true, &word) && word.n == t.n)
        return true; /* a table can have a grade that the family has not */
    if (!grade_at_end(a, t, false, &word))
        return false;
    struct text before = text_trim(text_slice(t, 0, (size_t)(word.s - t.s)));
    if (!before.n && x->judged && x->section)
        return false; /* chapters repeat the grade that the report begins with */
    if (!before.n || cell.n == t.n)
        return true;
    return is_upper(word.s[0]) && !(t.s[0] >= 'a' && t.s[0] <= 'z') &&
           !text_ends(before, TEXT("."));
}

static const char *evidence_of(const struct explaining *x, struct passage p) {
    const struct analysis *a = x->analysis;
    struct text t = passage_text(a->document, p);
    bool front = x->section == 0, sentence = text_ends(t, TEXT("."));
    struct date_range date;
    unsigned number;
    if (is_graded(x, p))
        return "grade";
    if (front && t.n <= GRADED_BYTES && is_label_shaped(t))
        return "label";
    bool prose = cell_text(a->document, p.block, p.cell).n > PROSE_BYTES;
    if (front && !prose && t.n <= SHORT_BYTES && !sentence && date_find(t, &date))
        return "date";
    if (p.from == 0 && a->document->blocks[p.block].kind != BLOCK_ROW &&
        expects_numbers(a, &a->sections[x->section]) && marker_number(t, &number))
        return "number";
    return NULL;
}

static bool is_expected(const kloe_line *line) {
    return line->place &&
           (strcmp(line->place, "front") == 0 || strcmp(line->place, "section") == 0 ||
            strcmp(line->place, "table") == 0);
}

/* Nearest rules of a line that nobody took, and of the one that was asked for in any case. */
static void add_near_rules(struct explaining *x, struct passage p, kloe_line *line) {
    bool asked = x->out->line != 0;
    if (line->takings.count && !asked)
        return;
    bool expected = is_expected(line) && !line->takings.count;
    bool nearly = x->near && x->near_count++ < KLOE_NEAR_LINES && near_find(x->near, p, line);
    if (expected)
        line->evidence = evidence_of(x, p);
    if (expected && nearly && !line->evidence)
        line->evidence = "label";
}

/* ---- lines ------------------------------------------------------------------------------------
 */

static bool is_asked_for(const struct explaining *x, const kloe_at *at) {
    return !x->out->line || (at->offset < x->to && x->from < at->offset + at->length);
}

static void note_seen(struct explaining *x, const kloe_at *at) {
    const struct document *d = x->analysis->document;
    for (size_t i = at->line; i && i <= d->line_count; i++) {
        if (i > at->line && d->lines[i - 1] >= at->offset + at->length)
            return;
        x->seen[i - 1] = true;
    }
}

static void add_line(struct explaining *x, struct passage p, enum block_kind kind, size_t cell) {
    struct analysis *a = x->analysis;
    kloe_at at = passage_at(a->document, p);
    if (!at.line || !is_asked_for(x, &at))
        return;
    note_seen(x, &at);
    if (x->out->lines.count == KLOE_EXPLAINED_LINES) {
        x->out->unlisted++;
        return;
    }
    kloe_line *line = REPORT_ADD(a->arena, x->out->lines);
    line->at = at;
    line->kind = kind_names[kind];
    line->cell = cell;
    line->text = passage_string(a, p);
    add_place(x, p.block, line);
    add_takings(x, p, line);
    add_near_rules(x, p, line);
}

static void add_lines(struct explaining *x, struct passage cell, enum block_kind kind) {
    struct passage line;
    for (size_t at = 0; passage_line(x->analysis->document, cell, &at, &line);)
        if (line.from < line.to)
            add_line(x, line, kind, kind == BLOCK_ROW ? cell.cell + 1 : 0);
}

static void add_blocks(struct explaining *x) {
    const struct document *d = x->analysis->document;
    for (size_t b = 0; b < d->block_count; b++) {
        follow(x, b);
        for (size_t c = 0; c < d->blocks[b].cell_count; c++)
            add_lines(x, document_cell(d, b, c), d->blocks[b].kind);
    }
    for (size_t i = 0; i < d->aside_count; i++)
        if (d->asides[i].cell_count)
            add_lines(x, document_cell(d, ASIDE_FIRST + i, 0), d->asides[i].kind);
}

static struct text input_line(const struct document *d, size_t line) {
    size_t end = line < d->line_count ? d->lines[line] : d->source->text.n;
    return text_trim(text_slice(d->source->text, d->lines[line - 1], end));
}

/* A line of the input that gave no text to the document. */
static void add_unseen(struct explaining *x, size_t line, struct text t) {
    struct analysis *a = x->analysis;
    const struct document *d = a->document;
    if (x->out->lines.count == KLOE_EXPLAINED_LINES) {
        x->out->unlisted++;
        return;
    }
    size_t length = t.n < DROPPED_BYTES ? t.n : DROPPED_BYTES;
    while (length && length < t.n && ((unsigned char)t.s[length] & 0xC0) == 0x80)
        length--;
    kloe_line *out = REPORT_ADD(a->arena, x->out->lines);
    out->at =
        (kloe_at){t.n ? (size_t)(t.s - d->source->text.s) : d->lines[line - 1], t.n, line, 0, {0}};
    out->kind = t.n ? "dropped" : "blank";
    out->text = text_string(a->arena, text_slice(t, 0, length));
}

/* Lines of text that are none of the document: in markup these are marks and are told of only
 * where they are asked for. */
static void add_dropped(struct explaining *x) {
    const struct document *d = x->analysis->document;
    bool text = d->source->format == KLOE_FORMAT_TEXT || d->source->format == KLOE_FORMAT_PDF;
    size_t asked = x->out->line;
    if (asked && !x->seen[asked - 1])
        add_unseen(x, asked, input_line(d, asked));
    for (size_t i = 1; !asked && text && i <= d->line_count; i++)
        if (!x->seen[i - 1] && input_line(d, i).n)
            add_unseen(x, i, input_line(d, i));
}

static int by_offset(const void *a, const void *b) {
    const kloe_line *x = a, *y = b;
    int order = (x->at.offset > y->at.offset) - (x->at.offset < y->at.offset);
    return order ? order : (x->cell > y->cell) - (x->cell < y->cell);
}

void explain_lines(struct analysis *a, kloe_explanation *out) {
    const struct document *d = a->document;
    struct explaining x = {.analysis = a, .out = out, .near = a->is_record ? NULL : near_open(a)};
    x.judged = true;
    for (size_t i = 0; i < out->missing.count; i++)
        x.judged &= strncmp(out->missing.items[i].path, "judgements", strlen("judgements")) != 0;
    x.seen = arena_alloc(a->arena, d->line_count + 1);
    if (out->line) {
        x.from = d->lines[out->line - 1];
        x.to = out->line < d->line_count ? d->lines[out->line] : d->source->text.n;
    }
    add_blocks(&x);
    add_dropped(&x);
    if (out->lines.count)
        qsort(out->lines.items, out->lines.count, sizeof *out->lines.items, by_offset);
}
