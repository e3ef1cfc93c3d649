#include "analyse/sections.h"

#include "analyse/account.h"
#include "analyse/content_table.h"
#include "analyse/grade_table.h"
#include "analyse/heading.h"
#include "analyse/timescale.h"
#include "document/cut.h"
#include "document/marker.h"

#include <string.h>

enum { HEADING_BYTES_MAX = 400, SHAPED_BYTES_MAX = 90, CONTENTS_ENTRIES_MAX = 64 };
enum { HEADING_LINES_MAX = 4, CUT_LINES_MAX = 20000 };
enum { TABLE_BYTES_MAX = 300, TABLE_LINES_MAX = 60, LABEL_BYTES_MAX = 150 };

static struct passage group_passage(const struct match *m, const char *name, struct passage p) {
    size_t from, to;
    if (!match_group(m, name, &from, &to))
        return (struct passage){0};
    return passage_part(p, from, to);
}

static bool match_rule(struct analysis *a, struct passage p, struct section *out) {
    struct text t = passage_text(a->document, p);
    if (!t.n || t.n > HEADING_BYTES_MAX)
        return false;
    for (size_t i = 0; i < a->profile->section_count; i++) {
        const struct section_rule *rule = &a->profile->sections[i];
        struct match m;
        if (!pattern_match(a->matcher, &rule->heading, t, 0, PATTERN_WHOLE, &m))
            continue;
        out->rule = rule;
        out->heading = p;
        out->number = group_passage(&m, "number", p);
        out->title = passage_trim(a->document, group_passage(&m, "title", p));
        return true;
    }
    return false;
}

/* What is printed around a heading's words: a colon or question mark, and a footnote's mark glued
 * to it or to the last word ("improve?1"). */
static struct passage bare_heading(const struct document *d, struct passage p) {
    p = passage_trim_marks(d, p, ":?.");
    struct text t = passage_text(d, p);
    size_t n = t.n;
    while (n && is_digit(t.s[n - 1]))
        n--;
    bool mark = n < t.n && n && (strchr(":?.", t.s[n - 1]) || is_letter(t.s[n - 1]));
    return mark ? passage_trim_marks(d, passage_part(p, 0, n), ":?.") : p;
}

/* A heading can have its grade beside it. */
static bool has_grade_cell(const struct analysis *a, size_t block) {
    size_t unused;
    for (size_t c = 1; c < a->document->blocks[block].cell_count; c++)
        if (scale_match(a->profile->all_scales, cell_text(a->document, block, c), &unused, &unused))
            return true;
    return false;
}

/* "We found faults. The provider must:": the heading of a list behind another sentence. */
static bool leads_up(struct analysis *a, struct passage p, struct section *out) {
    struct passage sentence;
    struct section found = *out;
    p = passage_trim(a->document, p);
    if (!text_ends(passage_text(a->document, p), TEXT(":")))
        return false;
    for (size_t at = 0; passage_sentence(a->document, p, &at, &sentence);)
        if (sentence.from > p.from && at >= p.to - p.from &&
            match_rule(a, bare_heading(a->document, sentence), &found) &&
            found.rule->kind == SECTION_RECOMMENDATIONS) {
            *out = found;
            return true;
        }
    return false;
}

static bool opens_section(struct analysis *a, size_t block, struct section *out) {
    const struct block *b = &a->document->blocks[block];
    *out = (struct section){.first = block + 1};
    if (b->kind != BLOCK_HEADING && b->kind != BLOCK_PARAGRAPH &&
        !(b->kind == BLOCK_ROW && has_grade_cell(a, block)))
        return false;
    struct passage p = bare_heading(a->document, document_cell(a->document, block, 0));
    if (match_rule(a, p, out) || leads_up(a, document_cell(a->document, block, 0), out))
        return true;
    if (text_find(block_text(a->document, block), '\n', 0) == block_text(a->document, block).n)
        out->rule = heading_near(a, passage_text(a->document, p));
    out->heading = p;
    return out->rule != NULL;
}

