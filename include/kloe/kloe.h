/* kloe: reads inspection reports of the CQC and Ofsted and gives what they say as data.
 *
 *     kloe_engine *engine;
 *     kloe_report *report;
 *     kloe_error error;
 *     if (kloe_engine_new(NULL, &engine, &error) != KLOE_OK) ...
 *     if (kloe_read_file(engine, "report.md", NULL, &report, &error) == KLOE_OK) {
 *         for (size_t i = 0; i < report->judgements.count; i++)
 *             puts(report->judgements.items[i].aspect);
 *         kloe_report_free(report);
 *     }
 *     kloe_engine_free(engine);
 *
 * An engine holds the report families that it knows. It does not change once made: threads
 * may share one. A report belongs to the caller, who frees it with one call; all that it
 * points at lives as long as it does. The library never prints, never writes but to the buffer
 * that it gives back, and has no global state.
 *
 * Strings are UTF-8 and NUL-terminated, with white space folded to single spaces; NULL stands
 * for "the document does not say". Dates are ISO 8601 ("2012-07-09").
 */
#ifndef KLOE_H
#define KLOE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define KLOE_API __attribute__((visibility("default")))
#else
#define KLOE_API
#endif

/* ---- errors -------------------------------------------------------------------------- */

typedef enum kloe_status {
    KLOE_OK = 0,
    KLOE_ERROR_READ,    /* the file could not be opened or read */
    KLOE_ERROR_FORMAT,  /* it is of a kind that kloe does not read */
    KLOE_ERROR_LIMIT,   /* it is over a limit, of bytes, memory or work */
    KLOE_ERROR_MEMORY,  /* the machine gave no memory */
    KLOE_ERROR_PROFILE, /* a framework profile is wrong */
    KLOE_ERROR_USAGE,   /* the call is wrong: an unknown framework, for example */
    KLOE_ERROR_BINARY   /* it is no document of any kind: a picture, an archive, a program */
} kloe_status;

/* What went wrong, in a sentence for a person: it names the file and the way out. */
typedef struct kloe_error {
    kloe_status status;
    char message[768];
} kloe_error;

/* ---- engine -------------------------------------------------------------------------- */

typedef struct kloe_engine kloe_engine;

typedef struct kloe_engine_options {
    const char *framework_dir; /* further profiles, *.json; one of a bundled id overrides it */
} kloe_engine_options;

/* `options` may be NULL. On failure *engine is NULL and *error says why. */
KLOE_API kloe_status kloe_engine_new(const kloe_engine_options *options, kloe_engine **engine,
                                     kloe_error *error);
KLOE_API void kloe_engine_free(kloe_engine *engine);

/* The families known, in byte order of their ids. `json` is the profile as it was read; `measured`
 * says whether its reading was compared with whole real reports. */
typedef struct kloe_framework {
    const char *id, *name, *years;
    const char *json;
    size_t json_bytes;
    bool measured;
} kloe_framework;

KLOE_API size_t kloe_framework_count(const kloe_engine *engine);
KLOE_API const kloe_framework *kloe_framework_at(const kloe_engine *engine, size_t index);
KLOE_API const kloe_framework *kloe_framework_find(const kloe_engine *engine, const char *id);

/* Whether any scale has a grade of that id. */
KLOE_API bool kloe_grade_is_known(const kloe_engine *engine, const char *grade);

/* Whether a grade is `limit` or a worse one of the same scale, all by id. A grade without a rank is
 * like itself alone. With `scale` NULL, on a scale that has both. */
KLOE_API bool kloe_grade_is_within(const kloe_engine *engine, const char *scale, const char *grade,
                                   const char *limit);

#define KLOE_DIGEST_TEXT 65

/* SHA-256 in hexadecimal, as in a report's source. */
KLOE_API void kloe_sha256(const void *bytes, size_t size, char out[KLOE_DIGEST_TEXT]);

/* The SHA-256 of all families, scales and catalogues that the engine holds, in hexadecimal. */
KLOE_API void kloe_engine_digest(const kloe_engine *engine, char out[KLOE_DIGEST_TEXT]);

/* ---- report -------------------------------------------------------------------------- */

