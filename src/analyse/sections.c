#include "analyse/sections.h"

#include "document/marker.h"

#include <string.h>

enum { HEADING_BYTES_MAX = 400, SHAPED_BYTES_MAX = 90, CONTENTS_ENTRIES_MAX = 64 };

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

/* A heading that is the block's first line has words below it that begin a new sentence. */
static size_t first_line(struct text t) {
    size_t line = text_find(t, '\n', 0);
    return line < t.n && !(t.s[line + 1] >= 'a' && t.s[line + 1] <= 'z') ? line : 0;
}

static bool opens_section(struct analysis *a, size_t block, struct section *out) {
    const struct block *b = &a->document->blocks[block];
    *out = (struct section){.first = block + 1};
    if (b->kind != BLOCK_HEADING && b->kind != BLOCK_PARAGRAPH)
        return false;
    struct passage whole = document_cell(a->document, block, 0);
    if (match_rule(a, passage_trim_marks(a->document, whole, ":?."), out))
        return true;
    size_t line = first_line(block_text(a->document, block));
    if (!line ||
        !match_rule(a, passage_trim_marks(a->document, passage_part(whole, 0, line), ":?."), out))
        return false;
    out->first = block;
    out->offset = line + 1;
    return true;
}

/* A list ends at a heading that the family does not know, unless that stands below its own. */
static bool ends_list(const struct analysis *a, const struct section *open, size_t block) {
    const struct block *b = &a->document->blocks[block];
    if (!open->rule || b->kind != BLOCK_HEADING)
        return false;
    if (open->rule->kind != SECTION_RECOMMENDATIONS && open->rule->kind != SECTION_NEXT_STEPS)
        return false;
    const struct block *own = &a->document->blocks[open->heading.block];
    struct match m;
    if (pattern_match(a->matcher, &a->language->timescale, block_text(a->document, block), 0,
                      PATTERN_START, &m))
        return false;
    return own->kind != BLOCK_HEADING || b->level <= own->level;
}

static void add_section(struct analysis *a, size_t *capacity, struct section s) {
    if (a->section_count)
        a->sections[a->section_count - 1].end = s.heading.to ? s.heading.block : s.first;
    a->sections =
        arena_room(a->arena, a->sections, a->section_count, capacity, sizeof *a->sections);
    a->sections[a->section_count++] = s;
}

/* A heading without a body that comes again is an entry of a list of contents. */
static void drop_contents(struct analysis *a) {
    for (size_t i = 0; i < a->section_count; i++) {
        struct section *s = &a->sections[i];
        if (!s->rule || s->first < s->end)
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

void sections_find(struct analysis *a) {
    size_t capacity = 0;
    struct section s = {0};
    add_section(a, &capacity, s);
    for (size_t i = 0; i < a->document->block_count; i++) {
        if (opens_section(a, i, &s))
            add_section(a, &capacity, s);
        else if (ends_list(a, &a->sections[a->section_count - 1], i))
            add_section(a, &capacity, (struct section){.first = i});
    }
    a->sections[a->section_count - 1].end = a->document->block_count;
    for (size_t i = 0; i < a->section_count; i++) {
        struct section *each = &a->sections[i];
        if (each->end < each->first) /* heading and body share a block */
            each->end = each->first;
        if (each->offset && each->end == each->first)
            each->end = each->first + 1;
    }
    drop_contents(a);
}

struct passage section_body(const struct analysis *a, const struct section *s, size_t block) {
    const struct block *b = &a->document->blocks[block];
    if (b->kind == BLOCK_ROW || b->kind == BLOCK_BREAK)
        return (struct passage){0};
    struct passage p = document_cell(a->document, block, 0);
    if (block == s->first)
        p.from = (uint32_t)s->offset;
    return passage_trim(a->document, p);
}

bool is_heading_shaped(const struct document *d, size_t block) {
    const struct block *b = &d->blocks[block];
    if (b->kind == BLOCK_HEADING)
        return true;
    struct text t = block_text(d, block);
    return b->kind == BLOCK_PARAGRAPH && t.n <= SHAPED_BYTES_MAX && is_upper(t.s[0]) &&
           text_find(t, '\n', 0) == t.n && !marker_can_end(t);
}
