#include "document/placed.h"

#include "base/arena.h"
#include "document/decode.h"

#include <libxml/xmlreader.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static void free_reader(void *reader) { xmlFreeTextReader(reader); }

static double attribute(xmlTextReaderPtr reader, const char *name) {
    xmlChar *value = xmlTextReaderGetAttribute(reader, (const xmlChar *)name);
    double number = value ? placed_points(strtod((const char *)value, NULL)) : 0;
    xmlFree(value);
    return number;
}

/* A word's box, to be followed by its text. Its height is all that tells the size. */
static struct placed box_of(xmlTextReaderPtr reader, const struct placed_text *out) {
    struct placed p = {.left = attribute(reader, "xMin"),
                       .top = attribute(reader, "yMin"),
                       .right = attribute(reader, "xMax"),
                       .bottom = attribute(reader, "yMax"),
                       .page = out->pages ? out->pages - 1 : 0,
                       .index = (uint32_t)out->count};
    p.baseline = p.bottom;
    p.size = p.bottom - p.top;
    return p;
}

static void add_word(struct arena *a, struct placed p, const char *words, struct placed_text *out) {
    size_t n = strlen(words);
    p.text = decode_repaired(a, (struct text){arena_string(a, words, n), n});
    out->items = arena_room(a, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = p;
}

bool placed_read_xhtml(struct arena *a, struct text xhtml, struct placed_text *out) {
    int options = XML_PARSE_HUGE | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                  XML_PARSE_NONET;
    xmlResetLastError();
    xmlTextReaderPtr reader =
        xhtml.n <= INT_MAX ? xmlReaderForMemory(xhtml.s, (int)xhtml.n, NULL, "UTF-8", options)
                           : NULL;
    struct placed p = {0};
    out->words = true;
    bool in_word = false;
    int more = -1;
    if (!reader && xhtml.n <= INT_MAX)
        arena_fail(a);
    if (!reader)
        return false;
    arena_defer(a, free_reader, reader);
    while ((more = xmlTextReaderRead(reader)) == 1) {
        const char *name = (const char *)xmlTextReaderConstName(reader);
        int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_ELEMENT) {
            out->pages += strcmp(name, "page") == 0;
            in_word = strcmp(name, "word") == 0;
            p = in_word ? box_of(reader, out) : p;
        } else if (type == XML_READER_TYPE_TEXT && in_word) {
            add_word(a, p, (const char *)xmlTextReaderConstValue(reader), out);
        } else {
            in_word &= type != XML_READER_TYPE_END_ELEMENT;
        }
    }
    const xmlError *last = xmlGetLastError();
    if (last && last->code == XML_ERR_NO_MEMORY)
        arena_fail(a);
    return more == 0;
}