/* Where something stands. `offset` and `length` are bytes of the document as decoded to UTF-8
 * (of a PDF: of the text made of it; of HTML: of the source; of DOCX and ODT: of the member that
 * holds the text); `line` and `page` count from 1. page is 0 where the input has none. `box` is
 * where it stands on that page of a PDF: x, y, width and height in points from the top left corner;
 * no width where that is not known. */
typedef struct kloe_at {
    size_t offset, length, line, page;
    double box[4];
} kloe_at;

typedef struct kloe_strings {
    const char **items;
    size_t count;
} kloe_strings;

typedef struct kloe_identifier {
    const char *scheme, *value; /* "urn", ... */
    kloe_at at;
} kloe_identifier;

/* What a report prints of the inspected body besides: "age-range", "number-on-roll". The value is
 * as printed. */
typedef struct kloe_detail {
    const char *type, *value;
    kloe_at at;
} kloe_detail;

/* What a register says of the inspected body: not from the document. `list` is the register,
 * `gss` the ONS's code, `dfe` the Department for Education's; data/registers says more. */
typedef struct kloe_registered {
    const char *list, *name, *gss, *dfe, *region;
} kloe_registered;

/* Somebody named with a role. `role` is a word of the contract ("lead-inspector"),
 * `role_text` the label as printed; `name` comes without honorific or rank. */
typedef struct kloe_party {
    const char *role, *role_text, *name;
    kloe_at at;
} kloe_party;

/* A formal graded judgement. `id` names the aspect alike in all wordings that the family's reports
 * have had ("overall", "care-leavers"), NULL where its profile gives none. `rank` 1 is the best of
 * the `of` grades of its scale; 0 where a grade has no rank. `group` is NULL where the report has
 * but one: the heading, table or core service that the judgement stands under; `location` is the
 * site whose grid it is from, where a report has such grids; `level` is "trust", "location" or
 * "service" where a report tells which of them is rated, else NULL. `percentage` is the score
 * printed beside the grade (CQC, from 2023); 0: none. `status` is "not-assessed" where the grade is
 * an earlier inspection's and still stands, "carried-over" where it is in force from an earlier
 * report, "forecast" where it is only expected ("is likely to meet"), "assessed" where the report
 * says that it is new, else NULL. `published` is when the
 * rating was, where that is another day than the report's. */
typedef struct kloe_judgement {
    const char *group, *location, *level, *aspect, *id, *grade, *grade_text, *scale;
    int rank, of, percentage;
    bool overall;
    const char *status, *published;
    double confidence; /* 0 to 1: in that the grade is this label's */
    kloe_at at;
} kloe_judgement;

/* A standard that the report judges, or finds broken. `official_title` and `regulation` come from
 * the catalogue `scheme`, by number, or by title where none is printed. `group` is the key question
 * or theme above it. `score` is 1 to 4 (CQC, from 2023), 0: none; `status` as a judgement's.
 * `impact` on people is "minor", "moderate" or "major" (CQC, 2012 to 2014). Of a regulation that
 * was broken, `activities` are the regulated activities, and `enforcement` says what was done:
 * "requirement-notice", "warning-notice", ... `findings` are the numbers of the findings below. */
typedef struct kloe_standard {
    const char *scheme, *number, *title, *official_title, *regulation, *group;
    const char *grade, *grade_text, *status, *impact, *enforcement;
    int score;
    kloe_strings activities, findings;
    kloe_at at;
} kloe_standard;

/* A numbered paragraph. `standard` is the number of the standard that it stands under. */
typedef struct kloe_finding {
    const char *number, *standard, *section, *text;
    kloe_at at;
} kloe_finding;

typedef enum kloe_unit {
    KLOE_UNIT_NONE,
    KLOE_UNIT_DAY,
    KLOE_UNIT_WORKING_DAY,
    KLOE_UNIT_WEEK,
    KLOE_UNIT_MONTH,
    KLOE_UNIT_YEAR
} kloe_unit;

/* By when. "Immediately" is 0 days; "by 30 March 2012" has a date, no count and no unit. `due` is
 * counted from publication where the report says "from report" or nothing; NULL where it counts
 * from something else, or in working days. */
typedef struct kloe_timescale {
    const char *text; /* NULL: none printed */
    int count;
    kloe_unit unit;
    const char *due;
} kloe_timescale;

