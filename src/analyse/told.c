#include "analyse/told.h"

#include "analyse/account.h"
#include "analyse/section.h"
#include "analyse/timescale.h"
#include "analyse/told_names.h"

#include <string.h>

enum { BREACHES_MAX = 64, ACTIONS_MAX = 16, LABEL_BYTES_MAX = 60 };

/* No sentence is longer, and none says a thing so often. */
enum { SENTENCE_BYTES_MAX = 2000, TRIES_MAX = 8 };

/* What was done: about the breaches that it names, about all, or about what cannot be told. */
struct action {
    const struct told_rule *rule;
    struct passage words;
    kloe_timescale timescale;
    bool all;
};

struct telling {
    struct analysis *analysis;
    bool lists;  /* no table of breaches tells them */
    bool before; /* what is said is about another inspection */
    bool open;   /* breaches were told of, and their names can follow */
    unsigned open_count;
    unsigned most; /* breaches that a sentence tells of at once */
    struct passage most_at, unnamed_at;
    const struct catalogue_entry *entries[BREACHES_MAX]; /* of the report's breaches */
    struct action actions[ACTIONS_MAX];                  /* that name no breach */
    size_t action_count, status;                         /* status: rules before it are stronger */
};

/* ---- whether it is said ------------------------------------------------------------------- */

static size_t last_end(struct analysis *a, const struct pattern *p, struct text t) {
    struct match m;
    size_t end = 0;
    for (size_t at = 0; at < t.n && pattern_match(a->matcher, p, t, at, PATTERN_ANYWHERE, &m);
         at = m.to > at ? m.to : at + 1)
        end = m.to;
    return end;
}

/* Whether the words end with what is about another inspection; `then` where nothing tells. */
static bool ends_before(struct analysis *a, struct text t, bool then) {
    size_t now = last_end(a, &a->profile->told.now, t);
    size_t before = last_end(a, &a->profile->told.before, t);
    size_t earlier = last_end(a, &a->language->earlier, t);
    before = earlier > before ? earlier : before;
    return now || before ? before > now : then;
}

/* Whether a sentence says it, of this inspection, where its words stand. */
static bool is_said(struct telling *t, struct text sentence, const struct match *m,
                    const struct pattern *unless) {
    struct analysis *a = t->analysis;
    struct text before = text_slice(sentence, 0, m->from);
    struct text behind = text_slice(sentence, m->to, sentence.n);
    bool other =
        pattern_match(a->matcher, &a->profile->told.before, behind, 0, PATTERN_ANYWHERE, NULL) &&
        !pattern_match(a->matcher, &a->profile->told.now, sentence, 0, PATTERN_ANYWHERE, NULL);
    return !other && !ends_before(a, before, t->before) &&
           !(unless->source &&
             pattern_match(a->matcher, unless, before, 0, PATTERN_ANYWHERE, NULL));
}

/* The next place of the sentence that says it; *at goes behind it. */
static bool find_said(struct telling *t, struct text sentence, const struct pattern *p,
                      const struct pattern *unless, size_t *at, struct match *m) {
    for (size_t tries = 0;
         tries < TRIES_MAX && *at < sentence.n &&
         pattern_match(t->analysis->matcher, p, sentence, *at, PATTERN_ANYWHERE, m);
         tries++) {
        struct match found = *m; /* what is asked now matches other patterns */
        *at = m->to > *at ? m->to : *at + 1;
        if (is_said(t, sentence, &found, unless))
            return pattern_match(t->analysis->matcher, p, sentence, found.from, PATTERN_ANYWHERE,
                                 m);
    }
    return false;
}

/* ---- breaches ----------------------------------------------------------------------------- */

static bool same(const char *a, const char *b) {
    return a && b && text_same(text_of(a), text_of(b));
}

/* The one by a number and no law, the other by its name, are one too. */
static bool is_same(const kloe_breach *b, const struct catalogue_entry *entry,
                    const struct told_name *n) {
    if (entry && n->entry)
        return entry == n->entry;
    const char *number = b->number ? b->number : entry ? entry->number : NULL;
    const char *other = n->number ? n->number : n->entry ? n->entry->number : NULL;
    return same(b->title, n->title) || same(number, other);
}

static kloe_breach *find_breach(struct telling *t, const struct told_name *n) {
    kloe_report *r = t->analysis->report;
    for (size_t i = 0; i < r->breaches.count; i++)
        if (is_same(&r->breaches.items[i], t->entries[i], n))
            return &r->breaches.items[i];
    return NULL;
}

