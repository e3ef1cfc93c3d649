#include "analyse/heading.h"

#include "analyse/aspect.h"
#include "base/arena.h"
#include "document/footnote_mark.h"
#include "document/marker.h"
#include "framework/phrase.h"

#include <string.h>

enum { HEADING_BYTES_MAX = 400, NEAR_BYTES_MAX = 90 };
enum { TITLE_BYTES_MAX = 160, ROOM_BYTES = 10, HEADING_LINES_MAX = 3 };
enum { INSPECTION_BYTES_MAX = 200 };
enum { AROUND_BYTES = 4000 }; /* of a block, by which its lines are measured */

/* ---- what looks like a heading -------------------------------------------------------------- */

bool is_title_shaped(struct text t) {
    return t.n && t.n <= TITLE_BYTES_MAX && is_upper(t.s[0]) && !marker_can_end(t);
}

bool small_follows(const struct document *d, size_t block) {
    struct text next = block + 1 < d->block_count ? block_text(d, block + 1) : TEXT("");
    return next.n && next.s[0] >= 'a' && next.s[0] <= 'z';
}

bool is_title_box(const struct document *d, size_t block) {
    const struct block *b = &d->blocks[block];
    size_t named = 0;
    for (size_t c = 0; c < b->cell_count; c++) {
        struct text t = text_trim(cell_text(d, block, c));
        if (t.n && !is_title_shaped(t))
            return false;
        named += t.n != 0;
    }
    return named > 0;
}

bool ends_early(struct text t, size_t end) {
    size_t longest = 0, start = end, word = end + 1;
    size_t from = end > AROUND_BYTES ? end - AROUND_BYTES : 0;
    size_t until = t.n - end > AROUND_BYTES ? end + AROUND_BYTES : t.n;
    while (start && t.s[start - 1] != '\n')
        start--;
    for (size_t to; from < until; from = to + 1) {
        to = text_find(t, '\n', from);
        longest = to - from > longest ? to - from : longest;
    }
    while (word < t.n && !is_space(t.s[word]))
        word++;
    return word - start + ROOM_BYTES < longest;
}

/* "The graded judgement for ... is good": words that end in a grade, and in no full stop. */
static bool is_graded(const struct analysis *a, struct text t) {
    size_t unused;
    return scale_match_end(a->profile->all_scales, t, &unused, &unused);
}

size_t heading_tail(const struct analysis *a, struct text t) {
    for (size_t end = t.n, lines = 0; lines < HEADING_LINES_MAX; lines++, end--) {
        while (end && t.s[end - 1] != '\n')
            end--;
        if (!end)
            return 0;
        if (marker_ends(text_slice(t, 0, end)))
            return is_title_shaped(text_slice(t, end, t.n)) &&
                           (ends_early(t, end - 1) || is_graded(a, text_slice(t, end, t.n)))
                       ? end
                       : 0;
    }
    return 0;
}

/* ---- what the family knows ------------------------------------------------------------------ */

static bool is_near(struct analysis *a, const struct pattern *p, struct phrases *phrases,
                    const struct phrase *printed) {
    return phrases_likeness(a->arena, p->source, phrases, printed) >= PHRASE_NEAR;
}

/* Whether the words could head anything; makes their phrase, and room for those of the rules. */
static bool open_near(struct analysis *a, struct text words, size_t count, struct phrases **kept,
                      struct phrase *printed) {
    if (!words.n || words.n > NEAR_BYTES_MAX || !is_upper(words.s[0]))
        return false;
    if (!*kept)
        *kept = arena_alloc(a->arena, (count + 1) * sizeof **kept);
    *printed = phrase_of(a->arena, words);
    matcher_spend(a->matcher, count);
    return true;
}

const struct section_rule *heading_near(struct analysis *a, struct text words) {
    const struct profile *p = a->profile;
    struct phrase printed;
    if (open_near(a, words, p->section_count, &a->heading_phrases, &printed))
        for (size_t i = 0; i < p->section_count; i++)
            if (is_near(a, &p->sections[i].heading, &a->heading_phrases[i], &printed))
                return &p->sections[i];
    return NULL;
}

