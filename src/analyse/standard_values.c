#include "analyse/standard_values.h"

#include "analyse/account.h"
#include "analyse/negation.h"
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

/* What the sentence says of the grade in it, and *words, the "not" included; NULL where there is
 * none or it is left open. */
static const struct grade *grade_in(const struct analysis *a, const struct match *m,
                                    const char **words) {
    size_t from, to, length;
    if (!match_group(m, "grade", &from, &to))
        return NULL;
    const struct grade *g =
        scale_match_start(a->profile->scale, text_slice(m->text, from, m->text.n), &length);
    g = g ? negation_grade(g, m->text, &from) : NULL;
    *words = text_string(a->arena, text_slice(m->text, from, to));
    return g;
}

static void set_grade(struct analysis *a, kloe_standard *out, const struct match *m) {
    const char *words = NULL;
    const struct grade *g = grade_in(a, m, &words);
    const char *text = match_string(a, m, "text");
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
    set_grade(a, out, &m);
    set_score(out, match_string(a, &m, "score"), text);
    out->impact = out->impact ? out->impact : impact;
    out->status = out->status ? out->status : v->status;
    return true;
}

static void take(struct analysis *a, size_t block, const struct standard_value *v) {
    for (size_t c = 0; c < a->document->blocks[block].cell_count; c++)
        account_take(a, document_cell(a->document, block, c), "value of a standard", &v->pattern);
}

static void read_value(struct analysis *a, const struct section *s, const struct standard_value *v,
                       kloe_standard *out) {
    for (size_t b = s->first; b < s->end; b++)
        if (a->document->blocks[b].cell_count && apply(a, v, words_of(a, b), out)) {
            take(a, b, v);
            return;
        }
}

/* What the sentences of a section come to. */
struct findings {
    const struct grade *grade;
    const char *words, *status;
    kloe_at at;
    bool doubted, earlier; /* earlier: only sentences about an earlier inspection so far */
    bool open;             /* a sentence tells of the grade, but not that it is so */
};

/* Whether the sentence only asks for the best grade, or grants it in part: "must see to it that the
 * standards are met", "most standards are met", "are met, except ...". */
static bool is_left_open(struct analysis *a, const struct match *m) {
    size_t from, to, length;
    if (!match_group(m, "grade", &from, &to))
        return false;
    struct text before = text_slice(m->text, 0, from), words = text_slice(m->text, from, to);
    const struct grade *g = scale_match_start(a->profile->scale, words, &length);
    return g && g->rank == 1 &&
           (pattern_match(a->matcher, &a->language->finding_open, before, 0, PATTERN_ANYWHERE,
                          NULL) ||
            pattern_match(a->matcher, &a->language->finding_except,
                          text_slice(m->text, to, m->text.n), 0, PATTERN_START, NULL));
}

static kloe_at block_at(const struct analysis *a, size_t block) {
    const struct document *d = a->document;
    return document_at(d, document_cell(d, block, 0),
                       document_cell(d, block, d->blocks[block].cell_count - 1));
}

static void add_finding(struct analysis *a, struct findings *f, const struct standard_value *v,
                        struct text sentence, size_t block) {
    struct match m;
    if (!pattern_match(a->matcher, &v->pattern, sentence, 0, PATTERN_ANYWHERE, &m))
        return;
    bool earlier =
        pattern_match(a->matcher, &a->language->earlier, sentence, 0, PATTERN_ANYWHERE, NULL);
    const char *words = NULL;
    const struct grade *g = grade_in(a, &m, &words);
    if (is_left_open(a, &m)) {
        f->at = f->words ? f->at : block_at(a, block);
        f->open = true;
        return;
    }
    take(a, block, v);
    if (earlier && f->words && !f->earlier)
        return;
    if (f->earlier && !earlier)
        *f = (struct findings){0};
    f->doubted |= !g || (f->grade && g->rank != f->grade->rank);
    f->grade = g ? g : f->grade;
    f->words = words;
    f->status = v->status;
    f->earlier = earlier;
    f->at = block_at(a, block);
}

static void add_findings(struct analysis *a, struct findings *f, struct text sentence,
                         size_t block) {
    for (size_t i = 0; i < a->profile->standard_value_count; i++)
        if (a->profile->standard_values[i].finding)
            add_finding(a, f, &a->profile->standard_values[i], sentence, block);
}

/* A block's words, and before them those of the block above where the page's edge parted a
 * sentence: a "not" may stand there. */
static struct text joined_words(struct analysis *a, size_t first, size_t block) {
    struct text t = words_of(a, block);
    if (block == first || !t.n || !is_letter(t.s[0]) || is_upper(t.s[0]) ||
        !a->document->blocks[block - 1].cell_count)
        return t;
    struct text above = words_of(a, block - 1);
    return text_of(arena_format(a->arena, "%.*s %.*s", (int)above.n, above.s, (int)t.n, t.s));
}

static void read_findings(struct analysis *a, const struct section *s, kloe_standard *out) {
    struct findings f = {0};
    if (out->grade || s->annex)
        return;
    for (size_t b = s->first; b < s->end; b++) {
        struct text t =
            a->document->blocks[b].cell_count ? joined_words(a, s->first, b) : (struct text){0};
        for (size_t from = 0, to; from < t.n; from = to) {
            to = text_sentence_end(t, from);
            add_findings(a, &f, text_slice(t, from, to), b);
        }
    }
    if (f.doubted || (f.open && !f.grade)) {
        diagnose(a, DIAGNOSTIC_VALUE_AMBIGUOUS, f.at,
                 arena_format(a->arena,
                              "what is found of standard \"%s\" is left open, or not of one mind",
                              out->title));
    } else if (f.grade) {
        out->grade = f.grade->id;
        out->grade_text = f.words;
        out->status = f.status;
    }
}

void standard_values_read(struct analysis *a, const struct section *s, kloe_standard *out) {
    bool findings = false;
    for (size_t i = 0; i < a->profile->standard_value_count; i++) {
        const struct standard_value *v = &a->profile->standard_values[i];
        findings |= v->finding;
        if (!v->finding)
            read_value(a, s, v, out);
    }
    if (findings)
        read_findings(a, s, out);
}
