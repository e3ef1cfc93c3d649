/* One screen for a person: who, what, when; judgements; standards; recommendations; doubts. */
#include <kloe/kloe.h>

#include "write/doubts.h"
#include "write/grade_style.h"
#include "write/page.h"
#include "write/spell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_WIDTH = 80,
    LEAST_WIDTH = 40,
    LABEL = 30,
    GRADE_MAX = 32,
    NUMBER = 9,
    SAID_MAX = 160
};

static void put_label(struct page *p, const char *label) {
    page_indent(p, 2);
    page_cell(p, LABEL, STYLE_DIM, label);
}

static void put_line(struct page *p, const char *label, const char *value) {
    put_label(p, label);
    page_wrap(p, LABEL + 2, LABEL + 2, STYLE_PLAIN, value);
}

static void put_dates(struct page *p, const kloe_report *r) {
    char days[2 * SPELT_DATE], published[SPELT_DATE], given[SPELT_DATE];
    spell_inspected(r, days);
    spell_date(r->published ? r->published : r->published_month, published);
    spell_date(r->published_given, given);
    if (*days)
        put_line(p, "Inspected", days);
    if (*published)
        put_line(p, "Published", published);
    if (r->published_given)
        put_line(p, "Published (given)", given);
}

static void put_parties(struct page *p, const kloe_party *parties, size_t count) {
    const char *above = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *role = parties[i].role_text ? parties[i].role_text : parties[i].role;
        bool again = above && strcmp(role, above) == 0;
        above = role;
        page_indent(p, 2);
        if (!again && strlen(role) >= LABEL) {
            page_put_style(p, STYLE_DIM, role);
            page_put(p, "\n");
            page_indent(p, 2);
            again = true;
        }
        page_cell(p, LABEL, STYLE_DIM, again ? "" : role);
        page_wrap(p, LABEL + 2, LABEL + 2, STYLE_PLAIN, parties[i].name);
    }
}

static void put_head(struct page *p, const kloe_report *r) {
    const char *name = spell_name(r);
    page_wrap(p, 0, 0, STYLE_BOLD, name);
    if (r->title && r->title != name)
        page_wrap(p, 0, 0, STYLE_PLAIN, r->title);
    page_put(p, "\n");
    if (r->framework) {
        put_line(p, "Family", r->framework);
        put_dates(p, r);
        if (r->inspection_status)
            put_line(p, "Status", r->inspection_status);
    } else {
        put_line(p, "Kind", "not an inspection report of a family that kloe knows");
    }
    for (size_t i = 0; i < r->identifiers.count; i++)
        put_line(p, r->identifiers.items[i].scheme, r->identifiers.items[i].value);
    for (size_t i = 0; i < r->details.count; i++)
        put_line(p, r->details.items[i].type, r->details.items[i].value);
    put_parties(p, r->people.items, r->people.count);
    put_parties(p, r->organisations.items, r->organisations.count);
}

/* Wide enough for the longest grade, within reason. */
static size_t grade_columns(const kloe_report *r) {
    size_t most = 0;
    for (size_t i = 0; i < r->judgements.count; i++) {
        size_t n = strlen(r->judgements.items[i].grade_text);
        most = n > most ? n : most;
    }
    return (most > GRADE_MAX ? GRADE_MAX : most) + 2;
}

/* "Safe, 69 of 100, not assessed this time" */
static void put_aspect(struct page *p, size_t column, const kloe_judgement *j) {
    const char *status = j->status ? j->status : "", *tail = "";
    if (strcmp(status, "not-assessed") == 0)
        tail = ", not assessed this time";
    else if (strcmp(status, "carried-over") == 0)
        tail = ", of an earlier report";
    enum style style = j->overall ? STYLE_BOLD : STYLE_PLAIN;
    if (j->percentage)
        page_format(p, column, column, style, "%s, %d of 100%s", j->aspect, j->percentage, tail);
    else
        page_format(p, column, column, style, "%s%s", j->aspect, tail);
}

/* The site, where a grid has one, and the group. */
static void put_group(struct page *p, const kloe_judgement *j) {
    bool site = j->location && strcmp(j->location, j->group) != 0;
    page_indent(p, 2);
    page_format(p, 2, 2, STYLE_DIM, site ? "%s, %s" : "%s", j->group, site ? j->location : "");
}

static bool same(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

static void put_judgements(struct page *p, const kloe_report *r) {
    size_t columns = grade_columns(r);
    if (r->judgements.count)
        page_heading(p, "Judgements");
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        if (j->group &&
            (i == 0 || !same(j->group, j[-1].group) || !same(j->location, j[-1].location)))
            put_group(p, j);
        page_indent(p, 4);
        page_cell(p, columns, grade_style(j), j->grade_text);
        put_aspect(p, columns + 4, j);
    }
}

/* What is said of a standard, behind its title. */
static void describe(const kloe_standard *s, char *out, size_t size) {
    const kloe_strings *f = &s->findings;
    bool old = s->status && strcmp(s->status, "not-assessed") == 0;
    int n = 0;
    *out = '\0';
    if (s->score)
        n = snprintf(out, size, ": %d%s", s->score, old ? ", not assessed this time" : "");
    else if (s->grade)
        n = snprintf(out, size, ": %s%s%s%s", s->grade, s->impact ? ", " : "",
                     s->impact ? s->impact : "", s->impact ? " impact" : "");
    else if (s->enforcement)
        n = snprintf(out, size, ": %s", s->enforcement);
    if (n < 0 || (size_t)n >= size || !f->count)
        return;
    if (f->count > 1)
        snprintf(out + n, size - (size_t)n, " (findings %s to %s)", f->items[0],
                 f->items[f->count - 1]);
    else
        snprintf(out + n, size - (size_t)n, " (finding %s)", f->items[0]);
}

