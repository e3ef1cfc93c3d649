/* What changed, for a pull request or a step's summary. */
#include "write/compare_names.h"
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

static void put_row(FILE *out, const char *label, const char *was, const char *now,
                    const kloe_change *what) {
    bool bold = is(what->change, "declined");
    fputs("| ", out);
    marked_put(out, label);
    fputs(" | ", out);
    marked_put(out, was);
    fputs(" | ", out);
    marked_put(out, now);
    fprintf(out, " | %s%s%s", bold ? "**" : "", compare_word(what->change), bold ? "**" : "");
    if (what->words) {
        fputs(": ", out);
        marked_put(out, what->words);
    }
    fputs(" |\n", out);
}

static void put_judgements(FILE *out, const kloe_comparison *c) {
    char label[COMPARE_LABEL], was[COMPARE_GRADE], now[COMPARE_GRADE];
    if (c->judgements.count)
        fputs("\n| Judgement | Old | New | Change |\n|---|---|---|---|\n", out);
    for (size_t k = 0; k < COMPARE_CHANGES; k++)
        for (size_t i = 0; i < c->judgements.count; i++) {
            const kloe_judgement_change *j = &c->judgements.items[i];
            if (!is(j->what.change, compare_order[k]))
                continue;
            compare_label(j, label);
            compare_grade(j->before, was);
            compare_grade(j->after, now);
            put_row(out, label, was, now, &j->what);
        }
}

static void put_standards(FILE *out, const kloe_comparison *c) {
    char label[COMPARE_LABEL], was[COMPARE_GRADE], now[COMPARE_GRADE];
    if (c->standards.count)
        fputs("\n| Standard | Old | New | Change |\n|---|---|---|---|\n", out);
    for (size_t k = 0; k < COMPARE_CHANGES; k++)
        for (size_t i = 0; i < c->standards.count; i++) {
            const kloe_standard_change *s = &c->standards.items[i];
            if (!is(s->what.change, compare_order[k]))
                continue;
            compare_standard(s, label);
            compare_standing(s->before, was);
            compare_standing(s->after, now);
            put_row(out, label, was, now, &s->what);
        }
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

static void put_recommendations(FILE *out, const kloe_comparison *c) {
    static const char *const order[] = {"still-printed", "reworded", "new", "no-longer-printed"};
    if (c->recommendations.count)
        fputs("\n### Recommendations\n\n", out);
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
        for (size_t i = 0; i < c->recommendations.count; i++) {
            const kloe_recommendation_change *r = &c->recommendations.items[i];
            if (!is(r->change, order[k]))
                continue;
            fprintf(out, "- *%s:* ", compare_word(r->change));
            if (r->diff.count)
                put_diff(out, r);
            else
                marked_put(out, (r->after ? r->after : r->before)->text);
            fputc('\n', out);
        }
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
