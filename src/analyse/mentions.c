#include "analyse/mentions.h"

#include "analyse/account.h"
#include "analyse/bodies.h"
#include "analyse/grade_mentions.h"
#include "analyse/service_names.h"

#include <string.h>

enum { SENTENCE_BYTES_MAX = 2000, ITEM_BYTES_MAX = 160, COLUMNS_MAX = 16 };

/* What a piece has said so far. */
struct piece {
    size_t regulators;           /* that the piece names */
    const char *only, *last;     /* the one where it is alone; the one named last */
    struct text service;         /* named last */
    const struct grade *of_list; /* of the services in the list that is being read */
    size_t table;                /* the first row of the table that is being read */
    bool in_table;
};

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

static bool is_in_document(struct analysis *a, const struct pattern *p) {
    for (size_t i = 0; i < a->document->block_count; i++)
        for (size_t c = 0; c < a->document->blocks[i].cell_count; c++)
            if (pattern_match(a->matcher, p,
                              passage_text(a->document, document_cell(a->document, i, c)), 0,
                              PATTERN_ANYWHERE, NULL))
                return true;
    return false;
}

/* The regulators that the piece names: how many, and the one where it is one alone. */
static size_t regulators_named(struct analysis *a, const char **only) {
    size_t count = 0;
    for (size_t i = 0; i < a->language->regulator_count; i++)
        if (is_in_document(a, &a->language->regulators[i].pattern)) {
            *only = count++ ? NULL : a->language->regulators[i].id;
        }
    return count;
}

/* Its own, else the piece's, else the last one named. */
static const char *note_regulator(struct analysis *a, struct piece *p, struct text t) {
    const char *own = regulator_of(a, t);
    p->last = own ? own : p->last;
    return own ? own : p->only ? p->only : p->last;
}

/* Whether the one is a part of the other: "Elm House" and "Elm House, a care home". */
static bool is_same_service(const char *a, const char *b) {
    struct text long_one = text_of(a), short_one = text_of(b);
    if (long_one.n < short_one.n) {
        long_one = text_of(b);
        short_one = text_of(a);
    }
    for (size_t i = 0; i + short_one.n <= long_one.n; i++)
        if (text_starts(text_slice(long_one, i, long_one.n), short_one))
            return true;
    return false;
}

/* A headline and the text below it tell the same. */
static bool is_told(const struct analysis *a, const char *subject, const char *grade, int year) {
    for (size_t i = 0; i < a->report->mentions.count; i++) {
        const kloe_mention *m = &a->report->mentions.items[i];
        if (m->grade && strcmp(m->grade, grade) == 0 && (!year || !m->year || m->year == year) &&
            is_same_service(m->subject, subject))
            return true;
    }
    return false;
}

static void add_grade(struct analysis *a, const struct passage *where, size_t count,
                      struct text subject, const char *grade, const char *regulator, int year) {
    const char *name = text_string(a->arena, subject);
    account_take_all(a, where, count, "mention of a grade", NULL);
    if (is_told(a, name, grade, year))
        return;
    kloe_mention *m = REPORT_ADD(a->arena, a->report->mentions);
    m->type = "grade";
    m->regulator = regulator;
    m->subject = name;
    m->grade = grade;
    m->year = year;
    m->quote = passages_string(a, where, count);
    m->at = document_at(a->document, where[0], where[count - 1]);
}

/* "Brook and Mill School was": one service. */
static bool is_singular(struct text sentence, struct text subject) {
    static const char *const verbs[] = {" was ", " is ", " has "};
    struct text rest =
        text_slice(sentence, (size_t)(subject.s - sentence.s) + subject.n, sentence.n);
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (text_starts(rest, text_of(verbs[i])))
            return true;
    return false;
}

