#include "document/html_events.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/letters.h"
#include "base/utf8.h"
#include "document/collector.h"
#include "document/css.h"
#include "document/html_strange.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* libxml2 looks at every open element for a misplaced end tag and at every earlier attribute of a
 * tag for doubles. Both are quadratic on input made for it, so both have a ceiling: of
 * attributes in one tag, and of steps (open elements, summed over misplaced tags). */
enum { PUSH_BYTES = 16 * 1024, ATTRIBUTES_MAX = 512, SPAN_MAX = 1000 };
enum { TAG_MAX = 4096, BUTTON_EVENTS = 16 };
static const uint64_t steps_max = (uint64_t)1 << 31;

struct tag {
    const char *name;
    enum html_tag tag;
};

static const struct tag tags[] = {
    {"address", TAG_BLOCK},    {"article", TAG_BLOCK},    {"aside", TAG_BLOCK},
    {"b", TAG_BOLD},           {"blockquote", TAG_BLOCK}, {"body", TAG_BLOCK},
    {"br", TAG_LINE_BREAK},    {"button", TAG_SKIPPED},   {"caption", TAG_BLOCK},
    {"center", TAG_BLOCK},     {"dd", TAG_DEFINITION},    {"details", TAG_BLOCK},
    {"dialog", TAG_SKIPPED},   {"div", TAG_BLOCK},        {"dl", TAG_DEFINITIONS},
    {"dt", TAG_TERM},          {"em", TAG_ITALIC},        {"fieldset", TAG_BLOCK},
    {"figcaption", TAG_BLOCK}, {"figure", TAG_BLOCK},     {"footer", TAG_SKIPPED},
    {"form", TAG_BLOCK},       {"h1", TAG_HEADING},       {"h2", TAG_HEADING},
    {"h3", TAG_HEADING},       {"h4", TAG_HEADING},       {"h5", TAG_HEADING},
    {"h6", TAG_HEADING},       {"head", TAG_SKIPPED},     {"header", TAG_BLOCK},
    {"hr", TAG_RULE},          {"i", TAG_ITALIC},         {"iframe", TAG_SKIPPED},
    {"legend", TAG_BLOCK},     {"li", TAG_ITEM},          {"main", TAG_BLOCK},
    {"menu", TAG_UNORDERED},   {"nav", TAG_SKIPPED},      {"noscript", TAG_SKIPPED},
    {"object", TAG_SKIPPED},   {"ol", TAG_ORDERED},       {"p", TAG_BLOCK},
    {"pre", TAG_PREFORMATTED}, {"script", TAG_SKIPPED},   {"section", TAG_BLOCK},
    {"select", TAG_SKIPPED},   {"strong", TAG_BOLD},      {"style", TAG_SKIPPED},
    {"summary", TAG_BLOCK},    {"sup", TAG_SUPERSCRIPT},  {"svg", TAG_SKIPPED},
    {"table", TAG_TABLE},      {"tbody", TAG_BLOCK},      {"td", TAG_CELL},
    {"template", TAG_SKIPPED}, {"textarea", TAG_SKIPPED}, {"tfoot", TAG_BLOCK},
    {"th", TAG_HEADER_CELL},   {"thead", TAG_BLOCK},      {"title", TAG_SKIPPED},
    {"tr", TAG_ROW},           {"ul", TAG_UNORDERED},
};

static int compare_tag(const void *key, const void *item) {
    return strcmp(key, ((const struct tag *)item)->name);
}

static enum html_tag tag_of(const char *name) {
    const struct tag *t =
        bsearch(name, tags, sizeof tags / sizeof tags[0], sizeof tags[0], compare_tag);
    return t ? t->tag : TAG_OTHER;
}

static unsigned small_number(const char *s, unsigned most) {
    size_t n;
    unsigned value = text_number(text_of(s), 5, &n);
    return value > most ? most : value;
}

static bool contains(const char *s, const char *word) {
    struct text t = text_of(s), w = text_of(word);
    for (size_t i = 0; i + w.n <= t.n; i++)
        if (text_starts(text_slice(t, i, t.n), w))
            return true;
    return false;
}

static bool has_word(struct text value, struct text word) {
    return text_starts(value, word) && (value.n == word.n || !is_letter(value.s[word.n]));
}

static bool is_hidden_by(struct text style) {
    return has_word(css_value(style, TEXT("display")), TEXT("none")) ||
           has_word(css_value(style, TEXT("visibility")), TEXT("hidden")) ||
           has_word(css_value(style, TEXT("mso-hide")), TEXT("all"));
}

