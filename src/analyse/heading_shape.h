/* What looks like a heading among findings, whatever the family's headings are. */
#ifndef KLOE_ANALYSE_HEADING_SHAPE_H
#define KLOE_ANALYSE_HEADING_SHAPE_H

#include "analyse/analysis.h"

/* A few words from a capital on that no sentence ends; they can be wrapped. */
bool is_title_shaped(struct text t);

/* A row whose cells are such words or empty: a box with a chapter's name and its grade. */
bool is_title_box(const struct document *d, size_t block);

/* Whether the next block begins small: then a converter cut the text, and it goes on. */
bool small_follows(const struct document *d, size_t block);

/* Whether the next line's first word had room in the line that ends at `end`, with the longest as
 * measure: then the line was ended on purpose. */
bool ends_early(struct text t, size_t end);

/* Where the last lines begin that are a heading below a whole sentence in the same block; 0 where
 * none are. */
size_t heading_tail(const struct analysis *a, struct text t);

#endif
