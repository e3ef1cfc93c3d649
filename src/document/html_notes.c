#include "document/html_notes.h"

#include "base/arena.h"
#include "document/builder.h"
#include "document/css.h"
#include "document/footnote_mark.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR_EVENTS = 16, MARK_EVENTS = 12, NOTE_EVENTS = 400, CLIMB_EVENTS = 40, CLIMBS = 8 };
enum { MARK_BYTES = 32, NOTES_MAX = 1000 };

/* An element's name, or a link's target: what stands behind "#". */
struct anchor {
    struct text name;
    uint32_t event;
};

struct anchors {
    struct anchor *items;
    size_t count, capacity;
};

struct finder {
    struct arena *arena;
    struct text source;
    struct html_events *events;
    struct anchors targets, links;
};

static int compare(const void *x, const void *y) {
    const struct anchor *a = x, *b = y;
    size_t n = a->name.n < b->name.n ? a->name.n : b->name.n;
    int order = n ? memcmp(a->name.s, b->name.s, n) : 0;
    order = order ? order : (a->name.n > b->name.n) - (a->name.n < b->name.n);
    return order ? order : (a->event > b->event) - (a->event < b->event);
}

static void add_anchor(struct finder *f, struct anchors *all, struct text name, size_t event) {
    all->items = arena_room(f->arena, all->items, all->count, &all->capacity, sizeof *all->items);
    all->items[all->count++] = (struct anchor){name, (uint32_t)event};
}

static void collect(struct finder *f) {
    for (size_t i = 0; i < f->events->count; i++) {
        const struct html_event *e = &f->events->items[i];
        if (e->kind == EVENT_TARGET)
            add_anchor(f, &f->targets, (struct text){f->events->text + e->text, e->n}, i);
        if (e->kind != EVENT_LINK || !i)
            continue;
        struct text to = text_slice(f->source, e->offset, e->offset + e->length);
        size_t hash = text_find(to, '#', 0);
        if (hash + 1 < to.n)
            add_anchor(f, &f->links, text_slice(to, hash + 1, to.n), i);
    }
    if (f->targets.count)
        qsort(f->targets.items, f->targets.count, sizeof *f->targets.items, compare);
}

/* The first element of that name behind the event; SIZE_MAX where none is. */
static size_t find_target(const struct finder *f, struct text name, size_t event) {
    struct anchor wanted = {name, (uint32_t)event};
    size_t low = 0, high = f->targets.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&f->targets.items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < f->targets.count && text_equal(f->targets.items[low].name, name);
    return found ? f->targets.items[low].event : SIZE_MAX;
}

/* Where the element ends that starts there, or the count where it has more than `most` events. */
static size_t element_end(const struct finder *f, size_t start, size_t most) {
    size_t depth = 0;
    for (size_t i = start; i < f->events->count && i <= start + most; i++) {
        uint8_t kind = f->events->items[i].kind;
        depth += kind == EVENT_START;
        if (kind == EVENT_END && --depth == 0)
            return i;
    }
    return f->events->count;
}

/* Whether the element's words are a mark. *linked: a link is in it. */
static bool holds_mark(const struct finder *f, size_t start, bool *linked) {
    char words[MARK_BYTES];
    size_t n = 0, end = element_end(f, start, MARK_EVENTS);
    *linked = false;
    if (end == f->events->count)
        return false;
    for (size_t i = start; i < end; i++) {
        const struct html_event *e = &f->events->items[i];
        *linked |= e->kind == EVENT_LINK;
        if (e->kind != EVENT_TEXT)
            continue;
        if (n + e->n > sizeof words)
            return false;
        memcpy(words + n, f->events->text + e->text, e->n);
        n += e->n;
    }
    return footnote_mark_is((struct text){words, n});
}

/* ---- notes -------------------------------------------------------------------------------- */

static bool is_inline(const struct html_event *e) {
    return (e->kind != EVENT_START && e->kind != EVENT_END) || e->tag == TAG_OTHER ||
           e->tag == TAG_SUPERSCRIPT || e->tag == TAG_BOLD || e->tag == TAG_ITALIC;
}

/* The element around the one that starts there; SIZE_MAX where it is not near. */
static size_t parent(const struct finder *f, size_t start) {
    size_t closed = 0;
    for (size_t i = start, steps = 0; i-- && steps < CLIMB_EVENTS; steps++) {
        uint8_t kind = f->events->items[i].kind;
        if (kind == EVENT_START && !closed--)
            return i;
        closed += kind == EVENT_END;
    }
    return SIZE_MAX;
}

/* The element that the name is of; out of a line, the block that it is in. */
static size_t note_start(const struct finder *f, size_t target) {
    size_t start = target;
    while (start < f->events->count && f->events->items[start].kind != EVENT_START)
        start++;
    for (size_t n = 0; n < CLIMBS && start < f->events->count; n++) {
        if (!is_inline(&f->events->items[start]))
            return start;
        start = parent(f, start);
    }
    return SIZE_MAX;
}

/* A box that has a name and begins with the block is the note, with all its paragraphs. */
static size_t whole_note(const struct finder *f, size_t start) {
    size_t above = parent(f, start);
    bool named = above != SIZE_MAX && above && f->events->items[above].tag == TAG_BLOCK &&
                 f->events->items[above - 1].kind == EVENT_TARGET;
    for (size_t i = above + 1; named && i < start; i++) {
        const struct html_event *e = &f->events->items[i];
        named =
            e->kind != EVENT_TEXT || text_is_blank((struct text){f->events->text + e->text, e->n});
    }
    return named && element_end(f, above, NOTE_EVENTS) < f->events->count ? above : start;
}

