#include "analyse/told_names.h"

#include <string.h>

enum { NAME_WORDS_MAX = 9, LAW_REACH = 240 };

struct names {
    struct analysis *analysis;
    struct passage whole;
    struct text text;
    size_t at, count;
    bool free, by_number; /* by_number: the last one was */
    struct told_name *items;
};

/* ---- which regulation a name is ----------------------------------------------------------- */

/* Before the catalogue's regulations applied the same names were of others. */
static bool is_in_time(const struct analysis *a) {
    const char *since = a->profile->told.since;
    const char *when = a->report->start ? a->report->start : a->report->published;
    return !since || !when || strcmp(when, since) >= 0;
}

/* Whether the title begins or ends in these words: "governance" of "Good governance". */
static bool is_end_of(struct text words, struct text title) {
    if (words.n >= title.n)
        return false;
    size_t rest = title.n - words.n;
    return (text_starts(title, words) && title.s[words.n] == ' ') ||
           (text_ends(title, words) && title.s[rest - 1] == ' ');
}

/* The only title that has them so. */
static const struct catalogue_entry *find_part(const struct catalogue *c, struct text words) {
    const struct catalogue_entry *found = NULL;
    for (size_t i = 0; i < c->count; i++)
        if (is_end_of(words, text_of(c->entries[i].title))) {
            if (found)
                return NULL;
            found = &c->entries[i];
        }
    return found;
}

/* By other words for it that the family knows. */
static const struct catalogue_entry *find_also(struct analysis *a, struct text words) {
    const struct told_rules *rules = &a->profile->told;
    for (size_t i = 0; i < rules->also_count; i++)
        if (pattern_match(a->matcher, &rules->also[i].pattern, words, 0, PATTERN_WHOLE, NULL))
            return catalogues_find_number(&a->profile->told_catalogues, a->matcher, TEXT(""),
                                          text_of(rules->also[i].number))
                .entry;
    return NULL;
}

static const struct catalogue_entry *entry_of(struct analysis *a, struct text words) {
    const struct catalogues *c = &a->profile->told_catalogues;
    size_t length;
    if (!is_in_time(a))
        return NULL;
    struct standard_name name = catalogues_find_title(c, words, &length);
    const struct catalogue_entry *also = find_also(a, words);
    return name.entry && length == words.n ? name.entry
           : also                          ? also
                                           : find_part(c->items[0], words);
}

/* The law that is named next tells what the numbers before it are. */
static const struct catalogue_entry *entry_by_law(struct names *n, size_t from,
                                                  const char *number) {
    struct analysis *a = n->analysis;
    const struct catalogues *c = &a->profile->told_catalogues;
    struct text rest =
        text_slice(n->text, from, from + LAW_REACH < n->text.n ? from + LAW_REACH : n->text.n);
    size_t nearest = rest.n;
    struct text law = {0};
    for (size_t i = 0; i < c->count; i++) {
        struct match m;
        if (pattern_match(a->matcher, &c->items[i]->law, rest, 0, PATTERN_ANYWHERE, &m) &&
            m.to <= nearest) {
            nearest = m.to;
            law = text_slice(rest, m.from, m.to);
        }
    }
    return law.n ? catalogues_find_number(c, a->matcher, law, text_of(number)).entry : NULL;
}

/* ---- one name ----------------------------------------------------------------------------- */

static struct told_name *add(struct names *n, size_t from, size_t to) {
    if (n->count == TOLD_NAMES_MAX)
        return NULL;
    struct told_name *name = &n->items[n->count++];
    *name = (struct told_name){.words = passage_part(n->whole, from, to)};
    n->at = to;
    return name;
}

static void set_title(struct names *n, struct told_name *name) {
    name->title = passage_string(n->analysis, name->words);
    name->entry = entry_of(n->analysis, passage_text(n->analysis->document, name->words));
}

static size_t skip(const struct names *n, size_t at, const char *marks) {
    while (at < n->text.n && (is_space(n->text.s[at]) || strchr(marks, n->text.s[at])))
        at++;
    return at;
}

/* "Regulation 12 (Safe care and treatment)": the title behind the number. */
static void read_title_behind(struct names *n, struct told_name *name) {
    size_t at = skip(n, n->at, "(:–-—,'\""), length;
    struct standard_name found = catalogues_find_title(&n->analysis->profile->told_catalogues,
                                                       text_slice(n->text, at, n->text.n), &length);
    if (!found.entry)
        return;
    name->title = passage_string(n->analysis, passage_part(n->whole, at, at + length));
    name->words.to = n->whole.from + (uint32_t)(at + length);
    if (found.entry->number && name->number &&
        text_same(text_of(found.entry->number), text_of(name->number)) && !name->entry)
        name->entry = found.entry;
    n->at = at + length;
    n->at = skip(n, n->at, ")");
}

