/* How alike texts are: by their words and their pairs of words, those weighing most that few of the
 * texts have. Candidates come from an index of those, so that the work is linear in the texts. */
#include "compare/matching.h"

#include "base/text.h"

#include <stdlib.h>

enum {
    WORDS_MAX = 600,    /* of a text; what is behind them is not looked at */
    POSTINGS_MAX = 64,  /* what more texts have leads to no candidates */
    CANDIDATES_MAX = 12 /* of a text */
};

static const double light = 0.15, pair = 0.5; /* of a word that says little by itself; of a pair */

/* A word of a text, or two neighbours; then, of the run of all texts that have it, its number. */
struct term {
    uint64_t hash;
    size_t text; /* those before, then those after */
    double weight;
};

/* The numbers of a text's terms, each once, in their order, and their weight in all. */
struct bag {
    size_t *ids, count;
    double weight;
};

struct index {
    struct arena *arena;
    struct term *terms; /* by hash, then by text: a run is all texts that have one */
    size_t count;
    size_t *runs; /* where each begins, and behind the last one the end */
    size_t run_count;
    struct bag *bags;
    size_t text_count, before_count;
};

struct candidate {
    size_t before, after;
    double likeness;
};

static uint64_t hash_of(struct text t, uint64_t h) { /* FNV-1a */
    for (size_t i = 0; i < t.n; i++)
        h = (h ^ (unsigned char)t.s[i]) * 1099511628211U;
    return h;
}

static bool is_light(struct text word) {
    static const char *const words[] = {
        "a",    "all",   "an",   "and",  "are", "as",   "at",    "be",    "by",  "for",  "from",
        "have", "in",    "is",   "it",   "its", "of",   "on",    "or",    "so",  "such", "that",
        "the",  "their", "they", "this", "to",  "when", "where", "which", "who", "with"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(word, text_of(words[i])))
            return true;
    return false;
}

/* ---- the index ---------------------------------------------------------------------------- */

static void add_term(struct index *x, uint64_t hash, size_t text, double weight) {
    x->terms[x->count++] = (struct term){hash, text, weight};
}

static void add_text(struct index *x, size_t text, struct text t) {
    static const uint64_t seed = 14695981039346656037U;
    uint64_t before = 0;
    bool before_light = true;
    for (size_t at = 0, words = 0; at < t.n && words < WORDS_MAX; words++) {
        size_t end = text_find(t, ' ', at);
        struct text word = text_slice(t, at, end);
        bool is = is_light(word);
        uint64_t hash = hash_of(word, seed);
        add_term(x, hash, text, is ? light : 1);
        if (words)
            add_term(x, hash_of(word, before * 31), text, is || before_light ? light : pair);
        before = hash;
        before_light = is;
        at = end + 1;
    }
}

static int by_hash(const void *a, const void *b) {
    const struct term *x = a, *y = b;
    int order = (x->hash > y->hash) - (x->hash < y->hash);
    return order ? order : (x->text > y->text) - (x->text < y->text);
}

static void sort_terms(struct index *x) {
    size_t n = 0;
    qsort(x->terms, x->count, sizeof *x->terms, by_hash);
    for (size_t i = 0; i < x->count; i++)
        if (!n || by_hash(&x->terms[i], &x->terms[n - 1]) != 0)
            x->terms[n++] = x->terms[i];
    x->count = n;
}

/* What few have weighs more. */
static void weigh_runs(struct index *x) {
    x->runs = arena_alloc(x->arena, (x->count + 1) * sizeof *x->runs);
    for (size_t i = 0; i < x->count; i++)
        if (i == 0 || x->terms[i].hash != x->terms[i - 1].hash)
            x->runs[x->run_count++] = i;
    x->runs[x->run_count] = x->count;
    for (size_t run = 0; run < x->run_count; run++) {
        double rarity = (double)x->text_count / (double)(x->runs[run + 1] - x->runs[run]);
        for (size_t i = x->runs[run]; i < x->runs[run + 1]; i++)
            x->terms[i].weight *= rarity / (rarity + 4);
    }
}

static void fill_bags(struct index *x) {
    for (size_t i = 0; i < x->count; i++)
        x->bags[x->terms[i].text].count++;
    for (size_t i = 0; i < x->text_count; i++) {
        x->bags[i].ids = arena_alloc(x->arena, x->bags[i].count * sizeof(size_t));
        x->bags[i].count = 0;
    }
    for (size_t run = 0; run < x->run_count; run++)
        for (size_t i = x->runs[run]; i < x->runs[run + 1]; i++) {
            struct bag *b = &x->bags[x->terms[i].text];
            b->ids[b->count++] = run;
            b->weight += x->terms[i].weight;
        }
}

/* ---- comparing ---------------------------------------------------------------------------- */

