/* Footnotes of Markdown, as authors and converters write them. */
#ifndef KLOE_DOCUMENT_INLINE_NOTES_H
#define KLOE_DOCUMENT_INLINE_NOTES_H

#include "base/text.h"

/* Where the mark at t.s[i] ends: "[^1]", a link whose words are a mark and that leads to a note, a
 * superscript of more than a number. `i` where there is none. */
size_t inline_note_mark(struct text t, size_t i);

/* Bytes of "[^1]:", with which a footnote begins; 0 where the line begins otherwise. */
size_t inline_note_label(struct text line);

/* Whether the block is a footnote by its link back to its mark: an arrow, or the mark at its start.
 */
bool inline_is_note(struct text block);

#endif
