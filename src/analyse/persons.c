#include "analyse/persons.h"

#include "analyse/bodies.h"
#include "base/arena.h"

#include <string.h>

enum {
    WORDS_MAX = 1024,
    NAME_WORDS_MAX = 6,
    NAME_BYTES_MAX = 60,
    PROSE_WORDS = 4,
    ACRONYM_MIN = 3,
    ACRONYM_MAX = 5,
    PREFIX_MAX = 4 /* of "al-Amin" and "d'Arcy" */
};

/* What a word is to a name. */
enum word_kind {
    WORD_NAME,      /* "Orla", "d'Arcy", "J" */
    WORD_PARTICLE,  /* "van": inside a name */
    WORD_HONORIFIC, /* "Mrs": before a name */
    WORD_RANK,      /* "Inspector", "HMI": around names */
    WORD_BODY,      /* "Council": what it ends is no person */
    WORD_AND,
    WORD_PLAIN
};

/* A word of the value and what stands around it. */
struct word {
    struct passage p;
    enum word_kind kind;
    bool new_line; /* begins one */
    bool parted;   /* a mark that divides names stands before it */
    bool stops;    /* a full stop behind it ends the sentence */
    bool label;    /* a colon behind it */
};

struct words {
    struct word *items;
    size_t count;
};

static size_t apostrophe_length(struct text t) {
    return text_starts(t, TEXT("'")) ? 1 : text_starts(t, TEXT("’")) ? strlen("’") : 0;
}

/* Capitals of ASCII, of Latin-1, and any letter of the alphabets' extensions. */
static bool starts_capital(struct text t) {
    const unsigned char *s = (const unsigned char *)t.s;
    if (!t.n || is_upper(t.s[0]))
        return t.n > 0;
    return t.n > 1 && ((s[0] == 0xC3 && s[1] <= 0x9E) || s[0] == 0xC4 || s[0] == 0xC5);
}

/* A small letter, or any letter beyond ASCII. */
static bool has_lower(struct text t) {
    for (size_t i = 0; i < t.n; i++)
        if ((t.s[i] >= 'a' && t.s[i] <= 'z') || (unsigned char)t.s[i] >= 0xC3)
            return true;
    return false;
}

/* "d'Arcy", "al-Amin": a capital behind an apostrophe or a hyphen. */
static bool has_inner_capital(struct text t) {
    for (size_t i = 1; i + 1 < t.n && i <= PREFIX_MAX; i++) {
        struct text rest = text_slice(t, i, t.n);
        size_t mark = t.s[i] == '-' ? 1 : apostrophe_length(rest);
        if (mark && starts_capital(text_slice(rest, mark, rest.n)))
            return true;
    }
    return false;
}

static bool is_capitals(struct text t) {
    for (size_t i = 0; i < t.n; i++)
        if (!is_upper(t.s[i]))
            return false;
    return t.n > 0;
}

/* "QPM" behind a name, "SCRI": not "J" or "JP" before one. */
static bool is_acronym(struct text t) {
    return is_capitals(t) && t.n >= ACRONYM_MIN && t.n <= ACRONYM_MAX;
}

static enum word_kind kind_of(const struct analysis *a, struct text t) {
    const struct language *l = a->language;
    if (text_same(t, TEXT("and")) || text_same(t, TEXT("&")))
        return WORD_AND;
    if (word_list_has(&l->rank_words, t))
        return WORD_RANK;
    if (word_list_has(&l->honorifics, t))
        return WORD_HONORIFIC;
    if (word_list_has(&l->particles, t))
        return starts_capital(t) ? WORD_NAME : WORD_PARTICLE;
    if (!starts_capital(t) && !has_inner_capital(t))
        return WORD_PLAIN;
    if (word_list_has(&l->body_words, t) || word_list_has(&l->body_starts, t) ||
        word_list_has(&l->company_words, t) || text_has_digit(t))
        return WORD_BODY;
    return WORD_NAME;
}

