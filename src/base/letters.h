/* Characters that stand for others: what fonts draw as one, what programs wrote by other means. */
#ifndef KLOE_BASE_LETTERS_H
#define KLOE_BASE_LETTERS_H

#include <stddef.h>
#include <stdint.h>

enum { LETTERS_MAX = 4 };

/* The plain letters for a ligature, a letter of mathematics or of double width, a sign that is a
 * letter; the character that windows-1252 has for a control character, NEL aside: out's bytes, or 0
 * where c stands for itself. */
size_t letters_plain(uint32_t c, char out[LETTERS_MAX]);

/* The character that windows-1252 has at a byte from 0x80 to 0x9F; 0 where it has none. */
uint32_t letters_of_windows(uint32_t byte);

/* The letter that a letter and a mark behind it make (Unicode's NFC); 0 where they make none, and
 * always where kloe was built without utf8proc. */
uint32_t letters_compose(uint32_t base, uint32_t mark);

#endif
