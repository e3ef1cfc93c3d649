/* Which heading of the family a block or some words are, and what looks like one in any family. */
#ifndef KLOE_ANALYSE_HEADING_H
#define KLOE_ANALYSE_HEADING_H

#include "analyse/section.h"

/* The section whose heading the words are but for slips of a letter or where words end; NULL where
 * none is. */
const struct section_rule *heading_near(struct analysis *a, struct text words);

/* The same for the headings of tables of judgements. */
const struct judgement_rule *group_near(struct analysis *a, struct text words);

/* Whether the passage is a heading, as printed; sets the section's rule and its heading's parts. */
bool heading_match(struct analysis *a, struct passage p, struct section *out);

/* Whether the block opens a section: a heading, or nearly one, or a lead-in that ends in one. A
 * heading is a block that a rule matches whole, whatever its kind or level: what converters make of
 * headings cannot be trusted. */
bool heading_opens(struct analysis *a, size_t block, struct section *out);

/* Whether the paragraph leads up to the items below it by saying who must or should do them, in
 * whatever words, as the family's lists are named; the section is then one of those. */
bool asks_for_list(struct analysis *a, struct passage p, struct section *out);

/* Whether it leads up to something else: what was found, what was asked for at another time. */
bool leads_elsewhere(struct analysis *a, struct passage p);

/* Whether the words head a chapter that is no list, in whatever family: "Main findings", "Annex A",
 * or an aspect and its grade. */
bool is_chapter(struct analysis *a, struct passage p);

/* The same for a block: a heading or paragraph of its own. */
bool chapter_opens(struct analysis *a, size_t block, struct section *out);

/* The same where labels can stand: with prose right below, which no label has. */
bool chapter_has_prose(struct analysis *a, size_t block);

/* Where an address ends that the text begins with; 0 where it does not. A letterhead leaves one
 * below what stands last on its page, and it is part of no list. */
size_t address_end(struct analysis *a, struct text t);

/* A letter's end; the publisher's own words behind the report, which end whatever is
 * open. */
bool is_closing(struct analysis *a, struct text t);
bool is_back_matter(struct analysis *a, struct text t);

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

/* How a page of several inspections heads one: a line with its dates, and one with its kind (NULL:
 * none). */
bool heads_inspection(struct analysis *a, struct text t);
const struct inspection_kind *inspection_kind_of(struct analysis *a, struct text t);

/* Whether a cell behind the first one is a grade. */
bool has_grade_cell(const struct analysis *a, size_t block);

#endif
