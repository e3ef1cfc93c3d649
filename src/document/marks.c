#include "document/marks.h"

#include "base/utf8.h"
#include "document/marker.h"

enum { MARKS_MAX = 64, ITEM_LINES_MAX = 12, LOST_MIN = 2, FLUSH_SHARE = 4, MARKS_BYTES = 400 };

/* Lines that could begin an item. */
struct starts {
    size_t items[MARKS_MAX + 1];
    size_t count;
};

static struct text words_at(struct text t, const struct lines *lines, size_t i) {
    return lines->items[i].furniture ? TEXT("") : line_text(t, &lines->items[i]);
}

static void add_start(struct starts *s, size_t line) {
    if (s->count <= MARKS_MAX)
        s->items[s->count++] = line;
}

/* The next line with words, or the count. */
static size_t next_words(struct text t, const struct lines *lines, size_t i) {
    while (i < lines->count && !words_at(t, lines, i).n)
        i++;
    return i;
}

/* Whether a line of the items' text ends it: a mark or a number. */
static bool ends_items(struct text line) {
    unsigned value;
    return marker_bullet(line, true) || marker_number(line, &value);
}

/* The lines of the first paragraph, each one; those of them behind a sentence. */
static void find_in_paragraph(struct text t, const struct lines *lines, size_t from,
                              struct starts *each, struct starts *sentences) {
    struct text before = TEXT("");
    for (size_t i = from; i < lines->count && i < from + MARKS_MAX * ITEM_LINES_MAX; i++) {
        struct text line = words_at(t, lines, i);
        if (!line.n || ends_items(line))
            return;
        add_start(each, i);
        if (marker_ends(before))
            add_start(sentences, i);
        before = line;
    }
}

/* The first lines of as many paragraphs as there are marks, which end like sentences, but the last.
 */
static void find_paragraphs(struct text t, const struct lines *lines, size_t from, size_t count,
                            struct starts *out) {
    size_t i = from;
    while (out->count < count && i < lines->count) {
        if (ends_items(words_at(t, lines, i)))
            return;
        add_start(out, i);
        while (i < lines->count && words_at(t, lines, i).n)
            i++;
        if (out->count < count && !marker_ends(words_at(t, lines, i - 1)))
            return;
        i = next_words(t, lines, i);
    }
}

/* Lines all begin alike: where only some begin with a capital, the others go on with those. */
static bool begin_alike(struct text t, const struct lines *lines, const struct starts *s) {
    size_t capitals = 0;
    for (size_t i = 0; i < s->count; i++)
        capitals += is_upper(t.s[lines->items[s->items[i]].from]);
    return !capitals || capitals == s->count;
}

static bool give(struct lines *lines, const struct starts *s, uint32_t mark) {
    for (size_t i = 0; i < s->count; i++)
        lines->items[s->items[i]].mark = mark;
    return true;
}

static bool pair(struct text t, struct lines *lines, size_t from, size_t count, uint32_t mark) {
    struct starts each = {.count = 0}, sentences = {.count = 0}, paragraphs = {.count = 0};
    find_in_paragraph(t, lines, from, &each, &sentences);
    find_paragraphs(t, lines, from, count, &paragraphs);
    if (sentences.count == count)
        return give(lines, &sentences, mark);
    if (each.count == count && begin_alike(t, lines, &each))
        return give(lines, &each, mark);
    return paragraphs.count == count && give(lines, &paragraphs, mark);
}

/* The first line of the paragraph that ends above line i. */
static size_t paragraph_above(struct text t, const struct lines *lines, size_t i, size_t *end) {
    while (i && !words_at(t, lines, i - 1).n)
        i--;
    *end = i;
    for (size_t n = 0; i && n < MARKS_MAX * ITEM_LINES_MAX && words_at(t, lines, i - 1).n &&
                       !ends_items(words_at(t, lines, i - 1));
         n++)
        i--;
    return i;
}

static void spend(struct lines *lines, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        lines->items[i].spent = true;
}