/* Bytes of a character that is no part of a word, or 0. */
static size_t mark_length(struct text t) {
    static const char *const marks[] = {"“", "”", "‘", "•", "–", "—", "…"};
    if (is_space(t.s[0]) || strchr(",;:()/[]\"*|", t.s[0]))
        return 1;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (text_starts(t, text_of(marks[i])))
            return strlen(marks[i]);
    return 0;
}

/* Where the bracket that opens at `at` closes: what it holds is a remark. Where it does not close,
 * or holds a list ("inspectors (Orla Penfold and Neil Ashby)"), it is a mark. */
static size_t bracket_end(struct text t, size_t at) {
    size_t end = text_find(t, t.s[at] == '(' ? ')' : ']', at);
    if (end == t.n)
        return at + 1;
    struct text inside = text_slice(t, at + 1, end);
    for (size_t i = 0; starts_capital(inside) && i < inside.n; i++)
        if (text_starts(text_slice(inside, i, inside.n), TEXT(" and ")))
            return at + 1;
    return end + 1;
}

/* Goes over what stands before the next word; false at the text's end. */
static bool skip_marks(struct text t, size_t *at, struct word *next) {
    while (*at < t.n) {
        struct text rest = text_slice(t, *at, t.n);
        size_t n = mark_length(rest);
        if (!n)
            return true;
        next->new_line = next->new_line || rest.s[0] == '\n';
        next->parted = next->parted || !is_space(rest.s[0]);
        *at = rest.s[0] == '(' || rest.s[0] == '[' ? bracket_end(t, *at) : *at + n;
    }
    return false;
}

/* The word at *at. A full stop behind one letter or an abbreviation ends no sentence. */
static void read_word(const struct analysis *a, struct text t, size_t *at, struct passage whole,
                      struct word *w) {
    size_t from = *at, end = from;
    while (end < t.n && !mark_length(text_slice(t, end, t.n)))
        end++;
    *at = end;
    bool initial = end == from + 2 && is_upper(t.s[from]); /* "J.": the full stop is its own */
    while (!initial && end > from + 1 && (t.s[end - 1] == '.' || t.s[end - 1] == '?')) {
        end--;
        w->stops = true;
    }
    w->label = *at < t.n && t.s[*at] == ':';
    w->p = passage_part(whole, from, end);
    w->kind = kind_of(a, text_slice(t, from, end));
    if (end == from + 1 || w->kind == WORD_HONORIFIC || text_find(t, '.', from) < end ||
        word_list_has(&a->language->particles, text_slice(t, from, end)))
        w->stops = false;
}

static struct words words_of(struct analysis *a, const struct units *lines) {
    size_t most = 0; /* a word and what divides it from the next are two bytes */
    for (size_t i = 0; i < lines->count; i++)
        most += (lines->items[i].passage.to - lines->items[i].passage.from) / 2 + 1;
    most = most < WORDS_MAX ? most : WORDS_MAX;
    struct words out = {arena_alloc(a->arena, (most + 1) * sizeof(struct word)), 0};
    bool parted = false;
    for (size_t i = 0; i < lines->count; i++) {
        struct passage whole = lines->items[i].passage;
        struct text t = passage_text(a->document, whole);
        for (size_t at = 0; out.count < most;) {
            struct word w = {.new_line = at == 0, .parted = at == 0 && parted};
            bool more = skip_marks(t, &at, &w);
            parted = w.parted; /* a mark at a line's end stands before the next one */
            if (!more)
                break;
            read_word(a, t, &at, whole, &w);
            out.items[out.count++] = w;
        }
    }
    return out;
}

static struct text word_text(const struct analysis *a, const struct word *w) {
    return passage_text(a->document, w->p);
}

/* An honorific behind a name is one: "Lorna Lord". */
static bool is_part(const struct words *w, size_t i) {
    const struct word *next = &w->items[i];
    bool last = i + 1 == w->count || w->items[i + 1].kind != WORD_NAME || w->items[i + 1].parted ||
                w->items[i + 1].new_line;
    return next->kind == WORD_NAME || next->kind == WORD_PARTICLE ||
           (next->kind == WORD_HONORIFIC && last && i && !next->new_line &&
            (w->items[i - 1].kind == WORD_NAME || w->items[i - 1].kind == WORD_PARTICLE));
}