static void read_attribute(struct html_event *e, const char *name, const char *value) {
    struct text v = text_of(value ? value : "");
    if (strcmp(name, "hidden") == 0)
        e->hidden |= !text_same(v, TEXT("until-found"));
    else if (strcmp(name, "style") == 0)
        e->hidden |= is_hidden_by(v);
    else if (strcmp(name, "id") == 0 && e->tag == TAG_BLOCK)
        e->span = (uint16_t)(text_starts(v, TEXT("page")) ? small_number(v.s + 4, UINT16_MAX) : 0);
    else if (strcmp(name, "aria-hidden") == 0)
        e->one_sense |= text_same(v, TEXT("true"));
    else if (strcmp(name, "class") == 0)
        e->one_sense = e->one_sense || contains(v.s, "hidden") || contains(v.s, "sr-only") ||
                       contains(v.s, "screen-reader");
    else if (strcmp(name, "role") == 0)
        e->hidden |= text_same(v, TEXT("navigation")) || text_same(v, TEXT("search"));
    else if (strcmp(name, "rowspan") == 0 && (e->tag == TAG_CELL || e->tag == TAG_HEADER_CELL))
        e->span = (uint16_t)small_number(v.s, SPAN_MAX);
    else if ((strcmp(name, "start") == 0 && e->tag == TAG_ORDERED) ||
             (strcmp(name, "value") == 0 && e->tag == TAG_ITEM))
        e->span = (uint16_t)small_number(v.s, UINT16_MAX);
}

static void keep_style(struct collector *c, struct html_event *e, const char *name,
                       const char *value) {
    bool of_class = strcmp(name, "class") == 0;
    if (!of_class && strcmp(name, "style") != 0)
        return;
    collector_keep(c, e, of_class ? TEXT("class:") : TEXT(""));
    collector_keep(c, e, text_of(value ? value : ""));
    collector_keep(c, e, TEXT(";"));
}

/* A link's target, where it stands in the tag that has just been read. One that is written with
 * references is left out. */
static void note_link(struct collector *c, const char *target, bool of_document) {
    size_t n = target ? strlen(target) : 0, end = collector_position(c), from = end;
    while (from && end - from < TAG_MAX && (from == end || c->source.s[from] != '<'))
        from--;
    for (size_t i = from; n && i + n <= end; i++)
        if (memcmp(c->source.s + i, target, n) == 0) {
            struct html_event *e = collector_push(c, EVENT_LINK, TAG_OTHER);
            if (e) {
                e->offset = (uint32_t)i;
                e->length = (uint32_t)n;
                e->level = of_document;
            }
            return;
        }
}

static void note_links(struct collector *c, const char *name, const xmlChar **attributes) {
    if (strcmp(name, "a") != 0 && strcmp(name, "link") != 0)
        return;
    for (size_t i = 0; attributes && attributes[i]; i += 2)
        if (strcmp((const char *)attributes[i], "href") == 0)
            note_link(c, (const char *)attributes[i + 1], strcmp(name, "link") == 0);
}

static void note_targets(struct collector *c, const char *name, const xmlChar **attributes) {
    for (size_t i = 0; attributes && attributes[i]; i += 2) {
        const char *key = (const char *)attributes[i], *value = (const char *)attributes[i + 1];
        bool names = strcmp(key, "id") == 0 || (strcmp(key, "name") == 0 && strcmp(name, "a") == 0);
        struct html_event *e = names && value ? collector_push(c, EVENT_TARGET, TAG_OTHER) : NULL;
        if (e)
            collector_keep(c, e, text_of(value));
    }
}

/* Around what comes next: a heading at once (headings that open and close their part hold a
 * button), or such a button that has its words already, so that what follows says what it does. */
static bool begins_heading(const struct collector *c, bool *told) {
    *told = false;
    for (size_t i = c->count, steps = 0; i-- && steps < BUTTON_EVENTS; steps++) {
        const struct html_event *e = &c->events[i];
        if (e->kind == EVENT_TEXT)
            *told |= !text_is_blank((struct text){c->text + e->text, e->n});
        else if (e->kind == EVENT_START && (e->tag == TAG_HEADING || e->tag == TAG_BUTTON))
            return true;
        else if (e->kind == EVENT_END && e->tag != TAG_OTHER)
            return false;
    }
    return false;
}

static bool in_button(const struct collector *c) {
    for (size_t i = c->count, steps = 0; i-- && steps < BUTTON_EVENTS; steps++)
        if (c->events[i].kind == EVENT_START && c->events[i].tag == TAG_BUTTON)
            return true;
        else if (c->events[i].kind != EVENT_TEXT && c->events[i].tag == TAG_HEADING)
            return false;
    return false;
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes) {
    struct collector *c = data;
    note_targets(c, (const char *)name, attributes);
    enum html_tag tag = tag_of((const char *)name);
    bool told, heading = begins_heading(c, &told);
    if (heading && !told && strcmp((const char *)name, "button") == 0)
        tag = TAG_BUTTON;
    bool sign = heading && told && in_button(c);
    struct html_event *e = collector_push(c, EVENT_START, tag);
    if (!e)
        return;
    e->offset = (uint32_t)collector_position(c);
    e->level = tag == TAG_HEADING ? (uint8_t)(name[1] - '0') : 0;
    e->link = strcmp((const char *)name, "a") == 0;
    e->hidden = sign;
    for (size_t i = 0; attributes && attributes[i]; i += 2) {
        const char *key = (const char *)attributes[i], *value = (const char *)attributes[i + 1];
        read_attribute(e, key, value);
        keep_style(c, e, key, value);
    }
    note_links(c, (const char *)name, attributes);
}

