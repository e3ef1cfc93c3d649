/* What the analysers share while one document is read. */
#ifndef KLOE_ANALYSE_ANALYSIS_H
#define KLOE_ANALYSE_ANALYSIS_H

#include "base/date.h"
#include "document/document.h"
#include "document/excerpt.h"
#include "framework/engine.h"
#include "report/report.h"

enum diagnostic {
    DIAGNOSTIC_VALUE_MISSING,
    DIAGNOSTIC_VALUE_UNREADABLE,
    DIAGNOSTIC_VALUE_PARTIAL,
    DIAGNOSTIC_VALUE_AMBIGUOUS,
    DIAGNOSTIC_LABEL_UNKNOWN,
    DIAGNOSTIC_JUDGEMENT_WITHOUT_GRADE,
    DIAGNOSTIC_JUDGEMENT_AMBIGUOUS,
    DIAGNOSTIC_JUDGEMENT_LABEL_UNKNOWN,
    DIAGNOSTIC_GRADE_UNCLAIMED,
    DIAGNOSTIC_GRID_ROW_UNREAD,
    DIAGNOSTIC_NUMBER_MISSING,
    DIAGNOSTIC_RECOMMENDATIONS_UNREAD,
    DIAGNOSTIC_LIST_UNREAD,
    DIAGNOSTIC_DUE_UNKNOWN,
    DIAGNOSTIC_FAMILY_UNCERTAIN,
    DIAGNOSTIC_PATTERN_LIMIT,
    DIAGNOSTIC_BUDGET_SPENT,
    DIAGNOSTIC_HTML_DAMAGED,
    DIAGNOSTIC_PDF_DAMAGED,
    DIAGNOSTIC_TEXT_DAMAGED,
    DIAGNOSTIC_TEXT_MENDED,
    DIAGNOSTIC_COUNT
};

struct diagnostic_kind {
    const char *code, *severity, *meaning;
};

/* All codes that there are, by enum diagnostic. */
extern const struct diagnostic_kind diagnostic_kinds[DIAGNOSTIC_COUNT];

/* What is known of a value that was looked for and not read. */
enum absence {
    ABSENCE_NOT_PRINTED,
    ABSENCE_DAY_NOT_PRINTED, /* but the month */
    ABSENCE_UNREADABLE,
    ABSENCE_AMBIGUOUS
};

/* A judgement that counts once, by the id of its aspect, and of which service it is. */
struct judged {
    const char *id, *service; /* NULL: of the body itself */
    size_t judgement;         /* its index in the report */
};

/* An aspect whose label was there, and whose grade could not be told. */
struct doubted {
    const char *id;
    enum absence absence;
    struct doubted *next;
};

/* The text in which the signs of families are looked for. */
struct signs_text {
    struct text head, vocabulary;
};

struct analysis {
    struct arena *arena;
    const struct document *document;
    const struct profile *profile; /* NULL for documents of no family */
    const struct language *language;
    const struct scales *scales;
    const struct identifier_schemes *schemes;
    const struct authorities *authorities;
    struct matcher *matcher;
    kloe_report *report;
    struct excerpt head; /* where a title block can stand */
    struct text genre;   /* what says of which genre the document is */
    struct signs_text told_by;
    struct section *sections;
    struct judgement_table *tables;
    size_t section_count, table_count;
    struct passage inspection; /* its heading, on a page that tells of several; else empty */
    struct judged *judged;
    size_t judged_count, judged_capacity;
    struct doubted *doubted;
    struct account *account;
    struct text *acronyms; /* of bodies, as the document defines them */
    size_t acronym_count, acronym_capacity;
    struct aspect_phrases *aspect_phrases; /* made when they are first wanted */
    struct phrases *heading_phrases;       /* likewise, by section rule */
    struct phrases *group_phrases;         /* likewise, by judgement rule */
    struct phrases *field_phrases;         /* likewise, by field */
    struct claim *claims;                  /* the newest first */
    bool is_record;                        /* of a kind that a family knows */
    struct record_matches *record_matches; /* of its paths that were asked for */
    bool *superseded;                      /* by its values; NULL: none was */
    struct date *published;                /* NULL until known */
    struct date given_publication;         /* by the caller, where the document prints none */
    enum absence absences[VALUE_COUNT];
};

/* Adds a diagnostic; `at` may be zero: about the document as a whole. */
void diagnose(struct analysis *a, enum diagnostic code, kloe_at at, const char *message);

/* A passage's words as a string of the report; likewise several, joined by spaces. */
const char *passage_string(struct analysis *a, struct passage p);
const char *passages_string(struct analysis *a, const struct passage *p, size_t count);

/* A date as ISO 8601 in the arena. */
const char *date_string(struct analysis *a, struct date d);

/* The passage without white space and, on request, punctuation at its ends. */
struct passage passage_trim(const struct document *d, struct passage p);
struct passage passage_trim_marks(const struct document *d, struct passage p, const char *marks);

/* "Not applicable", "vacant": words that stand where a value could. */
bool is_vacant(struct analysis *a, struct text t);

/* Whether a label's words tell of an inspection before this one. */
bool is_of_earlier(struct analysis *a, struct text t);

/* The words of a match's group as a string of the report; NULL where it took no part. */
const char *match_string(struct analysis *a, const struct match *m, const char *group);

/* The next line of the passage from the offset *at on, which goes behind it; false at the end. */
bool passage_line(const struct document *d, struct passage p, size_t *at, struct passage *line);

/* The next sentence of the passage from the offset *at on, which goes behind it; false at the end.
 */
bool passage_sentence(const struct document *d, struct passage p, size_t *at,
                      struct passage *sentence);

/* A part of a passage, by offsets in its text. */
struct passage passage_part(struct passage p, size_t from, size_t to);

#endif