/* The table that the passage opens. */
static bool match_group_rule(struct analysis *a, struct passage p, struct judgement_table *out) {
    struct match m;
    p = passage_trim_marks(a->document, p, ":");
    struct text t = passage_text(a->document, p);
    for (size_t i = 0; t.n && t.n <= HEADING_BYTES_MAX && i < a->profile->judgement_count; i++) {
        const struct judgement_rule *rule = &a->profile->judgements[i];
        if (!pattern_match(a->matcher, &rule->group, t, 0, PATTERN_WHOLE, &m))
            continue;
        struct passage group = group_passage(&m, "group", p);
        struct passage aspect = group_passage(&m, "aspect", p);
        if (aspect.to && a->document->blocks[p.block].kind == BLOCK_ROW)
            continue; /* a label in a table */
        *out = (struct judgement_table){
            .rule = rule, .group = group.to ? group : p, .named = group.to != 0, .aspect = aspect};
        return true;
    }
    return false;
}

/* The same for a heading that is nearly a table's: one line, alone. */
static bool near_group_rule(struct analysis *a, size_t block, struct judgement_table *out) {
    enum block_kind kind = a->document->blocks[block].kind;
    struct passage p = document_cell(a->document, block, 0);
    struct text t = passage_text(a->document, p);
    if ((kind != BLOCK_HEADING && kind != BLOCK_PARAGRAPH) || text_find(t, '\n', 0) < t.n)
        return false;
    p = passage_trim_marks(a->document, p, ":");
    *out =
        (struct judgement_table){.rule = group_near(a, passage_text(a->document, p)), .group = p};
    if (out->rule && strstr(out->rule->group.source, "(?<aspect>"))
        out->aspect = p;
    return out->rule != NULL;
}

/* Whether a line of the block is a grade, or a label that is known and its grade. */
static bool has_grade_line(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct text t = block_text(a->document, block);
    size_t first, last;
    for (size_t from = 0, to, lines = 0; from < t.n && lines < TABLE_LINES_MAX;
         from = to + 1, lines++) {
        to = text_find(t, '\n', from);
        struct text line = text_slice(t, from, to);
        if (scale_match(rule->scale, line, &first, &last))
            return true;
        if (scale_match_end(rule->scale, line, &first, &last) &&
            aspect_match(a, rule, text_trim(text_slice(line, 0, first))))
            return true;
    }
    return false;
}

/* A numbered paragraph that is no numbered label: the findings begin. */
static bool is_numbered_text(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct text t = block_text(a->document, block);
    unsigned number;
    size_t mark = marker_number(t, &number), from, to;
    if (!mark)
        return false;
    if (t.n <= LABEL_BYTES_MAX && (mark == t.n || !text_ends(text_trim(t), TEXT("."))))
        return false; /* a label that goes on, or one that nobody knows */
    struct text line = text_slice(t, mark, text_find(t, '\n', mark));
    if (scale_match_end(rule->scale, line, &from, &to))
        line = text_trim(text_slice(line, 0, from));
    return !aspect_begins(a, rule, line);
}

/* Prose, the pattern that ends it, or a heading that is no label end a table, unless a grade stands
 * on a line among them. */
static bool ends_table(struct analysis *a, const struct judgement_rule *rule, size_t block) {
    struct text t = block_text(a->document, block);
    struct section section;
    if (pattern_match(a->matcher, &rule->until, t, 0, PATTERN_START, NULL))
        return true;
    if (a->document->blocks[block].kind == BLOCK_ROW)
        return t.n > TABLE_BYTES_MAX; /* its first cell is a label */
    if (has_grade_line(a, rule, block))
        return false;
    if (rule->prose && !opens_section(a, block, &section))
        return false;
    struct text first = text_slice(t, 0, text_find(t, '\n', 0));
    return t.n > TABLE_BYTES_MAX || is_numbered_text(a, rule, block) ||
           (opens_section(a, block, &section) && !aspect_begins(a, rule, first) &&
            !aspect_begins(a, rule, passage_text(a->document, section.heading)));
}

