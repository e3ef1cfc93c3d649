/* Catalogues of standards: official titles and the law behind them. */
#ifndef KLOE_FRAMEWORK_CATALOGUE_H
#define KLOE_FRAMEWORK_CATALOGUE_H

#include <cjson/cJSON.h>

#include "framework/pattern.h"

struct config;

struct catalogue_entry {
    const char *number; /* NULL: standards of this catalogue have none */
    const char *title, *regulation;
    const char *group;    /* key question or theme, or NULL */
    const char **printed; /* other wordings of the title */
    size_t printed_count;
};

struct catalogue {
    const char *id, *name, *source;
    struct pattern law; /* how reports name the law that the numbers are of, if they do */
    struct catalogue_entry *entries;
    size_t count;
};

/* The catalogues that a family's standards can be of. */
struct catalogues {
    const struct catalogue **items;
    size_t count;
};

/* `where` is the path of the object in its file. */
void catalogue_read(struct config *c, const cJSON *json, const char *where, struct catalogue *out);

/* What a standard is by the catalogues; NULLs where none has it. */
struct standard_name {
    const struct catalogue *catalogue;
    const struct catalogue_entry *entry;
};

/* By a number as printed: leading zeros do not count, nor does a letter behind it that the
 * catalogue does not have ("07", "7A"). Numbers of several laws are told apart by `law`, as
 * printed. */
struct standard_name catalogues_find_number(const struct catalogues *c, struct matcher *m,
                                            struct text law, struct text number);

/* By the title with which t begins, the longest that fits; *length is what of t it is. Case, white
 * space and punctuation do not count. */
struct standard_name catalogues_find_title(const struct catalogues *c, struct text t,
                                           size_t *length);

/* All titles as an alternative of a pattern, the longest first. */
const char *catalogues_alternatives(struct arena *a, const struct catalogues *c);

#endif
