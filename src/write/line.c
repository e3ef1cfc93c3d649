/* A report in a line, for a list of many: who, when, the overall grade and the worst one, what is
 * to be done, doubts. */
#include <kloe/kloe.h>

#include "base/utf8.h"
#include "write/grade_style.h"
#include "write/page.h"
#include "write/spell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_WIDTH = 80,
    LEAST_WIDTH = 72,
    DATE = 11,
    OVERALL = 21,
    TO_DO = 6,
    DOUBTS = 6,
    FIXED = DATE + OVERALL + TO_DO + DOUBTS,
    TEXT_BYTES = 512
};

static size_t width_of(const kloe_summary_options *options) {
    int width = options && options->width ? options->width : DEFAULT_WIDTH;
    return (size_t)(width < LEAST_WIDTH ? LEAST_WIDTH : width);
}

/* A cell of so many columns, with a space at its end; what is longer ends in an ellipsis. */
static void put_cell(struct page *p, size_t columns, enum style style, const char *s) {
    char cut[TEXT_BYTES];
    size_t n = 0, length = 0, end = 0, at = 0;
    while (s[at] && length + 1 < columns && n + 8 < sizeof cut) {
        size_t bytes;
        uint32_t c = utf8_decode(s + at, strlen(s + at), &bytes);
        bytes = bytes ? bytes : 1;
        end = length + 2 < columns ? n : end;
        if (c < 0x20 || (c >= 0x7F && c < 0xA0))
            cut[n++] = '?';
        else
            for (size_t i = 0; i < bytes; i++)
                cut[n++] = s[at + i];
        end = length + 2 < columns ? n : end;
        at += bytes;
        length++;
    }
    if (s[at])
        n = end + (size_t)sprintf(cut + end, "…");
    cut[n] = '\0';
    page_cell(p, columns, style, cut);
}

/* The one over all, where there is one such. */
static const kloe_judgement *overall_of(const kloe_report *r) {
    const kloe_judgement *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i];
        if (j->overall && j->id && !j->location && strcmp(j->id, "overall") == 0)
            return j;
        found = j->overall ? j : found;
        count += j->overall;
    }
    return count == 1 ? found : NULL;
}

/* The first of the worst grades besides, where it is worse than the overall one; `more` are how
 * many have it too. Only of one scale: others have no order to each other. */
static const kloe_judgement *worst_of(const kloe_report *r, const kloe_judgement *overall,
                                      size_t *more) {
    const kloe_judgement *worst = NULL;
    *more = 0;
    for (size_t i = 0; i < r->judgements.count; i++) {
        const kloe_judgement *j = &r->judgements.items[i], *than = worst ? worst : overall;
        bool one_scale = !than || strcmp(j->scale, than->scale) == 0;
        if (j == overall || j->rank < 2 || !one_scale)
            continue;
        if (worst && j->rank == worst->rank) {
            ++*more;
        } else if (!than || j->rank > than->rank) {
            worst = j;
            *more = 0;
        }
    }
    return worst;
}

static void put_worst(struct page *p, size_t columns, const kloe_report *r,
                      const kloe_judgement *overall) {
    char text[TEXT_BYTES], others[24] = "";
    size_t more;
    const kloe_judgement *j = worst_of(r, overall, &more);
    if (more)
        snprintf(others, sizeof others, " +%zu", more);
    const char *label = j && j->id ? j->id : j ? j->aspect : "";
    snprintf(text, sizeof text, "%.200s%s: %.200s", label, others, j ? j->grade_text : "");
    put_cell(p, columns, j ? grade_style(j) : STYLE_PLAIN, j ? text : "");
}

static void put_number(struct page *p, size_t columns, size_t n) {
    char text[24];
    snprintf(text, sizeof text, n ? "%zu" : "-", n);
    page_indent(p, columns - 1 - strlen(text));
    page_put(p, text);
    page_put(p, " ");
}

static size_t warnings_of(const kloe_report *r) {
    size_t n = 0;
    for (size_t i = 0; i < r->diagnostics.count; i++)
        n += strcmp(r->diagnostics.items[i].severity, "warning") == 0;
    return n;
}

static const char *date_of(const kloe_report *r) {
    const char *const dates[] = {r->end, r->published, r->end_month, r->published_month};
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
        if (dates[i])
            return dates[i];
    return "";
}

/* Of what the fixed columns leave, the name has a little more than the worst grade. */
static size_t name_columns(size_t width) { return (width - FIXED) * 11 / 20; }

char *kloe_write_line_header(const kloe_summary_options *options) {
    struct page p;
    size_t width = width_of(options), name = name_columns(width);
    page_open(&p, width, options && options->color);
    page_cell(&p, name, STYLE_DIM, "Body");
    page_cell(&p, DATE, STYLE_DIM, "Inspected");
    page_cell(&p, OVERALL, STYLE_DIM, "Overall");
    page_cell(&p, width - FIXED - name, STYLE_DIM, "Worst besides");
    page_put_style(&p, STYLE_DIM, "To do Doubts\n");
    return page_close(&p);
}

char *kloe_write_line(const kloe_report *r, const kloe_summary_options *options) {
    struct page p;
    size_t width = width_of(options), name = name_columns(width);
    const kloe_judgement *overall = overall_of(r);
    page_open(&p, width, options && options->color);
    put_cell(&p, name, STYLE_BOLD, spell_name(r));
    put_cell(&p, DATE, STYLE_PLAIN, date_of(r));
    put_cell(&p, OVERALL, overall ? grade_style(overall) : STYLE_DIM,
             overall        ? overall->grade_text
             : r->framework ? ""
                            : "no report");
    put_worst(&p, width - FIXED - name, r, overall);
    put_number(&p, TO_DO, r->recommendations.count);
    put_number(&p, DOUBTS + 1, warnings_of(r));
    if (p.n)
        p.s[p.n - 1] = '\n';
    return page_close(&p);
}
