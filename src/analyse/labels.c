#include "analyse/labels.h"

#include "analyse/account.h"
#include "analyse/persons.h"
#include "analyse/section.h"
#include "base/arena.h"
#include "framework/phrase.h"

#include <string.h>

enum {
    LABEL_BYTES_MAX = 60,
    NEAR_BYTES_MAX = 120, /* of one that the family knows */
    SHORT_BYTES_MAX = 30,
    LABEL_WORDS_MAX = 8,
    IDENTIFIER_DIGITS_MIN = 5,
    BEFORE_DATE_MAX = 12,
    HONORIFIC_BYTES_MAX = 6,
    NAME_LINES_MAX = 8
};

/* A remark between a label and its colon: "Team inspectors (all HMI):". */
static size_t remark_length(struct text rest) {
    size_t end = rest.n && rest.s[0] == '(' ? text_find(rest, ')', 0) : rest.n;
    return end + 1 < rest.n && rest.s[end + 1] == ':' ? end + 1 : 0;
}

/* A full stop that was printed for a colon: a date or a name is behind it. */
static bool stop_ends_label(struct analysis *a, const struct field_rule *f, struct passage value) {
    struct person people[PERSONS_MAX];
    struct units line = {0};
    value = passage_trim(a->document, value);
    struct text t = passage_text(a->document, value);
    if (!t.n || f->kind != FIELD_PERSON)
        return !t.n || is_digit(t.s[0]);
    units_add(a, &line, value, false);
    return persons_find(a, &line, f->many, people) && people[0].first.from == value.from;
}

/* What follows the label that ends at `from` in its line; false where it is none after all. Without
 * a colon the value must begin like one. */
static bool value_behind(struct analysis *a, const struct field_rule *f, struct passage whole,
                         size_t from, struct passage *value) {
    struct text t = passage_text(a->document, whole);
    size_t line = text_find(t, '\n', from);
    bool goes_on = from < t.n && is_alnum(t.s[from]);
    *value = passage_trim(a->document, passage_part(whole, from, line));
    struct text rest = passage_text(a->document, *value);
    *value = passage_part(*value, remark_length(rest), rest.n);
    rest = passage_text(a->document, *value);
    if (!rest.n)
        return true;
    bool stop = rest.s[0] == '.' && (rest.n == 1 || is_space(rest.s[1])) &&
                stop_ends_label(a, f, passage_part(*value, 1, rest.n));
    if (rest.s[0] != ':' && !stop &&
        (goes_on || !(is_upper(rest.s[0]) || is_digit(rest.s[0]) || is_vacant(a, rest))))
        return false;
    *value = passage_trim_marks(a->document, passage_part(*value, stop, rest.n), ":");
    return true;
}

/* Words alone: no digit, no sentence, no address of a page. */
static bool is_worded(struct text t) {
    for (size_t i = 0; i < t.n; i++)
        if (is_digit(t.s[i]) || t.s[i] == '.' || t.s[i] == ';' || t.s[i] == '@')
            return false;
    return t.n > 2 && is_upper(t.s[0]);
}

/* Words that can be a label which no family knows: few, and no list of them. */
static bool is_label_shaped(struct text t) {
    size_t words = 1;
    for (size_t i = 0; i < t.n; i++)
        words += is_space(t.s[i]);
    return is_worded(t) && t.n <= LABEL_BYTES_MAX && words <= LABEL_WORDS_MAX &&
           text_find(t, ',', 0) == t.n;
}

/* What of the unit could be a label with a slip of a letter: words before a colon, a cell, a short
 * line. */
static bool find_candidate(const struct analysis *a, const struct unit *u, struct label *out) {
    struct text t = passage_text(a->document, u->passage);
    size_t line = text_find(t, '\n', 0), colon = text_find(t, ':', 0);
    bool parted = colon < line;
    size_t end = parted ? colon : line;
    size_t most = parted ? NEAR_BYTES_MAX : u->in_row ? LABEL_BYTES_MAX : SHORT_BYTES_MAX;
    if (end > most || !is_worded(text_trim(text_slice(t, 0, end))))
        return false;
    out->words = passage_trim(a->document, passage_part(u->passage, 0, end));
    out->value = passage_trim(a->document, passage_part(u->passage, parted ? end + 1 : line, line));
    return true;
}

static bool label_near(struct analysis *a, const struct unit *u, bool front, struct label *out) {
    if (!find_candidate(a, u, out))
        return false;
    size_t count = a->profile->field_count;
    if (!a->field_phrases)
        a->field_phrases = arena_alloc(a->arena, (count + 1) * sizeof *a->field_phrases);
    struct phrase printed = phrase_of(a->arena, passage_text(a->document, out->words));
    matcher_spend(a->matcher, count);
    for (size_t i = 0; i < count; i++) {
        out->field = &a->profile->fields[i];
        if (!front && !out->field->anywhere)
            continue;
        double likeness =
            phrases_likeness(a->arena, out->field->label.source, &a->field_phrases[i], &printed);
        if (likeness >= PHRASE_NEAR)
            return likeness < 1;
    }
    return false;
}