/* `core_service` is the service under whose name it is listed. `regulation` is the law that it is
 * based on, `enforcement` as a standard's, `standards` the numbers of the standards it is about.
 * `at_also` is where it stands once more; no line where it does not. */
typedef struct kloe_recommendation {
    const char *number, *kind, *modality, *text, *body, *core_service, *regulation, *enforcement;
    kloe_timescale timescale;
    kloe_strings addressees, sources, standards;
    kloe_at at, at_also;
} kloe_recommendation;

/* A regulation that a sentence calls broken; what a table of breaches tells is among the standards
 * and recommendations. Where only their number is told, `count` is it and title and number are
 * NULL; without one (0) what was done is all that is told. */
typedef struct kloe_breach {
    const char *number, *title, *regulation, *enforcement;
    int count;
    kloe_timescale timescale; /* by when what was asked is to be done */
    kloe_at at;
} kloe_breach;

typedef struct kloe_next_step {
    const char *text;
    kloe_timescale timescale;
    kloe_strings addressees;
    kloe_at at;
} kloe_next_step;

/* In a document that is no report: a grade that a regulator gave to a named service
 * (`type` "grade"), or what a body is told it should do ("recommendation"). year 0: none. */
typedef struct kloe_mention {
    const char *type, *regulator, *subject, *grade, *quote;
    int year;
    kloe_strings addressees;
    kloe_at at;
} kloe_mention;

/* Why a value is missing: "not-printed", "not-in-framework", "unreadable", "ambiguous". */
typedef struct kloe_absence {
    const char *path, *reason; /* path as in the JSON: "inspection.published" */
} kloe_absence;

typedef struct kloe_diagnostic {
    const char *severity; /* "warning" or "info" */
    const char *code;     /* stable; docs/json.md lists them */
    const char *message;
    kloe_at at; /* line 0: about the document as a whole */
} kloe_diagnostic;

/* Something that the caller knows of the input, in UTF-8: the report carries it. Two names are
 * understood: "published", a date as in ISO 8601, from which dues are counted where the document
 * prints none, and "urn", Ofsted's number, by which an authority is found in the register where its
 * name does not tell. */
typedef struct kloe_meta {
    const char *name, *value;
} kloe_meta;

typedef struct kloe_source {
    const char *path, *format, *encoding, *sha256;
    size_t bytes;
    size_t pages;          /* 0: the format has none */
    size_t record, offset; /* of a file that holds many records: which one this is, from 1, and the
                              byte of the file at which it begins; 0: the file is the document */
} kloe_source;

#define KLOE_LIST(type)                                                                            \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

typedef struct kloe_report {
    kloe_source source;
    KLOE_LIST(kloe_meta) meta; /* as the caller gave it */

    const char *kind;      /* "inspection-report" or "other" */
    const char *framework; /* the family's id, or NULL */
    const char *framework_name;
    const char *title;
    kloe_strings regulators; /* that issue the family's reports: "cqc", "ofsted", ... */
    double confidence;       /* 0 to 1; below 0 where the family was given, not detected */

    const char *subject, *subject_type;
    kloe_at subject_at;
    double subject_confidence, inspection_confidence; /* 0 to 1; 0 where there is no value */
    KLOE_LIST(kloe_identifier) identifiers;
    KLOE_LIST(kloe_detail) details;
    const kloe_registered *registered; /* NULL: in no register that is built in */

    const char *inspection_type;   /* "routine", "focused", "data-review" ...; NULL: not printed */
    const char *inspection_status; /* "special-measures", "out-of-special-measures", of schools also
                                      "serious-weaknesses", "notice-to-improve"; or NULL */
    const char *start, *end, *published;
    const char *start_month, *end_month; /* "2012-07", where the document prints no day of them */
    const char *published_month;         /* likewise */
    const char *published_given;         /* of `meta`, where the document prints none */
    kloe_at dates_at, published_at, status_at;
    kloe_strings previous; /* dates of earlier inspections */

    KLOE_LIST(kloe_party) people;
    KLOE_LIST(kloe_party) organisations;
    KLOE_LIST(kloe_judgement) judgements;
    KLOE_LIST(kloe_standard) standards;
    KLOE_LIST(kloe_finding) findings;
    KLOE_LIST(kloe_recommendation) recommendations;
    KLOE_LIST(kloe_breach) breaches;
    KLOE_LIST(kloe_next_step) next_steps;
    KLOE_LIST(kloe_mention) mentions;
    KLOE_LIST(kloe_absence) absent;
    KLOE_LIST(kloe_diagnostic) diagnostics;

    void *owner; /* what kloe_report_free frees */
} kloe_report;

