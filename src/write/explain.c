/* An explanation for a person: which family and why, each line in a line or two, what nobody took,
 * and what is missing; of one line, its whole story. */
#include <kloe/kloe.h>

#include "base/utf8.h"
#include "write/doubts.h"
#include "write/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_WIDTH = 80,
    LEAST_WIDTH = 50,
    NUMBER = 6,     /* columns of a line's number */
    KIND = 10,      /* of its kind */
    KIND_SAID = 32, /* bytes of it */
    TEXT_COLUMN = 2 + NUMBER + KIND,
    OUTCOME = 12,     /* of what became of a claim */
    FACT = 12,        /* of the name of a fact about one line */
    SAID_BESIDE = 26, /* columns of what took a line that its words make room for */
    PLACE_MAX = 1600, /* bytes of the headings that a line stands below */
    SAID_MAX = 400,   /* bytes of one taking */
    FAMILIES_SHOWN = 4,
    UNCLAIMED_SHOWN = 200,
    RULES_SHOWN = 4
};

/* As much of s as `columns` hold, with "..." where that is not all; gives the columns it took. */
static size_t put_clipped(struct page *p, size_t columns, enum style style, const char *s) {
    size_t n = strlen(s), length = utf8_length(s, n);
    if (length <= columns) {
        page_put_style(p, style, s);
        return length;
    }
    size_t at = 0;
    for (size_t k = 0; at < n && k + 3 < columns; k++)
        for (at++; at < n && ((unsigned char)s[at] & 0xC0) == 0x80;)
            at++;
    char *cut = malloc(at + 4);
    if (!cut) {
        p->failed = true;
        return 0;
    }
    snprintf(cut, at + 4, "%.*s...", (int)at, s);
    page_put_style(p, style, cut);
    free(cut);
    return columns;
}

/* ---- families ----------------------------------------------------------------------------- */

static void put_sign(struct page *p, const kloe_sign *sign) {
    char before[48];
    int n = snprintf(before, sizeof before, "      %s %.2f  %-12s", sign->found ? "+" : "-",
                     sign->found ? sign->counted : sign->weight, sign->place);
    enum style style = sign->found ? STYLE_PLAIN : STYLE_DIM;
    page_put_style(p, style, before);
    put_clipped(p, p->width - (size_t)n, style, sign->pattern);
    page_put(p, "\n");
}

static void put_families(struct page *p, const kloe_explanation *x) {
    page_heading(p, "Families");
    for (size_t i = 0; i < x->families.count && i < FAMILIES_SHOWN; i++) {
        const kloe_candidate *c = &x->families.items[i];
        page_indent(p, 4);
        page_cell(p, 30, c->why_not ? STYLE_PLAIN : STYLE_GREEN, c->framework);
        page_format(p, 34, 40, STYLE_PLAIN, "%.2f  %s", c->sum, c->why_not ? c->why_not : "taken");
        for (size_t k = 0; k < c->signs.count; k++)
            if (c->signs.items[k].found || !c->why_not)
                put_sign(p, &c->signs.items[k]);
    }
    if (!x->families.count)
        page_put(p, "    no family has any sign in it\n");
    if (x->families.count > FAMILIES_SHOWN)
        page_format(p, 0, 4, STYLE_DIM, "    and %zu more with signs in it, all in -f json",
                    x->families.count - FAMILIES_SHOWN);
}

/* ---- lines --------------------------------------------------------------------------------- */

static void taking_said(const kloe_taking *t, char out[SAID_MAX]) {
    snprintf(out, SAID_MAX, "%s%s%s%s", t->as, t->key ? " (" : "", t->key ? t->key : "",
             t->key ? ")" : "");
}

/* What took the line, in one string; "" where nobody did. */
static void takings_said(const kloe_line *line, char out[SAID_MAX]) {
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < line->takings.count; i++) {
        char one[SAID_MAX];
        taking_said(&line->takings.items[i], one);
        if (n + strlen(one) + 3 >= SAID_MAX)
            return;
        n += (size_t)snprintf(out + n, SAID_MAX - n, "%s%s", n ? ", " : "", one);
    }
}

static void kind_said(const kloe_line *line, char out[KIND_SAID]) {
    if (line->cell)
        snprintf(out, KIND_SAID, "cell %zu", line->cell);
    else
        snprintf(out, KIND_SAID, "%s", line->kind);
}

