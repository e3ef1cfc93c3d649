#include "analyse/heading_shape.h"

#include "document/marker.h"

enum { TITLE_BYTES_MAX = 160, ROOM_BYTES = 10, HEADING_LINES_MAX = 3 };
enum { AROUND_BYTES = 4000 }; /* of a block, by which its lines are measured */

bool is_title_shaped(struct text t) {
    return t.n && t.n <= TITLE_BYTES_MAX && is_upper(t.s[0]) && !marker_can_end(t);
}

bool small_follows(const struct document *d, size_t block) {
    struct text next = block + 1 < d->block_count ? block_text(d, block + 1) : TEXT("");
    return next.n && next.s[0] >= 'a' && next.s[0] <= 'z';
}

bool is_title_box(const struct document *d, size_t block) {
    const struct block *b = &d->blocks[block];
    size_t named = 0;
    for (size_t c = 0; c < b->cell_count; c++) {
        struct text t = text_trim(cell_text(d, block, c));
        if (t.n && !is_title_shaped(t))
            return false;
        named += t.n != 0;
    }
    return named > 0;
}

bool ends_early(struct text t, size_t end) {
    size_t longest = 0, start = end, word = end + 1;
    size_t from = end > AROUND_BYTES ? end - AROUND_BYTES : 0;
    size_t until = t.n - end > AROUND_BYTES ? end + AROUND_BYTES : t.n;
    while (start && t.s[start - 1] != '\n')
        start--;
    for (size_t to; from < until; from = to + 1) {
        to = text_find(t, '\n', from);
        longest = to - from > longest ? to - from : longest;
    }
    while (word < t.n && !is_space(t.s[word]))
        word++;
    return word - start + ROOM_BYTES < longest;
}

/* "The graded judgement for ... is good": words that end in a grade, and in no full stop. */
static bool is_graded(const struct analysis *a, struct text t) {
    size_t unused;
    return scale_match_end(a->profile->all_scales, t, &unused, &unused);
}

size_t heading_tail(const struct analysis *a, struct text t) {
    for (size_t end = t.n, lines = 0; lines < HEADING_LINES_MAX; lines++, end--) {
        while (end && t.s[end - 1] != '\n')
            end--;
        if (!end)
            return 0;
        if (marker_ends(text_slice(t, 0, end)))
            return is_title_shaped(text_slice(t, end, t.n)) &&
                           (ends_early(t, end - 1) || is_graded(a, text_slice(t, end, t.n)))
                       ? end
                       : 0;
    }
    return 0;
}
