/* HTML by libxml2's writer: what escapes is its work. */
#ifndef KLOE_WRITE_HTML_H
#define KLOE_WRITE_HTML_H

#include <kloe/kloe.h>

#include <libxml/entities.h>
#include <libxml/xmlwriter.h>

/* A fragment in the making. `failed`: no memory. */
struct html {
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
    bool failed;
};

void html_open(struct html *h);

/* The fragment with a line feed, for the caller to free; NULL when memory was short at any time. */
char *html_close(struct html *h);

/* An element, with a class unless that is NULL; html_end closes the innermost one. */
void html_begin(struct html *h, const char *element, const char *class_name);
void html_attribute(struct html *h, const char *name, const char *value);
void html_end(struct html *h);

/* Text, in which what HTML cannot hold is a question mark. */
void html_text(struct html *h, const char *s);

/* An element that holds text alone. */
void html_put(struct html *h, const char *element, const char *class_name, const char *s);

/* The beginning of a page in that style, and its end; to be freed. */
char *html_page_head(const char *title, const char *style);
char *html_page_foot(void);

#endif
