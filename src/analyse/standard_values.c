#include "analyse/standard_values.h"

#include "analyse/account.h"
#include <string.h>

/* A block's text; the cells of a row are joined by spaces. */
static struct text words_of(struct analysis *a, size_t block) {
    const struct block *b = &a->document->blocks[block];
    if (b->kind != BLOCK_ROW)
        return block_text(a->document, block);
    const char *all = "";
    for (size_t c = 0; c < b->cell_count; c++) {
        struct text t = b->cells[c].text;
        all = arena_format(a->arena, "%s%s%.*s", all, c ? " " : "", (int)t.n, t.s);
    }
    return text_of(all);
}

static const char *impact_of(const char *words) {
    static const char *const impacts[] = {"minor", "moderate", "major"};
    for (size_t i = 0; words && i < sizeof impacts / sizeof impacts[0]; i++)
        if (text_same(text_of(words), text_of(impacts[i])))
            return impacts[i];
    return NULL;
}

static void set_grade(struct analysis *a, kloe_standard *out, const char *words, const char *text) {
    size_t length;
    const struct grade *g =
        words ? scale_match_start(a->profile->scale, text_of(words), &length) : NULL;
    if (!g || out->grade)
        return;
    out->grade = g->id;
    out->grade_text = text ? text : words;
}

/* A score that is printed twice is said more fully once. */
static void set_score(kloe_standard *out, const char *score, const char *text) {
    size_t n;
    if (!score)
        return;
    if (!out->score)
        out->score = (int)text_number(text_of(score), 1, &n);
    const char *said = text ? text : score;
    if (!out->grade_text || strlen(said) > strlen(out->grade_text))
        out->grade_text = said;
}

static bool apply(struct analysis *a, const struct standard_value *v, struct text t,
                  kloe_standard *out) {
    struct match m;
    if (!pattern_match(a->matcher, &v->pattern, t, 0, PATTERN_ANYWHERE, &m))
        return false;
    const char *text = match_string(a, &m, "text");
    const char *impact = impact_of(match_string(a, &m, "impact"));
    set_grade(a, out, match_string(a, &m, "grade"), text);
    set_score(out, match_string(a, &m, "score"), text);
    out->impact = out->impact ? out->impact : impact;
    out->status = out->status ? out->status : v->status;
    return true;
}

void standard_values_read(struct analysis *a, const struct section *s, kloe_standard *out) {
    for (size_t i = 0; i < a->profile->standard_value_count; i++) {
        bool found = false;
        for (size_t b = s->first; !found && b < s->end; b++) {
            found = a->document->blocks[b].cell_count &&
                    apply(a, &a->profile->standard_values[i], words_of(a, b), out);
            for (size_t c = 0; found && c < a->document->blocks[b].cell_count; c++)
                account_take(a, document_cell(a->document, b, c), "value of a standard",
                             &a->profile->standard_values[i].pattern);
        }
    }
}
