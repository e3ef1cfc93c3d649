#include "analyse/bodies.h"

#include <string.h>

enum {
    NAME_BYTES_MAX = 160,
    SUBJECT_BYTES_MAX = 400,
    ACRONYM_MAX = 7,
    COMMAS_MAX = 6,
    SUBJECT_WORDS_MAX = 6
};

static size_t article_length(struct text t) {
    static const char *const articles[] = {"the ", "its ",  "their ", "an ",
                                           "a ",   "both ", "all ",   "including "};
    for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++)
        if (text_starts(t, text_of(articles[i])))
            return strlen(articles[i]);
    return 0;
}

static struct text without_article(struct text t) {
    t = text_trim(t);
    for (size_t n = article_length(t); n; n = article_length(t))
        t = text_trim(text_slice(t, n, t.n));
    return t;
}

/* "Workforce Council (CWDC)": without the bracket at the end. */
static struct text without_bracket(struct text t) {
    t = text_trim(t);
    if (t.n && t.s[t.n - 1] == ')')
        for (size_t i = t.n - 1; i > 0; i--)
            if (t.s[i - 1] == '(')
                return text_trim(text_slice(t, 0, i - 1));
    return t;
}

static struct text last_word(struct text t) {
    size_t from = t.n;
    while (from && !is_space(t.s[from - 1]) && t.s[from - 1] != '/' && t.s[from - 1] != '-')
        from--;
    return text_slice(t, from, t.n);
}

/* In the list as it is, or as a plural: "trusts", "authorities", "agencies". */
static bool has_noun(const struct word_list *list, struct text word) {
    char singular[32];
    if (word_list_has(list, word))
        return true;
    if (word.n < 3 || word.n >= sizeof singular || lower(word.s[word.n - 1]) != 's')
        return false;
    if (word_list_has(list, text_slice(word, 0, word.n - 1)))
        return true;
    memcpy(singular, word.s, word.n);
    if (text_ends(word, TEXT("ies"))) {
        memcpy(singular + word.n - 3, "y", 1);
        return word_list_has(list, (struct text){singular, word.n - 2});
    }
    return false;
}

bool is_body_noun(const struct analysis *a, struct text word) {
    return has_noun(&a->language->body_words, word);
}

bool is_role_noun(const struct analysis *a, struct text word) {
    return has_noun(&a->language->roles, word);
}

static bool starts_with_any(const struct word_list *list, struct text t) {
    for (size_t i = 0; i < list->count; i++) {
        struct text start = text_of(list->items[i]);
        if (text_starts(t, start) && t.n > start.n && t.s[start.n] == ' ')
            return true;
    }
    return false;
}

/* The longest name of an organisation of the report at the start of t; 0 where there is none. */
static size_t known_length(const struct analysis *a, struct text t) {
    size_t longest = 0;
    for (size_t i = 0; i < a->report->organisations.count; i++) {
        struct text known = text_of(a->report->organisations.items[i].name);
        if (known.n > longest && text_starts(t, known) &&
            (t.n == known.n || !is_alnum(t.s[known.n])))
            longest = known.n;
    }
    return longest;
}

static bool is_known(const struct analysis *a, struct text name) {
    return name.n && known_length(a, name) == name.n;
}

/* A plural acronym counts as well: "PCTs", "CCGs". */
static bool is_acronym(const struct analysis *a, struct text word) {
    if (word.n > 1 && word.n <= ACRONYM_MAX && word.s[word.n - 1] == 's')
        word.n--;
    for (size_t i = 0; i < a->language->body_names.count; i++)
        if (text_equal(text_of(a->language->body_names.items[i]), word))
            return true;
    for (size_t i = 0; i < a->acronym_count; i++)
        if (text_equal(a->acronyms[i], word))
            return true;
    return false;
}

/* "Leaders of the LSCP" are told as their body is. */
static struct text without_role(const struct analysis *a, struct text name) {
    static const char *const links[] = {" from ", " of ", " at "};
    for (size_t k = 0; k < sizeof links / sizeof links[0]; k++) {
        struct text link = text_of(links[k]);
        for (size_t i = 1; i + link.n < name.n; i++)
            if (text_starts(text_slice(name, i, name.n), link) &&
                has_noun(&a->language->roles, last_word(text_slice(name, 0, i))))
                return without_article(text_slice(name, i + link.n, name.n));
    }
    return name;
}

