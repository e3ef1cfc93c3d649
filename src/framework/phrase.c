#include "framework/phrase.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <string.h>

enum { PHRASES_MAX = 256, PENDING_MAX = 128, PATTERN_MAX = 1000, STEPS_MAX = 800 };
enum {
    SLIP_AND_PLURAL = 2,
    SLIP_LETTERS = 4,
    LONE_SLIP_LETTERS = 5,
    WORD_MAX = 40,
    PATTERN_WORD_MAX = 80
};
static const double slip_cost = 0.02, glued = 0.97;

/* ---- words ---------------------------------------------------------------------------- */

static bool is_article(struct text w) {
    return text_equal(w, TEXT("the")) || text_equal(w, TEXT("a")) || text_equal(w, TEXT("an"));
}

enum letter { LETTER_PART, LETTER_SKIPPED, LETTER_NONE };

/* Apostrophes are inside a word and not of it; dashes and spaces part words. */
static enum letter letter_at(struct text t, size_t i, size_t *length) {
    *length = 1;
    if (is_alnum(t.s[i]))
        return LETTER_PART;
    uint32_t c = utf8_decode(t.s + i, t.n - i, length);
    *length = *length ? *length : 1;
    if (c == '\'' || c == 0x2018 || c == 0x2019)
        return LETTER_SKIPPED;
    bool dash = (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
    return c >= 0x80 && !dash && !utf8_is_space(c) ? LETTER_PART : LETTER_NONE;
}

struct phrase phrase_of(struct arena *a, struct text t) {
    struct phrase p = {0};
    char *letters = arena_alloc(a, t.n + 1);
    size_t n = 0, from = 0, length = 1;
    for (size_t i = 0; i <= t.n; i += length) {
        enum letter kind = i < t.n ? letter_at(t, i, &length) : LETTER_NONE;
        for (size_t k = 0; kind == LETTER_PART && k < length; k++)
            letters[n++] = lower(t.s[i + k]);
        struct text word = {letters + from, n - from};
        if (kind != LETTER_NONE || !word.n)
            continue;
        from = n;
        if (is_article(word))
            continue;
        if (p.count == PHRASE_WORDS_MAX)
            return (struct phrase){0};
        p.words[p.count++] = word;
        p.letters += word.n;
    }
    return p;
}

/* Without the s of a plural; words are in small letters. */
static struct text singular(struct text w) {
    bool plural = w.n > SLIP_LETTERS && w.s[w.n - 1] == 's' && w.s[w.n - 2] != 's';
    return text_slice(w, 0, w.n - plural);
}

/* Equal but for one letter that is another, missing, too many, or in its neighbour's place. */
static bool is_letter_apart(struct text a, struct text b) {
    if (a.n > b.n) {
        struct text t = a;
        a = b;
        b = t;
    }
    size_t head = 0, tail = 0;
    if (b.n - a.n > 1 || a.n < SLIP_LETTERS || b.n > WORD_MAX)
        return false;
    while (head < a.n && a.s[head] == b.s[head])
        head++;
    while (tail < a.n - head && a.s[a.n - 1 - tail] == b.s[b.n - 1 - tail])
        tail++;
    if (head + tail + 1 >= b.n)
        return true;
    return a.n == b.n && head + tail + 2 == a.n && a.s[head] == b.s[head + 1] &&
           a.s[head + 1] == b.s[head];
}

bool word_is_slip(struct text a, struct text b) {
    if (a.n > b.n + SLIP_AND_PLURAL || b.n > a.n + SLIP_AND_PLURAL)
        return false;
    return is_letter_apart(a, b) || is_letter_apart(singular(a), singular(b));
}

static bool same_words(const struct phrase *a, const struct phrase *b) {
    size_t i = 0, k = 0, at = 0, in = 0; /* letter by letter, wherever the words end */
    while (i < a->count && k < b->count) {
        if (a->words[i].s[at] != b->words[k].s[in])
            return false;
        if (++at == a->words[i].n) {
            at = 0;
            i++;
        }
        if (++in == b->words[k].n) {
            in = 0;
            k++;
        }
    }
    return i == a->count && k == b->count;
}

/* ---- likeness -------------------------------------------------------------------------- */

/* Whether all words of the shorter stand in the longer in their order; *slips are those of one
 * letter. */
static bool is_within(const struct phrase *shorter, const struct phrase *longer, size_t *slips) {
    size_t i = 0, spare = longer->count - shorter->count;
    *slips = 0;
    for (size_t k = 0; i < shorter->count && k < longer->count; k++) {
        struct text a = shorter->words[i], b = longer->words[k];
        bool equal = text_equal(a, b);
        if (equal || word_is_slip(a, b)) {
            *slips += !equal;
            i++;
        } else if (!spare--) {
            return false;
        }
    }
    return i == shorter->count;
}

double phrase_likeness(const struct phrase *p, const struct phrase *printed) {
    const struct phrase *shorter = p->count <= printed->count ? p : printed;
    const struct phrase *longer = shorter == p ? printed : p;
    size_t slips;
    if (!shorter->count)
        return 0;
    if (same_words(p, printed))
        return p->count == printed->count ? 1 : glued;
    if (!is_within(shorter, longer, &slips))
        return 0;
    if (longer->count == 1 && p->words[0].n < LONE_SLIP_LETTERS)
        return 0;
    return (double)shorter->count / (double)longer->count - slip_cost * (double)slips;
}

/* ---- patterns -------------------------------------------------------------------------- */

/* What is still to be taken apart. */
struct pending {
    struct text items[PENDING_MAX];
    size_t count;
};

static void push(struct arena *a, struct pending *all, struct text head, struct text middle,
                 struct text tail) {
    size_t n = head.n + middle.n + tail.n;
    if (all->count == PENDING_MAX || n > PATTERN_MAX)
        return;
    char *s = arena_alloc(a, n + 1);
    memcpy(s, head.s, head.n);
    memcpy(s + head.n, middle.s, middle.n);
    memcpy(s + head.n + middle.n, tail.s, tail.n);
    all->items[all->count++] = (struct text){s, n};
}

static bool is_escaped(struct text t, size_t i) { return i && t.s[i - 1] == '\\'; }

/* The first group that is in no other, brackets included. */
static bool find_group(struct text t, size_t *open, size_t *close) {
    size_t depth = 0;
    for (size_t i = 0; i < t.n; i++) {
        if (is_escaped(t, i))
            continue;
        if (t.s[i] == '(' && !depth++)
            *open = i;
        *close = i;
        if (t.s[i] == ')' && depth && !--depth)
            return true;
    }
    return false;
}

/* Where the alternative that begins at `from` ends. */
static size_t alternative_end(struct text t, size_t from) {
    size_t i = from, depth = 0;
    for (; i < t.n && (depth || t.s[i] != '|'); i++) {
        depth += t.s[i] == '(' && !is_escaped(t, i);
        depth -= t.s[i] == ')' && depth && !is_escaped(t, i);
    }
    return i;
}

/* Behind "?:", "?<name>"; 0 for a group that only looks. *keep is false for one. */
static size_t group_head(struct text g, bool *keep) {
    *keep = true;
    if (!g.n || g.s[0] != '?')
        return 0;
    size_t n = 1;
    while (n < g.n && g.s[n] != ':' && g.s[n] != '>' && g.s[n] != '=' && g.s[n] != '!')
        n++;
    *keep = n < g.n && (g.s[n] == ':' || g.s[n] == '>');
    return n < g.n ? n + 1 : g.n;
}

/* One pattern for each alternative of the group; what is optional is left out first. */
static void split_group(struct arena *a, struct pending *all, struct text t, size_t open,
                        size_t close) {
    char behind = close + 1 < t.n ? t.s[close + 1] : '\0';
    bool keep, optional = behind == '?' || behind == '*'; /* again and again is not looked for */
    struct text head = text_slice(t, 0, open), group = text_slice(t, open + 1, close);
    struct text tail = text_slice(t, close + 1 + optional, t.n);
    size_t from = group_head(group, &keep);
    keep = keep && !(optional && is_article(text_trim(text_slice(group, from, group.n))));
    for (size_t to; keep && from <= group.n; from = to + 1) {
        to = alternative_end(group, from);
        push(a, all, head, text_slice(group, from, to), tail);
    }
    if (optional || !keep)
        push(a, all, head, TEXT(""), tail);
}

static bool only_looks(struct text t, size_t i) {
    static const char *const heads[] = {"(?=", "(?!", "(?<=", "(?<!"};
    for (size_t k = 0; t.s[i] == '(' && k < sizeof heads / sizeof heads[0]; k++)
        if (text_starts(text_slice(t, i, t.n), text_of(heads[k])))
            return true;
    return false;
}

/* The pattern without the groups that only look at what stands around it. */
static struct text without_looks(struct arena *a, struct text t) {
    char *s = arena_alloc(a, t.n + 1);
    size_t n = 0, depth = 0;
    for (size_t i = 0; i < t.n; i++) {
        bool escaped = is_escaped(t, i);
        if (!escaped && (depth ? t.s[i] == '(' : only_looks(t, i)))
            depth++;
        if (!depth)
            s[n++] = t.s[i];
        else if (!escaped && t.s[i] == ')')
            depth--;
    }
    return (struct text){s, n};
}

/* "[- ]": a class of what parts words; its length, 0 for any other. */
static size_t separator_class(struct text t, size_t i) {
    static const char *const classes[] = {"[- ]", "[ -]"};
    for (size_t k = 0; t.s[i] == '[' && k < sizeof classes / sizeof classes[0]; k++)
        if (text_starts(text_slice(t, i, t.n), text_of(classes[k])))
            return strlen(classes[k]);
    return 0;
}

/* What stands for more than itself. */
static bool is_operator(char c) {
    switch (c) {
    case '.':
    case '[':
    case '{':
    case '*':
    case '+':
    case '^':
    case '$':
        return true;
    default:
        return false;
    }
}

/* Without groups: words and what is optional in them; false where there is more. */
static bool plain(struct arena *a, struct text t, struct phrase *out) {
    char *s = arena_alloc(a, t.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++) {
        size_t class = separator_class(t, i);
        if (class) {
            s[n++] = ' ';
            i += class - 1;
            continue;
        }
        if (t.s[i] == ' ' && i + 1 < t.n && t.s[i + 1] == '?')
            continue; /* "head ?teacher": one word */
        if (is_operator(t.s[i]))
            return false;
        if (t.s[i] == '\\' && i + 1 < t.n && is_letter(t.s[i + 1])) {
            if (t.s[++i] != 'b')
                return false;
        } else if (t.s[i] != '?' && t.s[i] != '\\') {
            s[n++] = t.s[i];
        }
    }
    *out = phrase_of(a, (struct text){s, n});
    return out->count > 0;
}

static const char *in_small(struct arena *a, const char *s) {
    char *out = arena_string(a, s, strlen(s));
    for (char *c = out; *c; c++)
        *c = lower(*c);
    return out;
}

static bool holds(const char *pattern, struct text part) {
    char word[PATTERN_WORD_MAX + 1];
    if (part.n > PATTERN_WORD_MAX)
        return false;
    memcpy(word, part.s, part.n);
    word[part.n] = '\0';
    return strstr(pattern, word) != NULL;
}

/* Whether a pattern is worth being written out for the printed words: it has one of their longer
 * words in it, or the first or last letters of the only one. */
static bool might_be(const struct phrase *printed, const char *pattern) {
    struct text word = {0};
    size_t longer = 0;
    for (size_t i = 0; i < printed->count; i++) {
        if (printed->words[i].n < SLIP_LETTERS)
            continue;
        word = printed->words[i];
        longer++;
        if (holds(pattern, word))
            return true;
    }
    return longer == 1 && word.n >= LONE_SLIP_LETTERS &&
           (holds(pattern, text_slice(word, 0, 3)) ||
            holds(pattern, text_slice(word, word.n - 3, word.n)));
}

/* Whether something that is no word stands outside all groups: it would be in every phrase. */
static bool is_hopeless(struct text t) {
    size_t depth = 0;
    for (size_t i = 0; i < t.n; i++) {
        size_t class = separator_class(t, i);
        if (t.s[i] == '\\') {
            i++;
        } else if (class) {
            i += class - 1;
        } else if (t.s[i] == '(') {
            depth++;
        } else if (t.s[i] == ')') {
            depth -= depth > 0;
        } else if (!depth && is_operator(t.s[i]) && (t.s[i] != '*' || !i || t.s[i - 1] != ')')) {
            return true;
        }
    }
    return false;
}

struct phrases phrases_of(struct arena *a, const char *pattern) {
    struct phrases out = {0};
    struct pending all = {0};
    size_t open = 0, close = 0, capacity = 0;
    out.items = arena_room(a, NULL, 0, &capacity, sizeof *out.items);
    push(a, &all, TEXT("(?:"), without_looks(a, text_of(pattern)), TEXT(")"));
    for (size_t steps = 0; all.count && out.count < PHRASES_MAX && steps < STEPS_MAX; steps++) {
        struct text t = all.items[--all.count];
        if (is_hopeless(t))
            continue;
        if (find_group(t, &open, &close))
            split_group(a, &all, t, open, close);
        else {
            out.items = arena_room(a, out.items, out.count, &capacity, sizeof *out.items);
            out.count += plain(a, t, &out.items[out.count]);
        }
    }
    return out;
}

double phrases_likeness(struct arena *a, const char *pattern, struct phrases *phrases,
                        const struct phrase *printed) {
    double best = 0;
    if (!phrases->small)
        phrases->small = in_small(a, pattern ? pattern : "");
    if (!might_be(printed, phrases->small))
        return 0;
    if (!phrases->items)
        *phrases = phrases_of(a, pattern);
    for (size_t i = 0; i < phrases->count; i++) {
        double likeness = phrase_likeness(&phrases->items[i], printed);
        best = likeness > best ? likeness : best;
    }
    return best;
}
