#include "analyse/recommendation_list.h"

#include "analyse/account.h"
#include "analyse/bodies.h"
#include "analyse/timescale.h"

#include <string.h>

const char *modality_of(struct analysis *a, struct text t) {
    struct match m;
    size_t from, to;
    if (!pattern_match(a->matcher, &a->language->modal, t, 0, PATTERN_ANYWHERE, &m))
        return NULL;
    return match_group(&m, "must", &from, &to) ? "must" : "should";
}

/* Addressees and modality are the item's own or, failing that, its lead-in's. */
static void set_who(struct recommendation_list *l, kloe_recommendation *r) {
    struct analysis *a = l->analysis;
    struct text own = text_of(r->text);
    r->addressees = addressees_of(a, own);
    r->modality = modality_of(a, l->lead.n && !r->addressees.count ? l->lead : own);
    if (!r->modality)
        r->modality = modality_of(a, own);
    if (r->addressees.count || !l->lead.n)
        return;
    r->addressees = addressees_of(a, l->lead);
    struct text bodies[BODIES_MAX], folded = text_of(text_string(a->arena, l->lead));
    if (!r->addressees.count) /* a line that only names them */
        r->addressees = body_strings(a, bodies, bodies_split(a, folded, bodies, BODIES_MAX));
}

/* "... is published immediately." says by when; other times in the words are part of what to do. */
static kloe_timescale own_timescale(struct recommendation_list *l) {
    struct analysis *a = l->analysis;
    struct passage p = passage_trim_marks(a->document, l->parts[l->part_count - 1], ".");
    struct text t = passage_text(a->document, p);
    kloe_timescale found = {0};
    struct passage where;
    size_t word = t.n;
    while (word && !is_space(t.s[word - 1]))
        word--;
    if (!timescale_find(a, passage_part(p, word, t.n), &found, &where) || where.to != p.to)
        return (kloe_timescale){0};
    return found;
}

void list_finish(struct recommendation_list *l, kloe_recommendation *r) {
    struct analysis *a = l->analysis;
    r->text = passages_string(a, l->parts, l->part_count);
    r->at = document_at(a->document, l->parts[0], l->parts[l->part_count - 1]);
    account_take_all(a, l->parts, l->part_count, "recommendation", &l->section->rule->heading);
    r->timescale = l->timescale.text ? l->timescale : own_timescale(l);
    set_who(l, r);
}

kloe_recommendation *list_add(struct recommendation_list *l) {
    struct analysis *a = l->analysis;
    kloe_recommendation *r = REPORT_ADD(a->arena, a->report->recommendations);
    const char *kind = l->section->rule->item_kind;
    r->kind = kind ? kind : a->profile->recommendation_kind;
    r->body = l->section->body;
    return r;
}

void recommendation_standards(struct analysis *a, kloe_recommendation *r) {
    struct text t = text_of(r->text);
    struct match m;
    size_t from, to;
    for (size_t at = 0;
         pattern_match(a->matcher, &a->profile->item_standard, t, at, PATTERN_ANYWHERE, &m) &&
         match_group(&m, "number", &from, &to);
         at = m.to)
        report_add_string(a->arena, &r->standards, text_string(a->arena, text_slice(t, from, to)));
}
