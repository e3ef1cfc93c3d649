#include "analyse/parties.h"

#include "analyse/bodies.h"
#include "analyse/persons.h"

#include <string.h>

enum { VALUE_LINES_MAX = 64, PARTIES_COMPARED = 256 };

static void add_party(struct analysis *a, const struct field_rule *f, struct passage label,
                      struct passage first, struct passage last, const char *name) {
    const kloe_party *known =
        f->kind == FIELD_PERSON ? a->report->people.items : a->report->organisations.items;
    size_t count =
        f->kind == FIELD_PERSON ? a->report->people.count : a->report->organisations.count;
    for (size_t i = 0; i < count && i < PARTIES_COMPARED; i++)
        if (strcmp(known[i].name, name) == 0 &&
            (f->fallback || strcmp(known[i].role, f->role) == 0))
            return; /* printed twice */
    kloe_party *p = f->kind == FIELD_PERSON ? REPORT_ADD(a->arena, a->report->people)
                                            : REPORT_ADD(a->arena, a->report->organisations);
    p->role = f->role;
    p->role_text = label.to ? passage_string(a, passage_trim_marks(a->document, label, ":")) : NULL;
    p->name = name;
    p->at = document_at(a->document, first, last);
}

static void note_no_name(struct analysis *a, struct passage label, enum value value) {
    if (!label.to)
        return;
    a->absences[value] = ABSENCE_UNREADABLE;
    diagnose(
        a, DIAGNOSTIC_VALUE_UNREADABLE, passage_at(a->document, label),
        arena_format(a->arena, "no name could be read after \"%s\"", passage_string(a, label)));
}

static void note_no_person(struct analysis *a, struct passage label, const struct units *lines) {
    struct text first =
        lines->count ? passage_text(a->document, lines->items[0].passage) : TEXT("");
    if (!is_vacant(a, first) && !is_body(a, first))
        note_no_name(a, label, VALUE_PEOPLE);
}

/* "Lead inspectors": the label itself says that there are several. */
static bool is_plural(struct text label) {
    return text_ends(label, TEXT("s")) || text_ends(label, TEXT("(s)"));
}

void people_add(struct analysis *a, const struct field_rule *f, struct passage label,
                const struct units *lines) {
    struct person people[PERSONS_MAX];
    size_t count =
        persons_find(a, lines, f->many || is_plural(passage_text(a->document, label)), people);
    for (size_t i = 0; i < count; i++)
        add_party(a, f, label, people[i].first, people[i].last, people[i].name);
    if (!count)
        note_no_person(a, label, lines);
}

/* Whether a name that has come to an end of `before` goes on with `next`: it is no body's yet; or
 * the next line can only end it; or it may be one and the line was full. */
static bool name_goes_on(const struct analysis *a, struct text so_far, struct text before,
                         struct text next, size_t widest) {
    if (text_ends(before, TEXT(")")))
        return false;
    bool open = text_ends(so_far, TEXT("community")); /* "Hartsea Community" "Health CIC" */
    if (!is_body(a, so_far) || ends_body_name(a, next))
        return true;
    return (open || !is_whole_body(a, so_far)) && before.n + 1 + text_find(next, ' ', 0) > widest;
}

/* "Ambledale NHS Trust (ANT)": what stands in brackets behind a name is not part of it; it can be
 * a line of its own. Takes it off the last of n lines; gives how many are left. */
static size_t without_gloss(const struct analysis *a, struct passage *name, size_t n) {
    struct text t = passage_text(a->document, name[n - 1]);
    size_t open = text_find(t, '(', 0);
    if (!text_ends(t, TEXT(")")) || open == t.n || (open == 0 && n == 1))
        return n;
    name[n - 1] = passage_trim(a->document, passage_part(name[n - 1], 0, open));
    return open ? n : n - 1;
}

/* A proprietor can be a body or a person. */
static bool add_as_person(struct analysis *a, const struct field_rule *f, struct passage label,
                          const struct units *lines) {
    if (!f->or_person || lines->count != 1 || !is_person(a, lines->items[0].passage))
        return false;
    struct field_rule person = *f;
    person.kind = FIELD_PERSON;
    person.role = "other";
    people_add(a, &person, label, lines);
    return true;
}

/* Where several can be named, a semicolon parts them as a line's end does. */
static struct units names_apart(struct analysis *a, const struct field_rule *f,
                                const struct units *lines) {
    struct units out = {0};
    for (size_t i = 0; i < lines->count; i++) {
        struct passage p = lines->items[i].passage;
        struct text t = passage_text(a->document, p);
        for (size_t from = 0, to; from < t.n; from = to + 1) {
            to = f->many ? text_find(t, ';', from) : t.n;
            struct passage name = passage_trim(a->document, passage_part(p, from, to));
            if (name.from < name.to)
                units_add(a, &out, name, false);
        }
    }
    return out;
}

/* What a page's menu or letterhead says beside a name: whose page it is, "Home". */
static bool is_nobodys_name(const struct analysis *a, struct text t) {
    struct match m;
    for (size_t i = 0; i < a->language->regulator_count; i++)
        if (pattern_match(a->matcher, &a->language->regulators[i].pattern, t, 0, PATTERN_WHOLE, &m))
            return true;
    return word_list_has(&a->language->own_names, t);
}

static void add_organisation(struct analysis *a, const struct field_rule *f, struct passage label,
                             struct passage *name, size_t n) {
    if (is_vacant(a, text_of(passages_string(a, name, n))))
        return;
    n = without_gloss(a, name, n);
    const char *words = passages_string(a, name, n);
    if (could_be_body(a, text_of(words)) && !is_nobodys_name(a, text_of(words)))
        add_party(a, f, label, name[0], name[n - 1], words);
    else if (*words)
        note_no_name(a, label, VALUE_ORGANISATIONS);
}

void organisations_add(struct analysis *a, const struct field_rule *f, struct passage label,
                       const struct units *value) {
    if (add_as_person(a, f, label, value))
        return;
    struct units lines = names_apart(a, f, value);
    struct passage name[VALUE_LINES_MAX];
    size_t widest = 0;
    for (size_t i = 0; i < lines.count; i++) {
        struct passage p = lines.items[i].passage;
        widest = p.to - p.from > widest ? p.to - p.from : widest;
    }
    for (size_t i = 0, n = 0; i < lines.count && n < VALUE_LINES_MAX; i++) {
        name[n++] = passage_trim_marks(a->document, lines.items[i].passage, ",");
        bool last = i + 1 == lines.count;
        if (!last && (!f->many ||
                      name_goes_on(a, text_of(passages_string(a, name, n)),
                                   passage_text(a->document, name[n - 1]),
                                   passage_text(a->document, lines.items[i + 1].passage), widest)))
            continue;
        add_organisation(a, f, label, name, n);
        n = 0;
    }
}
