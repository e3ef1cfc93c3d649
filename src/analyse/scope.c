#include "analyse/scope.h"

#include "analyse/bodies.h"
#include "analyse/heading.h"
#include "analyse/heading_shape.h"
#include "analyse/timescale.h"
#include "document/marker.h"

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
    if (p.from >= p.to || !number_at(a->document, p, &length))
        return false;
    return !leads_up(a, block) || (a->profile->items[ITEM_NUMBER] && !timescale_follows(a, block));
}

bool scope_is_item(const struct analysis *a, size_t block) {
    unsigned number;
    const struct document *d = a->document;
    return block < d->block_count &&
           (d->blocks[block].kind == BLOCK_ITEM ||
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

static bool ends_at_title(struct analysis *a, const struct section *open, size_t block,
                          const struct scope *scope) {
    const struct block *b = &a->document->blocks[block];
    const struct block *own = &a->document->blocks[open->heading.block];
    if (b->kind == BLOCK_HEADING && heading_outranks(b, own))
        return true;
    bool ranked =
        (b->kind == BLOCK_HEADING && !b->styled) || (own->kind == BLOCK_HEADING && !own->styled);
    return !ranked && scope->items && !scope_is_item(a, block + 1) &&
           !names_bodies(a, block_text(a->document, block));
}

bool scope_ends(struct analysis *a, const struct section *open, size_t block, struct scope *scope) {
    enum block_kind kind = a->document->blocks[block].kind;
    const bool *items = a->profile->items;
    if (!is_list(open) || address_end(a, block_text(a->document, block)))
        return false;
    if (is_closing(a, block_text(a->document, block)))
        return true;
    bool numbered = is_numbered(a, block);
    bool counts = items[ITEM_NUMBER] || items[ITEM_DECIMAL];
    if (numbered && kind == BLOCK_PARAGRAPH && (scope->bullets || !counts))
        return true; /* the findings begin */
    scope->items |= kind == BLOCK_ITEM || numbered;
    scope->numbers |= numbered;
    scope->bullets |= kind == BLOCK_ITEM && !scope->numbers;
    return is_title(a->document, block) && !leads_up(a, block) &&
           !names_bodies(a, block_text(a->document, block)) && ends_at_title(a, open, block, scope);
}