/* ---- reading ------------------------------------------------------------------------- */

typedef enum kloe_format {
    KLOE_FORMAT_AUTO,
    KLOE_FORMAT_TEXT,
    KLOE_FORMAT_MARKDOWN,
    KLOE_FORMAT_HTML,
    KLOE_FORMAT_PDF,
    KLOE_FORMAT_JSON,
    KLOE_FORMAT_DOCX,
    KLOE_FORMAT_ODT
} kloe_format;

#define KLOE_DEFAULT_MAX_BYTES ((size_t)64 << 20)
#define KLOE_GREATEST_MAX_BYTES ((size_t)1 << 30)

#define KLOE_DEFAULT_SECONDS 60

typedef struct kloe_read_options {
    kloe_format format;
    const char *framework; /* NULL: detect it */
    size_t max_bytes;      /* of one input; 0: KLOE_DEFAULT_MAX_BYTES */
    int seconds;           /* for a PDF's converter; 0: KLOE_DEFAULT_SECONDS */
    int cancel_fd;         /* when it can be read, a PDF's conversion is given up; 0: none */
    const kloe_meta *meta; /* what the caller knows of the input */
    size_t meta_count;
    size_t record, offset; /* of the bytes, where they are a part of a file: as in a report's source
                            */
} kloe_read_options;

/* Whether it is a date as in ISO 8601: "2012-07-09". */
KLOE_API bool kloe_is_date(const char *s);

/* The bytes of a file ("-": standard input), within the limit of `options`, which may be NULL.
 * *bytes is the caller's to free(). */
KLOE_API kloe_status kloe_load_file(const char *path, const kloe_read_options *options,
                                    char **bytes, size_t *size, kloe_error *error);

/* Reads the file at `path`, which may not be NULL; "-" is standard input. `options` may be NULL. On
 * failure *report is NULL and *error says why; the message begins with the path. */
KLOE_API kloe_status kloe_read_file(const kloe_engine *engine, const char *path,
                                    const kloe_read_options *options, kloe_report **report,
                                    kloe_error *error);

/* The same for bytes in memory; `name` stands for the path, NULL is "-". */
KLOE_API kloe_status kloe_read_bytes(const kloe_engine *engine, const char *name, const void *bytes,
                                     size_t size, const kloe_read_options *options,
                                     kloe_report **report, kloe_error *error);

/* A report from the JSON that kloe_write_json made of it. `path`, unless NULL, becomes its source's
 * path. On failure *report is NULL and *error says why. */
KLOE_API kloe_status kloe_read_json(const kloe_engine *engine, const char *json, size_t size,
                                    const char *path, kloe_report **report, kloe_error *error);

KLOE_API void kloe_report_free(kloe_report *report);

/* ---- explaining ---------------------------------------------------------------------- */

/* A sign by which a family is known: a pattern, where it is looked for ("title", "front" or
 * "vocabulary"), and whether the document has it; in a record it is a path ("record"). `counted` is
 * what it gave of its weight: less where only a sentence names the title. */
typedef struct kloe_sign {
    const char *place, *pattern;
    double weight, counted;
    bool found;
} kloe_sign;

/* A family that the document has signs of. `sum` is of what its signs gave; `why_not` is
 * NULL for the family that was taken. */
typedef struct kloe_candidate {
    const char *framework, *why_not;
    double sum;
    KLOE_LIST(kloe_sign) signs;
} kloe_candidate;

/* Words that a rule took. `as` says as what ("label", "grade", ...), `text` which words. `key` is
 * where the rule stands in the family's profile and `pattern` how it reads; both are NULL where the
 * engine took them by a rule of its own. */
typedef struct kloe_taking {
    const char *as, *text, *key, *pattern;
    kloe_at at;
} kloe_taking;

/* A rule that nearly took the words, and why it did not. `key` is NULL where it is no rule of the
 * profile. */
typedef struct kloe_near_miss {
    const char *key, *why;
} kloe_near_miss;