/* Words of a name from i on in one line; *end is behind them. */
static size_t names_in_line(const struct words *w, size_t i, size_t *end) {
    size_t from = i;
    while (i < w->count && is_part(w, i) &&
           (i == from || (!w->items[i].parted && !w->items[i].new_line)))
        i++;
    *end = i;
    return i - from;
}

/* Whether what stands in front of `end` ends there as a name does. */
static bool ends_name(const struct words *w, size_t end) {
    const struct word *before = &w->items[end - 1], *next = &w->items[end];
    if (before->label)
        return false;
    return end == w->count || before->stops || next->parted || next->new_line ||
           next->kind == WORD_AND || next->kind == WORD_RANK;
}

/* Whether the name from `from` goes on in the line that begins with the word i: it is no name yet,
 * or what follows is one word of a list, which could be none. */
static bool goes_on(const struct analysis *a, const struct words *w, size_t from, size_t i,
                    bool list) {
    size_t end, n = names_in_line(w, i, &end);
    if (!n || !ends_name(w, end))
        return false;
    struct text last = word_text(a, &w->items[i - 1]);
    if (i - from < 2 || w->items[i - 1].kind == WORD_PARTICLE || text_ends(last, TEXT("-")))
        return true;
    bool more = end < w->count && (w->items[end].parted || w->items[end].kind == WORD_AND);
    return n == 1 && (list || more);
}

/* Letters behind a name: "QPM"; "BM" where the name is whole. */
static bool is_letters_behind(const struct analysis *a, const struct words *w, size_t from,
                              size_t end) {
    struct text t = word_text(a, &w->items[end]);
    size_t whole = 0;
    for (size_t i = from; i < end; i++)
        whole += has_lower(word_text(a, &w->items[i]));
    return (is_acronym(t) || (t.n == 2 && is_capitals(t) && whole > 1)) &&
           !text_ends(word_text(a, &w->items[end - 1]), TEXT("-"));
}

/* "MARY O'BRIEN HMI": a word of a name in capitals, of letters that can be spoken. */
static bool is_name_in_capitals(const struct analysis *a, const struct word *w) {
    struct text t = word_text(a, w);
    bool honour = t.n == ACRONYM_MIN && text_ends(t, TEXT("BE")); /* "OBE" */
    bool spoken = t.n == 1 || (t.n == 2 && t.s[1] == '.');
    for (size_t i = 0; i < t.n; i++)
        spoken = spoken || strchr("AEIOUY", t.s[i]);
    return spoken && !honour && !has_lower(t) && w->kind == WORD_NAME &&
           !word_list_has(&a->language->not_names, t) && !is_role_noun(a, t) && !is_body_noun(a, t);
}

/* The end of a name in capitals that begins with the word `from`, of two words or more, and that a
 * rank follows in its line; 0: there is none, since capitals are headings' and acronyms'. */
static size_t capitals_end(const struct analysis *a, const struct words *w, size_t from) {
    size_t end = from;
    while (end < w->count && end < from + NAME_WORDS_MAX &&
           is_name_in_capitals(a, &w->items[end]) &&
           (end == from || (!w->items[end].new_line && !w->items[end].parted)))
        end++;
    size_t rank = end;
    while (rank < w->count && rank < end + NAME_WORDS_MAX && w->items[rank].kind == WORD_NAME &&
           !w->items[rank].new_line && is_capitals(word_text(a, &w->items[rank])))
        rank++; /* "QPM" */
    bool ranked = rank < w->count && w->items[rank].kind == WORD_RANK && !w->items[rank].new_line;
    return ranked && end >= from + 2 ? end : 0;
}