/* "Leaders across the partnership" are people, whatever the words end in. */
static bool begins_with_role(const struct analysis *a, struct text name) {
    size_t end = text_find(name, ' ', 0);
    return end + 1 < name.n && !is_upper(name.s[end + 1]) &&
           has_noun(&a->language->roles, text_slice(name, 0, end));
}

/* "Providers in Shropshire" are told as providers are. */
static struct text without_place(struct text t) {
    for (size_t i = 1; i + 4 < t.n; i++)
        if (text_starts(text_slice(t, i, t.n), TEXT(" in ")) && is_upper(t.s[i + 4]))
            return text_slice(t, 0, i);
    return t;
}

/* Every word begins with a capital or a digit, or only joins the others. */
static bool is_name_shaped(struct text t) {
    static const char *const joining[] = {"of", "and",  "for",  "the", "in",
                                          "on", "upon", "with", "area"};
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = text_find(t, ' ', from);
        struct text word = text_slice(t, from, to);
        bool shaped = !word.n || is_upper(word.s[0]) || is_digit(word.s[0]) || word.s[0] == '(';
        for (size_t i = 0; !shaped && i < sizeof joining / sizeof joining[0]; i++)
            shaped = text_equal(word, text_of(joining[i]));
        if (!shaped)
            return false;
    }
    return true;
}

/* "Courtlands By The Sea" is a name. */
bool is_clause(const struct analysis *a, struct text t) {
    static const char *const marks[] = {"\"", "“", "”", "—", "…", ":", ";"};
    for (size_t from = 0, to; from < t.n; from = to + 1) {
        to = text_find(t, ' ', from);
        struct text word = text_slice(t, from, to);
        if (word.n && (!from || !is_upper(word.s[0])) &&
            word_list_has(&a->language->clause_words, word))
            return true;
    }
    for (size_t i = 0; i < t.n; i++)
        for (size_t k = 0; !is_alnum(t.s[i]) && k < sizeof marks / sizeof marks[0]; k++)
            if (text_starts(text_slice(t, i, t.n), text_of(marks[k])))
                return true;
    return false;
}

bool is_whole_body(const struct analysis *a, struct text name) {
    name = without_place(without_bracket(without_article(name)));
    struct text word = last_word(name);
    if ((begins_with_role(a, name) && without_role(a, name).n == name.n) ||
        text_starts(name, TEXT("to ")) || is_clause(a, name))
        return false;
    return name.n && name.n <= NAME_BYTES_MAX && !has_noun(&a->language->roles, word) &&
           (has_noun(&a->language->body_words, word) || is_acronym(a, word) ||
            is_acronym(a, name) || is_known(a, name) ||
            (word_list_has(&a->language->company_words, word) && is_name_shaped(name)));
}

bool may_be_bodies(const struct analysis *a, struct text t) {
    struct text first = text_slice(t, 0, text_find(t, ' ', 0));
    if (text_ends(first, TEXT(",")))
        first.n--;
    return t.n && is_name_shaped(t) && !text_ends(t, TEXT(".")) &&
           !has_noun(&a->language->roles, first);
}

bool is_body(const struct analysis *a, struct text name) {
    struct text bare = without_bracket(without_article(name));
    return is_whole_body(a, name) ||
           (bare.n <= NAME_BYTES_MAX && starts_with_any(&a->language->body_starts, bare) &&
            is_name_shaped(bare) && !has_noun(&a->language->roles, last_word(bare)));
}

bool could_be_body(const struct analysis *a, struct text name) {
    bool sentence = text_ends(name, TEXT(".")) &&
                    !word_list_has(&a->language->company_words, last_word(name)); /* "Ltd." */
    return name.n && name.n <= NAME_BYTES_MAX && !sentence && !is_clause(a, name);
}

bool ends_body_name(const struct analysis *a, struct text words) {
    words = text_trim(words);
    for (size_t from = 0, to; from < words.n; from = to + 1) {
        to = text_find(words, ' ', from);
        struct text word = text_slice(words, from, to);
        bool ends = has_noun(&a->language->body_words, word) ||
                    word_list_has(&a->language->body_starts, word); /* "NHS Trust" */
        if (!ends && word.n && is_upper(word.s[0]))
            return false;
    }
    return words.n > 0;
}

