#include "framework/needed.h"

enum { LEAST_LETTERS = 4 };

static size_t letters_at(struct text p, size_t i) {
    size_t n = 0;
    while (i + n < p.n && is_letter(p.s[i + n]))
        n++;
    return n;
}

/* An escape, a class, or one character. */
static size_t syntax_at(struct text p, size_t i) {
    size_t n = 1;
    if (p.s[i] == '\\')
        return 2;
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

/* Whether what stands before the offset can be left out. */
static bool is_optional(struct text p, size_t i) {
    return i < p.n && (p.s[i] == '?' || p.s[i] == '*' || p.s[i] == '{');
}

struct text needed_word(struct text p) {
    struct text best = {p.s, 0};
    size_t depth = 0;
    for (size_t i = 0, n; i < p.n; i += n) {
        n = letters_at(p, i);
        if (n && !depth) {
            size_t certain = n - is_optional(p, i + n);
            best = certain > best.n ? text_slice(p, i, i + certain) : best;
        }
        if (n)
            continue;
        if (p.s[i] == '|' && !depth)
            return (struct text){p.s, 0};
        depth += p.s[i] == '(' ? 1u : 0u;
        depth -= p.s[i] == ')' && depth ? 1u : 0u;
        n = syntax_at(p, i);
    }
    return best.n >= LEAST_LETTERS ? best : (struct text){p.s, 0};
}

static bool is_at(struct text word, const char *s) {
    size_t i = 0;
    while (i < word.n && (s[i] | ' ') == (word.s[i] | ' '))
        i++;
    return i == word.n;
}

bool needed_is_in(struct text word, struct text t, size_t from) {
    for (size_t i = from; i + word.n <= t.n; i++)
        if (is_at(word, t.s + i))
            return true;
    return false;
}
