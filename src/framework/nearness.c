#include "framework/nearness.h"

enum { WORDS_APART = 2 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static bool is_glued(struct text one, const struct text two[2]) {
    return one.n == two[0].n + two[1].n && text_equal(text_slice(one, 0, two[0].n), two[0]) &&
           text_equal(text_slice(one, two[0].n, one.n), two[1]);
}

/* Whether enough stays the same for a phrase to be told by it: "of the" is not. */
static bool has_weight(const struct phrase *w, const struct difference *d) {
    enum { LEAST_WORDS = 2, MANY_WORDS = 4, LEAST_OF_TWO = 5, LEAST_BYTES = 5 };
    size_t most = d->left > d->right ? d->left : d->right;
    size_t same = 0, heavy = 0;
    for (size_t i = 0; i < w->count; i++) {
        bool differs = i >= d->at && i < d->at + d->left;
        same += !differs;
        heavy += !differs && w->words[i].n >= LEAST_BYTES;
    }
    return most <= WORDS_APART && same >= (most == 1 ? LEAST_WORDS : LEAST_OF_TWO) &&
           (heavy || same >= MANY_WORDS);
}

enum nearness phrase_compare(const struct phrase *left, const struct phrase *right,
                             struct difference *out) {
    size_t most = least(left->count, right->count), head = 0, tail = 0;
    if (!most || left->count > right->count + WORDS_APART ||
        right->count > left->count + WORDS_APART)
        return NEAR_NOT;
    while (head < most && text_equal(left->words[head], right->words[head]))
        head++;
    while (head + tail < most &&
           text_equal(left->words[left->count - 1 - tail], right->words[right->count - 1 - tail]))
        tail++;
    *out = (struct difference){head, left->count - head - tail, right->count - head - tail};
    if (!out->left && !out->right)
        return NEAR_SAME;
    if (out->left == 1 && out->right == 1 && word_is_slip(left->words[head], right->words[head]))
        return NEAR_LETTER;
    if ((out->left == 1 && out->right == 2 && is_glued(left->words[head], &right->words[head])) ||
        (out->left == 2 && out->right == 1 && is_glued(right->words[head], &left->words[head])))
        return NEAR_GLUED;
    return has_weight(left, out) ? NEAR_WORD : NEAR_NOT;
}
