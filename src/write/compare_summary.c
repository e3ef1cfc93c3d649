/* What changed, for a person: what got worse first, what did not change in a line. */
#include "write/compare_rows.h"
#include "write/page.h"
#include "write/spell.h"

#include <stdlib.h>
#include <string.h>

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40, LABEL = 16, CHANGE = 19 };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static void put_line(struct page *p, const char *label, const char *value) {
    page_indent(p, 2);
    page_cell(p, LABEL, STYLE_DIM, label);
    page_wrap(p, LABEL + 2, LABEL + 2, STYLE_PLAIN, value);
}

static enum style style_of(const char *change) {
    if (is(change, "declined"))
        return STYLE_RED;
    if (is(change, "improved"))
        return STYLE_GREEN;
    return is(change, "unchanged") || is(change, "still-printed") ? STYLE_PLAIN : STYLE_YELLOW;
}

/* "declined        " */
static void put_change(struct page *p, const char *change) {
    page_indent(p, 2);
    page_cell(p, CHANGE, style_of(change), compare_word(change));
}

static void put_side(struct page *p, const char *label, const kloe_report *r) {
    char said[COMPARE_SIDE];
    char path[COMPARE_LABEL];
    compare_side(r, said);
    compare_path(r, path);
    put_line(p, label, said);
    put_line(p, "", path);
}

static void put_head(struct page *p, const kloe_comparison *c) {
    page_wrap(p, 0, 0, STYLE_BOLD, compare_name(c));
    page_put(p, "\n");
    if (c->before)
        put_side(p, "Old", c->before);
    if (c->after)
        put_side(p, "New", c->after);
    if (c->unpaired)
        put_line(p, "Not compared", c->unpaired);
    for (size_t i = 0; i < c->cautions.count; i++) {
        page_indent(p, 2);
        page_cell(p, LABEL, STYLE_YELLOW, "Take care");
        page_wrap(p, LABEL + 2, LABEL + 2, STYLE_PLAIN, c->cautions.items[i].message);
    }
}

/* ---- judgements and standards ---------------------------------------------------------------- */

static void put_row(void *page, const struct compare_row *row) {
    static const size_t column = CHANGE + 2;
    struct page *p = page;
    const kloe_change *what = row->what;
    const char *label = row->label, *was = row->was, *now = row->now;
    put_change(p, what->change);
    bool again = is(what->change, "unchanged") && !strpbrk(now, "0123456789");
    if (*was && *now && !again && !is(was, now))
        page_format(p, column, column, STYLE_PLAIN, "%s: %s → %s", label, was, now);
    else if (is(what->change, "gone") || is(what->change, "new"))
        page_format(p, column, column, STYLE_PLAIN, "%s (%s)", label, *was ? was : now);
    else
        page_format(p, column, column, STYLE_PLAIN, "%s: %s", label, *now ? now : was);
    if (!what->words)
        return;
    page_indent(p, column + 2);
    page_wrap(p, column + 2, column + 2, STYLE_DIM, what->words);
}

static void put_judgements(struct page *p, const kloe_comparison *c) {
    if (c->judgements.count)
        page_heading(p, "Judgements");
    compare_each_judgement(c, put_row, p);
}

static void put_standards(struct page *p, const kloe_comparison *c) {
    if (c->standards.count)
        page_heading(p, "Standards");
    compare_each_standard(c, put_row, p);
}

static void put_breaches(struct page *p, const kloe_comparison *c) {
    char spelt[SPELT_BREACH];
    if (c->breaches.count)
        page_heading(p, "Breaches");
    for (size_t i = 0; i < c->breaches.count; i++) {
        const kloe_breach_change *b = &c->breaches.items[i];
        spell_breach(b->after ? b->after : b->before, spelt);
        put_change(p, b->change);
        page_wrap(p, CHANGE + 2, CHANGE + 2, STYLE_PLAIN, spelt);
    }
}

/* ---- recommendations ----------------------------------------------------------------------------
 */

/* What is gone in [-brackets-], what is new in {+braces+}, as programs mark words. */
static void put_diff(struct page *p, const kloe_recommendation_change *r) {
    struct page text;
    page_open(&text, 0, false);
    for (size_t i = 0; i < r->diff.count; i++) {
        const kloe_word_run *run = &r->diff.items[i];
        bool same = is(run->op, "same"), added = is(run->op, "added");
        page_put(&text, i ? " " : "");
        page_put(&text, same ? "" : added ? "{+" : "[-");
        page_put(&text, run->text);
        page_put(&text, same ? "" : added ? "+}" : "-]");
    }
    char *s = page_close(&text);
    page_format(p, CHANGE + 2, CHANGE + 2, STYLE_PLAIN, "%s", s ? s : "");
    p->failed |= s == NULL;
    free(s);
}

static void put_recommendation(void *page, const kloe_recommendation_change *r) {
    struct page *p = page;
    put_change(p, r->change);
    if (r->diff.count)
        put_diff(p, r);
    else
        page_wrap(p, CHANGE + 2, CHANGE + 2, STYLE_PLAIN, (r->after ? r->after : r->before)->text);
}

static void put_recommendations(struct page *p, const kloe_comparison *c) {
    if (c->recommendations.count)
        page_heading(p, "Recommendations");
    compare_each_recommendation(c, put_recommendation, p);
}

/* ---- the rest
 * ------------------------------------------------------------------------------------ */

static void put_facts(struct page *p, const kloe_comparison *c) {
    bool any = false;
    for (size_t i = 0; i < c->facts.count; i++) {
        const kloe_fact_change *f = &c->facts.items[i];
        if (is(f->change, "unchanged") || compare_is_in_side(f->path))
            continue;
        if (!any)
            page_heading(p, "Also");
        any = true;
        put_change(p, f->change);
        page_format(p, CHANGE + 2, CHANGE + 2, STYLE_PLAIN, "%s: %s%s%s", compare_fact(f->path),
                    f->before ? f->before : "", f->before && f->after ? " → " : "",
                    f->after ? f->after : "");
    }
}

static void put_parties(struct page *p, const char *heading, const kloe_party_change *items,
                        size_t count) {
    if (count)
        page_heading(p, heading);
    for (size_t i = 0; i < count; i++) {
        const kloe_party *x = items[i].after ? items[i].after : items[i].before;
        put_change(p, items[i].change);
        page_format(p, CHANGE + 2, CHANGE + 2, STYLE_PLAIN, "%s (%s)", x->name, x->role);
    }
}

char *kloe_write_comparison(const kloe_comparison *c, const kloe_summary_options *options) {
    int width = options && options->width ? options->width : DEFAULT_WIDTH;
    struct page p;
    page_open(&p, (size_t)(width < LEAST_WIDTH ? LEAST_WIDTH : width), options && options->color);
    put_head(&p, c);
    put_judgements(&p, c);
    put_standards(&p, c);
    put_breaches(&p, c);
    put_recommendations(&p, c);
    put_facts(&p, c);
    put_parties(&p, "People", c->people.items, c->people.count);
    put_parties(&p, "Organisations", c->organisations.items, c->organisations.count);
    return page_close(&p);
}