/* The end of the name that begins with the word `from`. */
static size_t name_end(const struct analysis *a, const struct words *w, size_t from, bool list) {
    size_t end = capitals_end(a, w, from);
    if (end)
        return end;
    end = from + 1;
    while (end < w->count && is_part(w, end) && !w->items[end].parted && !w->items[end - 1].stops) {
        if (w->items[end].new_line && !goes_on(a, w, from, end, list))
            break;
        if (is_letters_behind(a, w, from, end))
            break;
        end++;
    }
    while (end > from && w->items[end - 1].kind == WORD_PARTICLE)
        end--;
    return end;
}

/* The words as they are printed; a hyphen at a line's end has no space behind it. */
static const char *join_words(struct analysis *a, const struct words *w, size_t from, size_t end) {
    const char *name = "";
    for (size_t i = from; i < end; i++) {
        bool apart = i > from && !text_ends(text_of(name), TEXT("-"));
        name = arena_format(a->arena, "%s%s%s", name, apart ? " " : "",
                            passage_string(a, w->items[i].p));
    }
    return name;
}

/* Whether the line goes on with the rest of a body's name: "Wexmoor Church of England School". */
static bool goes_on_as_body(const struct analysis *a, const struct words *w, size_t end) {
    bool of = end < w->count && text_same(word_text(a, &w->items[end]), TEXT("of"));
    for (size_t i = end; i < w->count && !w->items[i].parted && !w->items[i].new_line; i++) {
        if (w->items[i].kind == WORD_BODY)
            return of || i == end;
        if (i > end && w->items[i].kind == WORD_PLAIN)
            break;
    }
    return false;
}

/* Two words at least with a capital, one of them more than letters of an acronym. */
static bool read_person(struct analysis *a, const struct words *w, size_t from, size_t end,
                        struct person *out) {
    size_t capitals = 0;
    bool lower = capitals_end(a, w, from) == end;
    for (size_t i = from; i < end; i++) {
        bool capital = w->items[i].kind != WORD_PARTICLE;
        capitals += capital;
        lower = lower || (capital && has_lower(word_text(a, &w->items[i])));
    }
    bool body = goes_on_as_body(a, w, end);
    if (capitals < 2 || !lower || end - from > NAME_WORDS_MAX || body || w->items[end - 1].label)
        return false;
    *out = (struct person){w->items[from].p, w->items[end - 1].p, join_words(a, w, from, end)};
    return strlen(out->name) <= NAME_BYTES_MAX && !is_vacant(a, text_of(out->name));
}

/* Whether the names that are wanted end before the word i. */
static bool is_over(const struct words *w, size_t i, size_t found, bool many, bool added) {
    const struct word *next = &w->items[i];
    if (i && (w->items[i - 1].stops || (w->items[i - 1].label && (next->new_line || found))))
        return true;
    return !many && found && !added && next->kind == WORD_NAME;
}

size_t persons_find(struct analysis *a, const struct units *lines, bool many,
                    struct person out[PERSONS_MAX]) {
    struct words w = words_of(a, lines);
    size_t count = 0, plain = 0;
    bool added = false; /* "and" stands before the word, but for ranks */
    for (size_t i = 0, end; i < w.count && count < PERSONS_MAX; i = end) {
        const struct word *next = &w.items[i];
        end = i + 1;
        if (is_over(&w, i, count, many, added))
            break;
        plain = next->kind == WORD_PLAIN ? plain + 1 : 0;
        if (plain == PROSE_WORDS)
            break;
        if (next->kind == WORD_NAME &&
            (!is_acronym(word_text(a, next)) || capitals_end(a, &w, i))) {
            end = name_end(a, &w, i, count > 0);
            count += read_person(a, &w, i, end, &out[count]);
        }
        added = next->kind == WORD_AND || (added && next->kind != WORD_NAME);
    }
    return count;
}

bool is_person(struct analysis *a, struct passage p) {
    struct person people[PERSONS_MAX];
    struct units line = {0};
    units_add(a, &line, p, false);
    struct words w = words_of(a, &line);
    size_t first = 0;
    while (first < w.count && w.items[first].kind == WORD_HONORIFIC)
        first++;
    return first < w.count && persons_find(a, &line, true, people) == 1 &&
           people[0].first.from == w.items[first].p.from &&
           people[0].last.to == w.items[w.count - 1].p.to;
}
