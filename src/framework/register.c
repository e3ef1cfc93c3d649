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

static bool is_name_of(struct arena *a, const struct word_list *forms, const char *words,
                       struct text name) {
    const char *own = words_of(a, name), *found = strstr(words, own);
    size_t n = strlen(own);
    return found && are_forms(forms, words, found + 1) &&
           are_forms(forms, found + n, found + strlen(found));
}

/* The name, or one of the others, "; " between them. */
static bool is_named(struct arena *a, const struct word_list *forms, const char *words,
                     char *const *row) {
    struct text rest = text_of(row[ALIASES]);
    if (is_name_of(a, forms, words, text_of(row[NAME])))
        return true;
    while (rest.n) {
        size_t end = text_find(rest, ';', 0);
        if (is_name_of(a, forms, words, text_slice(rest, 0, end)))
            return true;
        rest = text_slice(rest, end + (end < rest.n), rest.n);
    }
    return false;
}

static const kloe_registered *registered(struct arena *a, char *const *row) {
    kloe_registered *out = arena_alloc(a, sizeof *out);
    *out = (kloe_registered){"local-authorities", row[NAME], row[GSS], row[DFE], row[REGION]};
    return out;
}

const kloe_registered *register_find(struct arena *a, const struct word_list *forms,
                                     const struct register_query *query) {
    struct text file = embedded_find("registers/local-authorities.csv");
    struct csv table = csv_open(arena_string(a, file.s, file.n), file.n);
    const char *words = words_of(a, query->name);
    const kloe_registered *named = NULL, *numbered = NULL;
    char *row[COLUMNS];
    csv_next(&table, row, COLUMNS); /* the columns' names */
    while (csv_next(&table, row, COLUMNS) == COLUMNS) {
        bool there = !*row[SINCE] || (query->day && strcmp(query->day, row[SINCE]) >= 0);
        if (there && !named && is_named(a, forms, words, row))
            named = registered(a, row);
        if (query->urn && strcmp(query->urn, row[URN]) == 0)
            numbered = registered(a, row);
    }
    return named ? named : numbered;
}
