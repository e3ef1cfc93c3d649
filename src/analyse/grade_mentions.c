#include "analyse/grade_mentions.h"

#include "analyse/service_names.h"

#include <string.h>

enum { SUBJECT_CHARACTERS_MAX = 200, YEAR_DIGITS = 4 };

/* A grade in its sentence. */
struct found {
    size_t from, at, to; /* where its words begin, and its grade stands */
    struct text subject; /* named among its words; else what stands before is */
    struct text behind;  /* named in brackets */
    const struct grade *grade;
};

struct sentence {
    struct text t;
    struct found items[GRADES_MAX];
    size_t count;
};

int grade_year(struct analysis *a, struct text t) {
    struct match m;
    size_t from, to, n;
    if (!pattern_match(a->matcher, &a->language->year, t, 0, PATTERN_ANYWHERE, &m) ||
        !match_group(&m, "year", &from, &to))
        return 0;
    return (int)text_number(text_slice(t, from, to), YEAR_DIGITS, &n);
}

static bool is_found(struct analysis *a, const struct pattern *p, struct text t) {
    return pattern_match(a->matcher, p, t, 0, PATTERN_ANYWHERE, NULL);
}

/* In the sentence's order, each grade once. */
static void add_found(struct sentence *s, struct found f) {
    size_t i = s->count;
    for (size_t k = 0; k < s->count; k++)
        if (s->items[k].at == f.at) {
            s->items[k].behind = f.subject;
            return;
        }
    if (s->count == GRADES_MAX)
        return;
    for (; i && s->items[i - 1].at > f.at; i--)
        s->items[i] = s->items[i - 1];
    s->items[i] = f;
    s->count++;
}

static bool read_match(struct analysis *a, struct text t, const struct match *m, struct found *f) {
    size_t from, to;
    *f = (struct found){.from = m->from};
    if (!match_group(m, "grade", &f->at, &f->to))
        return false;
    f->grade = scales_match_start(a->scales, text_slice(t, f->at, t.n), &to);
    if (match_group(m, "subject", &from, &to))
        f->subject = text_slice(t, from, to);
    return f->grade != NULL;
}

static void find_grades(struct analysis *a, const struct pattern *p, struct sentence *s) {
    struct match m;
    struct found f;
    for (size_t at = 0; pattern_match(a->matcher, p, s->t, at, PATTERN_ANYWHERE, &m);
         at = m.to > at ? m.to : at + 1)
        if (read_match(a, s->t, &m, &f))
            add_found(s, f);
}

/* "... rated Brook School good, Mill Nursery outstanding and Elm House inadequate". */
static void find_further(struct analysis *a, struct sentence *s) {
    for (size_t i = 0; i < s->count; i++) {
        struct text rest = text_slice(s->t, s->items[i].to, s->t.n);
        struct match m;
        struct found f;
        if (!pattern_match(a->matcher, &a->language->grade_mention_further, rest, 0, PATTERN_START,
                           &m) ||
            !read_match(a, rest, &m, &f) || (f.subject.n && !names_service(a, f.subject)))
            continue;
        f.from += s->items[i].to;
        f.at += s->items[i].to;
        f.to += s->items[i].to;
        add_found(s, f);
    }
}

/* Back to the mark that parts clauses, or to the grade before. */
static size_t clause_start(const struct sentence *s, size_t i) {
    size_t least = i ? s->items[i - 1].to : 0, at = s->items[i].at;
    while (at > least && !strchr(",;:", s->t.s[at - 1]))
        at--;
    return at;
}

/* Where the words behind a grade end that can be about it. */
static size_t words_end(const struct sentence *s, size_t i) {
    const struct found *next = &s->items[i + 1];
    if (i + 1 == s->count)
        return s->t.n;
    return next->subject.n ? next->from : next->at;
}

