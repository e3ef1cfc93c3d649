#include "document/styles.h"

#include <stdlib.h>
#include <string.h>

enum { STYLES_MAX = 48, SAME_SIZE = 1, RANK_MAX = 6 }; /* sizes in half points */

/* Letters of one size and weight. */
struct style {
    uint32_t halves;
    bool bold;
    size_t letters;
};

struct styles {
    struct style items[STYLES_MAX];
    size_t count;
};

static bool is_on(const struct style *s, const struct line *l) {
    return s->halves == (uint32_t)(l->size * 2 + 0.5F) && s->bold == l->bold;
}

static void count_line(struct styles *styles, const struct line *l) {
    size_t i = 0;
    while (i < styles->count && !is_on(&styles->items[i], l))
        i++;
    if (i == STYLES_MAX)
        return;
    if (i == styles->count)
        styles->items[styles->count++] = (struct style){(uint32_t)(l->size * 2 + 0.5F), l->bold, 0};
    styles->items[i].letters += l->to - l->from;
}

/* The largest first. */
static int by_rank(const void *x, const void *y) {
    const struct style *a = x, *b = y;
    int order = (a->halves < b->halves) - (a->halves > b->halves);
    return order ? order : b->bold - a->bold;
}

static bool stands_out(const struct style *s, const struct style *body) {
    return s->halves > body->halves + SAME_SIZE ||
           (s->bold && !body->bold && s->halves + SAME_SIZE >= body->halves);
}

static uint32_t rank_of(const struct styles *styles, const struct style *body,
                        const struct line *l) {
    uint32_t rank = 0;
    for (size_t i = 0; i < styles->count; i++) {
        bool out = stands_out(&styles->items[i], body);
        rank += out && rank < RANK_MAX;
        if (is_on(&styles->items[i], l))
            return out ? rank : 0;
    }
    return 0;
}

void styles_rank(struct lines *lines) {
    struct styles styles = {.count = 0};
    struct style body = {0};
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].size > 0 && !lines->items[i].furniture)
            count_line(&styles, &lines->items[i]);
    for (size_t i = 0; i < styles.count; i++)
        body = styles.items[i].letters > body.letters ? styles.items[i] : body;
    qsort(styles.items, styles.count, sizeof *styles.items, by_rank);
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].size > 0)
            lines->items[i].rank = rank_of(&styles, &body, &lines->items[i]);
}
