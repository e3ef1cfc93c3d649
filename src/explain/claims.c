/* What was proposed for each value that a report has once, and what became of it. */
#include "analyse/claims.h"
#include "explain/parts.h"

static const char *const outcomes[OUTCOME_COUNT] = {[OUTCOME_LOST] = "lost",
                                                    [OUTCOME_WON] = "won",
                                                    [OUTCOME_AGREES] = "agrees",
                                                    [OUTCOME_TIED] = "tied",
                                                    [OUTCOME_UNREADABLE] = "unreadable"};

/* Days as they are: the first one alone where the last is the same. */
static const char *value_of(struct analysis *a, const struct claim *c) {
    bool days = c->slot == SLOT_INSPECTION && c->value && !c->months.start.year;
    if (!days || date_compare(c->dates.start, c->dates.end) == 0)
        return c->value;
    return arena_format(a->arena, "%s/%s", c->value, date_string(a, c->dates.end));
}

static void add_claim(struct analysis *a, const struct claim *c, kloe_explanation *out) {
    struct passage words[UNITS_PASSAGES_MAX];
    size_t n = units_passages(&c->lines, words);
    kloe_at label = passage_at(a->document, c->label);
    *REPORT_ADD(a->arena, out->claims) =
        (kloe_claim){.path = value_paths[claim_value(c->slot)],
                     .text = n ? passages_string(a, words, n) : "",
                     .value = value_of(a, c),
                     .place = c->standing.place,
                     .outcome = outcomes[c->outcome],
                     .score = c->standing.score,
                     .confidence = c->sure,
                     .key = c->rule ? c->rule->key : NULL,
                     .pattern = c->rule ? c->rule->source : NULL,
                     .at = n ? document_at(a->document, words[0], words[n - 1]) : label};
}

void explain_claims(struct analysis *a, kloe_explanation *out) {
    struct claim *claims[CLAIMS_MAX];
    for (enum slot slot = 0; slot < SLOT_COUNT; slot++) {
        size_t n = claims_of(a, slot, claims);
        for (size_t i = 0; i < n; i++)
            add_claim(a, claims[i], out);
    }
}