/* What could head a table of its own is a label in a grid, or a line of an open table of labels. */
static bool is_label_of(struct analysis *a, const struct judgement_table *open,
                        const struct judgement_table *headed, bool heading) {
    if (open->rule->kind == TABLE_GRID)
        return true;
    return !heading && !open->aspect.to &&
           aspect_match(a, open->rule, passage_text(a->document, headed->aspect));
}

static void find_tables(struct analysis *a) {
    size_t capacity = 0;
    struct judgement_table *open = NULL;
    bool graded = false; /* the open table has a grade that is all of its line */
    for (size_t i = 0; i < a->document->block_count; i++) {
        bool heading = a->document->blocks[i].kind == BLOCK_HEADING;
        if (a->earlier[i] ||
            (open && (ends_table(a, open->rule, i) || (open->aspect.to && heading && graded))))
            open = NULL;
        graded |= open && has_grade_line(a, open->rule, i);
        if (a->earlier[i])
            continue;
        if (a->document->blocks[i].kind == BLOCK_BREAK)
            continue;
        struct judgement_table table;
        if ((match_group_rule(a, document_cell(a->document, i, 0), &table) ||
             near_group_rule(a, i, &table)) &&
            !(table.aspect.to && open && is_label_of(a, open, &table, heading))) {
            a->tables =
                arena_room(a->arena, a->tables, a->table_count, &capacity, sizeof *a->tables);
            open = &a->tables[a->table_count++];
            *open = table;
            account_take(a, document_cell(a->document, i, 0), "head of a table",
                         &table.rule->group);
            graded = false;
            open->first = i + 1;
        }
        if (open)
            open->end = i + 1;
    }
}

static bool is_closing(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->language->closing, t, 0, PATTERN_START, NULL);
}

/* A list ends at a letter's end, at a heading that the family does not know, unless that stands
 * below its own. */
static bool ends_list(struct analysis *a, const struct section *open, size_t block) {
    const struct block *b = &a->document->blocks[block];
    if (!open->rule ||
        (open->rule->kind != SECTION_RECOMMENDATIONS && open->rule->kind != SECTION_NEXT_STEPS))
        return false;
    unsigned number;
    if (is_closing(a, block_text(a->document, block)))
        return true;
    if (!a->profile->item_start.source && !a->profile->items[ITEM_NUMBER] &&
        !a->profile->items[ITEM_DECIMAL] && b->kind == BLOCK_PARAGRAPH &&
        marker_number(block_text(a->document, block), &number))
        return true; /* the findings begin */
    if (b->kind != BLOCK_HEADING)
        return false;
    const struct block *own = &a->document->blocks[open->heading.block];
    struct match m;
    struct text t = block_text(a->document, block);
    if (pattern_match(a->matcher, &a->language->timescale, t, 0, PATTERN_START, &m) ||
        pattern_match(a->matcher, &a->language->lead_in, t, 0, PATTERN_ANYWHERE, &m))
        return false;
    return own->kind != BLOCK_HEADING || b->level <= own->level;
}

static void add_section(struct analysis *a, size_t *capacity, struct section s) {
    if (a->section_count)
        a->sections[a->section_count - 1].end = s.heading.to ? s.heading.block : s.first;
    a->sections =
        arena_room(a->arena, a->sections, a->section_count, capacity, sizeof *a->sections);
    a->sections[a->section_count++] = s;
    account_take(a, s.heading, "heading", s.rule ? &s.rule->heading : NULL);
}

/* "Recommendations    5": what stands below an entry of a list of contents is a page's number. */
static bool has_body(const struct analysis *a, const struct section *s) {
    for (size_t i = s->first; i < s->end; i++) {
        struct text t = text_trim(block_text(a->document, i));
        size_t n;
        text_number(t, 4, &n);
        if (n != t.n)
            return true;
    }
    return false;
}

/* A heading without a body that comes again is an entry of a list of contents. */
static void drop_contents(struct analysis *a) {
    for (size_t i = 0; i < a->section_count; i++) {
        struct section *s = &a->sections[i];
        if (!s->rule || has_body(a, s))
            continue;
        struct text heading = passage_text(a->document, s->heading);
        size_t last = i + CONTENTS_ENTRIES_MAX;
        for (size_t k = i + 1; k < a->section_count && k <= last; k++)
            if (text_same(heading, passage_text(a->document, a->sections[k].heading))) {
                s->rule = NULL;
                break;
            }
    }
}