/* What both have, twice, of what either has. */
static double likeness_of(const struct index *x, const struct bag *a, const struct bag *b) {
    double shared = 0;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        size_t left = a->ids[i], right = b->ids[j];
        if (left == right)
            shared += x->terms[x->runs[left]].weight;
        i += left <= right;
        j += right <= left;
    }
    double all = a->weight + b->weight;
    return all > 0 ? 2 * shared / all : 0;
}

static int by_likeness(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;
    if (x->likeness != y->likeness)
        return x->likeness < y->likeness ? 1 : -1;
    if (x->before != y->before)
        return x->before < y->before ? -1 : 1;
    return (x->after > y->after) - (x->after < y->after);
}

/* What a text before shares with those after: zero but while candidates are found. */
struct scratch {
    double *shared;
    size_t *touched, count;
};

static void share(const struct index *x, const struct bag *b, struct scratch *s) {
    for (size_t k = 0; k < b->count; k++) {
        size_t from = x->runs[b->ids[k]], to = x->runs[b->ids[k] + 1];
        for (size_t i = from; to - from <= POSTINGS_MAX && i < to; i++) {
            size_t text = x->terms[i].text;
            if (text < x->before_count)
                continue;
            if (s->shared[text] == 0)
                s->touched[s->count++] = text;
            s->shared[text] += x->terms[i].weight;
        }
    }
}

/* Those that share most with the text, the most alike first: how many. */
static size_t find_candidates(const struct index *x, size_t text, struct scratch *s,
                              struct candidate *out) {
    s->count = 0;
    share(x, &x->bags[text], s);
    for (size_t i = 0; i < s->count; i++) {
        out[i] = (struct candidate){text, s->touched[i], s->shared[s->touched[i]]};
        s->shared[s->touched[i]] = 0;
    }
    qsort(out, s->count, sizeof *out, by_likeness);
    size_t n = s->count < CANDIDATES_MAX ? s->count : CANDIDATES_MAX;
    for (size_t i = 0; i < n; i++)
        out[i].likeness = likeness_of(x, &x->bags[text], &x->bags[out[i].after]);
    return n;
}

/* Of which terms are made: a word and a pair each. */
static size_t count_words(const char *s) {
    size_t n = s && *s ? 1 : 0;
    for (; s && *s; s++)
        n += *s == ' ';
    return n < WORDS_MAX ? n : WORDS_MAX;
}

static void make_index(struct index *x, const struct matching *m, const char *const *before,
                       const char *const *after) {
    x->before_count = m->before_count;
    x->text_count = m->before_count + m->after_count;
    size_t words = 0;
    for (size_t i = 0; i < m->before_count; i++)
        words += count_words(before[i]);
    for (size_t i = 0; i < m->after_count; i++)
        words += count_words(after[i]);
    x->terms = arena_alloc(x->arena, 2 * words * sizeof *x->terms);
    x->bags = arena_alloc(x->arena, x->text_count * sizeof *x->bags);
    for (size_t i = 0; i < m->before_count; i++)
        if (before[i] && m->before[i] == UNMATCHED)
            add_text(x, i, text_of(before[i]));
    for (size_t i = 0; i < m->after_count; i++)
        if (after[i] && m->after[i] == UNMATCHED)
            add_text(x, m->before_count + i, text_of(after[i]));
    sort_terms(x);
    weigh_runs(x);
    fill_bags(x);
}

/* All candidates of all texts, the most alike first. */
static struct candidate *all_candidates(const struct index *x, double least, size_t *count) {
    struct scratch s = {.shared = arena_alloc(x->arena, x->text_count * sizeof(double)),
                        .touched = arena_alloc(x->arena, x->text_count * sizeof(size_t))};
    struct candidate *own = arena_alloc(x->arena, x->text_count * sizeof *own), *all = NULL;
    size_t room = 0;
    *count = 0;
    for (size_t text = 0; text < x->before_count; text++) {
        size_t n = find_candidates(x, text, &s, own);
        for (size_t i = 0; i < n; i++) {
            if (own[i].likeness < least)
                continue;
            all = arena_room(x->arena, all, *count, &room, sizeof *all);
            all[(*count)++] = own[i];
        }
    }
    if (all)
        qsort(all, *count, sizeof *all, by_likeness);
    return all;
}

void matching_by_words(struct matching *m, const char *const *before, const char *const *after,
                       double least, double *likeness) {
    struct index x = {.arena = m->arena};
    size_t count;
    make_index(&x, m, before, after);
    if (!x.count)
        return;
    struct candidate *all = all_candidates(&x, least, &count);
    for (size_t i = 0; i < count; i++) {
        size_t old = all[i].before, new = all[i].after - m->before_count;
        if (m->before[old] != UNMATCHED || m->after[new] != UNMATCHED)
            continue;
        matching_join(m, old, new);
        if (likeness)
            likeness[old] = all[i].likeness;
    }
}
