#include "document/marks.h"

#include "base/utf8.h"
#include "document/marker.h"

enum { MARKS_MAX = 64, ITEM_LINES_MAX = 12, LOST_MIN = 2, FLUSH_SHARE = 4 };

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

static void pair(struct text t, struct lines *lines, size_t from, size_t count, uint32_t mark) {
    struct starts each = {.count = 0}, sentences = {.count = 0}, paragraphs = {.count = 0};
    find_in_paragraph(t, lines, from, &each, &sentences);
    find_paragraphs(t, lines, from, count, &paragraphs);
    const struct starts *found = sentences.count == count    ? &sentences
                                 : each.count == count       ? &each
                                 : paragraphs.count == count ? &paragraphs
                                                             : NULL;
    for (size_t i = 0; found && i < count; i++)
        lines->items[found->items[i]].mark = mark;
}

void marks_pair(struct text t, struct lines *lines) {
    for (size_t i = 0, next; i < lines->count; i = next) {
        size_t count = 0;
        uint32_t mark = 0;
        next = i + 1;
        if (!marker_bullet_alone(words_at(t, lines, i)))
            continue;
        for (next = i; next < lines->count && marker_bullet_alone(words_at(t, lines, next));
             next = next_words(t, lines, next + 1), count++)
            mark = marker_character(words_at(t, lines, next));
        if (count > 1 && count <= MARKS_MAX && next < lines->count)
            pair(t, lines, next, count, mark);
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