/* A line of the document, or of a cell. `kind` is "heading", "paragraph", "item", "row", "link",
 * "furniture" (a running head or foot), "dropped" (words of the input that are no text of the
 * document) or "blank"; `cell` counts from 1 in a row, else it is 0. `place` is "front", "section",
 * "table" (of judgements), "unknown" (below a heading that the family does not know), NULL, or
 * where something else is said than of this inspection: "earlier" (of an earlier one), "others" (of
 * no inspection, or of other services), "contents" (an entry of a list of contents), "grades" (what
 * they mean), "annex" (none of the report), "publisher" (the publisher's own words). `sections` are
 * the headings that it stands below. `evidence` is what in it should have been taken ("grade",
 * "label", "date", "number") and was not: NULL where nothing was. */
typedef struct kloe_line {
    kloe_at at;
    const char *kind, *place, *text, *evidence;
    size_t cell;
    kloe_strings sections;
    KLOE_LIST(kloe_taking) takings;
    KLOE_LIST(kloe_near_miss) near;
} kloe_line;

/* What the family promises and the report lacks, and the rules that would give it, by their keys.
 */
typedef struct kloe_missing {
    const char *path, *reason; /* as in the report's `absent` */
    bool always;               /* the family's reports always have it */
    kloe_strings rules;
} kloe_missing;

/* What a rule proposed for a value that a report has once: `path` is the value's ("subject.name",
 * "inspection.start" with its end, "inspection.published"), `text` what was proposed, `value` what
 * it was read as, NULL where it has not the shape of one; of days "2012-07-09/2012-07-20". `place`
 * says where it stands ("title", "label", "running line", ...), which gives it its `score`;
 * `confidence` is that and what says the same elsewhere. `outcome` is "won", "agrees" (with the one
 * that won), "lost", "tied" (with another, so that none won) or "unreadable". */
typedef struct kloe_claim {
    const char *path, *text, *value, *place, *outcome;
    double score, confidence;
    const char *key, *pattern; /* of the rule; NULL: one of the engine */
    kloe_at at;
} kloe_claim;

/* How a document was read. `report` is what was read. */
typedef struct kloe_explanation {
    const kloe_report *report;
    size_t line;                        /* the one that was asked for; 0: all */
    size_t line_count;                  /* of the input */
    size_t unlisted;                    /* lines beyond the ceiling, which are not in `lines` */
    KLOE_LIST(kloe_candidate) families; /* the greatest sum first */
    KLOE_LIST(kloe_line) lines;
    KLOE_LIST(kloe_missing) missing;
    KLOE_LIST(kloe_claim) claims; /* by their paths, and in the order in which they were made */

    void *owner; /* what kloe_explanation_free frees */
} kloe_explanation;

/* Lines that are explained, and lines for which the nearest rules are looked for. */
#define KLOE_EXPLAINED_LINES ((size_t)100000)
#define KLOE_NEAR_LINES ((size_t)5000)

/* Reads the file as kloe_read_file does and keeps an account of it. With `line`, counted from 1, of
 * that line alone, in full; 0 is all lines. On failure *explanation is NULL and *error says why: a
 * line that the input does not have is KLOE_ERROR_USAGE. */
KLOE_API kloe_status kloe_explain_file(const kloe_engine *engine, const char *path, size_t line,
                                       const kloe_read_options *options,
                                       kloe_explanation **explanation, kloe_error *error);

/* The same for bytes in memory; `name` stands for the path. */
KLOE_API kloe_status kloe_explain_bytes(const kloe_engine *engine, const char *name,
                                        const void *bytes, size_t size, size_t line,
                                        const kloe_read_options *options,
                                        kloe_explanation **explanation, kloe_error *error);

/* Frees the report with it. */
KLOE_API void kloe_explanation_free(kloe_explanation *explanation);

/* ---- comparing ----------------------------------------------------------------------- */

/* What became of something from the report before to the one after. `change` is "improved",
 * "declined" or "unchanged" within one scale; "new" or "gone" where one report alone has it; or
 * "not-comparable". `why` is a word, NULL where there is nothing to add: "another-scale",
 * "changed-definition", "not-rated", "carried-over", "not-assessed", "forecast", "not-graded", and
 * for what one report lacks "not-in-framework", "another-framework", "not-printed", "unreadable",
 * "ambiguous"; `words` says the same in a sentence. What is not rated, carried over from an earlier
 * report or not assessed this time never improved or declined. */
