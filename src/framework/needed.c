#include "framework/needed.h"

#include <string.h>

enum {
    LEAST_LETTERS = 4,
    LEVELS_MAX = 16,
    TELLING_LETTERS = 10,
    LETTER_BITS = 0x1F,
    LEAST_OF_LEAD = 2
};

/* How patterns have white space that they were written with as a space. */
static const char space[] = "(?:\\s+)";
enum { SPACE_BYTES = sizeof space - 1 };

static bool is_space_at(struct text p, size_t i) {
    return text_starts(text_slice(p, i, p.n), text_of(space)) &&
           !(i + SPACE_BYTES < p.n && strchr("?*+{", p.s[i + SPACE_BYTES]));
}

/* Whether what stands before the offset can be left out. */
static bool is_optional(struct text p, size_t i) {
    return i < p.n && (p.s[i] == '?' || p.s[i] == '*' || p.s[i] == '{');
}

static void add_letter(struct needed_word *word, char c) {
    if (word->n < NEEDED_LETTERS_MAX)
        word->s[word->n++] = c;
}

/* The words that stand in the pattern at `i`; gives the bytes that they take there. */
static size_t words_at(struct text p, size_t i, struct needed_word *word) {
    size_t n = 0;
    for (word->n = 0; i + n < p.n;) {
        if (is_letter(p.s[i + n]) && is_optional(p, i + n + 1))
            return n + 1;
        if (is_letter(p.s[i + n]))
            add_letter(word, p.s[i + n++]);
        else if (n && is_space_at(p, i + n))
            add_letter(word, ' '), n += SPACE_BYTES;
        else
            break;
    }
    return n;
}

/* "\d", "\p{Lu}". */
static size_t escape_at(struct text p, size_t i) {
    size_t end = i + 2 < p.n && p.s[i + 2] == '{' ? text_find(p, '}', i + 2) + 1 : i + 2;
    return (end < p.n ? end : p.n) - i;
}

/* An escape, a class, or one character. */
static size_t syntax_at(struct text p, size_t i) {
    size_t n = 1;
    if (p.s[i] == '\\')
        return escape_at(p, i);
    if (p.s[i] != '[')
        return 1;
    if (i + n < p.n && p.s[i + n] == '^')
        n++;
    if (i + n < p.n && p.s[i + n] == ']')
        n++;
    while (i + n < p.n && p.s[i + n] != ']')
        n += p.s[i + n] == '\\' ? 2 : 1;
    return n + 1;
}

/* The bytes of the group at `i`. */
static size_t group_at(struct text p, size_t i) {
    size_t depth = 0, n = 0;
    for (; i + n < p.n; n += syntax_at(p, i + n)) {
        depth += p.s[i + n] == '(' ? 1u : 0u;
        if (p.s[i + n] == ')' && --depth == 0)
            return n + 1;
    }
    return p.n - i;
}

/* "(?:", "(?<name>", "(?-i:", "(?>": how a group begins whose words are matched; 0 for others, as
 * those that look around. */
static size_t opening_at(struct text p, size_t i) {
    size_t n = 2;
    if (i + n >= p.n || p.s[i + 1] != '?')
        return i + 1 < p.n && p.s[i + 1] == '*' ? 0 : 1;
    if (p.s[i + n] == '<' && i + n + 1 < p.n && !is_letter(p.s[i + n + 1]))
        return 0;
    n += p.s[i + n] == '<' ? 1u : 0u;
    while (i + n < p.n && (is_alnum(p.s[i + n]) || p.s[i + n] == '-' || p.s[i + n] == '_'))
        n++;
    return i + n < p.n && (p.s[i + n] == ':' || p.s[i + n] == '>') ? n + 1 : 0;
}

/* ---- what matches begin with ---------------------------------------------------------- */

/* What the alternative at hand begins with: nothing as yet, words, or something else. */
enum lead_state { LEAD_OPEN, LEAD_WORDS, LEAD_LOST };

/* Of a group: the words that its alternatives begin with. */
struct lead {
    struct needed_set words;
    enum lead_state state;
    bool lost, empty; /* an alternative begins with something else; with what stands behind */
};

static void lead_open(struct lead *l) {
    l->words.count = 0;
    l->state = LEAD_OPEN;
    l->lost = l->empty = false;
}

