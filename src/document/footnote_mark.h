/* The marks of footnotes: numbers, plain, raised or in brackets, and signs. */
#ifndef KLOE_DOCUMENT_FOOTNOTE_MARK_H
#define KLOE_DOCUMENT_FOOTNOTE_MARK_H

#include "base/text.h"

enum footnote_shape { MARK_NONE, MARK_NUMBER, MARK_RAISED, MARK_BRACKETED, MARK_SIGN };

/* Signs are counted behind the numbers. */
enum {
    FOOTNOTE_NUMBER_MAX = 199,
    FOOTNOTE_SIGNS = FOOTNOTE_NUMBER_MAX + 1,
    FOOTNOTE_MARKS = FOOTNOTE_SIGNS + 4
};

struct footnote_mark {
    enum footnote_shape shape;
    unsigned number; /* below FOOTNOTE_MARKS */
    size_t n;        /* bytes */
};

/* Told of most characters at a glance. */
static inline bool footnote_mark_can_begin(char c) {
    return c == '*' || c == '[' || is_digit(c) || (unsigned char)c >= 0x80;
}

/* The mark at the start of t. */
struct footnote_mark footnote_mark_at(struct text t);

/* Whether t is a mark and nothing else, as markup writes them: "1", "[1]", "[footnote 1]". */
bool footnote_mark_is(struct text t);

/* Where the mark at the end of t begins: a number only where it is glued to a word, colon, question
 * mark or full stop. t.n where there is none. */
size_t footnote_mark_start(struct text t);

#endif