static bool read_number(struct names *n) {
    const struct told_rules *rules = &n->analysis->profile->told;
    const struct pattern *p = n->by_number ? &rules->further : &rules->number;
    struct match m;
    size_t from, to;
    if (!pattern_match(n->analysis->matcher, p, text_slice(n->text, n->at, n->text.n), 0,
                       PATTERN_START, &m) ||
        !match_group(&m, "number", &from, &to))
        return false;
    const char *number = match_string(n->analysis, &m, "number");
    from += n->at;
    struct told_name *name = add(n, from, n->at + m.to);
    if (!name)
        return false;
    name->number = number;
    name->entry = entry_by_law(n, n->at, number);
    n->by_number = true;
    read_title_behind(n, name);
    return true;
}

static size_t behind_separators(const struct names *n, size_t at) {
    for (size_t before = n->text.n + 1; before != at;) {
        before = at;
        at = skip(n, at, ",;'\"&");
        struct text rest = text_slice(n->text, at, n->text.n);
        if (n->count && text_starts(rest, TEXT("and ")))
            at += 4;
        else if (text_starts(rest, TEXT("the ")))
            at += 4;
    }
    return at;
}

static bool read_known(struct names *n, size_t at) {
    struct text rest = text_slice(n->text, at, n->text.n);
    size_t length;
    catalogues_find_title(&n->analysis->profile->told_catalogues, rest, &length);
    struct told_name *name = length ? add(n, at, at + length) : NULL;
    if (!name)
        return false;
    set_title(n, name);
    struct match m;
    size_t from, to; /* "good governance (regulation 17)" */
    if (pattern_match(n->analysis->matcher, &n->analysis->profile->told.number,
                      text_slice(n->text, n->at, n->text.n), 0, PATTERN_START, &m) &&
        match_group(&m, "number", &from, &to) && n->text.s[skip(n, n->at, "")] == '(') {
        name->number = match_string(n->analysis, &m, "number");
        n->at = skip(n, n->at + m.to, ")");
    }
    return true;
}

/* Where a name that no catalogue has ends: before a mark, or before "and" and one that is known. */
static size_t end_of_free(const struct names *n, size_t at) {
    const struct catalogues *c = &n->analysis->profile->told_catalogues;
    size_t end = at, length, words = 1;
    for (; end < n->text.n && !strchr(",;(.:", n->text.s[end]); end++) {
        if (!is_space(n->text.s[end]))
            continue;
        struct text rest = text_slice(n->text, end + 1, n->text.n);
        if (++words > NAME_WORDS_MAX)
            return 0;
        if (!text_starts(rest, TEXT("and ")))
            continue;
        catalogues_find_title(c, text_slice(rest, 4, rest.n), &length);
        if (length)
            break;
    }
    return end;
}

/* The last name ends where its clause does. */
static bool read_free(struct names *n, size_t at) {
    size_t end = end_of_free(n, at);
    struct match m;
    bool cut = pattern_match(n->analysis->matcher, &n->analysis->profile->told.no_name,
                             text_slice(n->text, at, end > at ? end : at), 0, PATTERN_ANYWHERE, &m);
    if (cut)
        end = at + m.from;
    while (end > at && is_space(n->text.s[end - 1]))
        end--;
    struct text words = text_slice(n->text, at, end > at ? end : at);
    if (text_ends(words, TEXT(" and")))
        words.n -= 4;
    struct told_name *name = text_has_word(words) ? add(n, at, at + words.n) : NULL;
    if (!name)
        return false;
    set_title(n, name);
    return !cut;
}

/* ---- all ---------------------------------------------------------------------------------- */

/* "Governance and recruitment": two names in one, where either is known or the sentence says that
 * there is one more. */
static bool is_two(struct names *n, const struct told_name *name, size_t and_at, unsigned count) {
    struct text words = passage_text(n->analysis->document, name->words);
    return n->count + 1 == count || entry_of(n->analysis, text_slice(words, 0, and_at)) ||
           entry_of(n->analysis, text_slice(words, and_at + strlen(" and "), words.n));
}

static void split_joined(struct names *n, unsigned count) {
    for (size_t i = 0; i < n->count && n->count < TOLD_NAMES_MAX; i++) {
        struct told_name *name = &n->items[i];
        struct text words = passage_text(n->analysis->document, name->words);
        size_t at = 0;
        while (at < words.n && !text_starts(text_slice(words, at, words.n), TEXT(" and ")))
            at++;
        if (name->entry || name->number || at >= words.n || !is_two(n, name, at, count))
            continue;
        memmove(name + 2, name + 1, (n->count - i - 1) * sizeof *name);
        name[1] =
            (struct told_name){.words = passage_part(name->words, at + strlen(" and "), words.n)};
        name->words = passage_part(name->words, 0, at);
        n->count++;
        set_title(n, &name[0]);
        set_title(n, &name[1]);
    }
}

size_t told_names_read(struct analysis *a, struct passage p, bool free, unsigned count,
                       struct told_name names[TOLD_NAMES_MAX]) {
    struct names n = {.analysis = a,
                      .whole = p,
                      .text = passage_text(a->document, p),
                      .free = free,
                      .items = names};
    while (n.at < n.text.n && matcher_spend(a->matcher, 1)) {
        if (read_number(&n))
            continue;
        size_t at = behind_separators(&n, n.at);
        n.by_number = false;
        if (at >= n.text.n || !(read_known(&n, at) || (free && read_free(&n, at))))
            break;
    }
    if (free)
        split_joined(&n, count);
    return n.count;
}
