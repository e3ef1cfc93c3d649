#include "explain/near.h"

#include "analyse/aspect.h"
#include "analyse/table_ends.h"
#include "analyse/section.h"
#include "analyse/title.h"
#include "base/utf8.h"
#include "document/marker.h"
#include "framework/nearness.h"

#include <string.h>

enum {
    KNOWN_MAX = 4096,     /* phrases of a family */
    LINE_BYTES_MAX = 160, /* a longer line is no label and no heading */
    NEAR_MAX = 4,         /* rules that are named of a line */
    QUOTE_BYTES = 60
};

enum known_kind { KNOWN_FIELD, KNOWN_ASPECT, KNOWN_HEADING, KNOWN_TABLE };

static const char *const kind_names[] = {"a field's label", "a judgement's label", "a heading",
                                         "the head of a table of judgements"};

/* A phrase that a rule stands for. */
struct known {
    const struct pattern *rule;
    enum known_kind kind;
    bool anywhere; /* of a field: below the front part too */
    struct phrase words;
};

struct near_rules {
    struct analysis *analysis;
    struct known *items;
    size_t count, capacity;
};

static void add_known(struct near_rules *n, const struct pattern *rule, enum known_kind kind,
                      bool anywhere) {
    struct arena *arena = n->analysis->arena;
    struct phrases all = {0};
    if (rule->source)
        all = phrases_of(arena, rule->source);
    for (size_t i = 0; i < all.count && n->count < KNOWN_MAX; i++) {
        n->items = arena_room(arena, n->items, n->count, &n->capacity, sizeof *n->items);
        n->items[n->count++] = (struct known){rule, kind, anywhere, all.items[i]};
    }
}

struct near_rules *near_open(struct analysis *a) {
    const struct profile *p = a->profile;
    if (!p)
        return NULL;
    struct near_rules *n = arena_alloc(a->arena, sizeof *n);
    n->analysis = a;
    for (size_t i = 0; i < p->field_count; i++)
        add_known(n, &p->fields[i].label, KNOWN_FIELD, p->fields[i].anywhere);
    for (size_t i = 0; i < p->section_count; i++)
        add_known(n, &p->sections[i].heading, KNOWN_HEADING, true);
    for (size_t i = 0; i < p->judgement_count; i++) {
        const struct judgement_rule *rule = &p->judgements[i];
        add_known(n, &rule->group, KNOWN_TABLE, true);
        for (size_t k = 0; k < rule->aspect_count; k++)
            add_known(n, &rule->aspects[k].label, KNOWN_ASPECT, true);
    }
    return n;
}

/* ---- what is said ----------------------------------------------------------------------- */

static void add_near(struct near_rules *n, kloe_line *line, const struct pattern *rule,
                     const char *why) {
    const char *key = rule ? rule->key : NULL;
    for (size_t i = 0; key && i < line->takings.count; i++)
        if (line->takings.items[i].key && strcmp(key, line->takings.items[i].key) == 0)
            return; /* it took the line */
    for (size_t i = 0; i < line->near.count; i++) {
        const char *other = line->near.items[i].key;
        if ((key && other && strcmp(key, other) == 0) || strcmp(why, line->near.items[i].why) == 0)
            return; /* nearer, or the same of another rule */
    }
    if (line->near.count == NEAR_MAX)
        return;
    kloe_near_miss *miss = REPORT_ADD(n->analysis->arena, line->near);
    *miss = (kloe_near_miss){key, why};
}

static const char *quote(const struct near_rules *n, struct text t) {
    const char *s = text_string(n->analysis->arena, t);
    size_t length = strlen(s);
    length = utf8_valid_prefix(s, length < QUOTE_BYTES ? length : QUOTE_BYTES);
    return arena_format(n->analysis->arena, "\"%.*s\"", (int)length, s);
}

/* ---- known words in another place -------------------------------------------------------- */

