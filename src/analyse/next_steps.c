#include "analyse/account.h"
#include "analyse/bodies.h"
#include "analyse/recommendations.h"
#include "analyse/section.h"
#include "analyse/timescale.h"

#include <string.h>

static void add_step(struct analysis *a, struct passage p) {
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

static void read_block(struct analysis *a, struct passage p) {
    struct passage sentence;
    for (size_t at = 0; passage_sentence(a->document, p, &at, &sentence);)
        add_step(a, sentence);
}

void next_steps_read(struct analysis *a) {
    for (size_t i = 0; i < a->section_count; i++) {
        const struct section *s = &a->sections[i];
        if (!s->rule || s->rule->kind != SECTION_NEXT_STEPS)
            continue;
        for (size_t b = s->first; b < s->end; b++)
            read_block(a, section_body(a, b));
    }
}