const struct judgement_rule *group_near(struct analysis *a, struct text words) {
    const struct profile *p = a->profile;
    struct phrase printed;
    if (open_near(a, words, p->judgement_count, &a->group_phrases, &printed))
        for (size_t i = 0; i < p->judgement_count; i++)
            if (is_near(a, &p->judgements[i].group, &a->group_phrases[i], &printed))
                return &p->judgements[i];
    return NULL;
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
    size_t n = footnote_mark_start(t);
    return n && n < t.n ? passage_trim_marks(d, passage_part(p, 0, n), ":?.") : p;
}

/* A heading can have its grade beside it. */
bool has_grade_cell(const struct analysis *a, size_t block) {
    size_t unused;
    for (size_t c = 1; c < a->document->blocks[block].cell_count; c++)
        if (scale_match(a->profile->all_scales, cell_text(a->document, block, c), &unused, &unused))
            return true;
    return false;
}

static bool can_head(const struct analysis *a, size_t block) {
    enum block_kind kind = a->document->blocks[block].kind;
    return kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH ||
           (kind == BLOCK_ROW && has_grade_cell(a, block));
}

/* A paragraph without a number that items follow. */
static bool is_above_item(const struct document *d, struct passage p) {
    size_t unused;
    return p.to == document_cell(d, p.block, p.cell).to && p.block + 1 < d->block_count &&
           d->blocks[p.block + 1].kind == BLOCK_ITEM && !number_at(d, p, &unused);
}

static struct passage last_sentence(const struct document *d, struct passage p) {
    struct passage sentence, last = p;
    for (size_t at = 0; passage_sentence(d, p, &at, &sentence);)
        last = sentence;
    return last;
}

/* The family's lists of what must be done, or of what should. */
static const struct section_rule *list_of(const struct profile *p, struct text modality) {
    for (size_t i = 0; i < p->section_count; i++) {
        const struct section_rule *rule = &p->sections[i];
        if (rule->kind == SECTION_RECOMMENDATIONS && rule->item_kind &&
            text_same(text_of(rule->item_kind), modality))
            return rule;
    }
    return NULL;
}

/* "At the last inspection we said that the provider must:", "Patients told us that it should:" */
static bool is_told_of(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->language->earlier, t, 0, PATTERN_ANYWHERE, NULL) ||
           pattern_match(a->matcher, &a->language->told_by, t, 0, PATTERN_ANYWHERE, NULL);
}

bool asks_for_list(struct analysis *a, struct passage p, struct section *out) {
    struct match m;
    size_t from, to;
    if (!list_of(a->profile, TEXT("must")) || !is_above_item(a->document, p))
        return false;
    struct passage asking = last_sentence(a->document, passage_trim(a->document, p));
    struct text t = passage_text(a->document, asking);
    if (t.n > HEADING_BYTES_MAX || is_told_of(a, t) ||
        !pattern_match(a->matcher, &a->language->asks_below, t, 0, PATTERN_ANYWHERE, &m))
        return false;
    out->rule =
        list_of(a->profile, match_group(&m, "must", &from, &to) ? TEXT("must") : TEXT("should"));
    out->heading = asking;
    return out->rule != NULL;
}

bool leads_elsewhere(struct analysis *a, struct passage p) {
    if (!is_above_item(a->document, p))
        return false;
    struct passage last = last_sentence(a->document, passage_trim(a->document, p));
    struct text t = passage_text(a->document, last);
    return t.n <= HEADING_BYTES_MAX && text_ends(t, TEXT(":")) &&
           ((is_told_of(a, t) &&
             pattern_match(a->matcher, &a->language->asks_below, t, 0, PATTERN_ANYWHERE, NULL)) ||
            pattern_match(a->matcher, &a->language->told_below, t, 0, PATTERN_START, NULL));
}

/* "We found faults. The provider must:": the heading of a list behind another sentence; without a
 * colon where items follow. */
