/* Over a blank line or the end of a page. */
#include "document/text_blocks.h"

enum { BETWEEN_LINES = 25, TAG_BYTES = 60, HANGING_MIN = 2, FIRST_LINE = 120 };

/* "(Ofsted 2012)": a few words in brackets, alone on their line. */
static bool is_tag(struct text line) {
    return line.s[0] == '(' && line.n <= TAG_BYTES &&
           (text_ends(line, TEXT(")")) || text_ends(line, TEXT(").")));
}

/* A letter begins the line, or a number that marks nothing: "16 years". */
static bool is_word(struct text t) {
    unsigned value;
    struct decimal decimal;
    return is_letter(t.s[0]) ||
           (is_digit(t.s[0]) && !marker_number(t, &value) && !marker_decimal(t, &decimal));
}

/* Over a blank line or a page's end, an item goes on with a tag in brackets, or where its text has
 * not ended and its last line was full; a paragraph where its text has not ended, its last line was
 * full and the next begins small. */
static bool words_go_on(const struct reader *r, struct text next, size_t blanks) {
    struct text before = flow_before(r);
    bool small = flow_is_small(next) || next.s[0] == '(';
    bool item = r->kind == BLOCK_ITEM || r->numbered;
    if (item && is_tag(next))
        return true;
    if (marker_ends(before))
        return false;
    if (item && blanks <= 1 && is_word(next) && !is_upper(next.s[0]))
        return true; /* nothing begins like that */
    if (marker_ends_short(before))
        return false;
    return small || (item && blanks <= 1 && is_word(next));
}

bool flow_items_hang(struct text t, const struct lines *lines) {
    size_t cut = 0;
    unsigned value;
    for (size_t i = 0; i + 2 < lines->count && cut < HANGING_MIN; i++) {
        const struct line *l = &lines->items[i];
        struct text line = line_text(t, l);
        cut += (marker_bullet(line, true) || marker_number(line, &value)) && !marker_ends(line) &&
               !marker_ends_short(line) && l[1].from == l[1].to &&
               flow_is_small(line_text(t, l + 2));
    }
    return cut == HANGING_MIN;
}

/* Whether the open item is a first line that had no room for the next word, in a text whose items
 * are cut there. The lines below tell how wide lines are. */
static bool is_hanging(const struct reader *r, size_t i, size_t blanks) {
    size_t width = 0;
    if (!r->hangs || blanks != 1 || r->kind != BLOCK_ITEM || r->block_lines != 1)
        return false;
    for (size_t k = i; k < r->lines.count && k < i + BETWEEN_LINES; k++) {
        struct text t = line_text(r->text, &r->lines.items[k]);
        if (!t.n || marker_bullet(t, true))
            break;
        width = t.n > width ? t.n : width;
    }
    struct text next = line_text(r->text, &r->lines.items[i]);
    return flow_before(r).n + 1 + text_find(next, ' ', 0) >= width;
}

/* Whether the paragraph that begins with line i ends as one, and an item like the open one follows.
 */
static bool is_between_items(const struct reader *r, size_t i) {
    struct text before = text_slice(r->text, 0, 0);
    for (size_t k = i; k < r->lines.count && k < i + BETWEEN_LINES; k++) {
        const struct line *l = &r->lines.items[k];
        struct text t = line_text(r->text, l);
        if (l->furniture)
            continue;
        if (t.n && marker_bullet(t, true))
            return k > i && marker_ends(before) && marker_character(t) == r->mark;
        if (t.n && k > i && r->lines.items[k - 1].from == r->lines.items[k - 1].to)
            return false; /* another paragraph */
        before = t.n ? t : before;
    }
    return false;
}

/* A further paragraph of the open item, as it stands below the item's words, not below its mark.
 * Where sizes are not known, a heading could stand there too. */
static bool is_below_words(const struct reader *r, const struct line *l) {
    float apart = l->left > r->left ? l->left - r->left : r->left - l->left;
    return r->kind == BLOCK_ITEM && r->block_lines > 1 && l->size > 0 && !l->rank &&
           apart < COLUMN_SLACK && r->left > r->mark_left + COLUMN_SLACK;
}

bool flow_is_rest(const struct reader *r, size_t i) {
    struct text next = line_text(r->text, &r->lines.items[i]), before = flow_before(r);
    bool marked = r->open && (r->kind == BLOCK_ITEM || r->numbered) && r->block_lines == 1;
    if (!marked || before.n > FIRST_LINE || marker_ends(before))
        return false;
    bool word = is_word(next) || next.s[0] == '(';
    return flow_is_small(next) ||
           (r->hangs && word && marker_ends(next) && !marker_ends_short(before));
}

bool flow_goes_on(const struct reader *r, size_t i, size_t blanks) {
    const struct line *l = &r->lines.items[i];
    struct text t = line_text(r->text, l);
    struct segments s;
    if (!r->open)
        return false;
    if (is_below_words(r, l))
        return true;
    if (r->page != l->page && r->kind == BLOCK_ITEM) {
        if (is_between_items(r, i))
            return true;
        blanks = 1; /* those at the page's edges do not count */
    }
    if (is_hanging(r, i, blanks))
        return true;
    if (r->kind != BLOCK_ROW)
        return words_go_on(r, t, blanks) ||
               (r->page != l->page && flow_is_small(t) && !marker_ends(flow_before(r)));
    row_segments(r, l, 0, &s);
    return r->page != l->page && flow_is_small(t) && row_goes_on(r, &s);
}
