#include "analyse/outline.h"

#include "analyse/account.h"
#include "analyse/bodies.h"
#include "analyse/heading.h"
#include "analyse/judgement_tables.h"
#include "analyse/list_entries.h"
#include "analyse/parts.h"
#include "analyse/timescale.h"
#include "base/date.h"
#include "document/marker.h"

enum { CONTENTS_ENTRIES_MAX = 64 };

/* What has been seen of the list that is open: items; items with numbers; bullets before any of
 * those. */
struct scope {
    bool items, numbers, bullets;
};

struct outline {
    struct analysis *analysis;
    size_t capacity;
    bool annex; /* of the part */
    struct scope scope;
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
    s.annex = o->annex;
    a->sections[a->section_count++] = s;
    o->scope = (struct scope){0};
}

/* ---- the tree ---------------------------------------------------------------------------- */

/* "Recommendations    5": what stands below an entry of a list of contents is a page's number. */
static bool has_body(const struct analysis *a, const struct section *s) {
    for (size_t i = s->first, n; i < s->end; i++)
        for (size_t c = 0; c < a->document->blocks[i].cell_count; c++) {
            struct text t = text_trim(cell_text(a->document, i, c));
            text_number(t, 4, &n);
            if (n != t.n)
                return true;
        }
    return false;
}

/* A heading without a body that comes again is an entry of a list of contents; a sentence is said
 * twice. */
static bool is_in_contents(const struct analysis *a, size_t section) {
    const struct section *s = &a->sections[section];
    struct text heading = passage_text(a->document, s->heading);
    size_t last = section + CONTENTS_ENTRIES_MAX;
    if (!s->rule || has_body(a, s) ||
        marker_ends(text_trim(block_text(a->document, s->heading.block))))
        return false;
    for (size_t k = section + 1; k < a->section_count && k <= last; k++)
        if (text_same(heading, passage_text(a->document, a->sections[k].heading)))
            return true;
    return false;
}

/* A part of the report that has chapters stands above those, and they above lists. */
static enum rank rank_of(const struct section *s) {
    if (!s->rule || s->about == ABOUT_EARLIER || s->about == ABOUT_OTHERS)
        return RANK_LIST;
    if (s->rule->body || s->rule->kind == SECTION_GROUP)
        return RANK_PART;
    return s->rule->kind == SECTION_CHAPTER ? RANK_CHAPTER : RANK_LIST;
}

/* Every section stands below the nearest one above it that has a higher rank, and has from that one
 * what it does not say itself. */
