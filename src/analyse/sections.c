#include "analyse/sections.h"

#include "analyse/account.h"
#include "analyse/heading.h"
#include "analyse/judgement_tables.h"
#include "analyse/scope.h"

enum { CONTENTS_ENTRIES_MAX = 64 };

static void add_section(struct analysis *a, size_t *capacity, struct section s) {
    if (a->section_count)
        a->sections[a->section_count - 1].end = s.heading.to ? s.heading.block : s.first;
    a->sections =
        arena_room(a->arena, a->sections, a->section_count, capacity, sizeof *a->sections);
    a->sections[a->section_count++] = s;
    account_take(a, s.heading, "heading",
                 s.rule && s.rule->heading.source ? &s.rule->heading : NULL);
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

/* A table of breaches names standards too. */
static bool is_in_breaches(const struct analysis *a, const struct section *s) {
    const struct section_rule *open = a->sections[a->section_count - 1].rule;
    return open && open->kind == SECTION_BREACHES && s->rule->kind == SECTION_STANDARD;
}

/* A list can be a table, with the section's heading above its column once more. */
static bool repeats_heading(const struct analysis *a, const struct section *s) {
    const struct section *open = &a->sections[a->section_count - 1];
    return s->rule == open->rule && s->rule->kind == SECTION_RECOMMENDATIONS &&
           text_same(passage_text(a->document, s->heading),
                     passage_text(a->document, open->heading));
}

/* A chapter's name right below the heading of a list, and an item right below it: the list's first
 * topic. A standard's name with an item below it is one wherever it stands in the list. */
static bool is_topic_of_list(const struct analysis *a, const struct section *s) {
    const struct section *open = &a->sections[a->section_count - 1];
    if (!open->rule || open->rule->kind != SECTION_RECOMMENDATIONS || !open->heading.to ||
        !scope_is_item(a, s->heading.block + 1))
        return false;
    return s->rule->kind == SECTION_STANDARD ||
           (s->rule->kind == SECTION_OTHER && open->heading.block + 1 == s->heading.block);
}

/* In what is said of a standard a chapter's name is a label; in the front part, unless prose stands
 * below it. */
static bool can_open_chapter(struct analysis *a, size_t block) {
    const struct section *open = &a->sections[a->section_count - 1];
    if (a->section_count == 1)
        return chapter_has_prose(a, block);
    return !(open->rule &&
             (open->rule->kind == SECTION_STANDARD || open->rule->kind == SECTION_GROUP));
}

void sections_find(struct analysis *a) {
    size_t capacity = 0;
    struct scope scope = {0};
    struct section s = {0};
    tables_find(a);
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
        if (heading_opens(a, i, &s) || (can_open_chapter(a, i) && chapter_opens(a, i, &s))) {
            if (!repeats_heading(a, &s) && !is_in_breaches(a, &s) && !is_topic_of_list(a, &s)) {
                add_section(a, &capacity, s);
                scope = (struct scope){0};
            }
        } else if (is_back_matter(a, block_text(a->document, i)) ||
                   scope_ends(a, &a->sections[a->section_count - 1], i, &scope)) {
            add_section(a, &capacity, (struct section){.first = i});
        }
    }
    a->sections[a->section_count - 1].end = a->document->block_count;
    drop_contents(a);
    spread_bodies(a);
    spread_groups(a);
}
