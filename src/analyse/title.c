#include "analyse/title.h"

#include "analyse/account.h"
#include "analyse/sections.h"

enum { FRONT_BLOCKS = 200, TITLE_BYTES_MAX = 400 };

/* The first block in which one of the family's signs is found, the first signs first. */
static bool find_signed_title(struct analysis *a, size_t *block) {
    for (size_t i = 0; a->profile && i < a->profile->title.count; i++)
        for (size_t b = 0; b < a->document->block_count && b < FRONT_BLOCKS; b++)
            if (pattern_match(a->matcher, &a->profile->title.items[i].pattern,
                              block_text(a->document, b), 0, PATTERN_ANYWHERE, NULL)) {
                *block = b;
                return true;
            }
    return false;
}

/* The first heading of the first level that there is. */
static bool find_heading(const struct document *d, size_t *block) {
    uint32_t level = UINT32_MAX;
    for (size_t i = 0; i < d->block_count && i < FRONT_BLOCKS; i++)
        if (d->blocks[i].kind == BLOCK_HEADING && d->blocks[i].level < level) {
            *block = i;
            level = d->blocks[i].level;
        }
    return level != UINT32_MAX;
}

/* The block with a title sign; else the first heading; else a short first block. */
static bool find_title(struct analysis *a, size_t *block) {
    const struct document *d = a->document;
    if (find_signed_title(a, block) || find_heading(d, block))
        return true;
    for (size_t i = 0; i < d->block_count && i < FRONT_BLOCKS; i++)
        if (d->blocks[i].kind == BLOCK_PARAGRAPH) {
            *block = i;
            return is_heading_shaped(d, i);
        }
    return false;
}

/* A title and the fields below it can share a block: the title ends before the first label. */
static size_t end_before_label(struct analysis *a, struct text t) {
    for (size_t line = text_find(t, '\n', 0); a->profile && line < t.n;
         line = text_find(t, '\n', line + 1)) {
        struct text rest = text_slice(t, line + 1, t.n);
        for (size_t i = 0; i < a->profile->field_count; i++)
            if (pattern_match(a->matcher, &a->profile->fields[i].label, rest, 0, PATTERN_START,
                              NULL))
                return line;
    }
    return t.n;
}

void title_find(struct analysis *a) {
    size_t block;
    if (!find_title(a, &block))
        return;
    struct text t = block_text(a->document, block);
    struct passage p = document_cell(a->document, block, 0);
    p = passage_part(p, 0, end_before_label(a, t));
    if (p.to > TITLE_BYTES_MAX)
        return;
    a->report->title = passage_string(a, p);
    account_take(a, p, "title", NULL);
}

void subject_set(struct analysis *a, struct passage p) {
    p = passage_part(p, 0, end_before_label(a, passage_text(a->document, p)));
    p = passage_trim_marks(a->document, p, ".:,;");
    if (p.from == p.to || a->report->subject)
        return;
    a->report->subject = passage_string(a, p);
    a->report->subject_at = passage_at(a->document, p);
}

void subject_find(struct analysis *a) {
    struct match m;
    size_t from, to;
    for (size_t i = 0; i < a->profile->subject_count; i++) {
        if (!pattern_match(a->matcher, &a->profile->subjects[i], a->head.text, 0, PATTERN_ANYWHERE,
                           &m) ||
            !match_group(&m, "subject", &from, &to))
            continue;
        struct passage p = excerpt_passage(a->document, &a->head, from, to);
        subject_set(a, p);
        account_take(a, p, "subject", &a->profile->subjects[i]);
        return;
    }
}
