/* What changed, for a pull request or a step's summary. */
#include "write/compare_rows.h"
#include "write/marked.h"
#include "write/spell.h"
#include "write/stream.h"

#include <string.h>

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static void put_side(FILE *out, const char *label, const kloe_report *r) {
    char said[COMPARE_SIDE], path[COMPARE_LABEL];
    compare_side(r, said);
    compare_path(r, path);
    fprintf(out, "- %s: ", label);
    marked_put(out, said);
    fputs(" (", out);
    marked_put(out, path);
    fputs(")\n", out);
}

static void put_head(FILE *out, const kloe_comparison *c) {
    fputs("## ", out);
    marked_put(out, compare_name(c));
    fputs("\n\n", out);
    if (c->before)
        put_side(out, "old", c->before);
    if (c->after)
        put_side(out, "new", c->after);
    if (c->unpaired)
        fprintf(out, "\nNot compared: %s.\n", c->unpaired);
    for (size_t i = 0; i < c->cautions.count; i++) {
        fputs("\n> **Take care:** ", out);
        marked_put(out, c->cautions.items[i].message);
        fputs(".\n", out);
    }
}

/* ---- judgements and standards ---------------------------------------------------------------- */

static void put_row(void *file, const struct compare_row *row) {
    FILE *out = file;
    const kloe_change *what = row->what;
    bool bold = is(what->change, "declined");
    fputs("| ", out);
    marked_put(out, row->label);
    fputs(" | ", out);
    marked_put(out, row->was);
    fputs(" | ", out);
    marked_put(out, row->now);
    fprintf(out, " | %s%s%s", bold ? "**" : "", compare_word(what->change), bold ? "**" : "");
    if (what->words) {
        fputs(": ", out);
        marked_put(out, what->words);
    }
    fputs(" |\n", out);
}

static void put_judgements(FILE *out, const kloe_comparison *c) {
    if (c->judgements.count)
        fputs("\n| Judgement | Old | New | Change |\n|---|---|---|---|\n", out);
    compare_each_judgement(c, put_row, out);
}

static void put_standards(FILE *out, const kloe_comparison *c) {
    if (c->standards.count)
        fputs("\n| Standard | Old | New | Change |\n|---|---|---|---|\n", out);
    compare_each_standard(c, put_row, out);
}

static void put_breaches(FILE *out, const kloe_comparison *c) {
    char spelt[SPELT_BREACH];
    if (c->breaches.count)
        fputs("\n### Breaches\n\n", out);
    for (size_t i = 0; i < c->breaches.count; i++) {
        const kloe_breach_change *b = &c->breaches.items[i];
        spell_breach(b->after ? b->after : b->before, spelt);
        fprintf(out, "- %s: ", compare_word(b->change));
        marked_put(out, spelt);
        fputc('\n', out);
    }
}

/* ---- recommendations ----------------------------------------------------------------------------
 */

static void put_diff(FILE *out, const kloe_recommendation_change *r) {
    for (size_t i = 0; i < r->diff.count; i++) {
        const kloe_word_run *run = &r->diff.items[i];
        const char *mark = is(run->op, "same") ? "" : is(run->op, "added") ? "**" : "~~";
        fprintf(out, "%s%s", i ? " " : "", mark);
        marked_put(out, run->text);
        fputs(mark, out);
    }
}

static void put_recommendation(void *file, const kloe_recommendation_change *r) {
    FILE *out = file;
    fprintf(out, "- *%s:* ", compare_word(r->change));
    if (r->diff.count)
        put_diff(out, r);
    else
        marked_put(out, (r->after ? r->after : r->before)->text);
    fputc('\n', out);
}

static void put_recommendations(FILE *out, const kloe_comparison *c) {
    if (c->recommendations.count)
        fputs("\n### Recommendations\n\n", out);
    compare_each_recommendation(c, put_recommendation, out);
}

/* ---- the rest
 * ------------------------------------------------------------------------------------ */

static void put_facts(FILE *out, const kloe_comparison *c) {
    bool any = false;
    for (size_t i = 0; i < c->facts.count; i++) {
        const kloe_fact_change *f = &c->facts.items[i];
        if (is(f->change, "unchanged") || compare_is_in_side(f->path))
            continue;
        if (!any)
            fputs("\n| | Old | New |\n|---|---|---|\n", out);
        any = true;
        fprintf(out, "| %s | ", compare_fact(f->path));
        marked_put(out, f->before ? f->before : "");
        fputs(" | ", out);
        marked_put(out, f->after ? f->after : "");
        fputs(" |\n", out);
    }
}

static void put_parties(FILE *out, const char *heading, const kloe_party_change *items,
                        size_t count) {
    if (count)
        fprintf(out, "\n### %s\n\n", heading);
    for (size_t i = 0; i < count; i++) {
        const kloe_party *x = items[i].after ? items[i].after : items[i].before;
        fprintf(out, "- %s: ", compare_word(items[i].change));
        marked_put(out, x->name);
        fprintf(out, " (%s)\n", x->role);
    }
}

char *kloe_write_comparison_markdown(const kloe_comparison *c) {
    struct stream stream;
    if (!stream_open(&stream))
        return NULL;
    put_head(stream.out, c);
    put_judgements(stream.out, c);
    put_standards(stream.out, c);
    put_breaches(stream.out, c);
    put_recommendations(stream.out, c);
    put_facts(stream.out, c);
    put_parties(stream.out, "People", c->people.items, c->people.count);
    put_parties(stream.out, "Organisations", c->organisations.items, c->organisations.count);
    return stream_close(&stream);
}
