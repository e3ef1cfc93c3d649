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

int product_width(const struct options *o) {
    struct winsize size;
    if (o->output || !isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col > WIDEST ? WIDEST : size.ws_col;
}

char *product_render(const struct options *o, const kloe_csv_options *csv, bool color,
                     const kloe_report *r) {
    kloe_summary_options options = {.color = color};
    switch (o->format) {
    case OUTPUT_JSON:
        return kloe_write_json(r, false);
    case OUTPUT_NDJSON:
        return kloe_write_json(r, true);
    case OUTPUT_CSV:
        return kloe_write_csv(r, o->table, csv);
    case OUTPUT_MARKDOWN:
        return kloe_write_markdown(r);
    case OUTPUT_HTML: /* of compare alone */
    case OUTPUT_SUMMARY:
        break;
    }
    return kloe_write_summary(r, &options);
}

static bool put_csv_header(FILE *out, const struct options *o, const kloe_csv_options *csv) {
    char *header = kloe_write_csv_header(o->table, csv);
    if (header)
        fputs(header, out);
    else
        fputs("kloe: no memory to write the names of the columns\n", stderr);
    free(header);
    return header != NULL;
}

bool product_put(FILE *out, const struct options *o, const kloe_csv_options *csv, const char *path,
                 const char *product, size_t before, bool many) {
    bool good = o->format != OUTPUT_CSV || before || put_csv_header(out, o, csv);
    if (o->format == OUTPUT_JSON && many)
        fputs(before ? ",\n" : "[\n", out);
    else if (o->format == OUTPUT_MARKDOWN && before)
        fputc('\n', out);
    else if (o->format == OUTPUT_SUMMARY && many)
        fprintf(out, "%s==> %s <==\n", before ? "\n" : "", path);
    fputs(product, out);
    fflush(out);
    return good;
}

bool product_end(FILE *out, const struct options *o, const kloe_csv_options *csv, size_t count,
                 bool many) {
    if (o->format == OUTPUT_JSON && many)
        fputs(count ? "]\n" : "[]\n", out);
    return o->format != OUTPUT_CSV || count || put_csv_header(out, o, csv);
}