static kloe_breach *add_breach(struct telling *t, const struct told_name *n) {
    struct analysis *a = t->analysis;
    kloe_breach *b = find_breach(t, n);
    if (!b && a->report->breaches.count == BREACHES_MAX)
        return NULL;
    if (!b) {
        b = REPORT_ADD(a->arena, a->report->breaches);
        b->count = 1;
        b->at = passage_at(a->document, n->words);
    }
    size_t index = (size_t)(b - a->report->breaches.items);
    t->entries[index] = t->entries[index] ? t->entries[index] : n->entry;
    b->number = b->number ? b->number : n->number;
    b->title = b->title ? b->title : n->title;
    b->regulation = t->entries[index] ? t->entries[index]->regulation : NULL;
    account_take(a, n->words, "breach", &a->profile->told.breach);
    return b;
}

static size_t add_names(struct telling *t, struct passage p, bool free, unsigned count) {
    struct told_name names[TOLD_NAMES_MAX];
    size_t n = told_names_read(t->analysis, p, free, count, names);
    for (size_t i = 0; i < n; i++)
        add_breach(t, &names[i]);
    return n;
}

/* The first action from *at on; of several that begin there, the first rule's. */
static const struct told_rule *next_action(struct telling *t, struct text s, size_t at,
                                           size_t *from, size_t *to) {
    const struct told_rules *rules = &t->analysis->profile->told;
    const struct told_rule *first = NULL;
    for (size_t i = 0; i < rules->action_count; i++) {
        size_t next = at;
        struct match m;
        if (find_said(t, s, &rules->actions[i].pattern, &rules->unless, &next, &m) &&
            (!first || m.from < *from)) {
            first = &rules->actions[i];
            *from = m.from;
            *to = m.to;
        }
    }
    return first;
}

/* How many the sentence says that there are; 0: it does not say. */
static unsigned count_told(struct telling *t, const struct match *m) {
    size_t from, to;
    if (!match_group(m, "of", &from, &to) && !match_group(m, "count", &from, &to))
        return 0;
    return (unsigned)language_count(t->analysis->language, text_slice(m->text, from, to));
}

/* The names end where the sentence tells of what was done. */
static size_t names_end(struct telling *t, struct text s, size_t at) {
    size_t from, to;
    return next_action(t, s, at, &from, &to) ? from : s.n;
}

static void read_breach(struct telling *t, struct passage sentence, const struct match *m) {
    struct analysis *a = t->analysis;
    struct text s = passage_text(a->document, sentence);
    unsigned count = count_told(t, m);
    struct passage told = passage_part(sentence, m->from, m->to);
    struct passage rest = passage_part(sentence, m->to, names_end(t, s, m->to));
    struct match relation;
    account_take(a, told, "breaches", &a->profile->told.breach);
    bool related = pattern_match(a->matcher, &a->profile->told.relation,
                                 passage_text(a->document, rest), 0, PATTERN_START, &relation);
    size_t names = add_names(t, rest, false, count);
    if (!names && related)
        names = add_names(t, passage_part(rest, relation.to, rest.to - rest.from), true, count);
    if (count > t->most) {
        t->most = count;
        t->most_at = told;
    }
    if (!names && !t->unnamed_at.to)
        t->unnamed_at = told;
    t->open = !names;
    t->open_count = count;
}

/* "These related to staffing and good governance": what the sentence before only counted. */
static bool read_going_on(struct telling *t, struct passage sentence) {
    struct analysis *a = t->analysis;
    struct text s = passage_text(a->document, sentence);
    struct match m;
    if (!t->open || !pattern_match(a->matcher, &a->profile->told.goes_on, s, 0, PATTERN_START, &m))
        return false;
    t->open = !add_names(t, passage_part(sentence, m.to, s.n), true, t->open_count);
    return true;
}

/* ---- what was done ------------------------------------------------------------------------ */

static void enforce(kloe_breach *b, const struct action *done) {
    if (b->enforcement)
        return;
    b->enforcement = done->rule->is;
    b->timescale = done->timescale;
}

/* The breaches that words name of which a catalogue knows or that were told of. */
static size_t enforce_at(struct telling *t, const struct action *done, struct passage words) {
    struct told_name names[TOLD_NAMES_MAX];
    size_t n = told_names_read(t->analysis, words, true, 0, names), known = 0;
    for (size_t i = 0; i < n; i++) {
        bool is_known = names[i].entry || names[i].number || find_breach(t, &names[i]);
        kloe_breach *b = is_known ? add_breach(t, &names[i]) : NULL;
        if (b)
            enforce(b, done);
        known += b != NULL;
    }
    return known;
}