static bool read_grades(struct analysis *a, struct piece *p, struct passage sentence) {
    struct grade_mention grades[GRADES_MAX];
    struct text t = passage_text(a->document, sentence), names[SERVICES_MAX];
    const char *regulator = note_regulator(a, p, t);
    bool asks = text_ends(text_trim(t), TEXT("?")); /* what is asked is not said */
    size_t count = regulator && !asks ? grade_mentions_find(a, t, grades) : 0, named = 0;
    struct text first = service_first(a, t, !p->service.n);
    p->service = first.n ? first : p->service;
    for (size_t i = 0; i < count; i++) {
        struct text subject = grades[i].again ? p->service : grades[i].subject;
        if (!subject.n)
            continue;
        p->service = subject;
        bool one = grades[i].again || is_singular(t, subject);
        size_t n = one ? 0 : services_split(a, subject, names);
        names[0] = n ? names[0] : subject;
        for (size_t k = 0; k < (n ? n : 1); k++)
            add_grade(a, &sentence, 1, names[k], grades[i].grade, regulator, grades[i].year);
        named++;
    }
    return named > 0;
}

/* A grade that is the whole of the words, but for "Rated" before it. */
static const struct grade *whole_grade(struct analysis *a, struct text t) {
    struct match m;
    size_t from, to, length;
    if (!pattern_match(a->matcher, &a->language->grade_alone, t, 0, PATTERN_WHOLE, &m) ||
        !match_group(&m, "grade", &from, &to))
        return NULL;
    return scales_match_start(a->scales, text_slice(t, from, to), &length);
}

/* "Rated good:", "Inadequate" as a heading: of the services that are listed below. */
static void open_list(struct analysis *a, struct piece *p, size_t block) {
    const struct block *b = &a->document->blocks[block];
    struct grade_mention grades[GRADES_MAX];
    struct text t = passage_text(a->document, document_cell(a->document, block, 0));
    if (b->kind == BLOCK_ITEM || b->kind == BLOCK_ROW)
        return;
    p->of_list = whole_grade(a, t);
    if (p->of_list || !text_ends(t, TEXT(":")))
        return;
    size_t length, n = grade_mentions_find(a, t, grades);
    if (n == 1 && !grades[0].subject.n)
        p->of_list = scales_match_start(a->scales, text_slice(t, grades[0].at, t.n), &length);
}

/* "Brook School, Kent": up to a mark, and named. */
static bool read_listed(struct analysis *a, struct piece *p, struct passage item) {
    struct text t = passage_text(a->document, item);
    const char *regulator = note_regulator(a, p, t);
    size_t end = 0;
    while (end < t.n && !strchr(",;(\n", t.s[end]))
        end++;
    struct text name = text_trim(text_slice(t, 0, end));
    if (!p->of_list || !regulator || t.n > ITEM_BYTES_MAX || !is_upper(t.s[0]) ||
        !names_service(a, name))
        return false;
    add_grade(a, &item, 1, name, p->of_list->id, regulator, grade_year(a, t));
    return true;
}

/* "Brook School: good", "Brook School (good)" and nothing else. */
static bool read_pair(struct analysis *a, struct piece *p, struct passage line) {
    struct text t = passage_text(a->document, line);
    const char *regulator = note_regulator(a, p, t);
    struct match m;
    size_t from, to, length;
    if (!regulator || t.n > ITEM_BYTES_MAX ||
        !pattern_match(a->matcher, &a->language->grade_beside, t, 0, PATTERN_WHOLE, &m) ||
        !match_group(&m, "grade", &from, &to))
        return false;
    const struct grade *g = scales_match_start(a->scales, text_slice(t, from, t.n), &length);
    if (!g || !match_group(&m, "subject", &from, &to) ||
        !is_service_name(a, text_slice(t, from, to)))
        return false;
    add_grade(a, &line, 1, text_slice(t, from, to), g->id, regulator, grade_year(a, t));
    return true;
}

/* "recommended the C Council (CC) pay attention": the body at the start of the words.  It goes on
 * until a word that begins small, its article and "of", "for" and "and" aside. */
static size_t leading_body(const struct analysis *a, struct text t, struct text *body) {
    static const char *const small[] = {"the", "of", "for", "and", "local"};
    size_t found = 0;
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = text_find(t, ' ', from);
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
    kloe_strings named = body_strings(a, bodies, count);
    if (!named.count)
        return;
    kloe_mention *m = REPORT_ADD(a->arena, a->report->mentions);
    m->type = "recommendation";
    m->quote = passage_string(a, sentence);
    m->addressees = named;
    m->at = passage_at(a->document, sentence);
    account_take(a, sentence, "mention of what is to be done", NULL);
}