/* A chapter's heading says whose it is until another one does. */
static void spread_bodies(struct analysis *a) {
    const char *body = a->profile->recommendation_body;
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section_rule *rule = a->sections[i].rule;
        body = rule && rule->body ? rule->body : body;
        a->sections[i].body = body;
    }
}

/* A group's heading holds until the next one. */
static void spread_groups(struct analysis *a) {
    struct passage group = {0};
    for (size_t i = 0; i < a->section_count; i++) {
        struct section *s = &a->sections[i];
        if (s->rule && s->rule->kind == SECTION_GROUP)
            group = s->title.to ? s->title : s->heading;
        s->group = group;
    }
}

/* The publisher's own words behind the report end whatever is open. */
static bool is_back_matter(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->language->back_matter, t, 0, PATTERN_START, NULL);
}

/* A table of breaches names standards too. */
static bool is_in_breaches(const struct analysis *a, const struct section *s) {
    const struct section_rule *open = a->sections[a->section_count - 1].rule;
    return open && open->kind == SECTION_BREACHES && s->rule->kind == SECTION_STANDARD;
}

/* A list without marks can be a table, with the section's heading above its column once more. */
static bool repeats_heading(const struct analysis *a, const struct section *s) {
    const struct section *open = &a->sections[a->section_count - 1];
    return a->profile->item_start.source && s->rule == open->rule &&
           text_same(passage_text(a->document, s->heading),
                     passage_text(a->document, open->heading));
}

static bool is_item(const struct analysis *a, size_t block) {
    unsigned number;
    const struct document *d = a->document;
    return block < d->block_count &&
           (d->blocks[block].kind == BLOCK_ITEM ||
            (a->profile->items[ITEM_NUMBER] && marker_number(block_text(d, block), &number)));
}

/* A chapter's name right below the heading of a list, and an item right below it: the list's first
 * topic. */
static bool is_topic_of_list(const struct analysis *a, const struct section *s) {
    const struct section *open = &a->sections[a->section_count - 1];
    return open->rule && open->rule->kind == SECTION_RECOMMENDATIONS &&
           s->rule->kind == SECTION_OTHER && open->heading.to &&
           open->heading.block + 1 == s->heading.block && is_item(a, s->heading.block + 1);
}

void sections_find(struct analysis *a) {
    size_t capacity = 0;
    struct section s = {0};
    find_tables(a);
    content_table_find(a);
    add_section(a, &capacity, s);
    for (size_t i = 0, table = 0; i < a->document->block_count; i++) {
        while (table < a->table_count && a->tables[table].end <= i)
            table++;
        if (table < a->table_count && a->tables[table].first <= i)
            continue;
        if (a->earlier[i]) { /* belongs to no section of this report */
            if (i == 0 || !a->earlier[i - 1])
                add_section(a, &capacity, (struct section){.first = i});
            continue;
        }
        if (i && a->earlier[i - 1])
            add_section(a, &capacity, (struct section){.first = i});
        if (opens_section(a, i, &s)) {
            if (!repeats_heading(a, &s) && !is_in_breaches(a, &s) && !is_topic_of_list(a, &s))
                add_section(a, &capacity, s);
        } else if (is_back_matter(a, block_text(a->document, i)) ||
                   ends_list(a, &a->sections[a->section_count - 1], i)) {
            add_section(a, &capacity, (struct section){.first = i});
        }
    }
    a->sections[a->section_count - 1].end = a->document->block_count;
    drop_contents(a);
    spread_bodies(a);
    spread_groups(a);
}

bool is_in_table(const struct analysis *a, size_t block) {
    for (size_t i = 0; i < a->table_count && a->tables[i].first <= block; i++)
        if (block < a->tables[i].end)
            return true;
    return false;
}

