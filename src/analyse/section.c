#include "analyse/section.h"

#include "document/marker.h"

enum { SHAPED_BYTES_MAX = 90, KEY_BYTES_MAX = 400 };

struct passage group_passage(const struct match *m, const char *name, struct passage p) {
    size_t from, to;
    if (!match_group(m, name, &from, &to))
        return (struct passage){0};
    return passage_part(p, from, to);
}

bool is_marked(const struct block *b) { return b->kind == BLOCK_HEADING && !b->styled; }

size_t section_begin(const struct section *s) {
    return s->heading.to ? s->heading.block : s->first;
}

const struct section *section_at(const struct analysis *a, size_t block) {
    size_t low = 0, high = a->section_count; /* the last that begins at the block or before it */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (section_begin(&a->sections[middle]) <= block)
            low = middle;
        else
            high = middle;
    }
    return &a->sections[low];
}

bool is_beside_report(const struct analysis *a, size_t block) {
    return section_at(a, block)->about != ABOUT_INSPECTION;
}

bool is_of_another(const struct analysis *a, size_t block) {
    return is_beside_report(a, block) && section_at(a, block)->about != ABOUT_ANNEX;
}

bool is_whole_key(struct analysis *a, size_t block) {
    struct text t = block_text(a->document, block);
    const struct grade *g;
    unsigned ranks = 0, all = 0;
    size_t length, end = 0; /* of the last grade */
    if (t.n > KEY_BYTES_MAX ||
        !pattern_match(a->matcher, &a->language->grade_key, t, 0, PATTERN_START, NULL))
        return false;
    for (size_t i = 0; i < t.n; i++) {
        bool starts = is_alnum(t.s[i]) && (!i || !is_alnum(t.s[i - 1]));
        g = starts ? scale_match_start(a->profile->scale, text_slice(t, i, t.n), &length) : NULL;
        end = g ? i + length : end;
        ranks |= g && g->rank ? 1U << g->rank : 0;
        all = g && g->scale ? (1U << g->scale->of) - 1 : all;
    }
    return all && ranks >> 1 == all && !text_has_word(text_slice(t, end, t.n));
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
