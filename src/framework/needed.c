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

/* The bytes of the group at `i`; *plain is whether it holds no alternatives of its own. */
static size_t group_at(struct text p, size_t i, bool *plain) {
    size_t depth = 0, n = 0;
    *plain = true;
    for (; i + n < p.n; n += syntax_at(p, i + n)) {
        depth += p.s[i + n] == '(' ? 1u : 0u;
        *plain = *plain && !(p.s[i + n] == '|' && depth == 1);
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
        return 1;
    if (p.s[i + n] == '<' && i + n + 1 < p.n && !is_letter(p.s[i + n + 1]))
        return 0;
    n += p.s[i + n] == '<' ? 1u : 0u;
    while (i + n < p.n && (is_alnum(p.s[i + n]) || p.s[i + n] == '-' || p.s[i + n] == '_'))
        n++;
    return i + n < p.n && (p.s[i + n] == ':' || p.s[i + n] == '>') ? n + 1 : 0;
}

/* How far to go on from a "(": into a group whose words must all be there, or past another one. */
static size_t step_at(struct text p, size_t i) {
    bool plain;
    size_t whole = group_at(p, i, &plain), opening = opening_at(p, i);
    return plain && opening && !is_optional(p, i + whole) ? opening : whole;
}

struct text needed_word(struct text p) {
    struct text best = {p.s, 0};
    for (size_t i = 0, n; i < p.n; i += n) {
        n = letters_at(p, i);
        size_t certain = n - (n && is_optional(p, i + n) ? 1u : 0u);
        best = certain > best.n ? text_slice(p, i, i + certain) : best;
        if (p.s[i] == '|')
            return (struct text){p.s, 0};
        if (!n)
            n = p.s[i] == '(' ? step_at(p, i) : syntax_at(p, i);
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
