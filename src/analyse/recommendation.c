#include "analyse/recommendation.h"

#include "analyse/account.h"
#include "analyse/bodies.h"
#include "analyse/timescale.h"
#include "document/marker.h"

#include <string.h>

enum { ASKING_BYTES_MAX = 160, TIMESCALE_WORDS = 10 };

const char *modality_of(struct analysis *a, struct text t) {
    struct match m;
    size_t from, to;
    if (!pattern_match(a->matcher, &a->language->modal, t, 0, PATTERN_ANYWHERE, &m))
        return NULL;
    return match_group(&m, "must", &from, &to) ? "must" : "should";
}

/* "They should also" goes on with what was said before. */
static bool begins_with_pronoun(struct text t) {
    static const char *const words[] = {"they", "this", "these", "it", "there", "that", "those"};
    struct text first = text_slice(t, 0, text_find(t, ' ', 0));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_same(first, text_of(words[i])))
            return true;
    return false;
}

bool begins_by_asking(struct analysis *a, struct text t) {
    struct match m;
    struct text folded = text_of(
        text_string(a->arena, text_slice(t, 0, t.n < ASKING_BYTES_MAX ? t.n : ASKING_BYTES_MAX)));
    return folded.n && is_upper(folded.s[0]) && !begins_with_pronoun(folded) &&
           pattern_match(a->matcher, &a->language->modal, folded, 0, PATTERN_ANYWHERE, &m) &&
           m.from > 0 && text_find(folded, '.', 0) > m.from && text_find(folded, ':', 0) > m.from;
}

bool stands_alone(struct analysis *a, struct passage p) {
    struct text t = passage_text(a->document, p);
    struct passage sentence;
    size_t at = 0;
    return t.n && is_upper(t.s[0]) && !begins_with_pronoun(t) && marker_ends(t) &&
           passage_sentence(a->document, p, &at, &sentence) &&
           !passage_sentence(a->document, p, &at, &sentence);
}

bool lists_paragraphs(const struct profile *p) {
    return p->items[ITEM_PARAGRAPH] && !p->items[ITEM_BULLET];
}

static struct passage take_source(struct analysis *a, struct passage p, kloe_strings *sources) {
    for (;;) {
        p = passage_trim(a->document, p);
        struct text t = passage_text(a->document, p);
        size_t open = t.n, from, to;
        struct match m;
        while (open && t.s[open - 1] != '(' && t.s[open - 1] != '[')
            open--;
        struct text tag = open ? text_slice(t, open - 1, t.n) : text_slice(t, 0, 0);
        if (text_ends(tag, TEXT(".")))
            tag.n--;
        if (!open ||
            !pattern_match(a->matcher, &a->profile->source_tag, tag, 0, PATTERN_WHOLE, &m) ||
            !match_group(&m, "source", &from, &to))
            return p;
        report_add_string(a->arena, sources, text_string(a->arena, text_slice(tag, from, to)));
        p = passage_part(p, 0, open - 1);
    }
}

void draft_add(struct analysis *a, struct draft *d, struct passage p) {
    if (d->part_count == PARTS_MAX)
        return;
    p = take_source(a, p, &d->sources);
    if (p.from < p.to)
        d->parts[d->part_count++] = p;
}

/* The bodies that a list names, which is nothing else. */
static kloe_strings bodies_named(struct analysis *a, struct text list) {
    struct text bodies[BODIES_MAX], folded = text_of(text_string(a->arena, list));
    return body_strings(a, bodies, bodies_split(a, folded, bodies, BODIES_MAX));
}

/* "By 30 June 2015, the provider must": of the body that the report is about, by no name. */
static bool tells_own_body(struct analysis *a, struct text own) {
    struct match m;
    struct text t = text_of(text_string(a->arena, own));
    if (!pattern_match(a->matcher, &a->language->modal, t, 0, PATTERN_ANYWHERE, &m))
        return false;
    struct text subject = text_slice(t, 0, m.from);
    for (size_t comma; (comma = text_find(subject, ',', 0)) < subject.n;)
        subject = text_slice(subject, comma + 1, subject.n);
    subject = text_trim(subject);
    if (subject.n < 4 || !text_same(text_slice(subject, 0, 4), TEXT("the ")))
        return false;
    return word_list_has(&a->language->own_names, text_slice(subject, 4, subject.n));
}

/* Addressees are those of its row; else they and the modality are the item's own or, failing that,
 * its lead-in's. */
