#include "framework/register.h"

#include "base/arena.h"
#include "base/csv.h"
#include "base/utf8.h"
#include "framework/embedded.h"

#include <string.h>

enum { NAME, URN, DFE, GSS, REGION, ALIASES, SINCE, COLUMNS };

static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2018 || c == 0x2019; }

static bool is_word(uint32_t c) {
    return c < 0x80 ? is_alnum((char)c) : !utf8_is_space(c) && !(c >= 0x2010 && c <= 0x2015);
}

/* Of "Sutton's" the s behind the mark, which ends the word. */
static bool is_possessive(struct text t, size_t i) {
    size_t n;
    return i < t.n && lower(t.s[i]) == 's' &&
           (i + 1 == t.n || !is_word(utf8_decode(t.s + i + 1, t.n - i - 1, &n)));
}

/* " " behind what `out` holds, unless it is there; the word "and" goes. */
static size_t end_word(char *out, size_t n) {
    if (n >= 4 && memcmp(out + n - 4, " and", 4) == 0)
        n -= 4;
    if (n == 0 || out[n - 1] != ' ')
        out[n++] = ' ';
    return n;
}

/* A name as its words in small letters, a space before and behind each: without marks, "and",
 * and the s of possessives. */
static char *words_of(struct arena *a, struct text t) {
    char *out = arena_alloc(a, t.n + 3);
    size_t n = end_word(out, 0), length;
    for (size_t i = 0; i < t.n; i += length) {
        uint32_t c = utf8_decode(t.s + i, t.n - i, &length);
        length += length == 0;
        if (is_apostrophe(c)) {
            length += is_possessive(t, i + length);
        } else if (is_word(c)) {
            for (size_t k = 0; k < length; k++)
                out[n++] = lower(t.s[i + k]);
        } else {
            n = end_word(out, n);
        }
    }
    out[end_word(out, n)] = '\0';
    return out;
}

/* Whether all words from `s` to `end` are forms of authorities' names. */
static bool are_forms(const struct word_list *forms, const char *s, const char *end) {
    for (const char *next; s < end; s = next + 1) {
        next = memchr(s, ' ', (size_t)(end - s));
        next = next ? next : end;
        if (next > s && !word_list_has(forms, (struct text){s, (size_t)(next - s)}))
            return false;
    }
    return true;
}

static bool is_named(const struct authority *authority, const struct word_list *forms,
                     const char *words) {
    for (size_t i = 0; i < authority->name_count; i++) {
        const char *own = authority->names[i], *found = strstr(words, own);
        size_t n = strlen(own);
        if (found && are_forms(forms, words, found + 1) &&
            are_forms(forms, found + n, found + strlen(found)))
            return true;
    }
    return false;
}

/* The name, and those of the last column, "; " between them. */
static void load_names(struct arena *a, char *const *row, struct authority *out) {
    struct text rest = text_of(row[ALIASES]);
    out->names = arena_alloc(a, (rest.n + 1) * sizeof *out->names);
    out->names[out->name_count++] = words_of(a, text_of(row[NAME]));
    while (rest.n) {
        size_t end = text_find(rest, ';', 0);
        out->names[out->name_count++] = words_of(a, text_slice(rest, 0, end));
        rest = text_slice(rest, end + (end < rest.n), rest.n);
    }
}

void register_load(struct arena *a, struct authorities *out) {
    struct text file = embedded_find("registers/local-authorities.csv");
    struct csv table = csv_open(arena_string(a, file.s, file.n), file.n);
    char *row[COLUMNS];
    size_t capacity = 0;
    csv_next(&table, row, COLUMNS); /* the columns' names */
    while (csv_next(&table, row, COLUMNS) == COLUMNS) {
        out->items = arena_room(a, out->items, out->count, &capacity, sizeof *out->items);
        struct authority *authority = &out->items[out->count++];
        *authority = (struct authority){
            .is = {"local-authorities", row[NAME], row[GSS], row[DFE], row[REGION]},
            .urn = row[URN],
            .since = row[SINCE]};
        load_names(a, row, authority);
    }
}

const kloe_registered *register_find(const struct authorities *all, struct arena *a,
                                     const struct word_list *forms,
                                     const struct register_query *query) {
    const char *words = words_of(a, query->name);
    const kloe_registered *numbered = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct authority *x = &all->items[i];
        bool there = !*x->since || (query->day && strcmp(query->day, x->since) >= 0);
        if (there && is_named(x, forms, words))
            return &x->is;
        if (query->urn && strcmp(query->urn, x->urn) == 0)
            numbered = &x->is;
    }
    return numbered;
}
