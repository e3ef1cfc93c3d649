#include "analyse/negation.h"

#include <string.h>

/* The clause so far. */
struct clause {
    unsigned count;                    /* of negations */
    bool doubted, joined, subordinate; /* joined: "and" or a comma after a negation */
};

static bool is_one_of(struct text word, const char *const *words) {
    for (; *words; words++)
        if (text_same(word, text_of(*words)))
            return true;
    return false;
}

/* "Didn't", with a typewriter's apostrophe or a printer's. */
static bool is_contracted(struct text word) {
    return text_ends(word, TEXT("n't")) || text_ends(word, TEXT("n\xE2\x80\x99t"));
}

static bool is_negation(struct text word) {
    static const char *const words[] = {"not",    "cannot", "never",    "none",    "neither",
                                        "nor",    "fail",   "fails",    "failed",  "failing",
                                        "unable", "nobody", "unlikely", "failure", NULL};
    return is_contracted(word) || is_one_of(word, words);
}

static bool is_word_byte(char c) { return is_alnum(c) || c == '\'' || (unsigned char)c >= 0x80; }

static struct text word_at(struct text t, size_t from) {
    size_t to = from;
    while (to < t.n && is_word_byte(t.s[to]))
        to++;
    return text_slice(t, from, to);
}

static struct text next_word(struct text t, size_t from) {
    while (from < t.n && is_space(t.s[from]))
        from++;
    return word_at(t, from);
}

static void take_word(struct clause *c, struct text word, struct text next) {
    static const char *const contrasts[] = {"but", "however", "nevertheless", "yet", NULL};
    static const char *const openers[] = {"although", "though",  "while", "whilst",
                                          "whereas",  "despite", NULL};
    static const char *const joins[] = {"and", "or", "who", "which", "because", "so", NULL};
    static const char *const subjects[] = {"this", "these", "it", "they", NULL};
    static const char *const keeps[] = {"change", "doubt", NULL};
    bool own = text_same(word, TEXT("and")) && is_one_of(next, subjects); /* "and this is ..." */
    bool not_yet = text_same(word, TEXT("yet")) && c->count;
    if (own || (is_one_of(word, contrasts) && !not_yet))
        *c = (struct clause){0};
    else if (is_one_of(word, openers))
        c->subordinate = true;
    else if (is_negation(word) && !text_same(next, TEXT("only")))
        c->count++;
    else if (text_same(word, TEXT("no")) && next.n && !is_digit(next.s[0]) &&
             !is_one_of(next, keeps)) /* "no change to the judgement of good" */
        c->doubted = true;
    else if (is_one_of(word, joins))
        c->joined |= c->count > 0;
}

/* A comma ends a clause that began with "although"; elsewhere what stands behind it may or may not
 * be denied too. */
static void take_mark(struct clause *c, char mark) {
    if (mark == ';' || (mark == ',' && c->subordinate))
        *c = (struct clause){0};
    else if (mark == ',' || mark == ':')
        c->joined |= c->count > 0;
}

static size_t sentence_start(struct text t, size_t at) {
    size_t from = 0;
    for (size_t end; (end = text_sentence_end(t, from)) <= at && end > from;)
        from = end;
    return from;
}

enum negation negation_before(struct text t, size_t at, size_t *first) {
    struct clause c = {0};
    for (size_t i = sentence_start(t, at); i < at;) {
        struct text word = word_at(text_slice(t, 0, at), i);
        unsigned before = c.count;
        if (word.n)
            take_word(&c, word, next_word(t, i + word.n));
        else
            take_mark(&c, t.s[i]);
        if (c.count > before)
            *first = i;
        i += word.n ? word.n : 1;
    }
    if (c.doubted || c.count > 1 || (c.count && (c.joined || c.subordinate)))
        return NEGATION_DOUBTED;
    return c.count ? NEGATION_WHOLE : NEGATION_NONE;
}

/* Only where there are two grades is what is not the one the other. By rank: g may be a copy of the
 * scale's own. */
static const struct grade *opposite(const struct grade *g) {
    const struct scale *s = g->scale;
    if (s->grade_count != 2 || g->rank != 1)
        return NULL;
    return s->grades[0].rank == g->rank ? &s->grades[1] : &s->grades[0];
}

const struct grade *negation_grade(const struct grade *g, struct text t, size_t *at) {
    size_t word = *at;
    switch (negation_before(t, *at, &word)) {
    case NEGATION_NONE:
        return g;
    case NEGATION_WHOLE:
        *at = word;
        return opposite(g);
    case NEGATION_DOUBTED:
        break;
    }
    return NULL;
}