static void lead_lose(struct lead *l) { l->state = l->state == LEAD_OPEN ? LEAD_LOST : l->state; }

/* Words with which it can begin; `certain`: with nothing else. */
static void lead_take(struct lead *l, const struct needed_word *words, size_t count, bool certain) {
    if (l->state != LEAD_OPEN)
        return;
    if (count > NEEDED_WORDS_MAX - l->words.count) {
        l->state = LEAD_LOST;
        return;
    }
    if (count)
        memcpy(l->words.words + l->words.count, words, count * sizeof *words);
    l->words.count += count;
    l->state = certain ? LEAD_WORDS : LEAD_OPEN;
}

static void lead_end_alternative(struct lead *l) {
    l->lost |= l->state == LEAD_LOST;
    l->empty |= l->state == LEAD_OPEN;
    l->state = LEAD_OPEN;
}

/* Of a group that has ended, for what it stands in. */
static void lead_take_group(struct lead *l, const struct lead *group, bool optional) {
    if (group->lost)
        lead_lose(l);
    else
        lead_take(l, group->words.words, group->words.count, !group->empty && !optional);
}

static void lead_take_word(struct lead *l, const struct needed_word *word) {
    if (word->n < LEAST_OF_LEAD)
        lead_lose(l);
    else
        lead_take(l, word, 1, true);
}

static bool is_look(struct text p, size_t i) {
    static const char *const looks[] = {"(?=", "(?!", "(?<=", "(?<!"};
    for (size_t k = 0; k < sizeof looks / sizeof looks[0]; k++)
        if (text_starts(text_slice(p, i, p.n), text_of(looks[k])))
            return true;
    return false;
}

/* Whether what stands at i takes no letters, or only says how often something stands there. */
static bool takes_nothing(struct text p, size_t i) {
    switch (p.s[i]) {
    case '^':
    case '?':
    case '*':
    case '+':
        return true;
    case '\\':
        return i + 1 < p.n && p.s[i + 1] == 'b';
    default:
        return p.s[i] == '(' && is_look(p, i);
    }
}

/* ---- what they hold -------------------------------------------------------------------- */

/* A group that is being read: the best words of the alternative at hand, and those of the ones
 * before it together. */
struct level {
    struct needed_set best, all;
    bool every;     /* each alternative so far has words */
    bool is_one_of; /* there are several alternatives */
    struct lead lead;
};

struct levels {
    struct level items[LEVELS_MAX];
    size_t count;
    struct needed all; /* of the parts that stand in no group */
};

static size_t least_letters(const struct needed_set *words) {
    size_t least = TELLING_LETTERS;
    for (size_t i = 0; i < words->count; i++)
        least = words->words[i].n < least ? words->words[i].n : least;
    return least;
}

/* Long words say more than short ones, and few more than many. */
static size_t worth(const struct needed_set *words) {
    return words->count ? least_letters(words) + NEEDED_WORDS_MAX - words->count : 0;
}

static void keep(struct needed *all, const struct needed_set *words) {
    size_t at = all->count;
    while (at && worth(words) > worth(&all->sets[at - 1]))
        at--;
    if (at == NEEDED_SETS_MAX)
        return;
    all->count += all->count < NEEDED_SETS_MAX;
    for (size_t i = all->count - 1; i > at; i--)
        all->sets[i] = all->sets[i - 1];
    all->sets[at] = *words;
}

static void propose(struct levels *l, const struct needed_set *words) {
    struct level *at = &l->items[l->count - 1];
    if (!words->count)
        return;
    if (worth(words) > worth(&at->best))
        at->best = *words;
    if (l->count == 1)
        keep(&l->all, words);
}

static void propose_word(struct levels *l, struct needed_word word) {
    while (word.n && word.s[word.n - 1] == ' ')
        word.n--;
    lead_take_word(&l->items[l->count - 1].lead, &word);
    if (word.n >= LEAST_LETTERS)
        propose(l, &(struct needed_set){.count = 1, .words = {word}});
}

static void open_level(struct levels *l) {
    struct level *at = &l->items[l->count++];
    at->best.count = at->all.count = 0;
    at->every = true;
    at->is_one_of = false;
    lead_open(&at->lead);
}