static void nest(struct analysis *a) {
    a->sections[0].body = a->profile->recommendation_body;
    for (size_t i = 1; i < a->section_count; i++) {
        struct section *s = &a->sections[i];
        if (is_in_contents(a, i)) {
            s->rule = NULL;
            s->about = ABOUT_CONTENTS;
        }
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

/* ---- how far a list goes --------------------------------------------------------------------- */

/* A list of recommendations or next steps. */
static bool is_list(const struct section *s) {
    return s->rule &&
           (s->rule->kind == SECTION_RECOMMENDATIONS || s->rule->kind == SECTION_NEXT_STEPS);
}

/* A line that names bodies, or ends a body's name. */
static bool names_bodies(struct analysis *a, struct text t) {
    struct text bodies[BODIES_MAX];
    return bodies_split(a, t, bodies, BODIES_MAX) > 0 || ends_body_name(a, t);
}

/* What leads up to items, or says by when or by whom they are to be done, heads no chapter. */
static bool leads_up(struct analysis *a, size_t block) {
    struct text t = block_text(a->document, block);
    return pattern_match(a->matcher, &a->language->timescale, t, 0, PATTERN_START, NULL) ||
           pattern_match(a->matcher, &a->language->lead_in, t, 0, PATTERN_ANYWHERE, NULL);
}

/* A number whose bullets are parts of it ends in a colon too. */
static bool is_numbered(struct analysis *a, size_t block) {
    struct passage p = section_body(a, block);
    size_t length;
    if (p.from >= p.to || !number_at(a->document, p, &length) ||
        paragraph_number(a, block_text(a->document, block)))
        return false;
    return !leads_up(a, block) || (a->profile->items[ITEM_NUMBER] && !timescale_follows(a, block));
}

/* The heading of a column, or what stands in one of numbers. */
static bool is_of_column(struct analysis *a, struct text t) {
    return is_code(t) ||
           pattern_match(a->matcher, &a->language->columns, t, 0, PATTERN_WHOLE, NULL);
}

/* "The registered person must": words that a cell of another column cuts. */
static bool is_cut_by_column(struct analysis *a, size_t block) {
    struct text t = text_trim(block_text(a->document, block));
    struct date_range date;
    if (block + 1 >= a->document->block_count || text_ends(t, TEXT(".")))
        return false;
    struct text next = text_trim(block_text(a->document, block + 1));
    return date_find(next, &date) && date.from == 0 && date.to == next.n;
}

/* Whether the block can be an item of a list of the family's. */
static bool is_item(const struct analysis *a, size_t block) {
    unsigned number;
    const struct document *d = a->document;
    return block < d->block_count &&
           (d->blocks[block].kind == BLOCK_ITEM ||
            (d->blocks[block].cell_count && paragraph_number(a, block_text(d, block))) ||
            (a->profile->items[ITEM_NUMBER] && marker_number(block_text(d, block), &number)));
}

static bool is_title(const struct document *d, size_t block) {
    enum block_kind kind = d->blocks[block].kind;
    struct text t = block_text(d, block);
    if (text_ends(t, TEXT("?")))
        t.n--;
    return kind == BLOCK_HEADING ||
           (kind == BLOCK_PARAGRAPH && is_title_shaped(t) && !small_follows(d, block));
}

/* "Ford House Good": an item that ends in a grade is of a list of services, not of things to do. */
static bool is_graded_item(const struct analysis *a, size_t block) {
    size_t unused;
    if (block >= a->document->block_count || a->document->blocks[block].kind != BLOCK_ITEM)
        return false;
    struct text t = text_trim(block_text(a->document, block));
    t.n -= text_ends(t, TEXT(")"));
    return is_title_shaped(t) && scale_match_end(a->profile->all_scales, t, &unused, &unused);
}

/* Whether a heading that nobody knows is of the list's rank or above, by its level or style;
 * without marks one above items is a topic. */
static bool ends_at_title(struct analysis *a, const struct section *open, size_t block,
                          const struct scope *scope) {
    const struct block *b = &a->document->blocks[block];
    const struct block *own = &a->document->blocks[open->heading.block];
    if (b->kind == BLOCK_HEADING && heading_outranks(b, own))
        return true;
    if (is_graded_item(a, block + 1))
        return true;
    return !is_marked(b) && !is_marked(own) && scope->items && !is_item(a, block + 1);
}

/* Whether the block ends the open list: a letter's end; a heading of the list's rank or above; a
 * numbered paragraph in a list of bullets. Notes what the block is of the list. */
static bool ends_list(struct analysis *a, const struct section *open, size_t block,
                      struct scope *scope) {
    enum block_kind kind = a->document->blocks[block].kind;
    const bool *items = a->profile->items;
    if (!is_list(open) || address_end(a, block_text(a->document, block)))
        return false;
    if (is_closing(a, block_text(a->document, block)) ||
        heads_inspection(a, text_trim(block_text(a->document, block))))
        return true;
    if (scope->items && kind == BLOCK_PARAGRAPH && leads_elsewhere(a, section_body(a, block)))
        return true;
    bool numbered = is_numbered(a, block);
    bool counts = items[ITEM_NUMBER] || items[ITEM_DECIMAL];
    bool first = !scope->items || scope->numbers; /* right below its heading it is of the list */
    if (numbered && kind == BLOCK_PARAGRAPH && (scope->bullets || (!counts && !first)))
        return true; /* the findings begin */
    scope->items |= kind == BLOCK_ITEM || numbered;
    scope->numbers |= numbered;
    scope->bullets |= kind == BLOCK_ITEM && !scope->numbers;
    return is_title(a->document, block) && !leads_up(a, block) &&
           !is_of_column(a, block_text(a->document, block)) && !is_cut_by_column(a, block) &&
           !names_bodies(a, block_text(a->document, block)) && ends_at_title(a, open, block, scope);
}

/* ---- sections ---------------------------------------------------------------------------- */

/* Whether the line is a column's heading right below another one's: "Refer to standard". */
static bool is_below_column(struct analysis *a, const struct section *s) {
    size_t above = s->heading.block;
    return above && is_of_column(a, passage_text(a->document, s->heading)) &&
           is_of_column(a, block_text(a->document, above - 1)) &&
           a->document->blocks[above - 1].kind == BLOCK_PARAGRAPH &&
           open_section(a)->heading.block + 1 < above;
}

/* "Leadership": a chapter's name of the family's in a list that goes on, without a grade. The next
 * item asks for something, or is a bullet where findings have none. */
static bool is_topic_between(struct analysis *a, const struct section *s,
                             const struct scope *scope) {
    const struct document *d = a->document;
    size_t from, to, next = s->heading.block + 1;
    struct passage p = section_body(a, next);
    if (!scope->items || !s->rule->heading.source ||
        scale_match_end(a->profile->all_scales, passage_text(d, s->heading), &from, &to))
        return false;
    number_at(d, p, &to);
    struct text item = passage_text(d, passage_part(p, to, p.to - p.from));
    bool bullets = scope->bullets && d->blocks[next].kind == BLOCK_ITEM && !d->blocks[next].ordinal;
    return (bullets && a->profile->findings != NUMBERING_NONE) ||
           pattern_match(a->matcher, &a->language->request, item, 0, PATTERN_START, NULL);
}

/* Whether the heading stands in the list that is open: its own once more, above a column; a
 * standard's in a table of breaches; a topic's. Of the family's chapters marks tell by their levels
 * whether one is a topic ("Findings" is none at any level). Without marks it is right below the
 * list's heading and above an item, or above one like those of the list; a standard is above an
 * item anywhere. */
static bool is_in_list(struct analysis *a, const struct section *s, const struct scope *scope) {
    const struct document *d = a->document;
    const struct section *open = open_section(a);
    enum section_kind kind = s->rule->kind, list = open->rule ? open->rule->kind : SECTION_CHAPTER;
    if (list == SECTION_BREACHES)
        return kind == SECTION_STANDARD;
    if (list != SECTION_RECOMMENDATIONS || !open->heading.to)
        return false;
    if (s->rule == open->rule)
        return text_same(passage_text(d, s->heading), passage_text(d, open->heading)) ||
               is_below_column(a, s);
    if (kind != SECTION_STANDARD && kind != SECTION_CHAPTER)
        return false;
    const struct block *b = &d->blocks[s->heading.block], *own = &d->blocks[open->heading.block];
    if (s->rule->heading.source && is_marked(b) && is_marked(own))
        return !heading_outranks(b, own);
    bool first = open->heading.block + 1 == s->heading.block;
    size_t below = s->heading.block + 1;
    bool asks = below < d->block_count && asks_somebody(a, block_text(d, below));
    if (kind == SECTION_STANDARD || first)
        return is_item(a, below) || asks;
    return is_item(a, below) && is_topic_between(a, s, scope);
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

/* "What inspection judgements mean": a chapter of grades, none of which is given. */
static bool heads_key(struct analysis *a, const struct section *s) {
    return s->rule->kind == SECTION_CHAPTER &&
           pattern_match(a->matcher, &a->language->grade_key, passage_text(a->document, s->heading),
                         0, PATTERN_START, NULL);
}

static bool ends_key(const struct analysis *a, const struct section *open, size_t block) {
    const struct block *b = &a->document->blocks[block];
    return open->about == ABOUT_GRADES && b->kind == BLOCK_HEADING &&
           heading_outranks(b, &a->document->blocks[open->heading.block]);
}

/* What the block opens or ends. */
static void read_block(struct outline *o, size_t block) {
    struct analysis *a = o->analysis;
    struct section s = {0};
    if (heading_opens(a, block, &s) ||
        (can_open_chapter(a, block) && chapter_opens(a, block, &s))) {
        if (heads_key(a, &s))
            s.about = ABOUT_GRADES;
        if (!is_in_list(a, &s, &o->scope))
            add_section(o, s);
    } else if (is_back_matter(a, block_text(a->document, block))) {
        add_section(o, (struct section){.first = block, .about = ABOUT_PUBLISHER});
    } else if (ends_key(a, open_section(a), block) ||
               ends_list(a, open_section(a), block, &o->scope)) {
        add_section(o, (struct section){.first = block});
    }
}

void outline_make(struct analysis *a) {
    struct outline outline = {.analysis = a};
    parts_find(a);
    tables_find(a);
    const struct section *part = a->sections, *end = part + a->section_count;
    a->sections = NULL;
    a->section_count = 0;
    for (; part < end; part++) {
        outline.annex = part->annex;
        add_section(&outline, *part);
        for (size_t i = part->first; part->about == ABOUT_INSPECTION && i < part->end; i++)
            if (!is_in_table(a, i))
                read_block(&outline, i);
    }
    nest(a);
}
