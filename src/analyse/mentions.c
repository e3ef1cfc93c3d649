#include "analyse/mentions.h"

#include "analyse/account.h"
#include "analyse/bodies.h"

#include <string.h>

enum { SENTENCE_BYTES_MAX = 2000, SUBJECT_CHARACTERS_MAX = 160, YEAR_DIGITS = 4 };

static const char *regulator_of(struct analysis *a, struct text sentence) {
    const struct language *l = a->language;
    const char *first = NULL;
    size_t at = sentence.n;
    struct match m;
    for (size_t i = 0; i < l->regulator_count; i++)
        if (pattern_match(a->matcher, &l->regulators[i].pattern, sentence, 0, PATTERN_ANYWHERE,
                          &m) &&
            m.from < at) {
            first = l->regulators[i].id;
            at = m.from;
        }
    return first;
}

static int year_in(struct analysis *a, struct text t) {
    struct match m;
    size_t from, to, n;
    if (!pattern_match(a->matcher, &a->language->year, t, 0, PATTERN_ANYWHERE, &m) ||
        !match_group(&m, "year", &from, &to))
        return 0;
    return (int)text_number(text_slice(t, from, to), YEAR_DIGITS, &n);
}

/* The year behind the grade; else one before it. */
static int year_of(struct analysis *a, struct text sentence, size_t grade) {
    int after = year_in(a, text_slice(sentence, grade, sentence.n));
    return after ? after : year_in(a, text_slice(sentence, 0, grade));
}

static bool is_regulator(struct analysis *a, struct text word) {
    for (size_t i = 0; i < a->language->regulator_count; i++)
        if (pattern_match(a->matcher, &a->language->regulators[i].pattern, word, 0, PATTERN_START,
                          NULL))
            return true;
    return false;
}

/* The end of the word at `from`. */
static size_t word_end(struct text t, size_t from) {
    while (from < t.n && !is_space(t.s[from]))
        from++;
    return from;
}

/* Without marks around it and a possessive's end. */
static struct text bare_word(struct text w) {
    while (w.n && !is_alnum(w.s[0]) && (unsigned char)w.s[0] < 0x80)
        w = text_slice(w, 1, w.n);
    for (size_t i = 0; i < w.n; i++) /* "Bexley's", "Bexley’s" */
        if (!is_alnum(w.s[i]) && w.s[i] != '-')
            w.n = i;
    return w;
}

/* A capitalised word that is not the sentence's grammar, a regulator or a kind of body. */
static bool has_name(struct analysis *a, struct text t) {
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = word_end(t, from);
        struct text w = bare_word(text_slice(t, from, to));
        if (w.n < 2 || !is_upper(w.s[0]) || word_list_has(&a->language->not_names, w) ||
            is_regulator(a, w))
            continue;
        struct text one = {w.s, w.n - (lower(w.s[w.n - 1]) == 's')};
        if (!word_list_has(&a->language->body_words, w) &&
            !word_list_has(&a->language->body_words, one) &&
            !word_list_has(&a->language->roles, w) && !word_list_has(&a->language->roles, one))
            return true;
    }
    return false;
}

/* What a reader would call the service: the last clause before the verb. */
static struct text subject_words(struct text t) {
    static const char *const clauses[] = {" that ",   " said ", ", with ",
                                          ", while ", ", but ", ", and "};
    for (size_t k = 0; k < sizeof clauses / sizeof clauses[0]; k++) {
        struct text c = text_of(clauses[k]);
        for (size_t i = t.n; i > c.n; i--)
            if (text_same(text_slice(t, i - c.n, i), c)) {
                t = text_slice(t, i, t.n);
                break;
            }
    }
    t = text_trim(t);
    while (t.n && strchr("\"',", t.s[0]))
        t = text_trim(text_slice(t, 1, t.n));
    if (text_starts(t, TEXT("the ")))
        t = text_slice(t, 4, t.n);
    return t;
}

/* The words before `end` that can be a subject: no mark that divides is among them. */
static struct text words_before(struct text t, size_t end) {
    size_t from = end;
    for (size_t n = 0; from && n < SUBJECT_CHARACTERS_MAX && !strchr(";:()\"", t.s[from - 1]);
         from--)
        n += ((unsigned char)t.s[from - 1] & 0xC0) != 0x80;
    return text_slice(t, from, end);
}

/* A grade and whose it is. A search for a pattern that begins with the subject would try each word
 * of a sentence as its first: so it can begin behind it, and the subject is what stands there. */
static bool find_grade(struct analysis *a, const struct pattern *p, struct text t,
                       struct text *subject, size_t *grade) {
    struct match m;
    size_t from, to;
    for (size_t at = 0; pattern_match(a->matcher, p, t, at, PATTERN_ANYWHERE, &m) &&
                        match_group(&m, "grade", grade, &to);
         at = m.from + 1) {
        *subject = words_before(t, m.from);
        if (match_group(&m, "subject", &from, &to))
            *subject = text_slice(t, from, to);
        if (subject->n > 1)
            return true;
    }
    return false;
}