typedef struct kloe_change {
    const char *change, *why, *words;
    int steps; /* up the scale; below 0 down; 0 where there is no direction */
} kloe_change;

/* Either is NULL where that report has none. */
typedef struct kloe_judgement_change {
    kloe_change what;
    const kloe_judgement *before, *after;
} kloe_judgement_change;

/* A standard without grade or score, which is named as broken, is "unchanged" where both name it,
 * and "changed" where what was done about it is another thing. */
typedef struct kloe_standard_change {
    kloe_change what;
    const kloe_standard *before, *after;
} kloe_standard_change;

typedef struct kloe_breach_change {
    const char *change; /* "unchanged", "changed", "new", "gone" */
    const kloe_breach *before, *after;
} kloe_breach_change;

/* A stretch of words: "same", "removed" or "added". */
typedef struct kloe_word_run {
    const char *op, *text;
} kloe_word_run;

/* `change` is "still-printed" (in the same words), "reworded", "no-longer-printed" or "new". That
 * something is no longer printed does not say that it was done. `likeness` is from 0 to 1, of the
 * words; `diff` is from the words before to those after, of a reworded one. */
typedef struct kloe_recommendation_change {
    const char *change;
    double likeness;
    const kloe_recommendation *before, *after;
    KLOE_LIST(kloe_word_run) diff;
} kloe_recommendation_change;

/* A value that a report has once, by its path in the JSON ("inspection.published"): "unchanged",
 * "changed", "new", "gone". */
typedef struct kloe_fact_change {
    const char *path, *change, *before, *after;
} kloe_fact_change;

/* By name; "changed" is another role. */
typedef struct kloe_party_change {
    const char *change;
    const kloe_party *before, *after;
} kloe_party_change;

/* Why the comparison is to be read with care: "old-is-newer", "different-bodies",
 * "different-identifiers" (of bodies of one name), "body-unknown", "different-frameworks",
 * "not-a-report", "same-document", "same-inspection". */
typedef struct kloe_caution {
    const char *code, *message;
} kloe_caution;

typedef struct kloe_comparison {
    const kloe_report *before, *after; /* NULL: it has no counterpart, and there is no more */
    const char
        *same_body;       /* by what they are of one body: "identifier", "register", "name"; NULL */
    const char *unpaired; /* in a sentence: why one of them stands alone; else NULL */
    KLOE_LIST(kloe_caution) cautions;
    KLOE_LIST(kloe_fact_change) facts;
    KLOE_LIST(kloe_judgement_change) judgements; /* in the order of the report after */
    KLOE_LIST(kloe_standard_change) standards;
    KLOE_LIST(kloe_breach_change) breaches;
    KLOE_LIST(kloe_recommendation_change) recommendations;
    KLOE_LIST(kloe_party_change) people, organisations;

    void *owner; /* what kloe_comparison_free frees */
} kloe_comparison;

/* Compares two reports, which must live as long as the comparison; with one of them NULL it says of
 * the other that it stands alone, and `unpaired` (which may be NULL) why. On failure *comparison is
 * NULL and *error says why. */
KLOE_API kloe_status kloe_compare(const kloe_engine *engine, const kloe_report *before,
                                  const kloe_report *after, const char *unpaired,
                                  kloe_comparison **comparison, kloe_error *error);

KLOE_API void kloe_comparison_free(kloe_comparison *comparison);

/* How many judgements, and standards, have that change. */
KLOE_API size_t kloe_comparison_count(const kloe_comparison *comparison, const char *change);

/* Two sets of reports to be paired by the bodies that they are of: a digest of each is kept. */
typedef struct kloe_pairing kloe_pairing;

/* The places in their sets, in the order in which they were added; KLOE_NO_REPORT: there is none,
 * and `unpaired` says why. */
#define KLOE_NO_REPORT ((size_t)-1)
typedef struct kloe_pair {
    size_t before, after;
    const char *unpaired;
} kloe_pair;

/* NULL when memory is short. */
KLOE_API kloe_pairing *kloe_pairing_new(void);
KLOE_API void kloe_pairing_free(kloe_pairing *pairing);