/* The links are in the order of their events: the first behind an event. */
static size_t first_link(const struct finder *f, size_t event) {
    size_t low = 0, high = f->links.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->links.items[middle].event < event)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether a link between the events leads back to where the mark is. */
static bool leads_back(const struct finder *f, size_t start, size_t end, size_t mark) {
    size_t from = mark > NEAR_EVENTS ? mark - NEAR_EVENTS : 0;
    for (size_t i = first_link(f, start); i < f->links.count; i++) {
        const struct anchor *link = &f->links.items[i];
        if (link->event > end)
            return false;
        size_t target = find_target(f, link->name, from);
        if (target < mark + NEAR_EVENTS)
            return true;
    }
    return false;
}

/* The footnote to which the link leads that is a mark; SIZE_MAX where it leads to something else.
 */
static size_t find_note(const struct finder *f, const struct anchor *link) {
    size_t target = find_target(f, link->name, link->event);
    size_t start = target == SIZE_MAX ? SIZE_MAX : note_start(f, target);
    size_t end = start == SIZE_MAX ? f->events->count : element_end(f, start, NOTE_EVENTS);
    if (end == f->events->count || start < link->event)
        return SIZE_MAX;
    if (f->events->items[start].note)
        return start;
    for (size_t i = start; i < end; i++)
        if (f->events->items[i].kind == EVENT_START && f->events->items[i].tag == TAG_HEADING)
            return SIZE_MAX;
    return leads_back(f, start, end, link->event) ? whole_note(f, start) : SIZE_MAX;
}

static void hide_linked(struct finder *f) {
    bool linked;
    for (size_t i = 0; i < f->links.count; i++) {
        size_t start = f->links.items[i].event - 1; /* of the link's element */
        if (f->events->items[start].kind != EVENT_START || !holds_mark(f, start, &linked))
            continue;
        size_t note = find_note(f, &f->links.items[i]);
        if (note == SIZE_MAX)
            continue;
        f->events->items[start].hidden = true;
        f->events->items[note].hidden = f->events->items[note].note = true;
    }
}

/* A bare number in a superscript is for the reader, who knows what stands before it. */
static bool is_bare_number(const struct finder *f, size_t start) {
    const struct html_event *e = &f->events->items[start + 1];
    struct text t = text_trim((struct text){f->events->text + e->text, e->n});
    return e->kind == EVENT_TEXT && t.n && is_digit(t.s[0]);
}

static void hide_raised(struct finder *f) {
    bool linked;
    for (size_t i = 0; i + 1 < f->events->count; i++) {
        struct html_event *e = &f->events->items[i];
        if (e->kind == EVENT_START && e->tag == TAG_SUPERSCRIPT && holds_mark(f, i, &linked))
            e->hidden |= linked || !is_bare_number(f, i);
    }
}

/* "footnotes" among the words of a class. */
static bool is_class_of_notes(struct text classes) {
    for (size_t from = 0, to; from < classes.n; from = to + 1) {
        to = text_find(classes, ' ', from);
        struct text one = text_slice(classes, from, to);
        if (text_same(one, TEXT("footnotes")) || text_same(one, TEXT("footnote")) ||
            text_same(one, TEXT("endnotes")))
            return true;
    }
    return false;
}

/* Boxes that a class calls so: notes, unless theirs are known already. */
static void hide_boxes(struct finder *f) {
    for (size_t i = 0; i < f->events->count; i++) {
        struct html_event *e = &f->events->items[i];
        struct text style = {f->events->text + e->text, e->n};
        if (e->kind != EVENT_START || e->tag != TAG_BLOCK || e->hidden ||
            !is_class_of_notes(css_value(style, TEXT("class"))))
            continue;
        size_t end = element_end(f, i, NOTE_EVENTS);
        bool known = end == f->events->count;
        for (size_t k = i + 1; k < end && !known; k++)
            known = f->events->items[k].note || f->events->items[k].tag == TAG_HEADING;
        e->hidden = e->note = !known;
        i = known ? i : end;
    }
}

void html_notes_hide(struct arena *a, struct text source, struct html_events *events) {
    struct finder f = {.arena = a, .source = source, .events = events};
    collect(&f);
    if (f.targets.count)
        hide_linked(&f);
    hide_boxes(&f);
    hide_raised(&f);
}

void html_notes_keep(struct document *d, const struct html_events *events) {
    struct builder b;
    builder_open(&b, d);
    size_t depth = 0, kept = 0;
    for (size_t i = 0; i < events->count && kept < NOTES_MAX; i++) {
        const struct html_event *e = &events->items[i];
        if (!depth && !e->note)
            continue;
        depth += e->kind == EVENT_START;
        depth -= e->kind == EVENT_END;
        if (e->kind != EVENT_TEXT && !is_inline(e))
            builder_line(&b, e->offset);
        else if (e->kind == EVENT_TEXT && e->n == e->length)
            builder_add(&b, (struct text){events->text + e->text, e->n}, e->offset);
        else if (e->kind == EVENT_TEXT)
            builder_add_as(&b, (struct text){events->text + e->text, e->n}, e->offset, e->length);
        if (depth)
            continue;
        builder_end_aside(&b, BLOCK_FOOTNOTE);
        kept++;
    }
}