static void add_grade(struct analysis *a, struct passage sentence, struct text subject,
                      const char *grade, const char *regulator, int year) {
    kloe_mention *m = REPORT_ADD(a->arena, a->report->mentions);
    m->type = "grade";
    m->regulator = regulator;
    m->subject = text_string(a->arena, subject);
    m->grade = grade;
    m->year = year;
    m->quote = passage_string(a, sentence);
    m->at = passage_at(a->document, sentence);
    account_take(a, sentence, "mention of a grade", NULL);
}

static bool is_found(struct analysis *a, const struct pattern *p, struct text t) {
    return pattern_match(a->matcher, p, t, 0, PATTERN_ANYWHERE, NULL);
}

static bool read_grade(struct analysis *a, struct passage sentence) {
    struct text t = passage_text(a->document, sentence), subject;
    const char *regulator = regulator_of(a, t);
    size_t at, length;
    for (size_t i = 0; regulator && i < a->language->grade_mention_count; i++) {
        if (!find_grade(a, &a->language->grade_mentions[i], t, &subject, &at))
            continue;
        const struct grade *g = scales_match_start(a->scales, text_slice(t, at, t.n), &length);
        subject = subject_words(subject);
        if (!g || !has_name(a, subject) || is_found(a, &a->language->statistics, subject) ||
            is_found(a, &a->language->hypothetical, text_slice(t, 0, at)))
            continue;
        add_grade(a, sentence, subject, g->id, regulator, year_of(a, t, at));
        return true;
    }
    return false;
}

/* "recommended the C Council (CC) pay attention": the body at the start of the words.  It goes on
 * until a word that begins small, its article and "of", "for" and "and" aside. */
static size_t leading_body(const struct analysis *a, struct text t, struct text *body) {
    static const char *const small[] = {"the", "of", "for", "and", "local"};
    size_t found = 0;
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = word_end(t, from);
        struct text word = text_slice(t, from, to), name;
        bool goes_on = to > from && (is_upper(word.s[0]) || word.s[0] == '(');
        for (size_t i = 0; i < sizeof small / sizeof small[0]; i++)
            goes_on |= text_same(word, text_of(small[i]));
        if (!goes_on && (found || from))
            break;
        if (bodies_split(a, text_slice(t, 0, to), &name, 1) == 1) {
            *body = name;
            found = 1;
        }
    }
    return found;
}

static size_t advised_bodies(struct analysis *a, struct text sentence, struct text *bodies) {
    struct match m;
    size_t from, to;
    if (!pattern_match(a->matcher, &a->language->advised, sentence, 0, PATTERN_ANYWHERE, &m) ||
        !match_group(&m, "body", &from, &to))
        return 0;
    return leading_body(a, text_slice(sentence, from, to), bodies);
}

static void read_told(struct analysis *a, struct passage sentence) {
    struct text bodies[BODIES_MAX];
    struct text t = text_of(passage_string(a, sentence));
    while (t.n && (t.s[0] == '"' || text_starts(t, TEXT("“")) || text_starts(t, TEXT("‘"))))
        t = text_slice(t, t.s[0] == '"' ? 1 : 3, t.n);
    size_t count = 0;
    if (pattern_match(a->matcher, &a->language->told, t, 0, PATTERN_ANYWHERE, NULL))
        count = bodies_addressed(a, t, bodies, BODIES_MAX);
    if (!count)
        count = advised_bodies(a, t, bodies);
    if (!count)
        return;
    kloe_mention *m = REPORT_ADD(a->arena, a->report->mentions);
    m->type = "recommendation";
    m->quote = passage_string(a, sentence);
    m->addressees = body_strings(a, bodies, count);
    m->at = passage_at(a->document, sentence);
    account_take(a, sentence, "mention of what is to be done", NULL);
}

static void read_cell(struct analysis *a, struct passage p) {
    struct text t = passage_text(a->document, p);
    for (size_t from = 0, to; from < t.n; from = to) {
        to = text_sentence_end(t, from);
        struct passage sentence = passage_trim(a->document, passage_part(p, from, to));
        size_t n = sentence.to - sentence.from;
        if (n && n <= SENTENCE_BYTES_MAX && !read_grade(a, sentence))
            read_told(a, sentence);
    }
}

void mentions_read(struct analysis *a) {
    for (size_t i = 0; i < a->document->block_count; i++)
        for (size_t c = 0; c < a->document->blocks[i].cell_count; c++)
            read_cell(a, document_cell(a->document, i, c));
}