/* "... in relation to regulations 12 and 17": false where no breach is named. */
static bool enforce_named(struct telling *t, const struct action *done, struct passage behind) {
    struct analysis *a = t->analysis;
    struct text words = passage_text(a->document, behind);
    struct match m;
    size_t n = 0;
    if (pattern_match(a->matcher, &a->profile->told.number, words, 0, PATTERN_ANYWHERE, &m))
        return enforce_at(t, done, passage_part(behind, m.from, words.n)) > 0;
    for (size_t at = 0;
         !n && at < words.n &&
         pattern_match(a->matcher, &a->profile->told.relation, words, at, PATTERN_ANYWHERE, &m);
         at = m.to > at ? m.to : at + 1) {
        at = m.to;
        n = enforce_at(t, done, passage_part(behind, m.to, words.n));
    }
    return n > 0;
}

static void read_actions(struct telling *t, struct passage sentence) {
    struct analysis *a = t->analysis;
    struct text s = passage_text(a->document, sentence);
    size_t from = 0, to = 0, next_from = 0, next_to = 0;
    const struct told_rule *rule = next_action(t, s, 0, &from, &to), *next;
    for (; rule; rule = next, from = next_from, to = next_to) {
        next = next_action(t, s, to, &next_from, &next_to);
        size_t end = next ? next_from : s.n;
        struct action done = {.rule = rule, .words = passage_part(sentence, from, to)};
        struct passage where, behind = passage_part(sentence, to, end);
        if (!timescale_find(a, behind, &done.timescale, &where))
            done.timescale = (kloe_timescale){0};
        done.all = pattern_match(a->matcher, &a->profile->told.all,
                                 passage_text(a->document, behind), 0, PATTERN_ANYWHERE, NULL);
        account_take(a, done.words, "action taken", &rule->pattern);
        if (!enforce_named(t, &done, behind) && t->action_count < ACTIONS_MAX)
            t->actions[t->action_count++] = done;
    }
}

/* Whether the report tells it already of a breach, or of none. */
static bool is_told(const kloe_report *r, const char *enforcement) {
    for (size_t i = 0; i < r->breaches.count; i++)
        if (same(r->breaches.items[i].enforcement, enforcement))
            return true;
    return false;
}

static size_t without_enforcement(const kloe_report *r) {
    size_t n = 0;
    for (size_t i = 0; i < r->breaches.count; i++)
        n += !r->breaches.items[i].enforcement;
    return n;
}

/* What names no breach is about the only one there is, or about all if it says so; else it stands
 * for itself. */
static void settle_action(struct telling *t, const struct action *done) {
    struct analysis *a = t->analysis;
    kloe_report *r = a->report;
    size_t open = without_enforcement(r);
    bool general = done->rule + 1 == a->profile->told.actions + a->profile->told.action_count;
    if (is_told(r, done->rule->is) || (general && open < r->breaches.count))
        return; /* the last rule says no more than that something was done */
    if (open && (done->all || r->breaches.count == 1)) {
        for (size_t i = 0; i < r->breaches.count; i++)
            enforce(&r->breaches.items[i], done);
        return;
    }
    if (r->breaches.count == BREACHES_MAX)
        return;
    kloe_breach *b = REPORT_ADD(a->arena, r->breaches);
    b->at = passage_at(a->document, done->words);
    enforce(b, done);
}

static void settle(struct telling *t) {
    struct analysis *a = t->analysis;
    size_t named = a->report->breaches.count;
    if (!named && t->unnamed_at.to) {
        kloe_breach *b = REPORT_ADD(a->arena, a->report->breaches);
        b->count = (int)t->most;
        b->at = passage_at(a->document, t->most ? t->most_at : t->unnamed_at);
    } else if (named && t->most > named) {
        diagnose(a, DIAGNOSTIC_VALUE_UNREADABLE, passage_at(a->document, t->most_at),
                 arena_format(a->arena, "%u breaches are told of, and %zu of them by name", t->most,
                              named));
    }
    for (size_t i = 0; i < t->action_count; i++)
        settle_action(t, &t->actions[i]);
}

/* ---- special measures --------------------------------------------------------------------- */