static bool leads_up(struct analysis *a, struct passage p, struct section *out) {
    struct passage sentence;
    struct section found = *out;
    p = passage_trim(a->document, p);
    struct text t = passage_text(a->document, p);
    if (!text_ends(t, TEXT(":")) && (marker_ends(t) || !is_above_item(a->document, p)))
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

bool heading_match(struct analysis *a, struct passage p, struct section *out) {
    return match_rule(a, bare_heading(a->document, p), out);
}

bool heading_opens(struct analysis *a, size_t block, struct section *out) {
    *out = (struct section){.first = block + 1};
    if (!can_head(a, block))
        return false;
    struct passage p = bare_heading(a->document, document_cell(a->document, block, 0));
    struct passage whole = document_cell(a->document, block, 0);
    if (match_rule(a, p, out) || leads_up(a, whole, out) || asks_for_list(a, whole, out))
        return true;
    if (text_find(block_text(a->document, block), '\n', 0) == block_text(a->document, block).n)
        out->rule = heading_near(a, passage_text(a->document, p));
    out->heading = p;
    return out->rule != NULL;
}

bool heads_inspection(struct analysis *a, struct text t) {
    return t.n && t.n <= INSPECTION_BYTES_MAX &&
           pattern_match(a->matcher, &a->profile->inspection, t, 0, PATTERN_WHOLE, NULL);
}

const struct inspection_kind *inspection_kind_of(struct analysis *a, struct text t) {
    for (size_t i = 0; i < a->profile->inspection_kind_count && t.n <= INSPECTION_BYTES_MAX; i++)
        if (pattern_match(a->matcher, &a->profile->inspection_kinds[i].line, t, 0, PATTERN_WHOLE,
                          NULL))
            return &a->profile->inspection_kinds[i];
    return NULL;
}

/* "Care leavers: good", "Leadership is inadequate": an aspect of the family's with its grade. */
static bool grades_aspect(struct analysis *a, struct text t) {
    static const char *const verbs[] = {":", ",", " is", " are"};
    size_t from, to;
    if (!scale_match_end(a->profile->all_scales, t, &from, &to))
        return false;
    t = text_trim(text_slice(t, 0, from));
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (text_ends(t, text_of(verbs[i])))
            t = text_trim(text_slice(t, 0, t.n - strlen(verbs[i])));
    for (size_t i = 0; i < a->profile->judgement_count; i++)
        if (aspect_match(a, &a->profile->judgements[i], t))
            return true;
    return false;
}

bool is_chapter(struct analysis *a, struct passage p) {
    struct text t = passage_text(a->document, passage_trim_marks(a->document, p, ":?"));
    return is_title_shaped(text_ends(t, TEXT(".")) ? text_slice(t, 0, t.n - 1) : t) &&
           (pattern_match(a->matcher, &a->language->chapter, t, 0, PATTERN_WHOLE, NULL) ||
            grades_aspect(a, t));
}

bool chapter_opens(struct analysis *a, size_t block, struct section *out) {
    static const struct section_rule chapter = {.kind = SECTION_CHAPTER};
    struct passage p = document_cell(a->document, block, 0);
    if (!can_head(a, block) || !is_chapter(a, p) || small_follows(a->document, block))
        return false;
    *out = (struct section){
        .rule = &chapter, .heading = bare_heading(a->document, p), .first = block + 1};
    return true;
}

bool chapter_has_prose(struct analysis *a, size_t block) {
    struct section unused;
    return block + 1 < a->document->block_count &&
           text_ends(text_trim(block_text(a->document, block + 1)), TEXT(".")) &&
           chapter_opens(a, block, &unused);
}

size_t address_end(struct analysis *a, struct text t) {
    struct match m;
    return pattern_match(a->matcher, &a->language->address, t, 0, PATTERN_START, &m) ? m.to : 0;
}

bool is_closing(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->language->closing, t, 0, PATTERN_START, NULL);
}

/* The publisher's own words behind the report end whatever is open. */
bool is_back_matter(struct analysis *a, struct text t) {
    return pattern_match(a->matcher, &a->language->back_matter, t, 0, PATTERN_START, NULL);
}
