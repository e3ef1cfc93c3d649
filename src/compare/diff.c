#include "compare/diff.h"

#include "base/text.h"
#include "compare/fold.h"
#include "report/report.h"

enum { CELLS_MAX = 1 << 19 };
static const size_t steps_in_all = (size_t)1 << 26;

struct word {
    struct text text;
    const char *folded;
};

struct sentence {
    struct word *words;
    size_t count;
};

/* A stretch that grows word by word; the words lie one behind the other in their text. */
struct run {
    const char *op;
    const char *from, *to;
};

struct diff {
    struct differ *differ;
    struct sentence before, after;
    kloe_recommendation_change *out;
    struct run run;
};

struct differ differ_new(struct arena *a) {
    return (struct differ){a, NULL, steps_in_all};
}

static struct sentence split(struct arena *a, const char *s) {
    struct text t = text_of(s);
    struct sentence out = {0};
    size_t room = 0;
    for (size_t at = 0, end; at < t.n; at = end + 1) {
        end = text_find(t, ' ', at);
        if (end == at)
            continue;
        out.words = arena_room(a, out.words, out.count, &room, sizeof *out.words);
        const char *word = arena_string(a, s + at, end - at), *folded = fold(a, word);
        out.words[out.count++] = (struct word){text_slice(t, at, end), *folded ? folded : word};
    }
    return out;
}

static bool same_word(const struct diff *d, size_t i, size_t k) {
    return strcmp(d->before.words[i].folded, d->after.words[k].folded) == 0;
}

/* ---- the stretches ------------------------------------------------------------------------ */

static void end_run(struct diff *d) {
    if (!d->run.op)
        return;
    kloe_word_run *r = REPORT_ADD(d->differ->arena, d->out->diff);
    r->op = d->run.op;
    r->text = arena_string(d->differ->arena, d->run.from, (size_t)(d->run.to - d->run.from));
    d->run.op = NULL;
}

static void put_word(struct diff *d, const char *op, const struct word *w) {
    if (d->run.op != op)
        end_run(d);
    if (!d->run.op)
        d->run = (struct run){op, w->text.s, w->text.s};
    d->run.to = w->text.s + w->text.n;
}

static const char same[] = "same", removed[] = "removed", added[] = "added";

/* ---- the words in between ----------------------------------------------------------------- */

/* How many words the rests of both can have in common, for each place of both. */
static void fill_cells(struct diff *d, size_t from, size_t n, size_t m) {
    unsigned short *cells = d->differ->cells;
    for (size_t i = n + 1; i-- > 0;)
        for (size_t k = m + 1; k-- > 0;) {
            unsigned short *c = &cells[i * (m + 1) + k];
            if (i == n || k == m)
                *c = 0;
            else if (same_word(d, from + i, from + k))
                *c = (unsigned short)(c[m + 2] + 1);
            else
                *c = c[m + 1] > c[1] ? c[m + 1] : c[1];
        }
}

/* What is removed stands before what is added. */
static void walk_cells(struct diff *d, size_t from, size_t n, size_t m) {
    const unsigned short *cells = d->differ->cells;
    size_t i = 0, k = 0;
    while (i < n || k < m) {
        const unsigned short *c = &cells[i * (m + 1) + k];
        if (i < n && k < m && same_word(d, from + i, from + k)) {
            put_word(d, same, &d->after.words[from + k]);
            i++;
            k++;
        } else if (i < n && (k == m || c[m + 1] >= c[1])) {
            put_word(d, removed, &d->before.words[from + i++]);
        } else {
            put_word(d, added, &d->after.words[from + k++]);
        }
    }
}

static void put_middle(struct diff *d, size_t from, size_t n, size_t m) {
    size_t steps = (n + 1) * (m + 1);
    bool fits = n < CELLS_MAX && m < CELLS_MAX && steps <= CELLS_MAX && steps <= d->differ->steps;
    if (fits) {
        if (!d->differ->cells)
            d->differ->cells = arena_alloc(d->differ->arena, CELLS_MAX * sizeof(unsigned short));
        d->differ->steps -= steps;
        fill_cells(d, from, n, m);
        walk_cells(d, from, n, m);
        return;
    }
    for (size_t i = 0; i < n; i++)
        put_word(d, removed, &d->before.words[from + i]);
    for (size_t i = 0; i < m; i++)
        put_word(d, added, &d->after.words[from + i]);
}

void diff_words(struct differ *differ, const char *before, const char *after,
                kloe_recommendation_change *out) {
    struct diff d = {.differ = differ,
                     .before = split(differ->arena, before),
                     .after = split(differ->arena, after),
                     .out = out};
    size_t n = d.before.count, m = d.after.count, from = 0, behind = 0;
    while (from < n && from < m && same_word(&d, from, from))
        put_word(&d, same, &d.after.words[from++]);
    while (n > from && m > from && same_word(&d, n - 1, m - 1)) {
        n--;
        m--;
        behind++;
    }
    put_middle(&d, from, n - from, m - from);
    for (size_t i = 0; i < behind; i++)
        put_word(&d, same, &d.after.words[m + i]);
    end_run(&d);
}
