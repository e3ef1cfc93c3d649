/* What shells complete the command line by, from the table of options. */
#ifndef KLOE_CLI_COMPLETION_H
#define KLOE_CLI_COMPLETION_H

#include <stdio.h>

/* "bash", "zsh" or "fish": a script for it. */
void completion_put(const char *shell, FILE *out);

#endif
