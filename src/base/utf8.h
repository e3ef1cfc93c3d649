/* UTF-8: reading, writing, checking. */
#ifndef KLOE_BASE_UTF8_H
#define KLOE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD };

/* The code point that starts at s; *length is its bytes (1 to 4), or 0 where the bytes are no
 * well-formed UTF-8 (Unicode 15, table 3-7). */
uint32_t utf8_decode(const char *s, size_t n, size_t *length);

/* Writes c to out; gives the bytes written. */
size_t utf8_encode(uint32_t c, char out[4]);

/* Offset of the first byte that is not part of well-formed UTF-8; n when all is. */
size_t utf8_valid_prefix(const char *s, size_t n);

/* Whether a code point begins with the byte. */
static inline bool utf8_begins(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

/* How many code points; s is well-formed. */
size_t utf8_length(const char *s, size_t n);

bool utf8_is_space(uint32_t c);     /* white space of any width, line separators included */
bool utf8_ends_line(uint32_t c);    /* feeds, NEL, the separators of lines and paragraphs */
bool utf8_is_invisible(uint32_t c); /* soft hyphen, zero-width and direction marks, BOM */

#endif