/* What was done with the line, on its own line where there is room. */
static void put_said(struct page *p, size_t column, enum style style, const char *said) {
    if (column + 2 + utf8_length(said, strlen(said)) <= p->width) {
        page_put(p, "  ");
        page_wrap(p, column + 2, TEXT_COLUMN + 2, style, said);
        return;
    }
    page_put(p, "\n");
    page_indent(p, TEXT_COLUMN + 2);
    page_wrap(p, TEXT_COLUMN + 2, TEXT_COLUMN + 4, style, said);
}

static void put_line(struct page *p, const kloe_line *line) {
    char number[32], kind[KIND_SAID], said[SAID_MAX];
    snprintf(number, sizeof number, "  %*zu  ", NUMBER - 2, line->at.line);
    kind_said(line, kind);
    takings_said(line, said);
    page_put_style(p, STYLE_DIM, number);
    page_cell(p, KIND, STYLE_DIM, kind);
    if (line->evidence)
        snprintf(said, sizeof said, "nobody took this");
    size_t column = TEXT_COLUMN, length = strlen(said);
    size_t room = p->width - column - (length && length <= SAID_BESIDE ? length + 2 : 0);
    column += put_clipped(p, room, *said ? STYLE_PLAIN : STYLE_DIM, line->text);
    if (line->evidence)
        put_said(p, column, STYLE_YELLOW, said);
    else if (*said)
        put_said(p, column, STYLE_BLUE, said);
    else
        page_put(p, "\n");
    for (size_t i = 0; line->evidence && i < line->near.count; i++) {
        page_indent(p, TEXT_COLUMN + 2);
        page_format(p, TEXT_COLUMN + 2, TEXT_COLUMN + 4, STYLE_YELLOW, "%s%s%s",
                    line->near.items[i].key ? line->near.items[i].key : "",
                    line->near.items[i].key ? ": " : "", line->near.items[i].why);
    }
}

static const char *place_said(const kloe_line *line) {
    const char *place = line->place ? line->place : "";
    return strcmp(place, "front") == 0       ? "front part"
           : strcmp(place, "table") == 0     ? "table of judgements"
           : strcmp(place, "earlier") == 0   ? "about an earlier inspection"
           : strcmp(place, "others") == 0    ? "about no inspection, or other services"
           : strcmp(place, "contents") == 0  ? "list of contents"
           : strcmp(place, "grades") == 0    ? "about what grades mean"
           : strcmp(place, "annex") == 0     ? "annex that is no part of the report"
           : strcmp(place, "publisher") == 0 ? "the publisher's own words"
           : strcmp(place, "unknown") == 0   ? "below no heading that the family knows"
                                             : "";
}

static void put_place(struct page *p, const kloe_line *line) {
    page_put(p, "  -- ");
    size_t column = 5;
    for (size_t i = 0; i < line->sections.count; i++) {
        if (i)
            page_put(p, " > ");
        column += i ? 3 : 0;
        size_t room = p->width > column + 30 ? p->width - column - 30 : 8;
        column += put_clipped(p, room, STYLE_BOLD, line->sections.items[i]);
    }
    const char *said = place_said(line);
    if (*said && line->sections.count)
        page_put(p, ": ");
    page_put(p, said);
    page_put(p, " --\n");
}

static bool same_place(const kloe_line *a, const kloe_line *b) {
    if (a->place != b->place || a->sections.count != b->sections.count)
        return false;
    for (size_t i = 0; i < a->sections.count; i++)
        if (strcmp(a->sections.items[i], b->sections.items[i]) != 0)
            return false;
    return true;
}

static bool is_shown(const kloe_line *line) {
    return strcmp(line->kind, "link") != 0 || line->takings.count;
}

static void put_lines(struct page *p, const kloe_explanation *x) {
    const kloe_line *last = NULL;
    page_heading(p, "Lines");
    for (size_t i = 0; i < x->lines.count; i++) {
        const kloe_line *line = &x->lines.items[i];
        if (!is_shown(line))
            continue;
        if (line->place && (!last || !same_place(line, last)))
            put_place(p, line);
        last = line->place ? line : last;
        put_line(p, line);
    }
    if (x->unlisted) {
        page_indent(p, 4);
        page_format(p, 4, 4, STYLE_DIM, "%zu more lines are not listed", x->unlisted);
    }
}

