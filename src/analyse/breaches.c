#include "analyse/breaches.h"

#include "analyse/account.h"
#include "analyse/list_entries.h"
#include "analyse/list_names.h"
#include "analyse/recommendation.h"
#include "analyse/standard.h"
#include "analyse/timescale.h"

#include <string.h>

enum { ROW_LINES_MAX = 8, TITLE_LINES_MAX = 5, NAME_REACH = 6 };

/* A regulation whose row is being read. */
struct breach {
    const char *number, *law, *title, *outcome;
    struct passage start, end; /* first and last words of its row */
    struct draft what;         /* how it was broken */
    bool open;                 /* that may go on */
    kloe_strings activities;
};

struct reader {
    struct analysis *analysis;
    const struct section *section;
    struct list_entries lines;
    struct breach breach;
    kloe_strings activities; /* read since the last row */
    const char *enforcement; /* of what follows */
    kloe_timescale timescale;
    bool backwards;                              /* what was done is about the rows above */
    size_t first_standard, first_recommendation; /* of the rows since it was last said */
};

/* ---- the lines of one row ------------------------------------------------------------ */

/* The words of up to `most` lines from `first` on, with where each begins in them. */
struct joined {
    struct passage parts[ROW_LINES_MAX];
    size_t lines[ROW_LINES_MAX], starts[ROW_LINES_MAX];
    size_t count;
    struct text words;
};

static void join(struct reader *r, size_t first, size_t most, struct joined *out) {
    *out = (struct joined){0};
    size_t at = 0;
    for (size_t i = first; i < r->lines.count && out->count < most; i++) {
        const struct entry *l = &r->lines.items[i];
        if (l->kind == ENTRY_NAME)
            continue;
        out->lines[out->count] = i;
        out->starts[out->count] = at;
        out->parts[out->count++] = l->passage;
        at += l->passage.to - l->passage.from + 1;
    }
    out->words = text_of(passages_string(r->analysis, out->parts, out->count));
}

/* Takes the first `length` bytes off: what is left of the line in which they end is the line. */
static size_t skip_words(struct reader *r, const struct joined *j, size_t length) {
    const struct document *d = r->analysis->document;
    size_t i = 0;
    while (i + 1 < j->count && j->starts[i + 1] <= length)
        i++;
    struct entry *l = &r->lines.items[j->lines[i]];
    size_t within = length - j->starts[i], bytes = l->passage.to - l->passage.from;
    l->passage = passage_trim_marks(
        d, passage_part(l->passage, within < bytes ? within : bytes, bytes), ",:.");
    r->breach.end = passage_part(j->parts[i], 0, within < bytes ? within : bytes);
    return l->passage.from < l->passage.to ? j->lines[i] : j->lines[i] + 1;
}

static bool is_at_start(struct reader *r, const struct pattern *pattern, struct text t,
                        size_t *length) {
    struct match m;
    if (!pattern_match(r->analysis->matcher, pattern, t, 0, PATTERN_START, &m))
        return false;
    *length = m.to;
    return true;
}

/* A line that has a meaning of its own in the table. */
static bool is_table_line(struct reader *r, struct text t) {
    const struct breach_rules *rules = &r->analysis->profile->breaches;
    size_t length;
    return is_at_start(r, &rules->label, t, &length) || is_at_start(r, &rules->after, t, &length) ||
           is_at_start(r, &rules->until, t, &length) || is_at_start(r, &rules->ignore, t, &length);
}

/* The catalogue's title at the start of the lines, or what is left of the line; where no title is
 * printed, the words that name the regulation stand. */
static size_t read_title(struct reader *r, size_t line) {
    struct analysis *a = r->analysis;
    struct joined j;
    size_t length;
    join(r, line, TITLE_LINES_MAX, &j);
    catalogues_find_title(&a->profile->catalogues, j.words, &length);
    if (length) {
        r->breach.title = text_string(a->arena, text_slice(j.words, 0, length));
        return skip_words(r, &j, length);
    }
    if (!j.count || is_table_line(r, passage_text(a->document, j.parts[0])))
        return line;
    r->breach.title = passage_string(a, j.parts[0]);
    r->breach.end = j.parts[0];
    return j.lines[0] + 1;
}

/* "Regulation 12 HSCA (RA) Regulations 2014 Safe care and treatment" over some lines. */
static bool begin_breach(struct reader *r, size_t *line) {
    struct analysis *a = r->analysis;
    struct joined j;
    struct match m;
    join(r, *line, ROW_LINES_MAX, &j);
    if (!j.count ||
        !pattern_match(a->matcher, &a->profile->breaches.row, j.words, 0, PATTERN_START, &m))
        return false;
    r->breach = (struct breach){.number = match_string(a, &m, "number"),
                                .law = match_string(a, &m, "law"),
                                .outcome = match_string(a, &m, "standard"),
                                .title = text_string(a->arena, text_slice(j.words, 0, m.to)),
                                .start = j.parts[0],
                                .activities = r->activities,
                                .open = true};
    r->activities = (kloe_strings){0};
    *line = read_title(r, skip_words(r, &j, m.to));
    return true;
}

/* ---- the report ----------------------------------------------------------------------- */

static const char *legal_reference(struct analysis *a, const struct breach *b) {
    struct standard_name name =
        catalogues_find_number(&a->profile->catalogues, a->matcher, text_of(b->law ? b->law : ""),
                               text_of(b->number ? b->number : ""));
    if (name.entry && name.entry->regulation && !b->outcome)
        return name.entry->regulation;
    return b->law ? arena_format(a->arena, "%s, regulation %s", b->law, b->number) : NULL;
}

