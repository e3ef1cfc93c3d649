/* What a mistyped word was meant to be. */
#ifndef KLOE_CLI_SUGGEST_H
#define KLOE_CLI_SUGGEST_H

#include <stdio.h>

/* The word that the given one is a slip or two away from; NULL where none is. `words` ends in NULL.
 */
const char *suggest(const char *word, const char *const *words);

/* "; did you mean X?", where one is, and the line's end. */
void suggest_put(FILE *out, const char *word, const char *const *words);

#endif