static void put_standards(struct page *p, const kloe_report *r) {
    char said[SAID_MAX];
    if (r->standards.count)
        page_heading(p, "Standards");
    for (size_t i = 0; i < r->standards.count; i++) {
        const kloe_standard *s = &r->standards.items[i];
        size_t column = s->number ? NUMBER : 0;
        if (s->group && (i == 0 || !same(s->group, s[-1].group))) {
            page_indent(p, 2);
            page_wrap(p, 2, 2, STYLE_DIM, s->group);
        }
        page_indent(p, 4);
        if (s->number)
            page_cell(p, NUMBER, STYLE_PLAIN, s->number);
        describe(s, said, sizeof said);
        page_format(p, column + 4, column + 4, STYLE_PLAIN, "%s%s", s->title, said);
    }
    if (r->findings.count && !r->standards.count) {
        page_heading(p, "Findings");
        page_indent(p, 4);
        page_format(p, 4, 4, STYLE_PLAIN, "%zu numbered paragraphs", r->findings.count);
    }
}

static void put_timescale(struct page *p, const kloe_timescale *t) {
    char due[SPELT_DATE];
    spell_date(t->due, due);
    page_indent(p, 2);
    page_format(p, 2, 2, STYLE_DIM, t->due ? "%s, due %s" : "%s",
                t->text ? t->text : "No timescale", due);
}

static void put_addressees(struct page *p, const kloe_strings *names) {
    for (size_t i = 0; i < names->count; i++) {
        page_indent(p, 4);
        page_wrap(p, 4, 6, STYLE_BLUE, names->items[i]);
    }
}

/* Must or should, as worded or as listed; else the number. */
static const char *mark_of(const kloe_recommendation *c) {
    if (c->modality)
        return c->modality;
    if (strcmp(c->kind, "must") == 0 || strcmp(c->kind, "should") == 0)
        return c->kind;
    return c->number ? c->number : "-";
}

static void put_recommendations(struct page *p, const kloe_report *r) {
    if (r->recommendations.count)
        page_heading(p, "Recommendations");
    for (size_t i = 0; i < r->recommendations.count; i++) {
        const kloe_recommendation *c = &r->recommendations.items[i];
        bool first = i == 0 || !same(c->timescale.text, c[-1].timescale.text);
        if (first && (i || c->timescale.text))
            put_timescale(p, &c->timescale);
        if (c->core_service && (i == 0 || !same(c->core_service, c[-1].core_service))) {
            page_indent(p, 2);
            page_wrap(p, 2, 2, STYLE_DIM, c->core_service);
        }
        put_addressees(p, &c->addressees);
        page_indent(p, 4);
        page_cell(p, 8, STYLE_BOLD, mark_of(c));
        page_wrap(p, 12, 12, STYLE_PLAIN, c->text);
    }
}

static void put_breaches(struct page *p, const kloe_report *r) {
    char spelt[SPELT_BREACH];
    if (r->breaches.count)
        page_heading(p, "Breaches");
    for (size_t i = 0; i < r->breaches.count; i++) {
        spell_breach(&r->breaches.items[i], spelt);
        page_indent(p, 4);
        page_wrap(p, 4, 6, STYLE_PLAIN, spelt);
    }
}

static void put_next_steps(struct page *p, const kloe_report *r) {
    if (r->next_steps.count)
        page_heading(p, "Next steps");
    for (size_t i = 0; i < r->next_steps.count; i++) {
        put_addressees(p, &r->next_steps.items[i].addressees);
        page_indent(p, 4);
        page_wrap(p, 4, 4, STYLE_PLAIN, r->next_steps.items[i].text);
    }
}

static void put_mentions(struct page *p, const kloe_report *r) {
    if (r->mentions.count)
        page_heading(p, "Mentions");
    for (size_t i = 0; i < r->mentions.count; i++) {
        const kloe_mention *m = &r->mentions.items[i];
        if (m->grade) {
            page_indent(p, 4);
            page_format(p, 4, 6, STYLE_BLUE, "%s: %s, by %s", m->subject, m->grade, m->regulator);
        } else {
            put_addressees(p, &m->addressees);
        }
        page_indent(p, 4);
        page_wrap(p, 4, 4, STYLE_PLAIN, m->quote);
    }
}

char *kloe_write_summary(const kloe_report *report, const kloe_summary_options *options) {
    int width = options && options->width ? options->width : DEFAULT_WIDTH;
    struct page p;
    page_open(&p, (size_t)(width < LEAST_WIDTH ? LEAST_WIDTH : width), options && options->color);
    put_head(&p, report);
    put_judgements(&p, report);
    put_standards(&p, report);
    put_recommendations(&p, report);
    put_breaches(&p, report);
    put_next_steps(&p, report);
    put_mentions(&p, report);
    doubts_put(&p, report);
    return page_close(&p);
}
