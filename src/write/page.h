/* Writing text for a terminal into a growing buffer: words are wrapped, colours are optional. */
#ifndef KLOE_WRITE_PAGE_H
#define KLOE_WRITE_PAGE_H

#include <stdbool.h>
#include <stddef.h>

enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_DIM, STYLE_GREEN, STYLE_YELLOW, STYLE_RED, STYLE_BLUE };

struct page {
    char *s;
    size_t n, capacity;
    size_t width;
    bool color, failed; /* failed: no memory */
};

void page_open(struct page *p, size_t width, bool color);

/* NUL-terminated, for the caller to free; NULL when memory was short at any time. */
char *page_close(struct page *p);

void page_put(struct page *p, const char *s);
void page_put_style(struct page *p, enum style style, const char *s);

/* Text from column `column` on; further lines are indented by `indent`. Ends with a line feed. */
void page_wrap(struct page *p, size_t column, size_t indent, enum style style, const char *s);

/* The same for formatted text. */
void page_format(struct page *p, size_t column, size_t indent, enum style style, const char *format,
                 ...) __attribute__((format(printf, 5, 6)));

/* Text padded with spaces to `columns`. */
void page_cell(struct page *p, size_t columns, enum style style, const char *s);

void page_indent(struct page *p, size_t columns);

/* A line of its own, with an empty one above it. */
void page_heading(struct page *p, const char *s);

#endif
