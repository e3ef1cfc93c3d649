#include "framework/scale.h"

#include "base/arena.h"
#include "framework/config.h"

#include <stdlib.h>
#include <string.h>

enum { SCALES_MORE = 100 };

static void load_grade(struct config *c, const cJSON *json, const char *where, struct grade *g) {
    static const char *const keys[] = {"id", "rank", "words", NULL};
    config_known_keys(c, json, where, keys);
    g->id = config_string(c, json, where, "id", true);
    g->rank = (int)config_number(c, json, where, "rank", 0, 20);
    g->words = config_strings(c, json, where, "words", true, &g->word_count);
}

static void load_scale(struct config *c, const cJSON *json, const char *where, struct scale *s) {
    static const char *const keys[] = {"id", "name", "grades", NULL};
    config_known_keys(c, json, where, keys);
    s->id = config_string(c, json, where, "id", true);
    s->name = config_string(c, json, where, "name", true);
    const cJSON *array = config_array(c, json, where, "grades", true), *item;
    s->grades = arena_alloc(c->arena, (size_t)(cJSON_GetArraySize(array) + 1) * sizeof *s->grades);
    const char *path = config_path(c, where, "grades");
    cJSON_ArrayForEach (item, array) {
        struct grade *g = &s->grades[s->grade_count];
        load_grade(c, item, config_index(c, path, s->grade_count++), g);
        g->scale = s;
        s->of = g->rank > s->of ? g->rank : s->of;
    }
}

void scales_add(struct config *c, const cJSON *root, struct scales *out) {
    const cJSON *array = config_array(c, root, "", "scales", true), *item;
    size_t i = 0;
    cJSON_ArrayForEach (item, array) {
        const char *where = config_index(c, "scales", i++);
        if (out->count == out->capacity)
            config_fail(c, where, "is one scale too many");
        else
            load_scale(c, item, where, &out->items[out->count++]);
    }
}

void scales_load(struct config *c, struct text json, struct scales *out) {
    static const char *const keys[] = {"scales", NULL};
    const cJSON *root = config_parse(c, json);
    config_known_keys(c, root, "", keys);
    out->capacity =
        (size_t)cJSON_GetArraySize(config_array(c, root, "", "scales", true)) + SCALES_MORE;
    out->items = arena_alloc(c->arena, out->capacity * sizeof *out->items);
    scales_add(c, root, out);
}

const struct scale *scales_find(const struct scales *s, const char *id) {
    for (size_t i = s->count; id && i--;)
        if (strcmp(s->items[i].id, id) == 0)
            return &s->items[i];
    return NULL;
}

struct scale *scale_join(struct arena *arena, const struct scale *a, const struct scale *b) {
    struct scale *out = arena_alloc(arena, sizeof *out);
    size_t count = (a ? a->grade_count : 0) + b->grade_count;
    out->grades = arena_alloc(arena, count * sizeof *out->grades);
    for (size_t i = 0; a && i < a->grade_count; i++)
        out->grades[out->grade_count++] = a->grades[i];
    for (size_t i = 0; i < b->grade_count; i++)
        out->grades[out->grade_count++] = b->grades[i];
    return out;
}

/* Length of `word` at the start of t, white space in either being alike; 0 where it is not there or
 * goes on as a longer word. */
static size_t word_length(struct text t, struct text word) {
    size_t i = 0;
    for (size_t k = 0; k < word.n; k++) {
        if (word.s[k] == ' ') {
            if (i >= t.n || !is_space(t.s[i]))
                return 0;
            while (i < t.n && is_space(t.s[i]))
                i++;
        } else if (i >= t.n || lower(t.s[i++]) != lower(word.s[k])) {
            return 0;
        }
    }
    return i < t.n && is_alnum(t.s[i]) ? 0 : i;
}

static const struct grade *longest(const struct scale *s, struct text t, size_t *length) {
    const struct grade *best = NULL;
    for (size_t g = 0; g < s->grade_count; g++)
        for (size_t w = 0; w < s->grades[g].word_count; w++) {
            const char *word = s->grades[g].words[w];
            size_t n = t.n && lower(*t.s) == lower(*word) ? word_length(t, text_of(word)) : 0;
            if (n && (!best || n > *length)) {
                best = &s->grades[g];
                *length = n;
            }
        }
    return best;
}

/* Punctuation, digits and the words "grade" and "rating": what may stand around a grade's word. */
static size_t decoration(struct text t) {
    size_t i = 0;
    for (;;) {
        struct text rest = text_slice(t, i, t.n);
        if (i < t.n && !(is_alnum(t.s[i]) && !is_digit(t.s[i])))
            i++;
        else if (text_starts(rest, TEXT("grade")))
            i += strlen("grade");
        else if (text_starts(rest, TEXT("rating")))
            i += strlen("rating");
        else
            return i;
    }
}

/* Where the decoration begins with which t ends. */
static size_t end_decoration(struct text t) {
    for (size_t n = t.n;;) {
        struct text head = text_slice(t, 0, n);
        if (n && !is_letter(t.s[n - 1]))
            n--;
        else if (text_ends(head, TEXT("grade")))
            n -= strlen("grade");
        else if (text_ends(head, TEXT("rating")))
            n -= strlen("rating");
        else
            return n;
    }
}

/* The grade at `start`, where nothing but decoration follows, which does not begin before `tail`.
 */
