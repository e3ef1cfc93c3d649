#include "analyse/service_names.h"

#include "analyse/bodies.h"

#include <string.h>

static bool is_one_of(struct text word, const char *const *words) {
    for (; *words; words++)
        if (text_same(word, text_of(*words)))
            return true;
    return false;
}

/* The end of the word at `from`. */
static size_t word_end(struct text t, size_t from) {
    while (from < t.n && !is_space(t.s[from]))
        from++;
    return from;
}

/* Without marks around it and a possessive's end. */
static struct text bare_word(struct text w) {
    while (w.n && !is_alnum(w.s[0]) && (unsigned char)w.s[0] < 0x80)
        w = text_slice(w, 1, w.n);
    for (size_t i = 0; i < w.n; i++) /* "Bexley's", "Bexley’s" */
        if (!is_alnum(w.s[i]) && w.s[i] != '-')
            w.n = i;
    return w;
}

static bool is_regulator(struct analysis *a, struct text word) {
    for (size_t i = 0; i < a->language->regulator_count; i++)
        if (pattern_match(a->matcher, &a->language->regulators[i].pattern, word, 0, PATTERN_START,
                          NULL))
            return true;
    return false;
}

static bool is_kind(const struct analysis *a, struct text w) {
    return is_body_noun(a, w) || word_list_has(&a->language->service_words, w);
}

/* "schools", but not "services", which an authority has. */
static bool is_many(const struct analysis *a, struct text w) {
    return w.n > 3 && !is_upper(w.s[0]) && w.s[w.n - 1] == 's' && is_body_noun(a, w) &&
           !word_list_has(&a->language->body_words, w) && !text_same(w, TEXT("services"));
}

static bool is_proper(struct analysis *a, struct text w) {
    return w.n > 1 && is_upper(w.s[0]) && !word_list_has(&a->language->not_names, w) &&
           !is_regulator(a, w) && !is_kind(a, w) && !is_role_noun(a, w);
}

bool names_service(struct analysis *a, struct text t) {
    bool proper = false;
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = word_end(t, from);
        struct text w = bare_word(text_slice(t, from, to));
        if (is_many(a, w))
            return false;
        proper = proper || is_proper(a, w);
    }
    return proper;
}

bool is_service_name(struct analysis *a, struct text t) {
    if (!names_service(a, t))
        return false;
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = word_end(t, from);
        struct text w = bare_word(text_slice(t, from, to));
        if (w.n && is_upper(w.s[0]) && is_kind(a, w))
            return true;
    }
    return false;
}

static bool is_joiner(struct text w) {
    static const char *const words[] = {"of", "and", "for", "the", "in", "at", "on", "upon", NULL};
    return is_one_of(w, words);
}

static bool is_name_part(const struct analysis *a, struct text w) {
    return w.n &&
           (is_upper(w.s[0]) || is_digit(w.s[0]) || (unsigned char)w.s[0] >= 0xC3 || is_kind(a, w));
}

/* "Staff at": people of what is named behind them. */
static bool is_role_before(const struct analysis *a, struct text t, size_t end) {
    size_t next = end + 1 < t.n ? word_end(t, end + 1) : t.n;
    return is_role_noun(a, bare_word(text_slice(t, 0, end))) && end + 1 < t.n &&
           is_joiner(text_slice(t, end + 1, next));
}

/* Without what stands before a name: an article, "Meanwhile". */
static struct text without_start(struct analysis *a, struct text t) {
    for (;;) {
        t = text_trim(t);
        while (t.n && strchr("\"',*", t.s[0]))
            t = text_trim(text_slice(t, 1, t.n));
        size_t end = word_end(t, 0);
        struct text w = bare_word(text_slice(t, 0, end));
        if (!end ||
            (!is_role_before(a, t, end) &&
             (is_kind(a, w) || !(is_joiner(w) || word_list_has(&a->language->not_names, w)))))
            return t;
        t = text_slice(t, end, t.n);
    }
}

static struct text without_marks(struct text t) {
    while (t.n && (is_space(t.s[t.n - 1]) || strchr(",:;\"*-", t.s[t.n - 1])))
        t.n--;
    if (text_ends(t, TEXT("'s")))
        t.n -= strlen("'s");
    if (text_ends(t, TEXT("’s")))
        t.n -= strlen("’s");
    return t;
}

/* The words of a name with which t begins. */
static struct text leading_name(struct analysis *a, struct text t) {
    size_t end = 0;
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = word_end(t, from);
        struct text word = text_slice(t, from, to), w = bare_word(word);
        bool joins = is_joiner(w) || text_equal(word, TEXT("&"));
        if (!is_name_part(a, w) && !joins)
            break;
        if (!joins)
            end = to;
        if (text_ends(text_slice(t, from, to), TEXT(",")))
            break;
    }
    return without_marks(without_start(a, text_slice(t, 0, end)));
}

/* The words of a name with which t ends. */
static struct text trailing_name(struct analysis *a, struct text t) {
    size_t from = t.n;
    for (size_t to = t.n; to;) {
        size_t start = to;
        while (start && !is_space(t.s[start - 1]))
            start--;
        struct text w = bare_word(text_slice(t, start, to));
        if (!is_name_part(a, w) && !is_joiner(w) && w.n) /* "&" has none */
            break;
        from = start;
        to = start ? start - 1 : 0;
    }
    return without_marks(without_start(a, text_slice(t, from, t.n)));
}

