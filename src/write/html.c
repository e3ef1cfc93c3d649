#include "write/html.h"

#include "base/utf8.h"
#include "write/stream.h"

#include <stdlib.h>
#include <string.h>

void html_open(struct html *h) {
    *h = (struct html){.buffer = xmlBufferCreate()};
    h->writer = h->buffer ? xmlNewTextWriterMemory(h->buffer, 0) : NULL;
    h->failed = h->writer == NULL;
}

char *html_close(struct html *h) {
    h->failed = h->failed || xmlTextWriterWriteRaw(h->writer, BAD_CAST "\n") < 0 ||
                xmlTextWriterFlush(h->writer) < 0;
    xmlFreeTextWriter(h->writer);
    char *s = h->failed ? NULL : strdup((const char *)xmlBufferContent(h->buffer));
    xmlBufferFree(h->buffer);
    return s;
}

void html_begin(struct html *h, const char *element, const char *class_name) {
    h->failed = h->failed || xmlTextWriterStartElement(h->writer, BAD_CAST element) < 0;
    if (class_name)
        html_attribute(h, "class", class_name);
}

void html_attribute(struct html *h, const char *name, const char *value) {
    h->failed =
        h->failed || xmlTextWriterWriteAttribute(h->writer, BAD_CAST name, BAD_CAST value) < 0;
}

/* HTML knows no element that closes itself. */
void html_end(struct html *h) {
    h->failed = h->failed || xmlTextWriterFullEndElement(h->writer) < 0;
}

/* The bytes of a character that a page may hold; 0 where there is none. */
static size_t character(const char *s, size_t n) {
    size_t length;
    uint32_t c = utf8_decode(s, n, &length);
    bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) ||
                   (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c < 0xFDF0);
    return control ? 0 : length;
}

void html_text(struct html *h, const char *s) {
    size_t n = strlen(s);
    char *clean = h->failed ? NULL : strdup(s);
    for (size_t i = 0, length; clean && i < n; i += length ? length : 1)
        if (!(length = character(clean + i, n - i)))
            clean[i] = '?';
    /* the writer's own escaping drops the text where memory is short, and says nothing */
    xmlChar *escaped = clean ? xmlEncodeSpecialChars(NULL, BAD_CAST clean) : NULL;
    h->failed = h->failed || !escaped || xmlTextWriterWriteRaw(h->writer, escaped) < 0;
    xmlFree(escaped);
    free(clean);
}

void html_put(struct html *h, const char *element, const char *class_name, const char *s) {
    html_begin(h, element, class_name);
    html_text(h, s);
    html_end(h);
}

char *html_page_head(const char *title, const char *style) {
    struct stream s;
    if (!stream_open(&s))
        return NULL;
    fprintf(s.out,
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            "'unsafe-inline'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n",
            title, style, title);
    return stream_close(&s);
}

char *html_page_foot(void) { return strdup("</main>\n</body>\n</html>\n"); }