/* Adds a report to the set before (`after` false) or after; false when memory is short. */
KLOE_API bool kloe_pairing_add(kloe_pairing *pairing, bool after, const kloe_report *report);

/* Pairs them by identifier, else by their code in a register, else by name; of several reports of a
 * body the newest of each set, within a family where both sets have it. In the order of the set
 * before, then what is left of the other. NULL when memory is short. */
KLOE_API const kloe_pair *kloe_pairing_make(kloe_pairing *pairing, size_t *count);

/* ---- writing ------------------------------------------------------------------------- */

/* Each gives a NUL-terminated text that the caller frees with free(), or NULL when memory is
 * short. It ends in a line feed. */

/* The JSON of CONTRACT `kloe.report/1`, indented or on one line. */
KLOE_API char *kloe_write_json(const kloe_report *report, bool compact);

typedef struct kloe_summary_options {
    int width;  /* columns; 0: 80 */
    bool color; /* ANSI escapes */
} kloe_summary_options;

/* One screen for a person. */
KLOE_API char *kloe_write_summary(const kloe_report *report, const kloe_summary_options *options);

/* A report in a line, for a list of many, and what stands above the first: the body, the day of the
 * inspection, the overall grade and the first that is worse, how much is to be done, how many
 * warnings. */
KLOE_API char *kloe_write_line(const kloe_report *report, const kloe_summary_options *options);
KLOE_API char *kloe_write_line_header(const kloe_summary_options *options);

/* How a document was read, for a person: a line of it in a line or two. */
KLOE_API char *kloe_write_explanation(const kloe_explanation *explanation,
                                      const kloe_summary_options *options);

/* The same as JSON, `kloe.explain/1`; docs/explain.md says what the keys mean. */
KLOE_API char *kloe_write_explanation_json(const kloe_explanation *explanation);

/* For a pull request or a step's summary: judgements as a table, what is to be done as a list of
 * check boxes, by date. */
KLOE_API char *kloe_write_markdown(const kloe_report *report);

typedef enum kloe_table {
    KLOE_TABLE_REPORTS, /* one row a report */
    KLOE_TABLE_JUDGEMENTS,
    KLOE_TABLE_STANDARDS,
    KLOE_TABLE_FINDINGS,
    KLOE_TABLE_RECOMMENDATIONS
} kloe_table;

/* With `excel`, cells that a spreadsheet would take for a formula are guarded by an apostrophe, and
 * the header begins with a byte order mark. `meta` are names of what reports carry of it: each is a
 * column. */
typedef struct kloe_csv_options {
    bool excel;
    const char *const *meta;
    size_t meta_count;
} kloe_csv_options;

/* CSV by RFC 4180; the same `options` for both, which may be NULL. The columns are in
 * docs/csv.md. */
KLOE_API char *kloe_write_csv_header(kloe_table table, const kloe_csv_options *options);
KLOE_API char *kloe_write_csv(const kloe_report *report, kloe_table table,
                              const kloe_csv_options *options);

/* What changed, for a person. */
KLOE_API char *kloe_write_comparison(const kloe_comparison *comparison,
                                     const kloe_summary_options *options);

/* The same as JSON, `kloe.compare/1`, indented or on one line; docs/compare.md says what the keys
 * mean. */
KLOE_API char *kloe_write_comparison_json(const kloe_comparison *comparison, bool compact);

KLOE_API char *kloe_write_comparison_markdown(const kloe_comparison *comparison);

/* A page without scripts: its beginning, an article for each comparison, its end. */
KLOE_API char *kloe_write_comparison_html_head(void);
KLOE_API char *kloe_write_comparison_html(const kloe_comparison *comparison);
KLOE_API char *kloe_write_comparison_html_foot(void);

/* The JSON Schema (draft 2020-12) of what kloe_write_json writes. */
KLOE_API const char *kloe_schema(void);

/* The JSON Schema of a profile (`framework_dir`), and of files of scales and catalogues beside it.
 */
KLOE_API const char *kloe_profile_schema(void);

/* The same of kloe_write_comparison_json. */
KLOE_API const char *kloe_comparison_schema(void);

KLOE_API const char *kloe_version(void);

/* The versions of the libraries that are in use, for a person: "libxml2 2.9.14, ...". */
KLOE_API const char *kloe_libraries(char *out, size_t size);

#ifdef __cplusplus
}
#endif

#endif
