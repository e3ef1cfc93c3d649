/* Patterns of profiles, matched with pcre2.
 *
 * In a pattern a space stands for any white space, an apostrophe for any apostrophe, a quotation
 * mark for any, and a hyphen for any hyphen or dash; inside [...] a space likewise, and a hyphen
 * that comes first. Case does not count, and "." is any character. Matching is bounded: a pattern
 * that hits the limit is no match, the matcher notes it, and after a few times it is not tried
 * again on the same document.
 */
#ifndef KLOE_FRAMEWORK_PATTERN_H
#define KLOE_FRAMEWORK_PATTERN_H

#include <stdatomic.h>

#include "base/text.h"

struct arena;
struct config;

struct pattern {
    const char *source;   /* NULL: no pattern, which never matches */
    const char *key;      /* where it stands in its file: "sections[3]" */
    _Atomic(void *) code; /* compiled, shared by threads; NULL: not compiled yet */
};

/* Patterns that are compiled when they are first tried: most never are. Threads may share it. */
struct pattern_store;
struct pattern_store *pattern_store_new(struct arena *a); /* belongs to the arena */

/* Compiles p->source, unless the config leaves that for later. Errors go to the config, under
 * `where`. */
void pattern_compile(struct config *c, struct pattern *p, const char *where);

/* What stands for alternatives that several patterns have. */
struct placeholder {
    const char *mark, *alternatives; /* "{service}", "(?:...)" */
};

/* The pattern's source with `words` in each place of `mark`; lives in the config's arena. */
const char *pattern_insert(struct config *c, const char *source, const char *mark,
                           const char *words);

/* A date as reports print it. */
#define PATTERN_DATE                                                                               \
    "(?:(?:[a-z]{3,6}day,? )?\\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? (?:19|20)\\d\\d|"               \
    "\\d{1,2}[/.]\\d{1,2}[/.](?:19|20)\\d\\d|(?:19|20)\\d\\d-\\d\\d-\\d\\d)"

/* A month of a year, or two of which the year can be printed once. */
#define PATTERN_MONTH_NAME                                                                         \
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"             \
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
#define PATTERN_MONTHS                                                                             \
    "(?:(?:" PATTERN_MONTH_NAME                                                                    \
    "(?: (?:19|20)\\d\\d)?(?: (?:to|and|until) | ?[-–] ?))?" PATTERN_MONTH_NAME                    \
    ",? (?:19|20)\\d\\d\\b)"

/* A person's name as reports print it, with ranks around it (analyse/persons.h takes them off):
 * words with a capital, what joins them, honours. A line's end is in it where prose stands before.
 */
#define PATTERN_PERSON_WORD                                                                        \
    "(?:(?:(?-i:\\p{Lu})|mr|mrs|ms|dr|prof|rev|st)\\.|"                                            \
    "(?:[a-z]{1,2}(?:'|-))?(?-i:\\p{Lu})[\\p{L}'’-]*+)"
#define PATTERN_PERSON_REST "(?:(?-i:[a-z]{1,3}|della)\\x20){0,2}" PATTERN_PERSON_WORD
#define PATTERN_PERSON                                                                             \
    "(?:(?:" PATTERN_PERSON_WORD "(?:\\x20" PATTERN_PERSON_REST                                    \
    "){1,5}|(?<=[a-z,]\\x20)" PATTERN_PERSON_WORD "(?:\\x20" PATTERN_PERSON_REST                   \
    "){0,3}\\n" PATTERN_PERSON_REST "(?:\\x20" PATTERN_PERSON_REST "){0,2})"                       \
    "(?:,?\\x20(?-i:[CDKMO]BE|[KQ]PM|BEM|JP|DL|[KQ]C|PhD|[BM](?:A|Ed|Sc|Phil))\\b"                 \
    "(?:\\x20\\(hons\\.?\\))?){0,3})"

/* A place as titles print it, with the forms of its authority's name. It goes on over a line's end
 * unless that line begins as the next of a title does. */
#define PATTERN_PLACE_GAP                                                                          \
    "(?:\\x20|\n(?!inspection|between|from|on\\x20|this|in\\x20|page|children|review|the\\x20|"    \
    "date|report|published|dear|unique))"
#define PATTERN_PLACE_WORD "(?:(?-i:\\p{Lu})[\\p{L}'’-]*+(?:(?<=\\bst)\\.)?)"
#define PATTERN_PLACE_JOIN "(?:(?:of|and|upon|on|under|le|with|in|the|&)" PATTERN_PLACE_GAP "){0,2}"
#define PATTERN_PLACE_FORM                                                                         \
    "(?:(?:city|county|borough|district|council|local(?!\\x20authority)|area|partnership)\\b)"
#define PATTERN_PLACE                                                                              \
    "(?:" PATTERN_PLACE_WORD "(?:,?" PATTERN_PLACE_GAP "(?:" PATTERN_PLACE_JOIN PATTERN_PLACE_WORD \
    "|" PATTERN_PLACE_FORM ")){0,9}(?:(?<=,\\x20city|,\\x20county|,\\x20borough)\\x20of\\b)?)"

/* A body's name as title blocks print it, in one line: words with a capital or a digit, and small
 * ones that join them. */
#define PATTERN_BODY_WORD                                                                          \
    "(?:\\(?(?:[a-z]{1,2}-?)?(?-i:\\p{Lu})[\\p{L}\\p{M}\\d'’.&/+-]*+\\)?|\\d[\\w.-]{0,9})"
#define PATTERN_BODY_JOIN                                                                          \
    "(?:(?:of|and|for|the|in|on|upon|at|by|to|with|&|-|t/a|trading\\x20as|de|la)\\x20){0,3}"
#define PATTERN_BODY                                                                               \
    "(?:" PATTERN_BODY_WORD "(?:,?\\x20" PATTERN_BODY_JOIN PATTERN_BODY_WORD "){0,14})"

struct matcher;

/* What a thread needs to match; belongs to the arena. Without a store, a pattern that is not
 * compiled never matches. */
struct matcher *matcher_new(struct arena *a, struct pattern_store *store);

/* Many patterns will be searched in t or in parts of it: those whose words it lacks are not tried,
 * nor compiled (framework/text_index.h). It must stay as it is. */
void matcher_index(struct matcher *m, struct text t);

/* Groups of the last match; valid until the next one. */
struct match {
    const struct pattern *pattern;
    const struct matcher *matcher;
    struct text text;
    size_t from, to;
};

enum pattern_mode {
    PATTERN_ANYWHERE,
    PATTERN_START,    /* at the text's start */
    PATTERN_WHOLE,    /* the whole text */
    PATTERN_BEGINNING /* the whole text could become a match with more behind it */
};

/* `match` may be NULL. */
bool pattern_match(struct matcher *m, const struct pattern *p, struct text t, size_t from,
                   enum pattern_mode mode, struct match *match);

/* A named group; *from and *to are offsets in the text. False where it took no part. */
bool match_group(const struct match *m, const char *name, size_t *from, size_t *to);

/* The budget of a document: a step is a place of its text at which a pattern was tried, or a
 * comparison of words in another search, whose loops spend theirs as well. More than what is
 * allowed and nothing matches any more: what was read until then stands. Without a call of
 * matcher_allow there is no limit. */
void matcher_allow(struct matcher *m, size_t steps);
bool matcher_spend(struct matcher *m, size_t steps); /* false: spent, the search is to end */
bool matcher_is_spent(const struct matcher *m);
size_t matcher_steps(const struct matcher *m);

/* A pattern that hit the limit, or NULL. */
const struct pattern *matcher_limited(const struct matcher *m);

#endif
