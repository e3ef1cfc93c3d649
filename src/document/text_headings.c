/* Headings that are told by their letters. */
#include "document/text_blocks.h"

#include <string.h>

enum { HEADING_LINES = 3, HEADING_BYTES = 200 };

/* A line whose letters stand out, and that nothing but its words says is more than a heading. */
static bool could_be_heading(const struct reader *r, const struct line *l) {
    struct text t = line_text(r->text, l);
    struct decimal decimal;
    unsigned value;
    bool code = text_has_digit(t) && text_find(t, ' ', 0) == t.n; /* a reference number */
    return l->rank && l->segment_count == 1 && !code && text_has_word(t) && !l->furniture &&
           !marker_bullet(t, true) && !marker_number(t, &value) && !marker_decimal(t, &decimal);
}

/* "Inspection dates: 4 June" is a label and its value; "Section 2: Leadership" is a heading. */
static bool is_labelled(struct text t) {
    size_t colon = text_find(t, ':', 0);
    return colon < t.n && !text_has_digit(text_slice(t, 0, colon));
}

/* Whether the words behind line i begin small: a sentence goes on there. */
static bool next_is_small(const struct reader *r, size_t i) {
    for (size_t k = i + 1; k < r->lines.count && r->lines.items[k].page == r->lines.items[i].page;
         k++)
        if (r->lines.items[k].from < r->lines.items[k].to)
            return !r->lines.items[k].furniture &&
                   flow_is_small(line_text(r->text, &r->lines.items[k]));
    return false;
}

/* A further line of the heading above; a title page's lines are one title, in all their sizes. */
static bool is_below(const struct reader *r, const struct line *above, const struct line *l) {
    float apart = l->left > above->left ? l->left - above->left : above->left - l->left;
    return l->from < l->to && l->page == above->page && (l->rank == above->rank || !l->page) &&
           apart <= COLUMN_SLACK && could_be_heading(r, l);
}

size_t flow_heading(const struct reader *r, size_t i, size_t blanks) {
    const struct line *l = &r->lines.items[i];
    struct text t = line_text(r->text, l);
    bool apart = !r->open || blanks || r->page != l->page || marker_ends(flow_before(r));
    struct segments s;
    size_t n = 1;
    if (!apart || r->waiting || !could_be_heading(r, l) || flow_is_small(t))
        return 0;
    row_segments(r, l, 0, &s);
    if (!blanks && row_goes_on(r, &s))
        return 0;
    while (i + n < r->lines.count && is_below(r, l, &l[n]))
        n++;
    t = text_slice(r->text, l->from, l[n - 1].to);
    return n > HEADING_LINES || t.n > HEADING_BYTES || is_labelled(t) ||
                   strchr(".:;,", t.s[t.n - 1]) || next_is_small(r, i + n - 1)
               ? 0
               : n;
}
