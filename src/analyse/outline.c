#include "analyse/outline.h"

#include "analyse/account.h"
#include "analyse/heading.h"
#include "analyse/judgement_tables.h"
#include "analyse/scope.h"

enum { CONTENTS_ENTRIES_MAX = 64, INSPECTION_BYTES_MAX = 200 };

struct outline {
    struct analysis *analysis;
    size_t capacity;
    struct scope scope; /* of the list that is open */
};

static struct section *open_section(const struct analysis *a) {
    return &a->sections[a->section_count - 1];
}

static void add_section(struct outline *o, struct section s) {
    struct analysis *a = o->analysis;
    if (a->section_count)
        open_section(a)->end = section_begin(&s);
    a->sections =
        arena_room(a->arena, a->sections, a->section_count, &o->capacity, sizeof *a->sections);
    s.end = a->document->block_count;
    a->sections[a->section_count++] = s;
    o->scope = (struct scope){0};
}

/* ---- earlier inspections: pages of a service list them all, newest first ----------------- */

static bool heads_inspection(struct analysis *a, struct passage p) {
    struct text t = passage_text(a->document, passage_trim_marks(a->document, p, ":"));
    return t.n <= INSPECTION_BYTES_MAX &&
           pattern_match(a->matcher, &a->profile->inspection, t, 0, PATTERN_WHOLE, NULL);
}

/* Markup tells how far it goes: until a heading of its own level or above. Without levels, the next
 * heading that the family knows ends it. */
static bool ends_earlier(struct analysis *a, const struct section *open, size_t block, bool known) {
    const struct block *b = &a->document->blocks[block];
    const struct block *head = &a->document->blocks[open->heading.block];
    struct section unused;
    if (head->kind == BLOCK_HEADING && !head->styled)
        return b->kind == BLOCK_HEADING && heading_outranks(b, head);
    return known || chapter_opens(a, block, &unused);
}

/* Parts the document into what is said of this inspection and what of earlier ones. */
static void find_parts(struct outline *o) {
    struct analysis *a = o->analysis;
    add_section(o, (struct section){0});
    for (size_t i = 0; i < a->document->block_count; i++) {
        enum block_kind kind = a->document->blocks[i].kind;
        struct passage p = document_cell(a->document, i, 0);
        struct section s = {0};
        if (kind != BLOCK_HEADING && kind != BLOCK_PARAGRAPH)
            continue;
        bool known = heading_match(a, p, &s), heads = heads_inspection(a, p);
        s.earlier = (heads && a->inspection.to) || (known && s.rule->kind == SECTION_PREVIOUS);
        if (heads && !s.earlier)
            a->inspection = p;
        if (s.earlier)
            add_section(
                o, (struct section){.earlier = true, .rule = s.rule, .heading = p, .first = i + 1});
        else if (open_section(a)->earlier && (heads || ends_earlier(a, open_section(a), i, known)))
            add_section(o, (struct section){.first = i});
    }
}

/* ---- contents ---------------------------------------------------------------------------- */

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

/* ---- the tree ---------------------------------------------------------------------------- */

/* A part of the report that has chapters stands above those, and they above lists. */
static enum rank rank_of(const struct section *s) {
    if (!s->rule || s->earlier)
        return RANK_LIST;
    if (s->rule->body || s->rule->kind == SECTION_GROUP)
        return RANK_PART;
    return s->rule->kind == SECTION_OTHER ? RANK_CHAPTER : RANK_LIST;
}

/* Every section stands below the nearest one above it that has a higher rank, and has from that one
 * what it does not say itself. */
static void nest(struct analysis *a) {
    a->sections[0].body = a->profile->recommendation_body;
    for (size_t i = 1; i < a->section_count; i++) {
        struct section *s = &a->sections[i];
        s->rank = rank_of(s);
        s->parent = i - 1;
        while (a->sections[s->parent].rank >= s->rank)
            s->parent = a->sections[s->parent].parent;
        const struct section *above = &a->sections[s->parent];
        bool group = s->rule && s->rule->kind == SECTION_GROUP;
        s->body = s->rule && s->rule->body ? s->rule->body : above->body;
        s->group = !group ? above->group : s->title.to ? s->title : s->heading;
        account_take(a, s->heading, "heading", s->rule ? &s->rule->heading : NULL);
    }
}

/* ---- sections ---------------------------------------------------------------------------- */

/* A table of breaches names standards too. */
static bool is_in_breaches(const struct analysis *a, const struct section *s) {
    const struct section_rule *open = open_section(a)->rule;
    return open && open->kind == SECTION_BREACHES && s->rule->kind == SECTION_STANDARD;
}

/* A list can be a table, with the section's heading above its column once more. */
static bool repeats_heading(const struct analysis *a, const struct section *s) {
    const struct section *open = open_section(a);
    return s->rule == open->rule && s->rule->kind == SECTION_RECOMMENDATIONS &&
           text_same(passage_text(a->document, s->heading),
                     passage_text(a->document, open->heading));
}

/* A chapter's name right below the heading of a list, and an item right below it: the list's first
 * topic. A standard's name with an item below it is one wherever it stands in the list. */
static bool is_topic_of_list(const struct analysis *a, const struct section *s) {
    const struct section *open = open_section(a);
    if (!open->rule || open->rule->kind != SECTION_RECOMMENDATIONS || !open->heading.to ||
        !scope_is_item(a, s->heading.block + 1))
        return false;
    return s->rule->kind == SECTION_STANDARD ||
           (s->rule->kind == SECTION_OTHER && open->heading.block + 1 == s->heading.block);
}

/* In what is said of a standard a chapter's name is a label; in the front part, unless prose stands
 * below it. */
static bool can_open_chapter(struct analysis *a, size_t block) {
    const struct section *open = open_section(a);
    if (a->section_count == 1)
        return chapter_has_prose(a, block);
    return !(open->rule &&
             (open->rule->kind == SECTION_STANDARD || open->rule->kind == SECTION_GROUP));
}

/* What the block opens or ends. */
static void read_block(struct outline *o, size_t block) {
    struct analysis *a = o->analysis;
    struct section s = {0};
    if (heading_opens(a, block, &s) ||
        (can_open_chapter(a, block) && chapter_opens(a, block, &s))) {
        if (!repeats_heading(a, &s) && !is_in_breaches(a, &s) && !is_topic_of_list(a, &s))
            add_section(o, s);
    } else if (is_back_matter(a, block_text(a->document, block)) ||
               scope_ends(a, open_section(a), block, &o->scope)) {
        add_section(o, (struct section){.first = block});
    }
}

void outline_make(struct analysis *a) {
    struct outline parts = {.analysis = a}, outline = {.analysis = a};
    find_parts(&parts);
    tables_find(a);
    const struct section *part = a->sections, *end = part + a->section_count;
    a->sections = NULL;
    a->section_count = 0;
    for (; part < end; part++) {
        add_section(&outline, *part);
        for (size_t i = part->first; !part->earlier && i < part->end; i++)
            if (!is_in_table(a, i))
                read_block(&outline, i);
    }
    drop_contents(a);
    nest(a);
}
