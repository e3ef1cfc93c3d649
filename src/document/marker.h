/* The marks that open items of lists and numbered paragraphs. */
#ifndef KLOE_DOCUMENT_MARKER_H
#define KLOE_DOCUMENT_MARKER_H

#include <stdint.h>

#include "base/text.h"

/* What Symbol's bullet becomes where a PDF lacks its table of characters: a control character. */
enum { CODE_POINT_LOST_BULLET = 0x84, CODE_POINT_SOFT_HYPHEN = 0xAD };

/* Bytes of a bullet and the white space after it at the start of `line`, or 0; all of them where
 * converters wrote several, also behind a number. Known are the
 * bullets of typesetting, the private-use ones that symbol fonts leave behind, and references. A
 * dash counts only where `dashes` is set: in prose a wrapped line may begin with one. */
size_t marker_bullet(struct text line, bool dashes);

/* Bytes of what counts an item and the white space after it, where a capital follows: "R1 Ensure",
 * "(R1) Ensure", "Recommendation 1: Ensure", "(1) Ensure", "b) Ensure", "ii. Ensure"; or 0. "1)" is
 * a number. */
size_t marker_reference(struct text line);

/* Whether the line is a bullet and nothing else. */
bool marker_bullet_alone(struct text line);

/* Whether a cell holds a bullet or "R1" and nothing else, and no answer as a tick is. */
bool marker_is_cell(struct text cell);

/* The character of that bullet; of all references 'R'. */
uint32_t marker_character(struct text line);

/* Bytes of a number with its full stop or bracket ("12. ", "3) ") and the white space after it, or
 * 0; *value is the number, 1 to 999. A number alone on its line counts too, and one that a
 * capital follows at once. */
size_t marker_number(struct text line, unsigned *value);

/* A number of two or three parts. */
struct decimal {
    unsigned parts[3];
    size_t count;
};

/* Bytes of a number such as "1.4" or "5.1.2" and the white space after it at the start of `line`,
 * where a capital or nothing follows; or 0. */
size_t marker_decimal(struct text line, struct decimal *out);

/* Whether `next` can follow `last`: the next of its series, or the first of a new one; one can be
 * missing. */
bool decimal_follows(const struct decimal *last, const struct decimal *next);

/* What numbered paragraphs have been seen. A number at the start of a line opens a paragraph only
 * where it is the very next one and a capital follows; or it goes on with the series (or, hanging
 * apart from its text, begins one) and hangs apart, or the text before it has ended, or its last
 * line was not full: "Key Stage 4." and "2015." at the start of a wrapped line do not. */
struct series {
    unsigned last; /* that opened a paragraph */
    unsigned seen; /* that could have been the next one */
    struct decimal decimal;
};

/* Whether `line` opens the next paragraph of the series, where `before` is the text of the open
 * block so far (empty when none is open). Notes the number if so. */
bool series_opens(struct series *s, struct text line, struct text before);

/* Whether the last line of the text had room for more, and so was ended on purpose. */
bool marker_ends_short(struct text before);

/* Whether the text ends with a word that no name and no sentence ends with: "the", "of", "and". */
bool marker_is_cut(struct text before);

/* Text that could end here: blank, or with a full stop, colon, bracket or the like at its end. */
bool marker_can_end(struct text before);

/* Text that does end here, as a sentence or a lead-in does. */
bool marker_ends(struct text before);

#endif
