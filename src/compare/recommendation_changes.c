/* Which recommendations are printed again, in what words. */
#include "compare/diff.h"
#include "compare/fold.h"
#include "compare/matching.h"
#include "compare/parts.h"

/* A reader takes those for one, put in other words, that are so much alike. */
static const double reworded = 0.44;

/* The text without what says where it is from: "(paragraphs 12 and 14)", "(This was a
 * recommendation at the last inspection.)". */
static const char *without_source(struct arena *a, const char *text) {
    size_t n = strlen(text);
    while (n && (text[n - 1] == '.' || text[n - 1] == ' '))
        n--;
    const char *open = n && text[n - 1] == ')' ? strrchr(text, '(') : NULL;
    if (open && (strstr(open, "aragraph") || strstr(open, "nspection")))
        return arena_string(a, text, (size_t)(open - text));
    return text;
}

/* By their words; with the service and the body that they are put to, where that is asked for. */
static const char **texts_of(struct arena *a, const kloe_report *r, bool with_place) {
    const char **texts = arena_alloc(a, r->recommendations.count * sizeof *texts);
    for (size_t i = 0; i < r->recommendations.count; i++) {
        const kloe_recommendation *x = &r->recommendations.items[i];
        texts[i] = fold(a, without_source(a, x->text));
        if (with_place)
            texts[i] = fold_key(a, texts[i], fold(a, x->core_service), x->body);
    }
    return texts;
}

static void put(struct comparing *c, const char *change, double likeness,
                const kloe_recommendation *x, const kloe_recommendation *y) {
    kloe_recommendation_change *out = REPORT_ADD(c->arena, c->out->recommendations);
    out->change = change;
    out->likeness = likeness;
    out->before = x;
    out->after = y;
}

/* Those that agree in their words first. */
static struct matching match(struct comparing *c, double *likeness) {
    size_t n = c->before->recommendations.count;
    struct matching m = matching_new(c->arena, n, c->after->recommendations.count);
    for (int place = 1; place >= 0; place--)
        matching_by_keys(&m, texts_of(c->arena, c->before, place),
                         texts_of(c->arena, c->after, place));
    for (size_t i = 0; i < n; i++)
        likeness[i] = m.before[i] == UNMATCHED ? 0 : 1;
    matching_by_words(&m, texts_of(c->arena, c->before, false), texts_of(c->arena, c->after, false),
                      reworded, likeness);
    return m;
}

void compare_recommendations(struct comparing *c) {
    const kloe_recommendation *old = c->before->recommendations.items,
                              *new = c->after->recommendations.items;
    double *likeness = arena_alloc(c->arena, c->before->recommendations.count * sizeof *likeness);
    struct matching m = match(c, likeness);
    struct differ d = differ_new(c->arena);
    for (size_t i = 0; i < m.after_count; i++) {
        size_t k = m.after[i];
        if (k == UNMATCHED) {
            put(c, "new", 0, NULL, &new[i]);
            continue;
        }
        bool again = likeness[k] >= 1;
        put(c, again ? "still-printed" : "reworded", likeness[k], &old[k], &new[i]);
        if (!again)
            diff_words(&d, old[k].text, new[i].text,
                       &c->out->recommendations.items[c->out->recommendations.count - 1]);
    }
    for (size_t i = 0; i < m.before_count; i++)
        if (m.before[i] == UNMATCHED)
            put(c, "no-longer-printed", 0, &old[i], NULL);
}
