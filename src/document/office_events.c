#include "document/office_events.h"

#include "base/arena.h"
#include "base/error.h"
#include "document/document.h"
#include "document/readers.h"
#include "document/source.h"

#include <string.h>

enum { PUSH_BYTES = 16 * 1024, ATTRIBUTES_MAX = 512, TAG_MAX = 4096 };

/* ---- for the formats ------------------------------------------------------------------------- */

struct html_event *office_push(struct office *o, enum html_event_kind kind, enum html_tag tag) {
    struct html_event *e = collector_push(&o->collector, kind, tag);
    if (e)
        e->offset = (uint32_t)collector_position(&o->collector);
    return e;
}

void office_text(struct office *o, struct text t) {
    struct html_event *e = collector_push(&o->collector, EVENT_TEXT, TAG_OTHER);
    if (!e)
        return;
    collector_locate(&o->collector, t.s, t.n, e);
    collector_keep(&o->collector, e, t);
}

/* It stands for the tag, whose end has not quite been read. */
void office_put(struct office *o, const char *words) {
    struct html_event *e = office_push(o, EVENT_TEXT, TAG_OTHER);
    if (!e)
        return;
    size_t end = e->offset, from = end;
    while (from && end - from < TAG_MAX && (from == end || o->collector.source.s[from] != '<'))
        from--;
    e->offset = (uint32_t)from;
    e->length = (uint32_t)(end - from);
    collector_keep(&o->collector, e, text_of(words));
}

const char *office_attribute(const char **attributes, const char *name) {
    for (size_t i = 0; attributes && attributes[i]; i += 2)
        if (strcmp(attributes[i], name) == 0)
            return attributes[i + 1];
    return NULL;
}

uint32_t office_number(const char **attributes, const char *name, uint32_t most) {
    const char *value = office_attribute(attributes, name);
    size_t n;
    uint32_t number = value ? text_number(text_of(value), 5, &n) : 0;
    return number < most ? number : most;
}

void office_skip(struct office *o) { o->skipped_from = o->depth; }

void office_open_paragraph(struct office *o) {
    struct paragraph *p = &o->paragraph;
    if (!p->begun || p->open)
        return;
    p->open = true;
    struct html_event *e = office_push(o, EVENT_START, p->heading ? TAG_HEADING : TAG_BLOCK);
    if (e)
        e->level = (uint8_t)p->heading;
}

void office_end_paragraph(struct office *o) {
    if (o->paragraph.open)
        office_push(o, EVENT_END, o->paragraph.heading ? TAG_HEADING : TAG_BLOCK);
    o->paragraph = (struct paragraph){0};
}

/* ---- the parser ------------------------------------------------------------------------------ */

/* What libxml2 calls with. */
struct parse {
    struct office *office;
    const struct office_handlers *handlers;
};

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes) {
    struct parse *p = data;
    struct office *o = p->office;
    o->depth++;
    if (!o->skipped_from)
        p->handlers->start(o, (const char *)name, (const char **)attributes);
}

static void on_end(void *data, const xmlChar *name) {
    struct parse *p = data;
    struct office *o = p->office;
    if (!o->skipped_from)
        p->handlers->end(o, (const char *)name);
    if (o->skipped_from == o->depth)
        o->skipped_from = 0;
    o->depth--;
}

static void on_text(void *data, const xmlChar *s, int length) {
    struct parse *p = data;
    if (!p->office->skipped_from && length > 0)
        p->handlers->text(p->office, (struct text){(const char *)s, (size_t)length});
}

static void on_error(void *data, xmlErrorPtr error) {
    struct parse *p = data;
    if (error->code == XML_ERR_NO_MEMORY)
        collector_give_up(&p->office->collector);
}

/* No office program writes one, and entities would be in it. */
static void on_doctype(void *data, const xmlChar *name, const xmlChar *id, const xmlChar *system) {
    struct parse *p = data;
    (void)name, (void)id, (void)system;
    p->office->has_doctype = true;
    xmlStopParser(p->office->collector.context);
}

static xmlSAXHandler sax_handlers(void) {
    return (xmlSAXHandler){.startElement = on_start,
                           .endElement = on_end,
                           .characters = on_text,
                           .ignorableWhitespace = on_text,
                           .cdataBlock = on_text,
                           .internalSubset = on_doctype,
                           .serror = on_error,
                           .initialized = XML_SAX2_MAGIC};
}

static bool parse(struct collector *c) {
    struct text t = c->source;
    int result = XML_ERR_OK;
    for (size_t at = 0; at < t.n && result == XML_ERR_OK && !c->out_of_memory; at += PUSH_BYTES) {
        size_t n = t.n - at < PUSH_BYTES ? t.n - at : PUSH_BYTES;
        result = xmlParseChunk(c->context, t.s + at, (int)n, at + n == t.n);
    }
    const xmlError *last = xmlGetLastError(); /* buffers know no context to tell */
    c->out_of_memory |= result == XML_ERR_NO_MEMORY || (last && last->code == XML_ERR_NO_MEMORY);
    return result == XML_ERR_OK;
}

static kloe_status gather(struct document *d, struct office *o, kloe_error *error) {
    struct parse p = {o, d->source->format == KLOE_FORMAT_DOCX ? &word_handlers : &odt_handlers};
    struct collector *c = &o->collector;
    const char *path = d->source->path;
    xmlSAXHandler sax = sax_handlers();
    xmlResetLastError();
    c->context = xmlCreatePushParserCtxt(&sax, &p, NULL, 0, NULL);
    if (!c->context)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to read it", path);
    xmlCtxtUseOptions(c->context, XML_PARSE_SAX1 | XML_PARSE_IGNORE_ENC | XML_PARSE_NONET);
    bool whole = parse(c);
    if (c->out_of_memory)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to read it", path);
    if (!whole || o->has_doctype)
        return error_set(error, KLOE_ERROR_FORMAT,
                         "%s: is an office document whose text is damaged; save it again", path);
    return KLOE_OK;
}

static void read_styles(struct document *d, struct office_styles *out) {
    const struct source *s = d->source;
    if (s->format == KLOE_FORMAT_DOCX) {
        word_styles_read(d->arena, s->parts.styles, s->parts.numbering, out);
        return;
    }
    odt_styles_read(d->arena, s->parts.styles, out);
    odt_styles_read(d->arena, s->text, out);
    office_styles_end(out);
}

kloe_status read_office(struct document *d, kloe_error *error) {
    struct text t = d->source->text;
    if (collector_most_attributes(t) > ATTRIBUTES_MAX)
        return error_set(error, KLOE_ERROR_LIMIT,
                         "%s: has an element with more than %d attributes (no report has)",
                         d->source->path, ATTRIBUTES_MAX);
    struct office_styles *styles = arena_alloc(d->arena, sizeof *styles);
    struct office *o = arena_alloc(d->arena, sizeof *o);
    read_styles(d, styles);
    arena_defer(d->arena, collector_release, &o->collector);
    o->styles = styles;
    o->collector.source = t;
    o->collector.ceiling = 2 * t.n + 1024; /* an item of a list in a list has several */
    o->collector.text_ceiling = 2 * t.n + 1024;
    kloe_status status = gather(d, o, error);
    struct collector *c = &o->collector;
    struct html_events events = {c->events, c->count, c->text ? c->text : "", false};
    if (status == KLOE_OK)
        read_events(d, &events);
    return status;
}