/* The end of the `lines`-th line from `from` on; t.n at the latest. */
static size_t lines_end(struct text t, size_t from, size_t lines) {
    size_t end = text_find(t, '\n', from);
    while (--lines && end < t.n)
        end = text_find(t, '\n', end + 1);
    return end;
}

static size_t line_count(struct text t, size_t from) {
    size_t lines = 1;
    for (; lines < HEADING_LINES_MAX && (from = text_find(t, '\n', from)) < t.n; from++)
        lines++;
    return lines;
}

/* The longest heading that begins with the line at `from`; 0 where none does. */
static size_t heading_end(struct analysis *a, size_t block, size_t from) {
    struct text t = block_text(a->document, block);
    struct passage p = document_cell(a->document, block, 0);
    struct section unused;
    struct judgement_table table;
    kloe_timescale timescale;
    for (size_t lines = line_count(t, from); lines; lines--) {
        size_t end = lines_end(t, from, lines);
        bool goes_on = end + 1 < t.n && t.s[end + 1] >= 'a' && t.s[end + 1] <= 'z';
        struct passage line = passage_part(p, from, end);
        if (!goes_on && (match_rule(a, bare_heading(a->document, line), &unused) ||
                         match_group_rule(a, line, &table) ||
                         (lines == 1 && timescale_heading(a, line, &timescale))))
            return end;
    }
    return 0;
}

struct cuts {
    struct cut *items;
    size_t count, capacity;
    size_t lines; /* that have been looked at */
};

static void add_cut(struct analysis *a, struct cuts *c, size_t block, size_t at) {
    c->items = arena_room(a->arena, c->items, c->count, &c->capacity, sizeof *c->items);
    c->items[c->count++] = (struct cut){(uint32_t)block, (uint32_t)at};
}

static void find_cuts(struct analysis *a, size_t block, struct cuts *c) {
    struct text t = block_text(a->document, block);
    for (size_t from = 0; from < t.n && c->lines < CUT_LINES_MAX; c->lines++) {
        if (from && marker_ends(text_slice(t, 0, from)) && is_closing(a, text_slice(t, from, t.n)))
            add_cut(a, c, block, from);
        size_t end = is_upper(t.s[from]) ? heading_end(a, block, from) : 0;
        if (end && from)
            add_cut(a, c, block, from);
        if (end && end < t.n)
            add_cut(a, c, block, end);
        if (!end && from && marker_ends(text_slice(t, 0, from)) &&
            is_back_matter(a, text_slice(t, from, lines_end(t, from, HEADING_LINES_MAX))))
            add_cut(a, c, block, from);
        from = (end ? end : text_find(t, '\n', from)) + 1;
    }
}

void sections_cut(struct analysis *a, struct document *d) {
    struct cuts c = {0};
    for (size_t i = 0; i < d->block_count; i++) {
        enum block_kind kind = d->blocks[i].kind;
        struct text t = block_text(d, i);
        if ((kind == BLOCK_PARAGRAPH || kind == BLOCK_ITEM) && text_find(t, '\n', 0) < t.n)
            find_cuts(a, i, &c);
    }
    document_cut(d, c.items, c.count);
}

struct passage section_body(const struct analysis *a, size_t block) {
    const struct block *b = &a->document->blocks[block];
    if (b->kind == BLOCK_ROW || b->kind == BLOCK_BREAK)
        return (struct passage){0};
    return passage_trim(a->document, document_cell(a->document, block, 0));
}

unsigned number_at(const struct document *d, struct passage p, size_t *length) {
    unsigned value = 0;
    *length = marker_number(passage_text(d, p), &value);
    return *length ? value : d->blocks[p.block].ordinal;
}

bool is_heading_shaped(const struct document *d, size_t block) {
    const struct block *b = &d->blocks[block];
    if (b->kind == BLOCK_HEADING)
        return true;
    struct text t = block_text(d, block);
    return b->kind == BLOCK_PARAGRAPH && t.n <= SHAPED_BYTES_MAX && is_upper(t.s[0]) &&
           text_find(t, '\n', 0) == t.n && !marker_can_end(t);
}