static const struct judgement_table *table_of(const struct analysis *a, size_t block) {
    for (size_t i = 0; i < a->table_count; i++)
        if (a->tables[i].first <= block && block < a->tables[i].end)
            return &a->tables[i];
    return NULL;
}

static bool is_whole_block(const struct near_rules *n, struct passage p) {
    struct passage cell = document_cell(n->analysis->document, p.block, p.cell);
    return p.from == cell.from && p.to == cell.to;
}

/* Why a heading that is known opens nothing here. */
static const char *why_no_heading(const struct near_rules *n, struct passage p) {
    const struct analysis *a = n->analysis;
    enum block_kind kind = a->document->blocks[p.block].kind;
    if (is_beside_report(a, p.block))
        return "stands in what is not said of this inspection";
    if (table_of(a, p.block))
        return "stands inside a table of judgements";
    if (kind == BLOCK_ITEM)
        return "is an item of a list here";
    if (kind == BLOCK_ROW)
        return "is a cell of a row here, and no grade stands beside it";
    if (!is_whole_block(n, p))
        return "shares its paragraph with other words";
    return "opens nothing: what stands below it does not belong to it, or is none";
}

static bool matches(const struct near_rules *n, const struct pattern *rule, struct text t,
                    enum pattern_mode mode) {
    return pattern_match(n->analysis->matcher, rule, t, 0, mode, NULL);
}

static void add_headings(struct near_rules *n, struct passage p, struct text t, kloe_line *line) {
    struct analysis *a = n->analysis;
    for (size_t i = 0; i < a->profile->section_count; i++)
        if (matches(n, &a->profile->sections[i].heading, t, PATTERN_WHOLE))
            add_near(n, line, &a->profile->sections[i].heading,
                     arena_format(a->arena, "a heading that the family knows, but it %s",
                                  why_no_heading(n, p)));
    for (size_t i = 0; i < a->profile->judgement_count; i++)
        if (matches(n, &a->profile->judgements[i].group, t, PATTERN_WHOLE))
            add_near(n, line, &a->profile->judgements[i].group,
                     arena_format(a->arena, "the head of a table of judgements, but it %s",
                                  why_no_heading(n, p)));
}

/* Why a field whose label is known has no value here. */
static const char *why_no_value(const struct near_rules *n, const struct field_rule *f,
                                struct passage p) {
    const struct analysis *a = n->analysis;
    size_t end = a->sections[0].end;
    if (is_beside_report(a, p.block))
        return "it stands in what is said of an earlier inspection";
    if (!f->anywhere && p.block >= end) {
        struct passage heading =
            a->section_count > 1 ? a->sections[1].heading : (struct passage){0};
        if (!heading.to)
            return "it counts in the front part alone, which has ended";
        return arena_format(
            a->arena, "it counts in the front part alone, which ends above line %zu, %s",
            passage_at(a->document, heading).line, quote(n, passage_text(a->document, heading)));
    }
    if (!f->anywhere && p.block >= FRONT_MATTER_BLOCKS)
        return arena_format(a->arena, "it counts in the first %d blocks alone",
                            FRONT_MATTER_BLOCKS);
    if (f->fallback)
        return "it counts only where nothing else has given the value";
    return "what follows it does not begin like a value, with a colon, a capital or a digit";
}

/* Whether a label with its colon stands here, of a value that the report has a place for. */
static bool add_fields(struct near_rules *n, struct passage p, struct text t, kloe_line *line) {
    struct analysis *a = n->analysis;
    struct match m;
    bool labelled = false;
    for (size_t i = 0; i < a->profile->field_count; i++) {
        const struct field_rule *f = &a->profile->fields[i];
        if (!pattern_match(a->matcher, &f->label, t, 0, PATTERN_START, &m) ||
            (m.to < t.n && is_alnum(t.s[m.to])))
            continue;
        add_near(n, line, &f->label,
                 arena_format(a->arena, "a field's label, but %s", why_no_value(n, f, p)));
        labelled |= f->kind != FIELD_NONE && m.to + 1 < t.n && t.s[m.to] == ':';
    }
    return labelled;
}

