/* The words of a table of judgements, and which grade belongs to which label. */
#ifndef KLOE_ANALYSE_GRADE_TABLE_H
#define KLOE_ANALYSE_GRADE_TABLE_H

#include "analyse/aspect.h"
#include "analyse/judgement.h"

enum { TOKEN_PARTS_MAX = 6 };

/* Labels and their grades; or labels across and down with a grade at each crossing, of which those
 * across stand in the first block. */
enum table_shape { SHAPE_LIST, SHAPE_GRID };

/* A table of judgements: the blocks from the one that opens it to where something else begins. */
struct judgement_table {
    const struct judgement_rule *rule;
    struct passage group;
    bool named;             /* the group's pattern says which part of the heading is its name */
    struct passage aspect;  /* where the group's heading is a label itself; else empty */
    struct passage service; /* whose it is, where a page has those of several; else empty */
    size_t first, end;
    enum table_shape shape;
};

/* What a token has been found to be. */
enum token_use { TOKEN_FREE, TOKEN_GRADE, TOKEN_LABEL, TOKEN_ASIDE, TOKEN_DATE };

/* A line or a cell. */
struct token {
    struct passage passage;
    enum token_use use;
    size_t column; /* of a grid, else 0 */
    bool in_row;
    bool alone; /* the only words beside a grade in its row: a label, even if nobody knows it */
};

/* A label or a grade: tokens that belong together, by the place of the first one. */
struct graded {
    size_t at;
    struct passage parts[TOKEN_PARTS_MAX];
    size_t part_count;
    const struct aspect_rule *aspect; /* of a label; NULL where only its row says that it is one */
    const struct grade *grade;        /* of a grade */
    bool bound, told_before;          /* a label that is judged already: the same is told again */
};

struct grade_table {
    const struct judgement_rule *rule;
    struct passage group;
    const char *service; /* whose it is, where a page has those of several; else NULL */
    struct passage part; /* of the body, that the label at hand is about; else empty */
    bool headed;         /* the group's heading is the first label */
    bool unread;         /* a sentence that tells a grade has none that can be read */
    bool grid;           /* lines of a grade follow one another in their column */
    bool ended;          /* what ends it stood on a line of the last block */
    struct token *tokens;
    size_t token_count, token_capacity;
    struct graded *labels, *grades;
    size_t label_count, label_capacity, grade_count, grade_capacity;
};

/* Adds a token; NULL where the passage has no words: dots and arrows beside a grade say what its
 * word says. */
struct token *grade_table_push(struct analysis *a, struct grade_table *t, struct passage p);

/* Makes the group's heading a label of the table. */
void grade_table_head(struct analysis *a, struct grade_table *t, struct passage aspect);

/* The grade that the passage is and nothing else, and its words; NULL where it is none: a grade's
 * word with a full stop behind it is the end of a sentence. */
const struct grade *grade_token(const struct analysis *a, const struct grade_table *t,
                                struct passage p, struct passage *word);

/* The passage without what is no part of an aspect: list numbers ("2.1"), colons and the like. */
struct passage grade_table_label(const struct document *d, struct passage p);

/* The grade with which a line ends; its word, and the words before it without verb and marks:
 * "Being healthy: Good.", "Being healthy is good". NULL where the line has none. */
const struct grade *grade_line(const struct analysis *a, const struct judgement_rule *rule,
                               struct passage p, struct passage *label, struct passage *word);

/* Adds the lines or cells of a block. */
void grade_table_add(struct analysis *a, struct grade_table *t, size_t block);

/* Whether any of the words could be part of the table: a label, a grade or the first words of one.
 */
bool grade_table_knows(struct analysis *a, const struct judgement_rule *rule, size_t block);

/* Finds the grades, also over several lines. */
void grade_table_grades(struct analysis *a, struct grade_table *t);

void grade_table_add_label(struct analysis *a, struct grade_table *t, const struct graded *label);

/* Finds the labels and grades, and which of the labels the family knows: *known of them. */
void grade_table_parse(struct analysis *a, struct grade_table *t, size_t *known);

/* Adds the judgement that the grade is the label's; `found` says what is known of it beside. */
void grade_table_bind(struct analysis *a, const struct grade_table *t, struct graded *label,
                      struct graded *grade, struct found_judgement *found);

/* Whether the table has a grade for a label of the family that has another one, or none, in the
 * report as yet. */
bool grade_table_tells_new(struct analysis *a, struct grade_table *t);

/* Adds the judgements or standards that the table holds to the report, and diagnostics for the
 * rest. */
void grade_table_close(struct analysis *a, struct grade_table *t);

#endif
