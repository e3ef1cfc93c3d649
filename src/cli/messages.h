/* What is said of an input on standard error. */
#ifndef KLOE_CLI_MESSAGES_H
#define KLOE_CLI_MESSAGES_H

#include "options.h"

#include <stdio.h>

/* The report's diagnostics. The summary shows them itself, so that there they are for -v. */
void messages_put(FILE *out, const struct options *o, const char *path, const kloe_report *r,
                  bool many);

/* "kloe: PATH: ..." of an input that could not be read. */
void messages_put_unread(FILE *out, const struct options *o, const char *problem);

#endif
