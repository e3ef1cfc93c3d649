/* What stands inside a block of Markdown: emphasis, links, code, references, inline HTML. */
#ifndef KLOE_DOCUMENT_INLINE_H
#define KLOE_DOCUMENT_INLINE_H

#include "document/builder.h"

/* Adds the words of t, which stands at `offset`, without its marks. Superscript numbers are
 * footnote marks and left out; superscript ordinals ("9<sup>th</sup>") stay. */
void inline_add(struct builder *b, struct text t, size_t offset);

/* The same for a table's cell, in which two spaces or more break the line: converters write the
 * lines of a cell so. */
void inline_add_cell(struct builder *b, struct text t, size_t offset);

/* Whether t, between braces, is attributes as pandoc writes them: "#improve .unnumbered", "-". */
bool inline_is_attributes(struct text t);

/* Whether the text of a superscript is a footnote's mark, given the text before it: digits that
 * are no exponent of a unit ("km"). */
bool inline_is_footnote_mark(struct text superscript, struct text before);

#endif
