/* What changed, as an article of a page without scripts. */
#include "write/compare_rows.h"
#include "write/html.h"
#include "write/spell.h"

#include "framework/embedded.h"

#include <string.h>

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static void put_side(struct html *h, const char *label, const kloe_report *r) {
    char said[COMPARE_SIDE];
    compare_side(r, said);
    html_put(h, "dt", NULL, label);
    html_begin(h, "dd", NULL);
    html_text(h, said);
    html_text(h, " (");
    html_put(h, "code", NULL, r->source.path);
    html_text(h, ")");
    html_end(h);
}

static void put_tally(struct html *h, const char *label, const char *tally) {
    if (!*tally)
        return;
    html_put(h, "dt", NULL, label);
    html_put(h, "dd", NULL, tally);
}

static void put_head(struct html *h, const kloe_comparison *c) {
    char tally[COMPARE_TALLY];
    html_put(h, "h2", NULL, compare_name(c));
    html_begin(h, "dl", NULL);
    if (c->before)
        put_side(h, "Old", c->before);
    if (c->after)
        put_side(h, "New", c->after);
    compare_tally(c, tally);
    put_tally(h, "Judgements and standards", tally);
    compare_tally_recommendations(c, tally);
    put_tally(h, "Recommendations", tally);
    if (c->unpaired)
        put_tally(h, "Not compared", c->unpaired);
    html_end(h);
    for (size_t i = 0; i < c->cautions.count; i++) {
        html_begin(h, "p", "care");
        html_put(h, "strong", NULL, "Take care:");
        html_text(h, " ");
        html_text(h, c->cautions.items[i].message);
        html_end(h);
    }
}

/* ---- tables ------------------------------------------------------------------------------------
 */

static void begin_table(struct html *h, const char *caption, const char *first, bool change) {
    const char *const heads[] = {first, "Old", "New", change ? "Change" : NULL};
    html_begin(h, "div", "wide");
    html_attribute(h, "tabindex", "0");
    html_attribute(h, "role", "region");
    html_attribute(h, "aria-label", caption);
    html_begin(h, "table", NULL);
    html_put(h, "caption", NULL, caption);
    html_begin(h, "thead", NULL);
    html_begin(h, "tr", NULL);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0] && heads[i]; i++) {
        html_begin(h, "th", NULL);
        html_attribute(h, "scope", "col");
        html_text(h, heads[i]);
        html_end(h);
    }
    html_end(h);
    html_end(h);
    html_begin(h, "tbody", NULL);
}

static void end_table(struct html *h) {
    html_end(h);
    html_end(h);
    html_end(h);
}

static void begin_row(struct html *h, const char *label, const char *was, const char *now) {
    html_begin(h, "tr", NULL);
    html_begin(h, "th", NULL);
    html_attribute(h, "scope", "row");
    html_text(h, label);
    html_end(h);
    html_put(h, "td", NULL, was);
    html_put(h, "td", NULL, now);
}

static void put_row(void *page, const struct compare_row *row) {
    struct html *h = page;
    const kloe_change *what = row->what;
    begin_row(h, row->label, row->was, row->now);
    html_begin(h, "td", NULL);
    html_put(h, "span", what->change, compare_word(what->change));
    if (what->words) {
        html_text(h, ": ");
        html_text(h, what->words);
    }
    html_end(h);
    html_end(h);
}

static void put_judgements(struct html *h, const kloe_comparison *c) {
    if (!c->judgements.count)
        return;
    begin_table(h, "Judgements", "Judgement", true);
    compare_each_judgement(c, put_row, h);
    end_table(h);
}

static void put_standards(struct html *h, const kloe_comparison *c) {
    if (!c->standards.count)
        return;
    begin_table(h, "Standards", "Standard", true);
    compare_each_standard(c, put_row, h);
    end_table(h);
}

/* ---- lists -------------------------------------------------------------------------------------
 */

static void begin_list(struct html *h, const char *heading) {
    html_put(h, "h3", NULL, heading);
    html_begin(h, "ul", NULL);
}

static void begin_item(struct html *h, const char *change) {
    html_begin(h, "li", NULL);
    html_put(h, "span", change, compare_word(change));
    html_text(h, ": ");
}

static void put_breaches(struct html *h, const kloe_comparison *c) {
    char spelt[SPELT_BREACH];
    if (!c->breaches.count)
        return;
    begin_list(h, "Breaches");
    for (size_t i = 0; i < c->breaches.count; i++) {
        const kloe_breach_change *b = &c->breaches.items[i];
        spell_breach(b->after ? b->after : b->before, spelt);
        begin_item(h, b->change);
        html_text(h, spelt);
        html_end(h);
    }
    html_end(h);
}

static void put_diff(struct html *h, const kloe_recommendation_change *r) {
    for (size_t i = 0; i < r->diff.count; i++) {
        const kloe_word_run *run = &r->diff.items[i];
        html_text(h, i ? " " : "");
        if (is(run->op, "same"))
            html_text(h, run->text);
        else
            html_put(h, is(run->op, "added") ? "ins" : "del", NULL, run->text);
    }
}

static void put_recommendation(void *page, const kloe_recommendation_change *r) {
    struct html *h = page;
    begin_item(h, r->change);
    if (r->diff.count)
        put_diff(h, r);
    else
        html_text(h, (r->after ? r->after : r->before)->text);
    html_end(h);
}

static void put_recommendations(struct html *h, const kloe_comparison *c) {
    if (!c->recommendations.count)
        return;
    begin_list(h, "Recommendations");
    compare_each_recommendation(c, put_recommendation, h);
    html_end(h);
}

static void put_parties(struct html *h, const char *heading, const kloe_party_change *items,
                        size_t count) {
    if (!count)
        return;
    begin_list(h, heading);
    for (size_t i = 0; i < count; i++) {
        const kloe_party *x = items[i].after ? items[i].after : items[i].before;
        begin_item(h, items[i].change);
        html_text(h, x->name);
        html_text(h, " (");
        html_text(h, x->role);
        html_text(h, ")");
        html_end(h);
    }
    html_end(h);
}

static void put_facts(struct html *h, const kloe_comparison *c) {
    bool any = false;
    for (size_t i = 0; i < c->facts.count; i++) {
        const kloe_fact_change *f = &c->facts.items[i];
        if (is(f->change, "unchanged") || compare_is_in_side(f->path))
            continue;
        if (!any)
            begin_table(h, "Also changed", "What", false);
        any = true;
        begin_row(h, compare_fact(f->path), f->before ? f->before : "", f->after ? f->after : "");
        html_end(h);
    }
    if (any)
        end_table(h);
}

char *kloe_write_comparison_html(const kloe_comparison *c) {
    struct html h;
    html_open(&h);
    html_begin(&h, "article", NULL);
    put_head(&h, c);
    put_judgements(&h, c);
    put_standards(&h, c);
    put_breaches(&h, c);
    put_recommendations(&h, c);
    put_facts(&h, c);
    put_parties(&h, "People", c->people.items, c->people.count);
    put_parties(&h, "Organisations", c->organisations.items, c->organisations.count);
    html_end(&h);
    return html_close(&h);
}

char *kloe_write_comparison_html_head(void) {
    return html_page_head("What changed between inspections", embedded_find("compare.css").s);
}

char *kloe_write_comparison_html_foot(void) { return html_page_foot(); }