static const struct grade *match_at(const struct scale *s, struct text t, size_t start, size_t tail,
                                    size_t *to) {
    size_t length = 0;
    const struct grade *g = longest(s, text_slice(t, start, t.n), &length);
    *to = start + length;
    return g && *to >= tail && decoration(text_slice(t, *to, t.n)) == t.n - *to ? g : NULL;
}

/* What decorates a grade can be part of its words: "Grade: 3". */
const struct grade *scale_match(const struct scale *s, struct text t, size_t *from, size_t *to) {
    const struct grade *g = match_at(s, t, 0, 0, to);
    *from = g ? 0 : decoration(t);
    return g ? g : match_at(s, t, *from, 0, to);
}

static size_t last_word(const char *s) {
    size_t n = strlen(s), letters = 0;
    while (letters < n && is_letter(s[n - 1 - letters]))
        letters++;
    return letters;
}

/* Whether t, whose decoration begins at `tail`, can end in a grade: soon told of most lines. */
static bool can_end(const struct scale *s, struct text t, size_t tail) {
    struct text head = text_slice(t, 0, tail);
    for (size_t i = tail; i < t.n; i++)
        if (is_alnum(t.s[i]))
            return true;
    for (size_t g = 0; g < s->grade_count; g++)
        for (size_t w = 0; w < s->grades[g].word_count; w++) {
            const char *word = s->grades[g].words[w];
            size_t letters = last_word(word); /* none: it is a number, and was looked for above */
            if (letters && text_ends(head, text_of(word + strlen(word) - letters)))
                return true;
        }
    return false;
}

/* As if scale_match were tried on what each space leaves; but a long decoration is gone over once.
 */
const struct grade *scale_match_end(const struct scale *s, struct text t, size_t *from,
                                    size_t *to) {
    size_t tail = end_decoration(t), word = 0; /* behind the decoration around i */
    if (!can_end(s, t, tail))
        return NULL;
    for (size_t i = 1; i < t.n; i++) {
        if (!is_space(t.s[i - 1]))
            continue;
        bool known = i <= word && word;
        const struct grade *g = match_at(s, t, i, tail, to);
        *from = i;
        word = known ? word : i + decoration(text_slice(t, i, t.n));
        if (!g && !known) {
            g = match_at(s, t, word, tail, to);
            *from = word;
        }
        if (g)
            return g;
    }
    return NULL;
}

static bool is_first_part(struct text words, struct text t) {
    return text_starts(words, t) && (words.n == t.n || is_space(words.s[t.n]));
}

bool scale_begins(const struct scale *s, struct text t) {
    t = text_trim(t);
    for (size_t g = 0; t.n && s && g < s->grade_count; g++)
        for (size_t w = 0; w < s->grades[g].word_count; w++)
            if (is_first_part(text_of(s->grades[g].words[w]), t))
                return true;
    return false;
}

const struct grade *scales_match_start(const struct scales *s, struct text t, size_t *length) {
    const struct grade *best = NULL;
    for (size_t i = 0; i < s->count; i++) {
        size_t n = 0;
        const struct grade *g = longest(&s->items[i], t, &n);
        if (g && (!best || n > *length)) {
            best = g;
            *length = n;
        }
    }
    return best;
}

static size_t add_words(const struct scale *s, struct text *out) {
    size_t n = 0;
    for (size_t g = 0; g < s->grade_count; g++)
        for (size_t w = 0; w < s->grades[g].word_count; w++) {
            struct text word = text_of(s->grades[g].words[w]);
            if (word.n > 1) /* a number alone is a grade in tables only */
                out[n++] = word;
        }
    return n;
}

static size_t count_words(const struct scale *s) {
    size_t n = 0;
    for (size_t g = 0; g < s->grade_count; g++)
        n += s->grades[g].word_count;
    return n;
}

/* The longest first; those of a length as they come, which their places in the array keep. */
static int longer_first(const void *a, const void *b) {
    const struct text *const *x = a, *const *y = b;
    if ((*x)->n != (*y)->n)
        return (*x)->n > (*y)->n ? -1 : 1;
    return (*x > *y) - (*x < *y);
}

static const char *alternatives(struct arena *a, const struct scale *scales, size_t count) {
    size_t most = 0, words = 0, bytes = sizeof "(?:)", n = strlen("(?:");
    for (size_t i = 0; i < count; i++)
        most += count_words(&scales[i]);
    struct text *all = arena_alloc(a, (most + 1) * sizeof *all);
    const struct text **sorted = arena_alloc(a, (most + 1) * sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        words += add_words(&scales[i], all + words);
    for (size_t i = 0; i < words; i++) {
        sorted[i] = &all[i];
        bytes += all[i].n + 1;
    }
    qsort(sorted, words, sizeof *sorted, longer_first);
    char *s = arena_alloc(a, bytes);
    memcpy(s, "(?:", n);
    for (size_t i = 0; i < words; i++) {
        if (i)
            s[n++] = '|';
        memcpy(s + n, sorted[i]->s, sorted[i]->n);
        n += sorted[i]->n;
    }
    s[n] = ')';
    return s;
}

const char *scales_alternatives(struct arena *a, const struct scales *s) {
    return alternatives(a, s->items, s->count);
}

const char *scale_alternatives(struct arena *a, const struct scale *s) {
    return alternatives(a, s, 1);
}

const struct grade *scale_match_start(const struct scale *s, struct text t, size_t *length) {
    return longest(s, t, length);
}