/* Whether the label is one of the table that it stands in. */
static bool add_aspects(struct near_rules *n, struct passage p, struct text label,
                        kloe_line *line) {
    struct analysis *a = n->analysis;
    bool own = false;
    const struct judgement_table *table = table_of(a, p.block);
    for (size_t i = 0; i < a->profile->judgement_count; i++) {
        const struct judgement_rule *rule = &a->profile->judgements[i];
        const struct aspect_rule *aspect = aspect_match(a, rule, label);
        own |= aspect && table && table->rule == rule;
        if (aspect && table && table->rule == rule)
            add_near(n, line, &aspect->label,
                     "a judgement's label, but no grade could be told to be its own");
        else if (aspect)
            add_near(n, line, &aspect->label,
                     arena_format(a->arena,
                                  "a judgement's label, but the table that has it is not open here "
                                  "(%s opens it)",
                                  rule->group.key));
    }
    return own;
}

/* ---- grades ------------------------------------------------------------------------------ */

static const struct grade *of_scale(const struct scale *s, struct text t, struct text *word) {
    size_t from, to;
    const struct grade *g = s ? scale_match(s, t, &from, &to) : NULL;
    if (!g && s)
        g = scale_match_end(s, t, &from, &to);
    if (!g || to - from == 1) /* a digit can be anything */
        return NULL;
    *word = text_slice(t, from, to);
    return g;
}

const struct grade *grade_at_end(const struct analysis *a, struct text t, bool any,
                                 struct text *word) {
    const struct grade *g = a->profile ? of_scale(a->profile->all_scales, t, word) : NULL;
    for (size_t i = 0; !g && any && i < a->scales->count; i++)
        g = of_scale(&a->scales->items[i], t, word);
    return g;
}

static void add_grades(struct near_rules *n, struct passage p, struct text t, kloe_line *line) {
    struct analysis *a = n->analysis;
    struct text printed;
    if (line->takings.count)
        return;
    const struct grade *own = grade_at_end(a, t, false, &printed);
    const struct grade *g = own ? own : grade_at_end(a, t, true, &printed);
    if (!g)
        return;
    const char *word = quote(n, printed);
    if (!own)
        add_near(n, line, NULL,
                 arena_format(a->arena, "%s is a grade of the scale %s, which the family has not",
                              word, g->scale->id));
    else if (!table_of(a, p.block))
        add_near(n, line, NULL,
                 arena_format(a->arena,
                              "%s is a grade of the family, but no table of judgements is "
                              "open here",
                              word));
    else
        add_near(n, line, NULL,
                 arena_format(a->arena, "%s is a grade, but no label that is known could claim it",
                              word));
}

/* ---- words that are nearly known ---------------------------------------------------------- */

static const char *words_between(const struct near_rules *n, const struct phrase *w, size_t from,
                                 size_t count) {
    const char *all = "";
    for (size_t i = from; i < from + count; i++)
        all = arena_format(n->analysis->arena, "%s%s%.*s", all, *all ? " " : "", (int)w->words[i].n,
                           w->words[i].s);
    return all;
}

static const char *tell_difference(const struct near_rules *n, const struct known *k,
                                   const struct phrase *words, const struct difference *d,
                                   enum nearness how) {
    struct arena *arena = n->analysis->arena;
    const char *here = words_between(n, words, d->at, d->left);
    const char *there = words_between(n, &k->words, d->at, d->right);
    const char *kind = kind_names[k->kind];
    const char *phrase = words_between(n, &k->words, 0, k->words.count);
    const char *apart = how == NEAR_LETTER            ? "a letter"
                        : how == NEAR_GLUED           ? "a space"
                        : d->left > 1 || d->right > 1 ? "two words"
                                                      : "one word";
    if (!*here)
        return arena_format(arena, "%s apart from %s, \"%s\": it lacks \"%s\"", apart, kind, phrase,
                            there);
    if (!*there)
        return arena_format(arena, "%s apart from %s, \"%s\": it has \"%s\" too", apart, kind,
                            phrase, here);
    return arena_format(arena, "%s apart from %s, \"%s\": \"%s\" for \"%s\"", apart, kind, phrase,
                        here, there);
}

