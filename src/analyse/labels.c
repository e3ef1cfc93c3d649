#include "analyse/labels.h"

#include "analyse/account.h"
#include "analyse/dates.h"
#include "analyse/persons.h"
#include "analyse/section.h"
#include "analyse/values.h"
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
    NAME_LINES_MAX = 8,
    DATE_LINES_MAX = 2
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

/* A dash or semicolon that was printed for a colon: so many bytes. */
static size_t mark_for_colon(struct text rest) {
    static const char *const marks[] = {"–", "—", "-", ";"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t n = strlen(marks[i]);
        if (text_starts(rest, text_of(marks[i])) && n < rest.n && is_space(rest.s[n]))
            return n;
    }
    return 0;
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
    size_t mark = goes_on ? 0 : mark_for_colon(rest);
    if (mark && !stop_ends_label(a, f, passage_part(*value, mark, rest.n)))
        return false;
    *value = passage_part(*value, mark, rest.n);
    rest = passage_text(a->document, *value);
    if (rest.s[0] != ':' && !stop && !mark &&
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

/* Whether the lines are dates from their start to their end. */
static bool is_dates(struct analysis *a, const struct units *lines) {
    struct date_range range;
    kloe_at at;
    struct text first = passage_text(a->document, lines->items[0].passage);
    struct text last = passage_text(a->document, lines->items[lines->count - 1].passage);
    return is_digit(first.s[0]) && is_digit(last.s[last.n - 1]) &&
           dates_read(a, lines, NULL, &range, &at);
}

/* Whether what stands above the dates and what stands below is one label, which needs both. */
static bool label_of_halves(struct analysis *a, struct passage above, struct passage below,
                            bool front, struct label *out) {
    struct passage halves[] = {above, below};
    struct text t = text_of(passages_string(a, halves, 2));
    struct match m;
    for (size_t i = 0; i < a->profile->field_count; i++) {
        const struct field_rule *f = &a->profile->fields[i];
        if ((front || f->anywhere) && value_is_dates(f->kind) &&
            pattern_match(a->matcher, &f->label, t, 0, PATTERN_START, &m) &&
            m.to > above.to - above.from &&
            (m.to == t.n || (m.to + 1 == t.n && t.s[m.to] == ':'))) {
            out->field = f;
            return true;
        }
    }
    return false;
}

/* The lines of text that follow the line, at most `most`, over the ends of blocks. */
static size_t lines_below(struct analysis *a, struct passage line, struct passage *out,
                          size_t most) {
    const struct document *d = a->document;
    size_t n = 0, at = line.to - document_cell(d, line.block, 0).from;
    for (size_t b = line.block; n < most && b < d->block_count; b++, at = 0) {
        if (d->blocks[b].kind == BLOCK_BREAK)
            continue;
        if (d->blocks[b].cell_count != 1)
            return n;
        struct passage cell = document_cell(d, b, 0);
        while (n < most && passage_line(d, cell, &at, &out[n]))
            n += out[n].from < out[n].to;
    }
    return n;
}

/* "Licence check" over "3 May 2021" over "report:": where a label's second line is set lower than
 * its value, the value stands in the midst of it. */
static bool label_around(struct analysis *a, const struct unit *u, bool front, struct label *out) {
    struct passage below[DATE_LINES_MAX + 1], above = u->passage;
    if (u->in_row || text_find(passage_text(a->document, above), ':', 0) < above.to - above.from)
        return false;
    size_t n = lines_below(a, above, below, DATE_LINES_MAX + 1);
    for (size_t i = 1; i < n; i++) {
        struct units dates = {0};
        for (size_t k = 0; k < i; k++)
            units_add(a, &dates, below[k], false);
        if (is_dates(a, &dates) && label_of_halves(a, above, below[i], front, out)) {
            out->words = above;
            out->value = below[0];
            out->value.to = below[0].block == below[i - 1].block ? below[i - 1].to : below[0].to;
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
    if ((matched && !runs_on(a, out)) || label_around(a, u, front, out))
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