static void set_who(struct analysis *a, const struct draft *d, kloe_recommendation *r) {
    struct text own = text_of(r->text);
    r->addressees = d->bodies.n ? bodies_named(a, d->bodies) : addressees_of(a, own);
    bool own_words = !d->lead.n || r->addressees.count || tells_own_body(a, own);
    r->modality = modality_of(a, own_words ? own : d->lead);
    if (!r->modality)
        r->modality = modality_of(a, own);
    if (!r->modality)
        r->modality = modality_of(a, d->lead);
    if (!r->addressees.count && d->lead.n)
        r->addressees = addressees_of(a, d->lead);
    if (!r->addressees.count && d->lead.n)
        r->addressees = bodies_named(a, d->lead);
}

/* "Publish the plan immediately", "... by 3 June 2024": at the end of the words. */
static bool ends_in_timescale(struct analysis *a, struct passage p, kloe_timescale *found) {
    struct passage where;
    p = passage_trim_marks(a->document, p, ".");
    struct text t = passage_text(a->document, p);
    for (size_t words = 0, at = t.n; at && words <= TIMESCALE_WORDS; words++) {
        while (at && !is_space(t.s[at - 1]))
            at--;
        if (timescale_find(a, passage_part(p, at, t.n), found, &where) && where.to == p.to &&
            where.from == p.from + at && (!found->count || timescale_is_deadline(a, found)))
            return true;
        at -= at > 0;
    }
    return false;
}

/* "By 3 June 2024, the trust should ...": before a comma. */
static bool begins_with_timescale(struct analysis *a, struct passage p, kloe_timescale *found) {
    struct passage where;
    struct text t = passage_text(a->document, p);
    size_t comma = text_find(t, ',', 0);
    return comma < t.n && timescale_find(a, passage_part(p, 0, comma), found, &where) &&
           where.from == p.from && where.to == p.from + comma;
}

/* "The trust must, by 3 June 2024, agree": between commas behind the modal, which is no clause's.
 */
static bool modal_has_timescale(struct analysis *a, struct passage p, kloe_timescale *found) {
    struct passage where;
    struct match m;
    struct text t = passage_text(a->document, p);
    if (!pattern_match(a->matcher, &a->language->modal, t, 0, PATTERN_ANYWHERE, &m) ||
        m.to >= t.n || t.s[m.to] != ',' || is_clause(a, text_slice(t, 0, m.from)))
        return false;
    size_t comma = text_find(t, ',', m.to + 1);
    struct passage between = passage_trim(a->document, passage_part(p, m.to + 1, comma));
    return comma < t.n && timescale_find(a, between, found, &where) && where.from == between.from &&
           where.to == between.to;
}

/* Elsewhere a time is a part of what to do. */
static kloe_timescale own_timescale(struct analysis *a, const struct draft *d) {
    kloe_timescale found = {0};
    if (begins_with_timescale(a, d->parts[0], &found) ||
        modal_has_timescale(a, d->parts[0], &found) ||
        ends_in_timescale(a, d->parts[d->part_count - 1], &found))
        return found;
    return (kloe_timescale){0};
}

/* "(Regulation 12)": the standards that its words name. */
static void add_standards(struct analysis *a, kloe_recommendation *r) {
    struct text t = text_of(r->text);
    struct match m;
    size_t from, to;
    for (size_t at = 0;
         pattern_match(a->matcher, &a->profile->item_standard, t, at, PATTERN_ANYWHERE, &m) &&
         match_group(&m, "number", &from, &to);
         at = m.to) {
        const char *number = text_string(a->arena, text_slice(t, from, to));
        if (!report_has_string(&r->standards, number))
            report_add_string(a->arena, &r->standards, number);
    }
}

kloe_recommendation *recommendation_add(struct analysis *a, const struct section *s,
                                        const struct draft *d) {
    kloe_recommendation *r = REPORT_ADD(a->arena, a->report->recommendations);
    r->kind = s->rule->item_kind ? s->rule->item_kind : a->profile->recommendation_kind;
    r->body = s->body;
    r->number = d->number;
    r->core_service = d->core_service;
    r->sources = d->sources;
    r->standards = d->standards;
    r->text = passages_string(a, d->parts, d->part_count);
    r->at = document_at(a->document, d->parts[0], d->parts[d->part_count - 1]);
    r->timescale = d->timescale.text ? d->timescale : own_timescale(a, d);
    account_take_all(a, d->parts, d->part_count, "recommendation", &s->rule->heading);
    set_who(a, d, r);
    add_standards(a, r);
    return r;
}