/* A field's label stands before its value: only as many words are compared as it has. */
static struct phrase words_before_value(const struct known *k, const struct phrase *words) {
    struct phrase first = *words;
    if (k->kind == KNOWN_FIELD && first.count > k->words.count)
        first.count = k->words.count;
    return first;
}

static bool add_nearly_known(struct near_rules *n, struct passage p, const struct phrase *words,
                             enum nearness how, kloe_line *line) {
    size_t before = line->near.count;
    bool front = p.block < n->analysis->sections[0].end;
    for (size_t i = 0; words->count && i < n->count; i++) {
        const struct known *k = &n->items[i];
        if (k->kind == KNOWN_FIELD && !front && !k->anywhere)
            continue;
        struct difference d;
        struct phrase first = how == NEAR_LETTER ? words_before_value(k, words) : *words;
        if (phrase_compare(&first, &k->words, &d) == how)
            add_near(n, line, k->rule, tell_difference(n, k, &first, &d, how));
    }
    return line->near.count > before;
}

/* ---- the whole ---------------------------------------------------------------------------- */

/* Without a grade at the end and what stands around a label. */
static struct text label_text(const struct analysis *a, struct text t) {
    size_t colon = text_find(t, ':', 0);
    struct text grade;
    unsigned number;
    struct decimal decimal;
    size_t mark = marker_number(t, &number);
    t = text_slice(t, mark ? mark : marker_decimal(t, &decimal), t.n);
    if (grade_at_end(a, t, true, &grade))
        t = text_slice(t, 0, (size_t)(grade.s - t.s));
    else if (colon + 1 < t.n)
        t = text_slice(t, 0, colon);
    while (t.n && strchr(" \n:.?-", t.s[t.n - 1]))
        t.n--;
    return text_trim(t);
}

/* A label or a heading can run over the lines of its block: then the first line stands for it. */
static struct text whole_text(const struct analysis *a, struct passage p, struct text line) {
    struct text cell = cell_text(a->document, p.block, p.cell);
    return p.from == 0 && cell.n <= LINE_BYTES_MAX ? cell : line;
}

bool near_find(struct near_rules *n, struct passage p, kloe_line *line) {
    struct analysis *a = n->analysis;
    struct passage bare = passage_trim_marks(a->document, p, ":?.");
    struct text t = passage_text(a->document, bare);
    bool nearly = false;
    if (!t.n || p.block >= ASIDE_FIRST || t.n > LINE_BYTES_MAX)
        return false;
    struct text label = label_text(a, t);
    add_headings(n, p, t, line);
    bool own = add_fields(n, p, t, line);
    if (label.n)
        own |= add_aspects(n, p, label, line);
    bool known = line->near.count;
    add_grades(n, p, t, line);
    struct phrase words = phrase_of(a->arena, label.n ? label : t);
    struct phrase whole = phrase_of(a->arena, label_text(a, whole_text(a, p, t)));
    for (enum nearness how = NEAR_LETTER; !known && !nearly && how < NEAR_NOT; how++)
        nearly = add_nearly_known(n, p, &words, how, line) ||
                 (whole.count != words.count && add_nearly_known(n, p, &whole, how, line));
    bool prose =
        (t.s[0] >= 'a' && t.s[0] <= 'z') || text_ends(passage_text(a->document, p), TEXT("."));
    return own || (nearly && !prose);
}
