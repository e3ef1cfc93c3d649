#include "analyse/advice.h"

#include "analyse/account.h"
#include "analyse/bodies.h"
#include "analyse/recommendation.h"
#include "analyse/timescale.h"

static void read_step(struct analysis *a, struct passage p) {
    struct text t = passage_text(a->document, p);
    struct passage where;
    kloe_timescale timescale;
    if (!pattern_match(a->matcher, &a->language->asks, t, 0, PATTERN_ANYWHERE, NULL))
        return;
    kloe_next_step *step = REPORT_ADD(a->arena, a->report->next_steps);
    step->text = passage_string(a, p);
    step->at = passage_at(a->document, p);
    account_take(a, p, "next step", NULL);
    if (timescale_find(a, p, &timescale, &where))
        step->timescale = timescale;
    step->addressees = addressees_of(a, t);
}

static void read_recommendation(struct analysis *a, struct passage p) {
    const struct advice_rule *rule = a->profile->advice, *end = rule + a->profile->advice_count;
    struct text t = passage_text(a->document, p);
    while (rule < end && !pattern_match(a->matcher, &rule->pattern, t, 0, PATTERN_START, NULL))
        rule++;
    if (rule == end)
        return;
    kloe_recommendation *r = REPORT_ADD(a->arena, a->report->recommendations);
    r->kind = rule->kind;
    r->text = passage_string(a, p);
    r->modality = modality_of(a, t);
    r->at = passage_at(a->document, p);
    account_take(a, p, "recommendation", &rule->pattern);
}

void advice_read(struct analysis *a, const struct section *s) {
    bool steps = s->rule && s->rule->kind == SECTION_NEXT_STEPS;
    struct passage sentence;
    if (s->about != ABOUT_INSPECTION || !(steps || a->profile->advice_count))
        return;
    for (size_t b = s->first; b < s->end; b++)
        for (size_t c = 0; c < a->document->blocks[b].cell_count; c++)
            for (size_t at = 0;
                 passage_sentence(a->document, document_cell(a->document, b, c), &at, &sentence);)
                steps ? read_step(a, sentence) : read_recommendation(a, sentence);
}
