/* Views of UTF-8 text, and the small questions that are asked of them. */
#ifndef KLOE_BASE_TEXT_H
#define KLOE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct arena;

/* Bytes that somebody else owns; not NUL-terminated. */
struct text {
    const char *s;
    size_t n;
};

#define TEXT(literal) ((struct text){(literal), sizeof(literal) - 1})

static inline struct text text_of(const char *s) { return (struct text){s, s ? strlen(s) : 0}; }

static inline struct text text_slice(struct text t, size_t from, size_t to) {
    return (struct text){from ? t.s + from : t.s, to - from};
}

struct text text_trim(struct text t); /* white space at both ends gone */

bool text_equal(struct text a, struct text b);
bool text_same(struct text a, struct text b);        /* ASCII letters without regard to case */
bool text_starts(struct text t, struct text prefix); /* likewise */

static inline bool text_ends(struct text t, struct text suffix) { /* likewise */
    return t.n >= suffix.n && text_same(text_slice(t, t.n - suffix.n, t.n), suffix);
}

bool text_is_blank(struct text t);

/* Offset of `c` in t at or after `from`, or t.n. */
size_t text_find(struct text t, char c, size_t from);

/* Where the line ends that begins at `from`, by a feed, NEL, or a separator of lines or paragraphs;
 * *length is how many bytes that has ("\r\n" as one). */
size_t text_line_end(struct text t, size_t from, size_t *length);

/* ASCII only, whatever the locale. */
static inline bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline char lower(char c) { return is_upper(c) ? (char)(c + ('a' - 'A')) : c; }
static inline bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
static inline bool is_alnum(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z'); }

/* The leading digits of t as a number; *length is how many there are, 0 to `most`.
 * More digits than `most` count as none. */
unsigned text_number(struct text t, size_t most, size_t *length);

/* A NUL-terminated copy with every run of white space folded to one space. */
char *text_string(struct arena *a, struct text t);

/* End of the sentence that begins at `from`, its closing quotation marks included; white
 * space after it is not.  Knows the abbreviations and initials that do not end one. */
size_t text_sentence_end(struct text t, size_t from);

/* Whether there is a digit, or a letter or digit, in t. */
bool text_has_digit(struct text t);
bool text_has_word(struct text t);

#endif
