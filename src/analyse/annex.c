#include "analyse/annex.h"

#include "analyse/heading.h"
#include "analyse/table_ends.h"

enum { FRONT_SHARE = 4, ANNEXES_MAX = 50 }; /* contents, which list annexes, come first */

/* "Annex A: Data" without its mark; false where the block heads no annex. */
static bool read_mark(struct analysis *a, size_t block, struct passage *title) {
    const struct document *d = a->document;
    struct text t = block_text(d, block);
    struct match m;
    if (block < d->block_count / FRONT_SHARE || !is_heading_shaped(d, block) ||
        !pattern_match(a->matcher, &a->language->annex, t, 0, PATTERN_START, &m))
        return false;
    *title = passage_trim(d, passage_part(document_cell(d, block, 0), m.to, t.n));
    return true;
}

static bool is_known(struct analysis *a, struct passage p) {
    struct section section;
    struct judgement_table table;
    return heading_match(a, p, &section) || table_heading(a, p, &table);
}

/* The block below, page breaks aside. */
static size_t below(const struct document *d, size_t block) {
    do
        block++;
    while (block < d->block_count && d->blocks[block].kind == BLOCK_BREAK);
    return block;
}

/* An entry of a list of contents: a page's number ends it, or its words come again as a heading. */
static bool is_entry(const struct document *d, size_t block) {
    struct text t = block_text(d, block);
    size_t n = t.n;
    while (n && is_digit(t.s[n - 1]))
        n--;
    if (n < t.n && n && (t.s[n - 1] == '.' || (n > 1 && is_space(t.s[n - 2]))))
        return true;
    for (size_t i = block + 1; i < d->block_count; i++)
        if (text_same(block_text(d, i), t) && is_heading_shaped(d, i))
            return true;
    return false;
}

enum annex annex_at(struct analysis *a, size_t block, size_t *seen) {
    const struct document *d = a->document;
    struct passage title;
    size_t next = below(d, block);
    if (!read_mark(a, block, &title) || ++*seen > ANNEXES_MAX || is_entry(d, block))
        return ANNEX_NONE;
    bool own = is_known(a, document_cell(d, block, 0)) || is_known(a, title) ||
               (next < d->block_count && is_known(a, document_cell(d, next, 0)));
    return own ? ANNEX_OWN : ANNEX_OTHER;
}