static bool label_matched(struct analysis *a, const struct unit *u, bool front, struct label *out) {
    struct passage whole = u->passage; /* a label can run over several lines */
    whole.to = document_cell(a->document, whole.block, whole.cell).to;
    struct text t = passage_text(a->document, whole);
    struct match m;
    for (size_t i = 0; i < a->profile->field_count; i++) {
        const struct field_rule *f = &a->profile->fields[i];
        if ((front || f->anywhere) &&
            pattern_match(a->matcher, &f->label, t, 0, PATTERN_START, &m) &&
            value_behind(a, f, whole, m.to, &out->value)) {
            out->field = f;
            out->words = passage_part(whole, 0, m.to);
            return true;
        }
    }
    return false;
}

/* Whether nothing says that the label has ended: words follow it in its line. */
static bool runs_on(const struct analysis *a, const struct label *l) {
    struct text cell = cell_text(a->document, l->words.block, l->words.cell);
    struct text between = text_slice(cell, l->words.to, l->value.from);
    return l->value.from < l->value.to && text_find(between, ':', 0) == between.n &&
           text_find(between, '\n', 0) == between.n;
}

/* The longest: "Chief inspector, primary carx services" is not "Chief inspector" and a value. */
bool label_known(struct analysis *a, const struct unit *u, struct label *out) {
    bool front = u->passage.block < a->sections[0].end, matched = label_matched(a, u, front, out);
    struct label near;
    if (matched && !runs_on(a, out))
        return true;
    if (!label_near(a, u, front, &near) || (matched && near.words.to <= out->words.to))
        return matched;
    *out = near;
    return true;
}

bool label_unknown(struct analysis *a, const struct unit *u, struct label *out) {
    struct text t = passage_text(a->document, u->passage);
    size_t line = text_find(t, '\n', 0), colon = text_find(t, ':', 0);
    if (colon >= line || !is_label_shaped(text_trim(text_slice(t, 0, colon))) ||
        (colon + 1 < line && !is_space(t.s[colon + 1])) || label_known(a, u, out))
        return false;
    *out = (struct label){NULL, passage_trim(a->document, passage_part(u->passage, 0, colon)),
                          passage_trim(a->document, passage_part(u->passage, colon + 1, line))};
    return true;
}

/* Many digits in one word, and no telephone's: "SC123456". */
static bool is_identifier(struct text t) {
    size_t digits = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (is_space(t.s[i]))
            return false;
        digits += is_digit(t.s[i]);
    }
    return digits >= IDENTIFIER_DIGITS_MIN && t.s[0] != '0' && t.s[0] != '+';
}

static bool is_noted(const struct analysis *a, kloe_at at) {
    for (size_t i = 0; i < a->report->diagnostics.count; i++) {
        const kloe_diagnostic *d = &a->report->diagnostics.items[i];
        if (d->code == diagnostic_kinds[DIAGNOSTIC_LABEL_UNKNOWN].code && d->at.offset == at.offset)
            return true;
    }
    return false;
}

/* A date or a name at the value's start, or an identifier. */
static bool is_value(struct analysis *a, const struct units *value) {
    struct person people[PERSONS_MAX];
    struct date_range dates;
    struct units head = *value; /* in which a name that begins the value ends */
    head.count = head.count < NAME_LINES_MAX ? head.count : NAME_LINES_MAX;
    struct passage first = value->items[0].passage;
    struct text t = passage_text(a->document, first);
    if (is_vacant(a, t))
        return false;
    return is_identifier(t) || (date_find(t, &dates) && dates.from <= BEFORE_DATE_MAX) ||
           (persons_find(a, &head, false, people) && people[0].first.block == first.block &&
            people[0].first.from <= first.from + HONORIFIC_BYTES_MAX);
}

/* A title can run over the lines below it, which takes nothing of them. */
static bool is_taken(const struct analysis *a, struct passage value) {
    const struct taking *by = account_find(a, value);
    return by && strcmp(by->as, "title") != 0;
}

void label_note_unknown(struct analysis *a, const struct label *l, const struct units *value) {
    kloe_at at = passage_at(a->document, l->words);
    if (value->count && !is_noted(a, at) && !is_taken(a, value->items[0].passage) &&
        is_value(a, value))
        diagnose(a, DIAGNOSTIC_LABEL_UNKNOWN, at,
                 arena_format(a->arena, "nothing took the value of the label \"%s\"",
                              passage_string(a, l->words)));
}
