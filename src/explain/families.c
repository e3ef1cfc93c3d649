#include "explain/parts.h"

#include "analyse/record_family.h"

#include "framework/detect.h"

#include <stdlib.h>
#include <string.h>

enum sign_place { SIGN_TITLE, SIGN_FRONT, SIGN_VOCABULARY };

static const char *const places[] = {"title", "front", "vocabulary"};

/* Adds the signs; gives how many are found. */
static size_t add_signs(struct analysis *a, const struct signs *signs, enum sign_place place,
                        kloe_candidate *out) {
    struct text t = place == SIGN_VOCABULARY ? a->told_by.vocabulary : a->told_by.head;
    size_t found = 0;
    for (size_t i = 0; i < signs->count; i++) {
        const struct pattern *sign = &signs->items[i].pattern;
        double weight = signs->items[i].weight;
        double share = place == SIGN_TITLE
                           ? detect_share(a->matcher, sign, t)
                           : pattern_match(a->matcher, sign, t, 0, PATTERN_ANYWHERE, NULL);
        *REPORT_ADD(a->arena, out->signs) =
            (kloe_sign){places[place], sign->source, weight, weight * share, share > 0};
        out->sum += weight * share;
        found += share > 0;
    }
    return found;
}

/* Ids are in byte order, so that of equal sums the first by id comes first. */
static int by_sum(const void *a, const void *b) {
    const kloe_candidate *x = a, *y = b;
    int order = (x->sum < y->sum) - (x->sum > y->sum);
    return order ? order : strcmp(x->framework, y->framework);
}

/* A handbook, news: the document's own title says so. */
static bool is_other_genre(struct analysis *a) {
    return pattern_match(a->matcher, &a->language->genre, a->genre, 0, PATTERN_ANYWHERE, NULL);
}

static const char *why_not(struct analysis *a, const kloe_candidate *c, size_t in_title) {
    const kloe_report *r = a->report;
    if (r->framework && strcmp(r->framework, c->framework) == 0)
        return NULL;
    if (r->confidence < 0)
        return "another family was given";
    if (a->is_record)
        return "another family's inspection is newer";
    if (!in_title)
        return "no sign of its title stands in the title block";
    if (r->framework)
        return "another family was preferred";
    if (c->sum < detect_threshold)
        return "its signs come to less than 0.5";
    if (is_other_genre(a) && c->sum - detect_of_genre < detect_threshold)
        return "the title says that it is of another genre, for which 0.5 is taken off";
    return "read as one, it has too little of what its reports have";
}

/* In a record each path that shows an inspection of the family is a sign. */
static size_t add_paths(struct analysis *a, const struct profile *p, kloe_candidate *out) {
    size_t found = 0;
    for (size_t i = 0; record_is_of(a, p) && i < p->record_signs.rated.count; i++) {
        const struct record_path *path = &p->record_signs.rated.items[i];
        bool here = record_has(a, path);
        *REPORT_ADD(a->arena, out->signs) = (kloe_sign){"record", path->rule.source, 1, here, here};
        out->sum += here;
        found += here;
    }
    return found;
}

static size_t add_all_signs(struct analysis *a, const struct profile *p, kloe_candidate *out) {
    if (a->is_record) {
        size_t paths = add_paths(a, p, out);
        out->why_not = why_not(a, out, paths);
        return paths;
    }
    size_t in_title = add_signs(a, &p->title, SIGN_TITLE, out);
    in_title += add_signs(a, &p->front, SIGN_FRONT, out);
    size_t found = in_title + add_signs(a, &p->vocabulary, SIGN_VOCABULARY, out);
    out->why_not = why_not(a, out, in_title);
    return found;
}

void explain_families(struct analysis *a, const kloe_engine *e, kloe_explanation *out) {
    for (size_t i = 0; i < engine_profile_count(e); i++) {
        const struct profile *p = engine_profile(e, i);
        kloe_candidate c = {.framework = p->info.id};
        size_t found = add_all_signs(a, p, &c);
        if (found || !c.why_not)
            *REPORT_ADD(a->arena, out->families) = c;
    }
    if (out->families.count)
        qsort(out->families.items, out->families.count, sizeof *out->families.items, by_sum);
}