static void on_end(void *data, const xmlChar *name) {
    struct collector *c = data;
    struct html_event *e = collector_push(c, EVENT_END, tag_of((const char *)name));
    if (e)
        e->offset = (uint32_t)collector_position(c);
}

/* "&#149;": numbers of control characters are meant as those of windows-1252. */
static struct text as_meant(struct text t, char *out) {
    size_t n;
    uint32_t c = utf8_decode(t.s, t.n, &n), meant = n == t.n ? letters_of_windows(c) : 0;
    return meant ? (struct text){out, utf8_encode(meant, out)} : t;
}

static void on_text(void *data, const xmlChar *s, int length) {
    struct collector *c = data;
    size_t n = length > 0 ? (size_t)length : 0;
    struct html_event *e = collector_push(c, EVENT_TEXT, TAG_OTHER);
    if (!e)
        return;
    struct text t = {(const char *)s, n};
    char meant[LETTERS_MAX];
    collector_locate(c, t.s, n, e);
    if (e->length != n) /* a reference */
        t = as_meant(t, meant);
    collector_keep(c, e, t);
}

static void on_error(void *data, xmlErrorPtr error) {
    struct collector *c = data;
    if (error->code == XML_ERR_NO_MEMORY)
        collector_give_up(c);
    c->steps += c->context ? (uint64_t)c->context->nameNr : 0;
    if (c->steps > steps_max && !c->out_of_steps) {
        c->out_of_steps = true;
        xmlStopParser(c->context);
    }
}

static void set_handlers(htmlSAXHandler *sax) {
    *sax = (htmlSAXHandler){.startElement = on_start,
                            .endElement = on_end,
                            .characters = on_text,
                            .ignorableWhitespace = on_text,
                            .cdataBlock = on_text,
                            .serror = on_error,
                            .initialized = XML_SAX2_MAGIC};
}

static void parse(struct collector *c) {
    struct text t = c->source;
    for (size_t at = 0; at < t.n && !c->out_of_memory && !c->out_of_steps; at += PUSH_BYTES) {
        size_t n = t.n - at < PUSH_BYTES ? t.n - at : PUSH_BYTES;
        htmlParseChunk(c->context, t.s + at, (int)n, 0);
    }
    if (!c->out_of_memory && !c->out_of_steps)
        htmlParseChunk(c->context, "", 0, 1);
    const xmlError *last = xmlGetLastError(); /* buffers know no context to tell */
    c->out_of_memory |=
        c->context->errNo == XML_ERR_NO_MEMORY || (last && last->code == XML_ERR_NO_MEMORY);
}

bool html_event_skips(const struct html_event *e, size_t *depth) {
    bool starts = e->kind == EVENT_START && (e->hidden || e->tag == TAG_SKIPPED);
    if (!*depth && !starts)
        return e->kind == EVENT_LINK || e->kind == EVENT_TARGET;
    if (e->kind == EVENT_START)
        ++*depth;
    else if (e->kind == EVENT_END)
        --*depth;
    return true;
}

/* A comment that never ends swallows the rest of the input. */
static bool ends_inside_comment(struct text t) {
    size_t open = t.n;
    while (open >= 4 && memcmp(t.s + open - 4, "<!--", 4) != 0)
        open--;
    if (open < 4)
        return false;
    for (size_t i = open; i + 3 <= t.n; i++)
        if (memcmp(t.s + i, "-->", 3) == 0)
            return false;
    return true;
}

kloe_status html_events_read(struct arena *a, const char *path, struct text t,
                             struct html_events *out, kloe_error *error) {
    if (collector_most_attributes(t) > ATTRIBUTES_MAX)
        return error_set(error, KLOE_ERROR_LIMIT,
                         "%s: has a tag with more than %d attributes (no report has); save "
                         "the page again, or as text",
                         path, ATTRIBUTES_MAX);
    struct collector *c = arena_alloc(a, sizeof *c);
    arena_defer(a, collector_release, c);
    c->source = html_without_strange(a, t);
    c->ceiling =
        t.n +
        1024; /* a tag takes three bytes and gives two events at the most; a link's is longer */
    c->text_ceiling = 2 * t.n + 1024;
    htmlSAXHandler sax;
    set_handlers(&sax);
    xmlResetLastError();
    c->context = htmlCreatePushParserCtxt(&sax, c, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!c->context)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to read it", path);
    htmlCtxtUseOptions(c->context, HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET | HTML_PARSE_NOWARNING);
    parse(c);
    if (c->out_of_steps)
        return error_set(error, KLOE_ERROR_LIMIT,
                         "%s: its tags are nested and misplaced too deeply to be a report's; save "
                         "the page again, or as text",
                         path);
    if (c->out_of_memory)
        return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to read it", path);
    *out =
        (struct html_events){c->events, c->count, c->text ? c->text : "", ends_inside_comment(t)};
    return KLOE_OK;
}
