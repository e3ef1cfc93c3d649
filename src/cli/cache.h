/* Results that are kept from one run to the next.
 *
 * An entry is a file, DIR/xx/REST, named by the SHA-256 of all that the result depends on: the
 * input's bytes, kloe's version, the families, and the options. It holds the SHA-256 of what
 * follows, and the report as compact JSON. What does not fit together is no entry: it is read anew
 * and written over. Entries are written whole or not at all, so several processes can share one. */
#ifndef KLOE_CLI_CACHE_H
#define KLOE_CLI_CACHE_H

#include <kloe/kloe.h>

#include <stdatomic.h>
#include <stdio.h>

struct cache {
    const char *folder; /* NULL: none is kept */
    const kloe_engine *engine;
    char digest[KLOE_DIGEST_TEXT]; /* of the families */
    atomic_bool complained;
};

/* Makes the folder where it is missing; false with a message where that cannot be. */
bool cache_open(struct cache *c, const char *folder, const kloe_engine *engine);

/* As kloe_read_bytes, from the cache where it can be. */
kloe_status cache_read(struct cache *c, const char *path, const char *bytes, size_t size,
                       const kloe_read_options *options, kloe_report **report, kloe_error *error);

#endif
