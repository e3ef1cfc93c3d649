/* For a pull request or a step's summary. */
#include <kloe/kloe.h>

#include "write/marked.h"
#include "write/spell.h"
#include "write/stream.h"

#include <stdlib.h>
#include <string.h>

static void put_head(FILE *out, const kloe_report *r) {
    char days[2 * SPELT_DATE], published[SPELT_DATE];
    fputs("## ", out);
    marked_put(out, spell_name(r));
    fputs("\n\n", out);
    marked_put(out, r->framework_name ? r->framework_name
                                      : "Not an inspection report of a family that kloe knows");
    spell_inspected(r, days);
    spell_date(r->published ? r->published : r->published_month, published);
    if (*days)
        fprintf(out, "; inspected %s", days);
    if (*published)
        fprintf(out, "; published %s", published);
    spell_date(r->published_given, published);
    if (r->published_given)
        fprintf(out, "; published %s, as given", published);
    fputs(" (", out);
    marked_put(out, r->source.path);
    fputs(")\n", out);
}

/* ---- judgements --------------------------------------------------------------------------- */

static const char *status_words(const kloe_judgement *j) {
    static const char *const words[][2] = {{"not-assessed", " (not assessed this time)"},
                                           {"carried-over", " (of an earlier report)"},
                                           {"forecast", " (expected)"}};
    for (size_t i = 0; j->status && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(j->status, words[i][0]) == 0)
            return words[i][1];
    return "";
}

static void put_judgement(FILE *out, const kloe_judgement *j, bool grouped) {
    fputs("| ", out);
    if (grouped) {
        marked_put(out, j->group ? j->group : "");
        if (j->location && (!j->group || strcmp(j->location, j->group) != 0)) {
            fputs(j->group ? ", " : "", out);
            marked_put(out, j->location);
        }
        fputs(" | ", out);
    }
    fputs(j->overall ? "**" : "", out);
    marked_put(out, j->aspect);
    fputs(j->overall ? "** | **" : " | ", out);
    marked_put(out, j->grade_text);
    fputs(j->overall ? "**" : "", out);
    if (j->percentage)
        fprintf(out, ", %d of 100", j->percentage);
    fprintf(out, "%s |\n", status_words(j));
}

static void put_judgements(FILE *out, const kloe_report *r) {
    bool grouped = false;
    for (size_t i = 0; i < r->judgements.count; i++)
        grouped |= r->judgements.items[i].group || r->judgements.items[i].location;
    if (r->judgements.count)
        fputs(grouped ? "\n| | Judgement | Grade |\n|---|---|---|\n"
                      : "\n| Judgement | Grade |\n|---|---|\n",
              out);
    for (size_t i = 0; i < r->judgements.count; i++)
        put_judgement(out, &r->judgements.items[i], grouped);
}

static void put_standards(FILE *out, const kloe_report *r) {
    bool any = false;
    for (size_t i = 0; i < r->standards.count; i++) {
        const kloe_standard *s = &r->standards.items[i];
        if (!s->grade && !s->score)
            continue;
        if (!any)
            fputs("\n| Standard | Grade |\n|---|---|\n", out);
        any = true;
        fputs("| ", out);
        marked_put(out, s->number ? s->number : "");
        fputs(s->number ? " " : "", out);
        marked_put(out, s->title);
        fputs(" | ", out);
        if (s->grade)
            marked_put(out, s->grade_text ? s->grade_text : s->grade);
        else
            fprintf(out, "%d", s->score);
        fputs(" |\n", out);
    }
}

/* ---- what is to be done ------------------------------------------------------------------- */

struct action {
    const kloe_recommendation *recommendation;
    size_t index;
};

/* By date; those without one last, in the report's order. */
static int by_date(const void *a, const void *b) {
    const struct action *x = a, *y = b;
    const char *first = x->recommendation->timescale.due,
               *second = y->recommendation->timescale.due;
    int order = first && second ? strcmp(first, second) : (first == NULL) - (second == NULL);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void put_timescale(FILE *out, const kloe_timescale *t) {
    char due[SPELT_DATE];
    spell_date(t->due, due);
    if (t->due)
        fprintf(out, "**by %s** ", due);
    if (t->text && strcmp(t->text, due) != 0) {
        fputs("(", out);
        marked_put(out, t->text);
        fputs(") ", out);
    }
}

static void put_action(FILE *out, const kloe_recommendation *c) {
    fputs("- [ ] ", out);
    put_timescale(out, &c->timescale);
    if (c->number) {
        marked_put(out, c->number);
        fputs(": ", out);
    }
    marked_put(out, c->text);
    for (size_t i = 0; i < c->addressees.count; i++) {
        fputs(i ? ", " : " – *", out);
        marked_put(out, c->addressees.items[i]);
    }
    fputs(c->addressees.count ? "*\n" : "\n", out);
}

/* False when memory is short. */
static bool put_actions(FILE *out, const kloe_report *r) {
    size_t n = r->recommendations.count;
    struct action *actions = calloc(n + 1, sizeof *actions);
    for (size_t i = 0; actions && i < n; i++)
        actions[i] = (struct action){&r->recommendations.items[i], i};
    if (actions && n) {
        qsort(actions, n, sizeof *actions, by_date);
        fputs("\n### To be done\n\n", out);
    }
    for (size_t i = 0; actions && i < n; i++)
        put_action(out, actions[i].recommendation);
    free(actions);
    return actions != NULL;
}

static void put_breaches(FILE *out, const kloe_report *r) {
    char spelt[SPELT_BREACH];
    if (r->breaches.count)
        fputs("\n### Breaches\n\n", out);
    for (size_t i = 0; i < r->breaches.count; i++) {
        spell_breach(&r->breaches.items[i], spelt);
        fputs("- ", out);
        marked_put(out, spelt);
        fputc('\n', out);
    }
}

/* ---- the rest ------------------------------------------------------------------------------ */

static void put_mentions(FILE *out, const kloe_report *r) {
    if (r->mentions.count)
        fputs("\n### Mentions\n\n", out);
    for (size_t i = 0; i < r->mentions.count; i++) {
        fputs("- ", out);
        marked_put(out, r->mentions.items[i].quote);
        fputc('\n', out);
    }
}

static void put_doubts(FILE *out, const kloe_report *r) {
    if (r->diagnostics.count)
        fputs("\n### Doubts\n\n", out);
    for (size_t i = 0; i < r->diagnostics.count; i++) {
        const kloe_diagnostic *d = &r->diagnostics.items[i];
        fprintf(out, "- `%s`: ", d->code);
        marked_put(out, d->message);
        if (d->at.line)
            fprintf(out, " (line %zu)", d->at.line);
        fputc('\n', out);
    }
}

char *kloe_write_markdown(const kloe_report *report) {
    struct stream stream;
    if (!stream_open(&stream))
        return NULL;
    put_head(stream.out, report);
    put_judgements(stream.out, report);
    put_standards(stream.out, report);
    bool good = put_actions(stream.out, report);
    put_breaches(stream.out, report);
    put_mentions(stream.out, report);
    put_doubts(stream.out, report);
    char *s = stream_close(&stream);
    if (good)
        return s;
    free(s);
    return NULL;
}
