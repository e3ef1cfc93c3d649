#include "write/compare_names.h"

#include "base/utf8.h"
#include "write/spell.h"

#include <stdio.h>
#include <string.h>

enum { PART = 600, GRADE = 160 };

const char *const compare_order[] = {"declined", "improved", "not-comparable", "changed",
                                     "gone",     "new",      "unchanged"};

const char *compare_name(const kloe_comparison *c) {
    const kloe_report *r = c->after && c->after->subject ? c->after : c->before;
    return spell_name(r ? r : c->after);
}

const char *compare_word(const char *change) {
    static const char *const words[][2] = {{"not-comparable", "not comparable"},
                                           {"still-printed", "still printed"},
                                           {"no-longer-printed", "no longer printed"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i][0], change) == 0)
            return words[i][1];
    return change;
}

/* At most so many bytes, and no part of a character. */
static int cut(const char *s, size_t most) {
    size_t n = strnlen(s, most);
    while (n == most && n && !utf8_begins(s[n]))
        n--;
    return (int)n;
}

/* The site, where a grid has one, and the group. */
void compare_label(const kloe_judgement_change *j, char out[COMPARE_LABEL]) {
    const kloe_judgement *x = j->after ? j->after : j->before;
    bool site = x->location && (!x->group || strcmp(x->location, x->group) != 0);
    const char *group = x->group ? x->group : "", *location = site ? x->location : "";
    snprintf(out, COMPARE_LABEL, "%.*s%s%.*s%s%.*s", cut(group, PART), group,
             x->group && site ? ", " : "", cut(location, PART), location,
             x->group || site ? ": " : "", cut(x->aspect, PART), x->aspect);
}

void compare_grade(const kloe_judgement *j, char out[COMPARE_GRADE]) {
    if (j && j->percentage)
        snprintf(out, COMPARE_GRADE, "%.*s, %d of 100", cut(j->grade_text, GRADE), j->grade_text,
                 j->percentage);
    else
        snprintf(out, COMPARE_GRADE, "%.*s", j ? cut(j->grade_text, GRADE) : 0,
                 j ? j->grade_text : "");
}

void compare_standing(const kloe_standard *s, char out[COMPARE_GRADE]) {
    const char *said = !s               ? ""
                       : s->grade_text  ? s->grade_text
                       : s->grade       ? s->grade
                       : s->enforcement ? s->enforcement
                                        : "named";
    if (s && s->score)
        snprintf(out, COMPARE_GRADE, "%d", s->score);
    else
        snprintf(out, COMPARE_GRADE, "%.*s", cut(said, GRADE), said);
}

void compare_standard(const kloe_standard_change *s, char out[COMPARE_LABEL]) {
    const kloe_standard *x = s->after ? s->after : s->before;
    const char *number = x->number ? x->number : "";
    snprintf(out, COMPARE_LABEL, "%.*s%s%.*s", cut(number, GRADE), number, x->number ? " " : "",
             cut(x->title, PART), x->title);
}

const char *compare_fact(const char *path) {
    static const char *const names[][2] = {
        {"document.framework", "Family"},          {"subject.name", "Name"},
        {"inspection.type", "Kind of inspection"}, {"inspection.status", "Status"},
        {"inspection.start", "Inspected from"},    {"inspection.end", "Inspected to"},
        {"inspection.published", "Published"}};
    static const char details[] = "subject.details.";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i][0], path) == 0)
            return names[i][1];
    return strncmp(path, details, sizeof details - 1) == 0 ? path + sizeof details - 1 : path;
}

bool compare_is_in_side(const char *path) {
    static const char *const paths[] = {"document.framework", "inspection.start", "inspection.end",
                                        "inspection.published"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        if (strcmp(path, paths[i]) == 0)
            return true;
    return false;
}

void compare_path(const kloe_report *r, char out[COMPARE_LABEL]) {
    const char *path = r->source.path;
    snprintf(out, COMPARE_LABEL, "%.*s", cut(path, COMPARE_LABEL - 1), path);
    for (unsigned char *s = (unsigned char *)out; *s; s++)
        if (*s == 0xC2 && s[1] >= 0x80 && s[1] < 0xA0)
            s[0] = s[1] = '?';
        else if (*s < 0x20 || *s == 0x7F)
            *s = '?';
}

size_t compare_count_recommendations(const kloe_comparison *c, const char *change) {
    size_t n = 0;
    for (size_t i = 0; i < c->recommendations.count; i++)
        n += strcmp(c->recommendations.items[i].change, change) == 0;
    return n;
}

static size_t add_count(char out[COMPARE_TALLY], size_t at, size_t count, const char *change) {
    if (!count)
        return at;
    int n = snprintf(out + at, COMPARE_TALLY - at, "%s%zu %s", at ? ", " : "", count,
                     compare_word(change));
    return n < 0 || at + (size_t)n >= COMPARE_TALLY ? at : at + (size_t)n;
}

void compare_tally(const kloe_comparison *c, char out[COMPARE_TALLY]) {
    size_t at = 0;
    snprintf(out, COMPARE_TALLY, "%s", "");
    for (size_t i = 0; i < COMPARE_CHANGES; i++)
        at = add_count(out, at, kloe_comparison_count(c, compare_order[i]), compare_order[i]);
}

void compare_tally_recommendations(const kloe_comparison *c, char out[COMPARE_TALLY]) {
    static const char *const changes[] = {"still-printed", "reworded", "no-longer-printed", "new"};
    size_t at = 0;
    snprintf(out, COMPARE_TALLY, "%s", "");
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        at = add_count(out, at, compare_count_recommendations(c, changes[i]), changes[i]);
}

void compare_side(const kloe_report *r, char out[COMPARE_SIDE]) {
    char days[2 * SPELT_DATE], published[SPELT_DATE];
    spell_inspected(r, days);
    spell_date(r->published ? r->published : r->published_month, published);
    const char *family = r->framework ? r->framework : "no report";
    snprintf(out, COMPARE_SIDE, "%.*s%s%s%s%s", cut(family, GRADE), family,
             *days ? ", inspected " : "", days, *published ? ", published " : "", published);
}
