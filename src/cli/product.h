/* What goes to standard output, in the format that was asked for. */
#ifndef KLOE_CLI_PRODUCT_H
#define KLOE_CLI_PRODUCT_H

#include "options.h"

#include <stdio.h>

/* Whether what is written to standard output is coloured. */
bool product_color(const struct options *o);

/* What COLUMNS says, else the columns of the terminal; 0 where there is none, and the library's own
 * width is taken. */
int product_width(const struct options *o);

/* Whether a summary of many reports is a line for each: for a person at a terminal, who did not ask
 * for more. */
bool product_lines(const struct options *o, bool many);

/* How it is rendered: `csv` of tables, `page` of summaries, which are `lines` or whole. */
struct rendering {
    const struct options *options;
    const kloe_csv_options *csv;
    kloe_summary_options page;
    bool lines;
};

/* A report in the format; to be freed. NULL when memory is short. */
char *product_render(const struct rendering *how, const kloe_report *r);

/* Puts it behind the `before` ones that were put already, with what divides them. False, and said
 * on standard error, when memory is short. */
bool product_put(FILE *out, const struct rendering *how, const char *path, const char *product,
                 size_t before, bool many);

/* What stands behind the last one of `count`; false likewise. */
bool product_end(FILE *out, const struct rendering *how, size_t count, bool many);

#endif
