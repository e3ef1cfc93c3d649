#include "document/drawn.h"

#include "base/utf8.h"

enum {
    STARS_MIN = 2,
    STARS_MAX = 6,
    RULE_MIN = 3,
    HEADING_BYTES = 200,
    RULE_SLACK = 1,
    LINES_MAX = 4
};

static size_t leading(struct text t, char c) {
    size_t n = 0;
    while (n < t.n && t.s[n] == c)
        n++;
    return n;
}

static size_t trailing(struct text t, char c) {
    size_t n = 0;
    while (n < t.n && t.s[t.n - 1 - n] == c)
        n++;
    return n;
}

/* "*** Title ***", wrapped or not. */
static bool is_starred(struct text t, const struct lines *lines, size_t i, struct drawn *out) {
    struct text first = line_text(t, &lines->items[i]);
    size_t stars = leading(first, '*');
    if (stars < STARS_MIN || stars > STARS_MAX || stars == first.n || first.s[stars] != ' ')
        return false;
    for (size_t n = 0; n < LINES_MAX && i + n < lines->count; n++) {
        const struct line *l = &lines->items[i + n];
        struct text line = line_text(t, l);
        size_t behind = trailing(line, '*');
        if (!line.n || (behind && behind != stars))
            return false;
        if (!behind)
            continue;
        bool apart = behind == line.n || line.s[line.n - behind - 1] == ' ';
        *out = (struct drawn){lines->items[i].from + stars, l->to - behind,
                              (uint32_t)(STARS_MAX + 1 - stars), n + 1};
        return apart && out->to > out->from;
    }
    return false;
}

static size_t letters_of(struct text t) {
    size_t n = 0;
    for (size_t i = 0; i < t.n; i++)
        n += utf8_begins(t.s[i]);
    return n;
}

/* Of one sign, as wide as the words above it: none of a table, which is wider. */
static bool underlines(struct text rule, struct text words) {
    size_t width = letters_of(words);
    if (rule.n < RULE_MIN || (rule.s[0] != '=' && rule.s[0] != '-') ||
        leading(rule, rule.s[0]) != rule.n)
        return false;
    return rule.n <= width + RULE_SLACK && rule.n + RULE_SLACK >= width;
}

static bool is_blank(const struct line *l) { return l->furniture || l->from == l->to; }

bool drawn_heading(struct text t, const struct lines *lines, size_t i, struct drawn *out) {
    const struct line *l = &lines->items[i];
    struct text words = line_text(t, l);
    if (is_starred(t, lines, i, out))
        return true;
    *out = (struct drawn){l->from, l->to, 1, 2};
    bool apart = (!i || is_blank(l - 1)) && i + 1 < lines->count && l->segment_count == 1;
    if (!apart || words.n > HEADING_BYTES || !text_has_word(words) ||
        !underlines(line_text(t, l + 1), words))
        return false;
    out->level = t.s[l[1].from] == '=' ? 1 : 2;
    return true;
}