/* The year behind the grade; else one before it. */
static int year_of(struct analysis *a, const struct sentence *s, size_t i) {
    const struct found *f = &s->items[i];
    size_t before = i ? s->items[i - 1].to : 0;
    int after =
        f->to < words_end(s, i) ? grade_year(a, text_slice(s->t, f->to, words_end(s, i))) : 0;
    return after ? after : f->at > before ? grade_year(a, text_slice(s->t, before, f->at)) : 0;
}

static bool is_previous(struct analysis *a, const struct sentence *s, size_t i) {
    const struct found *f = &s->items[i];
    return is_found(a, &a->language->grade_mention_before,
                    text_slice(s->t, clause_start(s, i), f->at)) ||
           pattern_match(a->matcher, &a->language->grade_mention_past,
                         text_slice(s->t, f->to, s->t.n), 0, PATTERN_START, NULL);
}

/* What would, should or could be, and what is not. */
static bool is_fact(struct analysis *a, const struct sentence *s, size_t i) {
    struct text clause = text_slice(s->t, clause_start(s, i), s->items[i].at);
    return !is_found(a, &a->language->hypothetical, clause) &&
           !pattern_match(a->matcher, &a->language->hypothetical, s->t, 0, PATTERN_START, NULL);
}

/* The words before a grade in which its subject is looked for. */
static struct text words_before(const struct sentence *s, size_t i) {
    size_t least = i ? s->items[i - 1].to : 0, from = s->items[i].from;
    for (size_t n = 0;
         from > least && n < SUBJECT_CHARACTERS_MAX && !strchr(";:()", s->t.s[from - 1]); from--)
        n += ((unsigned char)s->t.s[from - 1] & 0xC0) != 0x80;
    return from < s->items[i].from ? text_slice(s->t, from, s->items[i].from) : (struct text){0};
}

/* "... judged its services to be": whose they are stands before. */
static bool begins_with_possessive(struct text t) {
    return text_starts(t, TEXT("its ")) || text_starts(t, TEXT("their "));
}

static struct text subject_of(struct analysis *a, const struct sentence *s, size_t i,
                              struct text last) {
    const struct found *f = &s->items[i];
    bool own = f->subject.n && !begins_with_possessive(f->subject);
    struct text words = own ? f->subject : words_before(s, i);
    if (is_found(a, &a->language->statistics, words))
        return (struct text){0};
    struct text name = service_before(a, words);
    if (own)
        return name;
    if (!name.n && f->behind.n)
        return service_before(a, f->behind);
    return name.n || !i ? name : last; /* "..., previously rated good, is now inadequate" */
}

/* "The home was rated good": all that stands before a grade that is no part's. */
static bool is_named_before(struct analysis *a, const struct sentence *s, size_t i) {
    const struct found *f = &s->items[i];
    struct text words = f->subject.n ? f->subject : text_slice(s->t, 0, f->from);
    return pattern_match(a->matcher, &a->language->service_again, text_trim(words), 0,
                         PATTERN_WHOLE, NULL) &&
           !pattern_match(a->matcher, &a->language->grade_mention_part,
                          text_slice(s->t, f->to, s->t.n), 0, PATTERN_START, NULL);
}

size_t grade_mentions_find(struct analysis *a, struct text sentence,
                           struct grade_mention out[GRADES_MAX]) {
    struct sentence s = {.t = sentence};
    size_t count = 0;
    struct text last = {0};
    for (size_t i = 0; i < a->language->grade_mention_count; i++)
        find_grades(a, &a->language->grade_mentions[i], &s);
    find_further(a, &s);
    for (size_t i = 0; i < s.count; i++) {
        struct text subject = subject_of(a, &s, i, last);
        int year = year_of(a, &s, i);
        last = subject;
        if ((is_previous(a, &s, i) && !year) || !is_fact(a, &s, i))
            continue;
        bool again = !subject.n && is_named_before(a, &s, i);
        out[count++] =
            (struct grade_mention){subject, again, s.items[i].grade->id, year, s.items[i].at};
    }
    return count;
}