/* ---- what is left --------------------------------------------------------------------------- */

static void put_unclaimed(struct page *p, const kloe_explanation *x) {
    size_t count = 0;
    for (size_t i = 0; i < x->lines.count; i++) {
        if (!x->lines.items[i].evidence)
            continue;
        if (!count++)
            page_heading(p, "What nobody took");
        if (count <= UNCLAIMED_SHOWN)
            put_line(p, &x->lines.items[i]);
    }
    if (count > UNCLAIMED_SHOWN) {
        page_indent(p, 4);
        page_format(p, 4, 4, STYLE_DIM, "and %zu more, all in -f json", count - UNCLAIMED_SHOWN);
    }
}

/* ---- claims -------------------------------------------------------------------------------- */

static enum style style_of(const kloe_claim *c) {
    bool wins = strcmp(c->outcome, "won") == 0 || strcmp(c->outcome, "agrees") == 0;
    return wins ? STYLE_GREEN : strcmp(c->outcome, "lost") == 0 ? STYLE_DIM : STYLE_YELLOW;
}

static void put_claim(struct page *p, const kloe_claim *c) {
    page_indent(p, 6);
    page_cell(p, OUTCOME, style_of(c), c->outcome);
    page_format(p, 6 + OUTCOME, 8 + OUTCOME, STYLE_PLAIN, "%.2f  %s: %s, line %zu%s%s%s",
                c->confidence, c->value ? c->value : c->text, c->place, c->at.line,
                c->key ? " (" : "", c->key ? c->key : "", c->key ? ")" : "");
}

/* With `line`, those that stand in it. */
static void put_claims(struct page *p, const kloe_explanation *x, size_t line) {
    const char *path = NULL;
    for (size_t i = 0; i < x->claims.count; i++) {
        const kloe_claim *c = &x->claims.items[i];
        if (line && c->at.line != line)
            continue;
        if (!path)
            page_heading(p, "Claims");
        if (!path || strcmp(path, c->path) != 0) {
            page_indent(p, 4);
            page_put(p, c->path);
            page_put(p, "\n");
        }
        path = c->path;
        put_claim(p, c);
    }
}

/* ---- what is missing ------------------------------------------------------------------------ */

static void put_rules(struct page *p, const kloe_missing *m) {
    char rules[SAID_MAX];
    size_t n = 0, shown = m->rules.count < RULES_SHOWN ? m->rules.count : RULES_SHOWN;
    if (!shown)
        return;
    for (size_t i = 0; i < shown && n + strlen(m->rules.items[i]) + 3 < SAID_MAX; i++)
        n += (size_t)snprintf(rules + n, SAID_MAX - n, "%s%s", i ? ", " : "", m->rules.items[i]);
    page_indent(p, 6);
    if (m->rules.count > shown)
        page_format(p, 6, 8, STYLE_DIM, "would be given by %s and %zu more", rules,
                    m->rules.count - shown);
    else
        page_format(p, 6, 8, STYLE_DIM, "would be given by %s", rules);
}

static void put_missing(struct page *p, const kloe_explanation *x) {
    if (x->missing.count)
        page_heading(p, "Promised and missing");
    for (size_t i = 0; i < x->missing.count; i++) {
        const kloe_missing *m = &x->missing.items[i];
        page_indent(p, 4);
        page_cell(p, 26, m->always ? STYLE_YELLOW : STYLE_PLAIN, m->path);
        page_format(p, 30, 30, STYLE_PLAIN, "%s, %s", m->reason,
                    m->always ? "and always there in this family" : "and not always there");
        put_rules(p, m);
    }
}

static const char *family_said(const kloe_report *r, char out[SAID_MAX]) {
    snprintf(out, SAID_MAX, "%s%s",
             r->framework ? r->framework : "no report of a family that kloe knows",
             r->framework && r->confidence < 0 ? ", as given" : "");
    return out;
}

static void put_head(struct page *p, const kloe_explanation *x) {
    const kloe_report *r = x->report;
    char family[SAID_MAX];
    page_format(p, 0, 2, STYLE_BOLD, "%s", r->source.path);
    page_indent(p, 2);
    page_format(p, 2, 4, STYLE_DIM, "%s, %zu lines; read as %s", r->source.format, x->line_count,
                family_said(r, family));
}

