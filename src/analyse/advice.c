#include "analyse/advice.h"

#include "analyse/account.h"
#include "analyse/recommendation.h"
#include "analyse/section.h"

static void add_sentence(struct analysis *a, const struct advice_rule *rule, struct passage p) {
    kloe_recommendation *r = REPORT_ADD(a->arena, a->report->recommendations);
    r->kind = rule->kind;
    r->text = passage_string(a, p);
    r->modality = modality_of(a, text_of(r->text));
    r->at = passage_at(a->document, p);
    account_take(a, p, "recommendation", &rule->pattern);
}

static void read_sentence(struct analysis *a, struct passage p) {
    for (size_t i = 0; i < a->profile->advice_count; i++)
        if (pattern_match(a->matcher, &a->profile->advice[i].pattern, passage_text(a->document, p),
                          0, PATTERN_START, NULL)) {
            add_sentence(a, &a->profile->advice[i], p);
            return;
        }
}

static void read_cell(struct analysis *a, struct passage cell) {
    struct passage sentence;
    for (size_t at = 0; passage_sentence(a->document, cell, &at, &sentence);)
        read_sentence(a, sentence);
}

void advice_read(struct analysis *a) {
    for (size_t i = 0; a->profile->advice_count && i < a->section_count; i++) {
        const struct section *s = &a->sections[i];
        enum section_kind kind = s->rule ? s->rule->kind : SECTION_OTHER;
        if (kind == SECTION_RECOMMENDATIONS || kind == SECTION_BREACHES || s->earlier)
            continue;
        for (size_t b = s->first; b < s->end; b++)
            for (size_t c = 0; c < a->document->blocks[b].cell_count; c++)
                read_cell(a, document_cell(a->document, b, c));
    }
}