/* Bytes of the words that divide a list of names at `at`, or 0. */
static size_t separator_at(struct text t, size_t at) {
    static const char *const separators[] = {", together with ",
                                             ", along with ",
                                             ", working with ",
                                             ", and ",
                                             ", with ",
                                             ", or ",
                                             " together with ",
                                             " along with ",
                                             " as well as ",
                                             " in partnership with ",
                                             " in conjunction with ",
                                             " working with ",
                                             " and ",
                                             " with ",
                                             " or ",
                                             " / ",
                                             " & ",
                                             ", "};
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        struct text s = text_of(separators[i]);
        if (text_starts(text_slice(t, at, t.n), s))
            return s.n;
    }
    return 0;
}

/* The name that begins at `from`; empty where none does. */
static struct text body_at(const struct analysis *a, struct text t, size_t from) {
    for (size_t i = from; i <= t.n; i++)
        if ((i == t.n || separator_at(t, i)) && is_body(a, text_slice(t, from, i)))
            return text_slice(t, from, i);
    return (struct text){0};
}

/* Bodies whose legal names begin with "NHS" and their places, of which there can be several. */
static bool is_commissioner(const struct analysis *a, struct text name) {
    for (size_t i = 0; i < a->language->commissioners.count; i++)
        if (text_ends(name, text_of(a->language->commissioners.items[i])))
            return is_upper(name.s[0]) && !starts_with_any(&a->language->body_starts, name);
    return false;
}

/* Where a name may yet go on ("NHS Upper Wick" and "Netherton"), it ends only before another one.
 */
static bool is_complete(const struct analysis *a, struct text t, size_t from, size_t end,
                        size_t next) {
    struct text name = text_slice(t, from, end);
    if (is_whole_body(a, name) || !is_body(a, name))
        return is_whole_body(a, name);
    struct text other = end < t.n ? body_at(a, t, next) : (struct text){0};
    return end == t.n || (other.n && !is_commissioner(a, other));
}

/* The end of the name that begins at `from`: the first separator, after what is known as one name,
 * before which stands a body, so that "Dartford and Gravesham NHS Trust" is one. *next is where the
 * next one begins. */
static bool next_name(const struct analysis *a, struct text t, size_t from, size_t *end,
                      size_t *next) {
    struct text rest = without_article(text_slice(t, from, t.n));
    size_t known = known_length(a, rest), skip = known ? (size_t)(rest.s - t.s) - from + known : 0;
    bool passed = false; /* a separator, so that only a proper name can go on */
    for (size_t i = from + skip; i <= t.n; i++) {
        size_t n = i < t.n ? separator_at(t, i) : 0;
        if (!n && i < t.n)
            continue;
        bool one = !passed || is_name_shaped(without_article(text_slice(t, from, i)));
        if (one && is_complete(a, t, from, i, i + n)) {
            *end = i;
            *next = i + n;
            return true;
        }
        passed = true;
        struct text so_far = without_article(text_slice(t, from, i));
        if (i == t.n || !so_far.n || !is_upper(so_far.s[0]) ||
            has_noun(&a->language->roles, last_word(so_far)))
            return false;
    }
    return false;
}

size_t bodies_split(const struct analysis *a, struct text list, struct text *bodies, size_t most) {
    size_t count = 0;
    list = text_trim(list);
    while (list.n && (list.s[list.n - 1] == ',' || list.s[list.n - 1] == ':'))
        list = text_trim(text_slice(list, 0, list.n - 1));
    if (list.n > SUBJECT_BYTES_MAX)
        return 0;
    for (size_t from = 0, end, next; from < list.n; from = next) {
        if (count == most || !next_name(a, list, from, &end, &next))
            return 0;
        bodies[count++] = without_role(a, without_article(text_slice(list, from, end)));
    }
    return count;
}

/* What stands before the sentence in which t ends: an abbreviation has no three small letters. */
static size_t sentence_start(struct text t) {
    for (size_t i = t.n; i > 4; i--)
        if (is_upper(t.s[i - 1]) && t.s[i - 2] == ' ' && t.s[i - 3] == '.' &&
            !is_upper(t.s[i - 4]) && is_letter(t.s[i - 4]) && i > 6 && is_letter(t.s[i - 5]) &&
            is_letter(t.s[i - 6]))
            return i - 1;
    return 0;
}