static void end_alternative(struct level *at) {
    size_t count = at->best.count;
    at->every = at->every && count && at->all.count + count <= NEEDED_WORDS_MAX;
    if (at->every) {
        memcpy(at->all.words + at->all.count, at->best.words, count * sizeof *at->best.words);
        at->all.count += count;
    }
    at->best.count = 0;
    lead_end_alternative(&at->lead);
}

/* The words of the innermost group, which is at its end. */
static const struct needed_set *close_level(struct levels *l) {
    struct level *at = &l->items[--l->count];
    end_alternative(at);
    at->all.count = at->every ? at->all.count : 0;
    return &at->all;
}

/* What is no letter; the bytes that it takes. */
static size_t read_syntax(struct levels *l, struct text p, size_t i) {
    size_t opening = p.s[i] == '(' ? opening_at(p, i) : 0;
    if (opening && l->count < LEVELS_MAX) {
        open_level(l);
        return opening;
    }
    if (p.s[i] != '|' && (p.s[i] != ')' || l->count == 1) && !takes_nothing(p, i))
        lead_lose(&l->items[l->count - 1].lead);
    if (p.s[i] == '(')
        return group_at(p, i);
    if (p.s[i] == '|') {
        end_alternative(&l->items[l->count - 1]);
        l->items[l->count - 1].is_one_of = true;
    }
    if (p.s[i] != ')' || l->count == 1)
        return syntax_at(p, i);
    const struct needed_set *words = close_level(l);
    bool optional = is_optional(p, i + 1);
    lead_take_group(&l->items[l->count - 1].lead, &l->items[l->count].lead, optional);
    if (!optional)
        propose(l, words);
    return 1;
}

static uint32_t bit_of(char c) { return UINT32_C(1) << (c & LETTER_BITS); }

static void note_seconds(struct needed_set *set) {
    memset(set->seconds, 0, sizeof set->seconds);
    for (size_t i = 0; i < set->count; i++) {
        const char *s = set->words[i].s;
        uint32_t bits = bit_of(s[1]);
        for (char c = '\t'; s[1] == ' ' && c <= '\r'; c++)
            bits |= bit_of(c); /* white space of any kind */
        set->seconds[s[0] & LETTER_BITS] |= bits;
    }
}

/* Where the pattern is alternatives, a match has the words of one of them. */
static void end_pattern(struct levels *l) {
    bool alternatives = l->items[0].is_one_of, whole = l->count == 1;
    const struct needed_set *words = close_level(l);
    if (!whole || alternatives)
        l->all.count = 0;
    if (whole && alternatives && words->count)
        keep(&l->all, words);
    const struct lead *lead = &l->items[0].lead;
    l->all.leads.count = 0;
    if (whole && !lead->lost && !lead->empty)
        l->all.leads = lead->words;
}

struct needed needed_words(struct text p) {
    struct levels l;
    struct needed_word word;
    l.count = l.all.count = 0;
    open_level(&l);
    for (size_t i = 0, n; i < p.n; i += n) {
        n = words_at(p, i, &word);
        if (n)
            propose_word(&l, word);
        else
            n = read_syntax(&l, p, i);
    }
    end_pattern(&l);
    for (size_t i = 0; i < l.all.count; i++)
        note_seconds(&l.all.sets[i]);
    note_seconds(&l.all.leads);
    return l.all;
}

/* Whether a word can begin with the two, whatever their case. */
static bool begins_word(const struct needed_set *set, char first, char second) {
    return set->seconds[first & LETTER_BITS] & bit_of(second);
}

/* The bytes of white space at `i`. */
static size_t white_at(struct text t, size_t i) {
    size_t n = 0;
    while (i + n < t.n && is_space(t.s[i + n]))
        n++;
    return n;
}

static bool is_at(const struct needed_word *word, struct text t, size_t i) {
    size_t letters = 0, step = 1;
    for (; letters < word->n && i < t.n && step; letters++, i += step) {
        char c = word->s[letters];
        step = c == ' ' ? white_at(t, i) : (t.s[i] | ' ') == (c | ' ');
    }
    return letters == word->n && step;
}

size_t needed_find(const struct needed_set *set, struct text t, size_t from) {
    for (size_t i = from; i + 1 < t.n; i++)
        for (size_t k = 0; begins_word(set, t.s[i], t.s[i + 1]) && k < set->count; k++)
            if (is_at(&set->words[k], t, i))
                return i;
    return t.n;
}