static void add_breach_standard(struct reader *r) {
    struct analysis *a = r->analysis;
    struct breach *b = &r->breach;
    kloe_standard *s = standard_add(a, b->law ? b->law : "", b->number, b->title,
                                    document_at(a->document, b->start, b->end));
    account_take(a, b->start, "breach", &a->profile->breaches.row);
    account_take(a, b->end, "breach", &a->profile->breaches.row);
    s->activities = b->activities;
    s->enforcement = r->enforcement;
}

static void add_breach_recommendation(struct reader *r) {
    struct analysis *a = r->analysis;
    struct breach *b = &r->breach;
    b->what.timescale = r->timescale;
    report_add_string(a->arena, &b->what.standards, b->outcome ? b->outcome : b->number);
    kloe_recommendation *c = recommendation_add(a, r->section, &b->what);
    c->regulation = legal_reference(a, b);
    c->enforcement = r->enforcement;
}

static void close_breach(struct reader *r) {
    struct breach *b = &r->breach;
    if (!b->number)
        return;
    if (r->analysis->profile->breaches.standards)
        add_breach_standard(r);
    if (b->what.part_count)
        add_breach_recommendation(r);
    *b = (struct breach){0};
}

/* ---- lines ---------------------------------------------------------------------------- */

static const struct enforcement_rule *action_in(struct analysis *a, struct text t) {
    const struct breach_rules *rules = &a->profile->breaches;
    for (size_t i = 0; i < rules->action_count; i++)
        if (pattern_match(a->matcher, &rules->actions[i].pattern, t, 0, PATTERN_ANYWHERE, NULL))
            return &rules->actions[i];
    return NULL;
}

/* What was done holds for the rows above it that nothing has been said of yet. */
static void apply_backwards(struct reader *r, const char *is, const kloe_timescale *timescale) {
    kloe_report *report = r->analysis->report;
    close_breach(r);
    for (size_t i = r->first_standard; i < report->standards.count; i++)
        report->standards.items[i].enforcement = is;
    for (size_t i = r->first_recommendation; i < report->recommendations.count; i++) {
        report->recommendations.items[i].enforcement = is;
        if (timescale->text)
            report->recommendations.items[i].timescale = *timescale;
    }
    r->first_standard = report->standards.count;
    r->first_recommendation = report->recommendations.count;
}

/* "We have served a warning notice to be met by 12 April 2013": before the rows that it is about,
 * or below the line that says that it follows them. */
static bool read_action(struct reader *r, struct passage p) {
    struct analysis *a = r->analysis;
    const struct enforcement_rule *rule = action_in(a, passage_text(a->document, p));
    kloe_timescale timescale = {0};
    struct passage where;
    if (!rule)
        return false;
    timescale_find(a, p, &timescale, &where);
    if (r->backwards) {
        apply_backwards(r, rule->is, &timescale);
    } else {
        r->enforcement = rule->is;
        r->timescale = timescale;
    }
    return true;
}

static void add_text(struct reader *r, struct passage p) {
    struct breach *b = &r->breach;
    if (p.from < p.to && b->open)
        draft_add(r->analysis, &b->what, p);
}

static void read_line(struct reader *r, struct passage p) {
    const struct breach_rules *rules = &r->analysis->profile->breaches;
    const struct document *d = r->analysis->document;
    struct text t = passage_text(d, p);
    size_t length;
    if (is_at_start(r, &rules->ignore, t, &length)) {
        return;
    } else if (is_at_start(r, &rules->after, t, &length)) {
        close_breach(r);
        r->backwards = true;
        read_action(r, passage_part(p, length, t.n));
    } else if (is_at_start(r, &rules->label, t, &length)) {
        r->breach.what.part_count = 0; /* what stood before the label was no text */
        add_text(r, passage_trim_marks(d, passage_part(p, length, t.n), ":"));
    } else if (is_at_start(r, &rules->until, t, &length)) {
        r->breach.open = false;
    } else if (!r->breach.open && read_action(r, p)) {
        return;
    } else {
        add_text(r, p);
    }
}

static void read_lines(struct reader *r) {
    for (size_t i = 0; i < r->lines.count;) {
        const struct entry *l = &r->lines.items[i];
        if (l->kind == ENTRY_NAME) {
            if (l->name)
                report_add_string(r->analysis->arena, &r->activities, r->lines.names[l->name - 1]);
            if (r->breach.what.part_count)
                r->breach.open = false;
            i++;
            continue;
        }
        struct breach before = r->breach;
        size_t line = i;
        if (begin_breach(r, &line)) {
            struct breach next = r->breach;
            r->breach = before;
            close_breach(r);
            r->breach = next;
            i = line;
        } else {
            read_line(r, l->passage);
            i++;
        }
    }
    close_breach(r);
}

/* Some converters put the lines of activities' names between the other lines. */
static enum name_state test_activity(struct analysis *a, struct text so_far, struct text line,
                                     struct text both) {
    const struct pattern *names = &a->profile->breaches.activities;
    (void)so_far, (void)line;
    if (pattern_match(a->matcher, names, both, 0, PATTERN_WHOLE, NULL))
        return NAME_WHOLE;
    return pattern_match(a->matcher, names, both, 0, PATTERN_BEGINNING, NULL) ? NAME_BEGUN
                                                                              : NAME_NONE;
}

void breaches_read(struct analysis *a, const struct section *s) {
    struct reader r = {.analysis = a,
                       .section = s,
                       .enforcement = s->rule->enforcement,
                       .first_standard = a->report->standards.count,
                       .first_recommendation = a->report->recommendations.count};
    if (!a->profile->breaches.row.source)
        return;
    list_lines_read(a, s, &a->profile->breaches.row, &r.lines);
    list_names_find(a, &r.lines, test_activity, NAME_REACH);
    read_lines(&r);
}