/* Of several that are said, the first rule's: who is out of special measures was in them. */
static void read_status(struct telling *t, struct passage sentence) {
    struct analysis *a = t->analysis;
    const struct told_rules *rules = &a->profile->told;
    struct match m;
    for (size_t i = 0; i < t->status; i++) {
        size_t at = 0;
        if (!find_said(t, passage_text(a->document, sentence), &rules->statuses[i].pattern,
                       &rules->statuses[i].unless, &at, &m))
            continue;
        struct passage words = passage_part(sentence, m.from, m.to);
        t->status = i;
        a->report->inspection_status = rules->statuses[i].is;
        a->report->status_at = passage_at(a->document, words);
        account_take(a, words, "status", &rules->statuses[i].pattern);
    }
}

/* ---- the text ----------------------------------------------------------------------------- */

/* Whether a sentence tells of a visit on a day before this inspection's first. */
static bool is_dated_before(struct analysis *a, struct text s) {
    struct date_range dates;
    return a->report->start &&
           pattern_match(a->matcher, &a->profile->told.visit, s, 0, PATTERN_ANYWHERE, NULL) &&
           date_find(s, &dates) && strcmp(date_string(a, dates.start), a->report->start) < 0;
}

/* Whether the sentences behind it go on about another inspection. */
static bool leaves_before(struct telling *t, struct text s) {
    struct analysis *a = t->analysis;
    size_t now = last_end(a, &a->profile->told.now, s);
    size_t earlier = last_end(a, &a->language->earlier, s);
    if (now || earlier)
        return earlier > now;
    return t->before || is_dated_before(a, s);
}

/* "Follow up: ..." at a line's start begins with something else, as a heading does. */
static void read_label(struct telling *t, struct passage sentence, struct text s) {
    struct text cell = cell_text(t->analysis->document, sentence.block, sentence.cell);
    size_t colon = text_find(s, ':', 0);
    if (colon < LABEL_BYTES_MAX && colon < s.n && is_upper(s.s[0]) &&
        (!sentence.from || cell.s[sentence.from - 1] == '\n'))
        t->before = ends_before(t->analysis, text_slice(s, 0, colon), false);
}

static void read_sentence(struct telling *t, struct passage sentence) {
    struct analysis *a = t->analysis;
    struct text s = passage_text(a->document, sentence);
    struct match m;
    size_t at = 0;
    read_label(t, sentence, s);
    read_status(t, sentence);
    if (t->lists) {
        if (find_said(t, s, &a->profile->told.breach, &a->profile->told.unless, &at, &m))
            read_breach(t, sentence, &m);
        else if (!read_going_on(t, sentence))
            t->open = false;
        read_actions(t, sentence);
    }
    t->before = leaves_before(t, s);
}

static void read_cell(struct telling *t, struct passage cell) {
    struct passage sentence;
    for (size_t at = 0; passage_sentence(t->analysis->document, cell, &at, &sentence);)
        if (sentence.to - sentence.from <= SENTENCE_BYTES_MAX)
            read_sentence(t, sentence);
}

/* A block of a section; `before` is what its heading says of when. */
static void read_block(struct telling *t, size_t block, bool *before) {
    struct analysis *a = t->analysis;
    const struct block *b = &a->document->blocks[block];
    if (b->kind == BLOCK_BREAK)
        return;
    if (is_heading_shaped(a->document, block)) {
        *before = ends_before(a, block_text(a->document, block), false);
        t->open = false;
    }
    t->before = *before;
    if (b->kind == BLOCK_ITEM && t->open) { /* "... in relation to:" and a list */
        add_names(t, document_cell(a->document, block, 0), true, 0);
        return;
    }
    for (size_t c = 0; c < b->cell_count; c++)
        read_cell(t, document_cell(a->document, block, c));
}

/* Tables of breaches have a reader of their own. */
static bool is_read(const struct analysis *a, size_t block) {
    const struct section_rule *rule = section_at(a, block)->rule;
    return !is_beside_report(a, block) && !(rule && rule->kind == SECTION_BREACHES);
}

void told_read(struct analysis *a) {
    const struct profile *p = a->profile;
    if (!p->told.before.source)
        return;
    struct telling *t = arena_alloc(a->arena, sizeof *t);
    *t = (struct telling){.analysis = a,
                          .lists = p->told.breach.source &&
                                   !(p->breaches.standards && a->report->standards.count),
                          .status = p->told.status_count};
    bool before = false;
    for (size_t b = 0; b < a->document->block_count; b++)
        if (is_read(a, b))
            read_block(t, b, &before);
    settle(t);
}
