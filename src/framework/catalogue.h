/* Catalogues of standards: official titles and the law behind them, by number. */
#ifndef KLOE_FRAMEWORK_CATALOGUE_H
#define KLOE_FRAMEWORK_CATALOGUE_H

#include "base/text.h"

struct config;

struct catalogue_entry {
    const char *number, *title, *regulation;
};

struct catalogue {
    const char *id, *name, *source;
    struct catalogue_entry *entries;
    size_t count;
};

void catalogue_load(struct config *c, struct text json, struct catalogue *out);

/* The entry of a number as printed: leading zeros and a letter behind it do not count ("07", "7A").
 * NULL where the catalogue has none. */
const struct catalogue_entry *catalogue_find(const struct catalogue *c, struct text number);

#endif
