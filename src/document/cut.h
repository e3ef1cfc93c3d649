/* Cutting blocks in two, where a later stage sees that a line begins something new. */
#ifndef KLOE_DOCUMENT_CUT_H
#define KLOE_DOCUMENT_CUT_H

#include "document/document.h"

/* Before the byte `at` of a block's first cell. */
struct cut {
    uint32_t block, at;
};

/* Makes the cuts, which ascend. What a cut opens is a paragraph; the white space before it is
 * dropped. */
void document_cut(struct document *d, const struct cut *cuts, size_t count);

#endif