/* Marks [from, to) that stand below all their items. */
static void pair_above(struct text t, struct lines *lines, size_t from, size_t to, size_t count,
                       uint32_t mark) {
    struct starts each = {.count = 0}, sentences = {.count = 0};
    size_t end, first = paragraph_above(t, lines, from, &end);
    if (end == first || (to < lines->count && words_at(t, lines, to).n))
        return;
    find_in_paragraph(t, lines, first, &each, &sentences);
    const struct starts *found = sentences.count == count ? &sentences : &each;
    if (found->count != count || !begin_alike(t, lines, found))
        return;
    give(lines, found, mark);
    spend(lines, from, to);
}

/* How many marks, and nothing else, the line holds. */
static size_t marks_in(struct text line) {
    size_t count = 1;
    if (!marker_bullet_alone(line) || line.n > MARKS_BYTES)
        return 0;
    for (size_t i = 0; i < line.n; i++)
        count += is_space(line.s[i]) && marker_bullet_alone(text_slice(line, i + 1, line.n));
    return count;
}

/* Whether a mark stands alone right below words. */
static bool is_below_words(struct text t, const struct lines *lines, size_t i) {
    return i && marks_in(words_at(t, lines, i)) == 1 && words_at(t, lines, i - 1).n &&
           !ends_items(words_at(t, lines, i - 1));
}

/* Marks each right below its item, which ends like a sentence, from line i on; the last has nothing
 * right below it. Gives the line behind them, or i. */
static size_t pair_each_above(struct text t, struct lines *lines, size_t i) {
    struct starts items = {.count = 0}, marks = {.count = 0};
    size_t end, first = paragraph_above(t, lines, i, &end), at = first;
    for (size_t k = first; k < lines->count && k < first + MARKS_MAX * ITEM_LINES_MAX; k++) {
        if (!words_at(t, lines, k).n)
            break;
        if (!marks_in(words_at(t, lines, k)))
            continue;
        if (!is_below_words(t, lines, k))
            return i;
        add_start(&items, at);
        add_start(&marks, k);
        at = k + 1;
    }
    bool ended = at >= lines->count || !words_at(t, lines, at).n;
    if (!ended || marks.count < 2 || marks.count > MARKS_MAX || !begin_alike(t, lines, &items))
        return i;
    give(lines, &items, marker_character(words_at(t, lines, i)));
    for (size_t k = 0; k < marks.count; k++)
        spend(lines, marks.items[k], marks.items[k] + 1);
    return at;
}

void marks_pair(struct text t, struct lines *lines) {
    for (size_t i = 0, next; i < lines->count; i = next) {
        size_t count = 0, n, behind = i;
        uint32_t mark = 0;
        next = i + 1;
        if (!marks_in(words_at(t, lines, i)))
            continue;
        size_t paired = is_below_words(t, lines, i) ? pair_each_above(t, lines, i) : i;
        if (paired > i) {
            next = paired;
            continue;
        }
        for (next = i; next < lines->count && (n = marks_in(words_at(t, lines, next)));
             next = next_words(t, lines, next + 1), count += n) {
            mark = marker_character(words_at(t, lines, next));
            behind = next + 1;
        }
        if (count > 1 && count <= MARKS_MAX && next < lines->count &&
            !pair(t, lines, next, count, mark))
            pair_above(t, lines, i, behind, count, mark);
    }
}

/* Whether all that is left of a mark is the space behind it. */
static bool begins_behind_space(struct text line, const struct line *l) {
    return l->left > 0 && l->left <= 1 && l->to > l->from && is_letter(line.s[0]);
}

void marks_lost(struct text t, struct lines *lines) {
    size_t flush = 0, spaced = 0;
    for (size_t i = 0; i < lines->count; i++) {
        struct text line = words_at(t, lines, i);
        if (!line.n)
            continue;
        if (marker_bullet(line, false) || lines->items[i].left > 1)
            return;
        flush += lines->items[i].left <= 0;
        spaced += begins_behind_space(line, &lines->items[i]);
    }
    if (spaced < LOST_MIN || flush < FLUSH_SHARE * spaced)
        return;
    for (size_t i = 0; i < lines->count; i++)
        if (begins_behind_space(words_at(t, lines, i), &lines->items[i]))
            lines->items[i].mark = CODE_POINT_LOST_BULLET;
}