/* "In Kent, ..." tells where, not who. */
static bool begins_with_place(struct text t) {
    static const char *const words[] = {"in",        "at",   "during", "since", "from",
                                        "with",      "by",   "on",     "after", "following",
                                        "according", "near", NULL};
    t = text_trim(t);
    return is_one_of(bare_word(text_slice(t, 0, word_end(t, 0))), words);
}

/* "... that it": whom it means stands before. */
static bool is_pronoun(struct text t) {
    static const char *const words[] = {"it", "they", "which", "who", NULL};
    return is_one_of(bare_word(text_trim(t)), words);
}

/* The last clause: what is said in it of somebody. */
static struct text last_clause(struct text t) {
    static const char *const clauses[] = {" that ", " said ", ", with ",  ", while ", ", but ",
                                          ", and ", "; ",     " whilst ", " whereas "};
    for (size_t k = 0; k < sizeof clauses / sizeof clauses[0]; k++) {
        struct text c = text_of(clauses[k]);
        for (size_t i = t.n; i > c.n; i--)
            if (text_same(text_slice(t, i - c.n, i), c) && !is_pronoun(text_slice(t, i, t.n))) {
                t = text_slice(t, i, t.n);
                break;
            }
    }
    return t;
}

static bool holds_and(struct text t) {
    for (size_t i = text_find(t, ' ', 0); i < t.n; i = text_find(t, ' ', i + 1))
        if (text_starts(text_slice(t, i, t.n), TEXT(" and ")))
            return true;
    return false;
}

/* ", in Wexmoor,", ", which opened in 2012,": said of the service before it. */
static bool is_aside(struct analysis *a, struct text part) {
    static const char *const words[] = {"in",    "at",    "near", "a",        "an",
                                        "which", "based", "part", "formerly", NULL};
    part = text_trim(part);
    return is_one_of(text_slice(part, 0, word_end(part, 0)), words) && !is_service_name(a, part);
}

/* "Brook School, Hill Academy and Fern College": names of services, and what is said of them. */
static bool is_list_of_names(struct analysis *a, struct text t) {
    size_t parts = 0;
    bool joined = false;
    for (size_t from = 0, to; from < t.n; from = to + 1, parts++) {
        to = text_find(t, ',', from);
        struct text part = text_trim(text_slice(t, from, to)), with_and = TEXT("and ");
        if (parts && to < t.n && is_aside(a, part))
            continue;
        joined = text_starts(part, with_and) || holds_and(part);
        if (text_starts(part, with_and))
            part = text_slice(part, with_and.n, part.n);
        struct text name = leading_name(a, part);
        if (!is_service_name(a, name) || name.s + name.n != part.s + part.n)
            return false;
    }
    return parts > 1 && joined;
}

struct text service_before(struct analysis *a, struct text words) {
    struct text t = without_marks(words);
    if (is_list_of_names(a, without_start(a, t)))
        return without_start(a, t);
    t = without_marks(last_clause(words));
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = text_find(t, ',', from);
        struct text clause = text_trim(text_slice(t, from, t.n)), name = leading_name(a, clause);
        if (!begins_with_place(clause) && names_service(a, name))
            return name;
    }
    struct text name = trailing_name(a, t);
    return names_service(a, name) ? name : (struct text){0};
}

struct text service_first(struct analysis *a, struct text sentence, bool anywhere) {
    for (size_t from = 0; from < sentence.n; from = word_end(sentence, from) + 1) {
        struct text rest = text_slice(sentence, from, sentence.n);
        struct text name = is_upper(rest.s[0]) ? leading_name(a, rest) : (struct text){0};
        if (is_service_name(a, name))
            return name;
        if (!anywhere)
            break;
    }
    return (struct text){0};
}

static size_t separator_at(struct text t, size_t at) {
    static const char *const separators[] = {", and ", " and ", ", "};
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
        if (text_starts(text_slice(t, at, t.n), text_of(separators[i])))
            return strlen(separators[i]);
    return 0;
}

static bool ends_in_kind(const struct analysis *a, struct text t) {
    size_t from = t.n;
    while (from && !is_space(t.s[from - 1]))
        from--;
    return is_kind(a, bare_word(text_slice(t, from, t.n)));
}

size_t services_split(struct analysis *a, struct text names, struct text out[SERVICES_MAX]) {
    size_t count = 0, from = 0;
    for (size_t i = 1; i < names.n && count + 1 < SERVICES_MAX; i++) {
        size_t n = separator_at(names, i);
        struct text part = text_slice(names, from, i), rest = text_slice(names, i + n, names.n);
        if (n && count && is_aside(a, part)) {
            from = i + n;
            i = from;
            continue;
        }
        if (!n || !ends_in_kind(a, part) || !names_service(a, part) || !names_service(a, rest))
            continue;
        out[count++] = part;
        from = i + n;
        i = from;
    }
    out[count++] = text_slice(names, from, names.n);
    return count;
}