/* ---- one line ------------------------------------------------------------------------------- */

static void put_fact(struct page *p, const char *name, enum style style, const char *value) {
    page_indent(p, 4);
    page_cell(p, FACT, STYLE_DIM, name);
    page_wrap(p, 4 + FACT, 4 + FACT, style, value);
}

static void put_place_fact(struct page *p, const kloe_line *line) {
    char said[PLACE_MAX];
    size_t n = (size_t)snprintf(said, sizeof said, "%s", place_said(line));
    for (size_t i = 0; i < line->sections.count && n < sizeof said; i++)
        n += (size_t)snprintf(said + n, sizeof said - n, "%s%s",
                              i   ? " > "
                              : n ? ": "
                                  : "",
                              line->sections.items[i]);
    if (*said)
        put_fact(p, "place", STYLE_PLAIN, said);
}

static void put_pattern(struct page *p, const char *pattern) {
    page_indent(p, 6 + FACT);
    put_clipped(p, p->width - 6 - FACT, STYLE_DIM, pattern);
    page_put(p, "\n");
}

static void put_takings(struct page *p, const kloe_line *line) {
    for (size_t i = 0; i < line->takings.count; i++) {
        const kloe_taking *t = &line->takings.items[i];
        char said[SAID_MAX];
        taking_said(t, said);
        put_fact(p, i ? "" : "taken as", STYLE_GREEN, said);
        if (strcmp(t->text, line->text) != 0) {
            page_indent(p, 6 + FACT);
            page_format(p, 6 + FACT, 6 + FACT, STYLE_PLAIN, "\"%s\"", t->text);
        }
        if (t->pattern)
            put_pattern(p, t->pattern);
    }
}

static void put_story(struct page *p, const kloe_line *line) {
    char kind[KIND_SAID];
    kind_said(line, kind);
    page_put(p, "\n");
    if (*line->text) {
        page_indent(p, 2);
        page_wrap(p, 2, 2, STYLE_BOLD, line->text);
    }
    page_indent(p, 4);
    page_cell(p, FACT, STYLE_DIM, "kind");
    page_format(p, 4 + FACT, 4 + FACT, STYLE_PLAIN, line->cell ? "%s, %s" : "%s", line->kind, kind);
    put_place_fact(p, line);
    put_takings(p, line);
    if (!line->takings.count && line->place)
        put_fact(p, "taken as", line->evidence ? STYLE_YELLOW : STYLE_PLAIN,
                 line->evidence ? "nothing, though it looks like something" : "nothing");
    for (size_t i = 0; i < line->near.count; i++) {
        const kloe_near_miss *near = &line->near.items[i];
        page_indent(p, 4);
        page_cell(p, FACT, STYLE_DIM, i ? "" : "nearest");
        page_format(p, 4 + FACT, 4 + FACT, STYLE_PLAIN, "%s%s%s", near->key ? near->key : "",
                    near->key ? ": " : "", near->why);
    }
}

static void put_one(struct page *p, const kloe_explanation *x) {
    char family[SAID_MAX];
    page_format(p, 0, 2, STYLE_BOLD, "%s:%zu", x->report->source.path, x->line);
    page_indent(p, 2);
    page_format(p, 2, 4, STYLE_DIM, "of %zu lines; read as %s", x->line_count,
                family_said(x->report, family));
    for (size_t i = 0; i < x->lines.count; i++)
        put_story(p, &x->lines.items[i]);
    put_claims(p, x, x->line);
}

char *kloe_write_explanation(const kloe_explanation *x, const kloe_summary_options *options) {
    int width = options && options->width ? options->width : DEFAULT_WIDTH;
    struct page p;
    page_open(&p, (size_t)(width < LEAST_WIDTH ? LEAST_WIDTH : width), options && options->color);
    if (x->line) {
        put_one(&p, x);
        return page_close(&p);
    }
    put_head(&p, x);
    put_families(&p, x);
    put_lines(&p, x);
    put_unclaimed(&p, x);
    put_claims(&p, x, 0);
    put_missing(&p, x);
    doubts_put(&p, x->report);
    return page_close(&p);
}