/* The bodies that are the subject of the verb at `verb`. "To improve X, the trust should": the
 * words before a comma may be no part of it. */
static size_t bodies_before(const struct analysis *a, struct text sentence, size_t verb,
                            struct text *bodies, size_t most) {
    struct text subject = text_slice(sentence, 0, verb);
    subject = text_slice(subject, sentence_start(subject), subject.n);
    struct match m;
    if (pattern_match(a->matcher, &a->language->reported, subject, 0, PATTERN_START, &m))
        subject = text_slice(subject, m.to, subject.n);
    for (size_t commas = 0; commas <= COMMAS_MAX; commas++) {
        size_t count = bodies_split(a, subject, bodies, most), comma = text_find(subject, ',', 0);
        if (count || comma == subject.n)
            return count;
        subject = text_trim(text_slice(subject, comma + 1, subject.n));
    }
    return 0;
}

size_t bodies_addressed(const struct analysis *a, struct text sentence, struct text *bodies,
                        size_t most) {
    struct match m;
    return pattern_match(a->matcher, &a->language->modal, sentence, 0, PATTERN_ANYWHERE, &m)
               ? bodies_before(a, sentence, m.from, bodies, most)
               : 0;
}

/* "The trust, with its partners, will ensure": no modal, and yet somebody is to do it. */
static size_t bodies_assigned(const struct analysis *a, struct text sentence, struct text *bodies) {
    struct match m;
    return pattern_match(a->matcher, &a->language->assigned, sentence, 0, PATTERN_ANYWHERE, &m)
               ? bodies_before(a, sentence, m.from, bodies, BODIES_MAX)
               : 0;
}

static bool is_people_or_body(const struct analysis *a, struct text word) {
    return has_noun(&a->language->roles, word) || has_noun(&a->language->body_words, word);
}

bool asks_somebody(const struct analysis *a, struct text t) {
    struct match m;
    size_t words = 0;
    t = text_slice(t, 0, t.n < SUBJECT_BYTES_MAX ? t.n : SUBJECT_BYTES_MAX);
    if (!t.n || !is_upper(t.s[0]) ||
        !pattern_match(a->matcher, &a->language->told, t, 0, PATTERN_ANYWHERE, &m))
        return false;
    struct text subject = without_article(text_slice(t, 0, m.from));
    for (size_t i = 0; i < subject.n; i++) {
        if (!is_alnum(subject.s[i]) && !is_space(subject.s[i]) && !strchr("'-", subject.s[i]))
            return false;
        words += is_space(subject.s[i]);
    }
    struct text first = text_slice(subject, 0, text_find(subject, ' ', 0));
    return subject.n && words < SUBJECT_WORDS_MAX &&
           (is_people_or_body(a, first) || is_people_or_body(a, last_word(subject)));
}

kloe_strings body_strings(struct analysis *a, const struct text *bodies, size_t count) {
    kloe_strings out = {0};
    for (size_t i = 0; i < count; i++)
        if (!word_list_has(&a->language->own_names, bodies[i]))
            report_add_string(a->arena, &out, text_string(a->arena, bodies[i]));
    return out;
}

/* "... is required from the commissioning PCT within": whom the sentence asks behind the verb. */
static size_t bodies_asked(const struct analysis *a, struct text sentence, struct text *bodies) {
    struct match m;
    size_t from, to;
    if (!pattern_match(a->matcher, &a->language->asked, sentence, 0, PATTERN_ANYWHERE, &m) ||
        !match_group(&m, "body", &from, &to))
        return 0;
    return bodies_split(a, text_slice(sentence, from, to), bodies, BODIES_MAX);
}

kloe_strings addressees_of(struct analysis *a, struct text sentence) {
    struct text bodies[BODIES_MAX];
    struct text folded = text_of(text_string(a->arena, sentence)); /* separators have one space */
    size_t count = bodies_addressed(a, folded, bodies, BODIES_MAX);
    count = count ? count : bodies_asked(a, folded, bodies);
    return body_strings(a, bodies, count ? count : bodies_assigned(a, folded, bodies));
}