static void read_cell(struct analysis *a, struct piece *p, struct passage cell) {
    struct passage sentence;
    for (size_t at = 0; passage_sentence(a->document, cell, &at, &sentence);) {
        size_t n = sentence.to - sentence.from;
        bool graded = n && n <= SENTENCE_BYTES_MAX && p->regulators &&
                      (read_grades(a, p, sentence) || read_pair(a, p, sentence));
        if (n && n <= SENTENCE_BYTES_MAX && !graded)
            read_told(a, sentence);
    }
}

/* Of the row's grades the one that is meant: not under "Previous rating"; of several the one under
 * "Overall", "New rating". Its column, or the count of cells. */
static size_t graded_column(struct analysis *a, const struct piece *p, size_t row) {
    const struct block *b = &a->document->blocks[row], *head = &a->document->blocks[p->table];
    size_t found = b->cell_count, count = 0;
    for (size_t c = 0; c < b->cell_count; c++) {
        struct text label = c < head->cell_count && p->table != row
                                ? passage_text(a->document, document_cell(a->document, p->table, c))
                                : TEXT("");
        if (!whole_grade(a, passage_text(a->document, document_cell(a->document, row, c))) ||
            is_of_earlier(a, label))
            continue;
        bool meant =
            pattern_match(a->matcher, &a->language->grade_column, label, 0, PATTERN_START, NULL);
        count += !meant;
        if (meant)
            return c;
        found = c;
    }
    return count == 1 ? found : b->cell_count;
}

/* A row of a table of services and their grades. */
static bool read_row(struct analysis *a, struct piece *p, size_t row) {
    const struct document *d = a->document;
    size_t cells = d->blocks[row].cell_count, graded = graded_column(a, p, row), name = 0;
    int year = 0;
    while (name < cells &&
           (name == graded || !names_service(a, passage_text(d, document_cell(d, row, name)))))
        name++;
    if (graded == cells || name == cells)
        return false;
    bool named =
        p->table != row && name < d->blocks[p->table].cell_count &&
        pattern_match(a->matcher, &a->language->service_column,
                      passage_text(d, document_cell(d, p->table, name)), 0, PATTERN_START, NULL);
    const char *regulator = p->only ? p->only : p->last;
    for (size_t c = 0; c < cells; c++) {
        struct text t = passage_text(d, document_cell(d, row, c));
        const char *own = regulator_of(a, t);
        regulator = own && c != name ? own : regulator;
        year = year || c == name ? year : grade_year(a, t);
    }
    struct text subject = passage_text(d, document_cell(d, row, name));
    if (!regulator || !(named || is_service_name(a, subject)))
        return false;
    const struct grade *g = whole_grade(a, passage_text(d, document_cell(d, row, graded)));
    struct passage where[COLUMNS_MAX];
    size_t n = 0;
    for (size_t c = name < graded ? name : graded; c <= name || c <= graded; c++)
        if (n < COLUMNS_MAX)
            where[n++] = document_cell(d, row, c);
    add_grade(a, where, n, subject, g->id, regulator, year);
    return true;
}

static void read_block(struct analysis *a, struct piece *p, size_t i) {
    const struct block *b = &a->document->blocks[i];
    bool row = b->kind == BLOCK_ROW;
    p->table = row && p->in_table ? p->table : i;
    p->in_table = row;
    if (row)
        p->of_list = NULL;
    if (row && p->regulators && read_row(a, p, i))
        return;
    struct passage first = document_cell(a->document, i, 0);
    if (b->kind == BLOCK_ITEM && p->regulators &&
        (read_pair(a, p, first) || read_listed(a, p, first)))
        return;
    for (size_t c = 0; c < b->cell_count; c++)
        read_cell(a, p, document_cell(a->document, i, c));
    if (b->cell_count && p->regulators)
        open_list(a, p, i);
}

void mentions_read(struct analysis *a) {
    struct piece p = {0};
    p.regulators = regulators_named(a, &p.only);
    for (size_t i = 0; i < a->document->block_count; i++)
        read_block(a, &p, i);
}
