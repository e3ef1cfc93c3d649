/* A section of a report, and what the analysers ask of the blocks in one. */
#ifndef KLOE_ANALYSE_SECTION_H
#define KLOE_ANALYSE_SECTION_H

#include "analyse/analysis.h"

/* What is said in a section: readers leave alone what is not said of this inspection. */
enum about {
    ABOUT_INSPECTION,
    ABOUT_EARLIER,  /* an earlier inspection */
    ABOUT_OTHERS,   /* a review of data, other services */
    ABOUT_CONTENTS, /* an entry of a list of contents */
    ABOUT_GRADES,   /* what grades mean */
    ABOUT_ANNEX,    /* data, or a law: an annex that is no part of the report */
    ABOUT_PUBLISHER /* the publisher's own words behind the report */
};

/* From the report itself down; what has no rank of its own ends lists alone. */
enum rank { RANK_REPORT, RANK_PART, RANK_CHAPTER, RANK_LIST };

struct section {
    const struct section_rule *rule; /* NULL: before the first heading that the family knows, or
                                        under one that it does not know */
    struct passage heading;          /* empty where there is none */
    struct passage number, title;    /* parts of it, empty where not printed */
    size_t first, end;               /* blocks of the body */
    size_t parent;                   /* the section that it stands below; the first: itself */
    enum rank rank;
    enum about about;
    bool annex;           /* in an annex, or behind one: what is asked is quoted there */
    const char *body;     /* to whom recommendations are put here */
    struct passage group; /* the heading of the group of standards; empty: none */
};

/* A heading whose level the input marks. */
bool is_marked(const struct block *b);

/* The block with which the section begins: its heading's, where it has one. */
size_t section_begin(const struct section *s);

/* The section that the block is in. */
const struct section *section_at(const struct analysis *a, size_t block);

/* Whether what the block says is not said of this inspection. */
bool is_beside_report(const struct analysis *a, size_t block);

/* The same, but for annexes: who signs a letter in one is named there, and what it asks is told. */
bool is_of_another(const struct analysis *a, size_t block);

/* Whether the block is a whole key of grades, in a sentence: "Key to judgements: grade 1 is
 * outstanding, ... grade 4 inadequate". Nothing in it is a grade, and what stands below is no part
 * of it. */
bool is_whole_key(struct analysis *a, size_t block);

/* The text of a block of the section's body; empty for rows of tables. */
struct passage section_body(const struct analysis *a, size_t block);

/* A number as markup gives it, or as printed at the start of the passage; *length is what of the
 * passage is the number. 0 where there is none. */
unsigned number_at(const struct document *d, struct passage p, size_t *length);

/* A heading by its kind, or a short line that looks like one. */
bool is_heading_shaped(const struct document *d, size_t block);

/* The part of the passage that is the match's group; empty where it took no part. */
struct passage group_passage(const struct match *m, const char *name, struct passage p);

#endif
