#include "product.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDEST = 200 };

bool product_color(const struct options *o) {
    const char *no = getenv("NO_COLOR");
    if (o->color != WHEN_AUTO)
        return o->color == WHEN_ALWAYS;
    return !o->output && isatty(STDOUT_FILENO) && !(no && *no);
}

/* COLUMNS, where that is a sensible number. */
static int columns_given(void) {
    const char *s = getenv("COLUMNS");
    char *end = NULL;
    long n = s && *s >= '1' && *s <= '9' ? strtol(s, &end, 10) : 0;
    return end && !*end && n <= WIDEST ? (int)n : 0;
}

int product_width(const struct options *o) {
    struct winsize size;
    if (o->output || !isatty(STDOUT_FILENO))
        return 0;
    int given = columns_given();
    if (given || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return given;
    return size.ws_col > WIDEST ? WIDEST : size.ws_col;
}

bool product_lines(const struct options *o, bool many) {
    return many && o->format == OUTPUT_SUMMARY && !o->output && o->verbosity < 1 &&
           isatty(STDOUT_FILENO);
}

char *product_render(const struct rendering *how, const kloe_report *r) {
    switch (how->options->format) {
    case OUTPUT_JSON:
        return kloe_write_json(r, false);
    case OUTPUT_NDJSON:
        return kloe_write_json(r, true);
    case OUTPUT_CSV:
        return kloe_write_csv(r, how->options->table, how->csv);
    case OUTPUT_MARKDOWN:
        return kloe_write_markdown(r);
    case OUTPUT_HTML: /* of compare alone */
    case OUTPUT_SUMMARY:
        break;
    }
    return how->lines ? kloe_write_line(r, &how->page) : kloe_write_summary(r, &how->page);
}

/* Put, and freed. */
static bool put_header(FILE *out, char *header) {
    if (header)
        fputs(header, out);
    else
        fputs("kloe: no memory to write the names of the columns\n", stderr);
    free(header);
    return header != NULL;
}

static bool put_csv_header(FILE *out, const struct rendering *how) {
    return put_header(out, kloe_write_csv_header(how->options->table, how->csv));
}

bool product_put(FILE *out, const struct rendering *how, const char *path, const char *product,
                 size_t before, bool many) {
    enum output_format format = how->options->format;
    bool good = true;
    if (format == OUTPUT_CSV && !before)
        good = put_csv_header(out, how);
    else if (how->lines && !before)
        good = put_header(out, kloe_write_line_header(&how->page));
    else if (format == OUTPUT_JSON && many)
        fputs(before ? ",\n" : "[\n", out);
    else if (format == OUTPUT_MARKDOWN && before)
        fputc('\n', out);
    else if (format == OUTPUT_SUMMARY && many && !how->lines)
        fprintf(out, "%s==> %s <==\n", before ? "\n" : "", path);
    fputs(product, out);
    fflush(out);
    return good;
}

bool product_end(FILE *out, const struct rendering *how, size_t count, bool many) {
    if (how->options->format == OUTPUT_JSON && many)
        fputs(count ? "]\n" : "[]\n", out);
    return how->options->format != OUTPUT_CSV || count || put_csv_header(out, how);
}
