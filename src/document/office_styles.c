#include "document/office_styles.h"

#include "base/arena.h"
#include "document/collector.h"

#include <libxml/xmlreader.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { ATTRIBUTES_MAX = 512, STYLES_MAX = 4000, BASES_MAX = 16, HEADING_LEVELS = 6 };

/* A part that is gone through; the reader pulls, so that the arena may jump between its steps. */
struct pass {
    struct arena *arena;
    xmlTextReaderPtr reader;
    struct office_styles *out;
    bool in_style, in_list;   /* of the last ones of the lists */
    struct list_level *level; /* NULL: none is open */
};

typedef void element(struct pass *p, const char *name, bool starts);

static void free_reader(void *reader) { xmlFreeTextReader(reader); }

static void go_through(struct arena *a, struct text part, struct office_styles *out,
                       element *take) {
    if (!part.n || part.n > INT_MAX || collector_most_attributes(part) > ATTRIBUTES_MAX)
        return;
    xmlResetLastError();
    struct pass p = {.arena = a, .out = out};
    p.reader = xmlReaderForMemory(part.s, (int)part.n, NULL, NULL,
                                  XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
    if (!p.reader)
        arena_fail(a);
    arena_defer(a, free_reader, p.reader);
    while (xmlTextReaderRead(p.reader) == 1) {
        int type = xmlTextReaderNodeType(p.reader);
        const char *name = (const char *)xmlTextReaderConstName(p.reader);
        bool starts = type == XML_READER_TYPE_ELEMENT;
        if (!name)
            arena_fail(a);
        if (starts)
            take(&p, name, true);
        if (type == XML_READER_TYPE_END_ELEMENT ||
            (starts && xmlTextReaderIsEmptyElement(p.reader) == 1))
            take(&p, name, false);
    }
    const xmlError *last = xmlGetLastError();
    if (last && last->code == XML_ERR_NO_MEMORY)
        arena_fail(a);
}

/* In the arena; NULL where the element has none of the name. */
static const char *attribute(const struct pass *p, const char *name) {
    xmlChar *value = xmlTextReaderGetAttribute(p->reader, (const xmlChar *)name);
    size_t n = value ? strlen((char *)value) : 0;
    char copy[128];
    if (value)
        snprintf(copy, sizeof copy, "%s", (char *)value);
    xmlFree(value);
    return !value ? NULL : arena_string(p->arena, copy, n < sizeof copy ? n : sizeof copy - 1);
}

static uint32_t number_of(const char *s) {
    size_t n;
    return s ? text_number(text_of(s), 5, &n) : 0;
}

static uint32_t heading_of(uint32_t level) {
    return level < HEADING_LEVELS ? level : HEADING_LEVELS;
}

/* ---- adding --------------------------------------------------------------------------------- */

static struct paragraph_style *last_style(struct pass *p) {
    return p->in_style ? &p->out->styles[p->out->style_count - 1] : NULL;
}

static struct list_style *last_list(struct pass *p) {
    return p->in_list ? &p->out->lists[p->out->list_count - 1] : NULL;
}

static void add_style(struct pass *p, const char *name) {
    struct office_styles *s = p->out;
    p->in_style = name && s->style_count < STYLES_MAX;
    if (!p->in_style)
        return;
    s->styles =
        arena_room(p->arena, s->styles, s->style_count, &s->style_capacity, sizeof *s->styles);
    s->styles[s->style_count++] = (struct paragraph_style){.name = name};
}

static void add_list(struct pass *p, const char *name) {
    struct office_styles *s = p->out;
    p->in_list = name && s->list_count < STYLES_MAX;
    p->level = NULL;
    if (!p->in_list)
        return;
    s->lists = arena_room(p->arena, s->lists, s->list_count, &s->list_capacity, sizeof *s->lists);
    s->lists[s->list_count++] = (struct list_style){.name = name};
}

static void open_level(struct pass *p, uint32_t index) {
    struct list_style *l = last_list(p);
    p->level = l && index < LIST_LEVELS ? &l->levels[index] : NULL;
    if (p->level)
        *p->level = (struct list_level){.known = true, .first = 1};
}

/* ---- DOCX ------------------------------------------------------------------------------------ */

static bool is(const char *name, const char *other) { return strcmp(name, other) == 0; }

/* The names of Word's own styles are the same in all languages. */
static void take_style_name(struct paragraph_style *s, const char *name) {
    struct text t = text_of(name ? name : "");
    if (text_starts(t, TEXT("heading ")))
        s->heading = heading_of(number_of(name + strlen("heading ")));
    else if (text_same(t, TEXT("title")))
        s->heading = 1;
    s->contents = text_starts(t, TEXT("toc "));
}

static void word_style(struct pass *p, const char *name, bool starts) {
    if (is(name, "w:style")) {
        add_style(p, starts ? attribute(p, "w:styleId") : NULL);
        return;
    }
    struct paragraph_style *s = last_style(p);
    if (!s || !starts)
        return;
    const char *value = attribute(p, "w:val");
    if (is(name, "w:name"))
        take_style_name(s, value);
    else if (is(name, "w:basedOn"))
        s->based_on = value;
    else if (is(name, "w:outlineLvl") && number_of(value) < 9)
        s->heading = heading_of(number_of(value) + 1);
    else if (is(name, "w:numId"))
        s->list = value;
    else if (is(name, "w:ilvl"))
        s->level = number_of(value);
}

/* What counts is told apart from what lists look like, in one list of names. */
static const char *abstract_name(struct pass *p, const char *id) {
    return id ? arena_format(p->arena, "abstract %s", id) : NULL;
}

/* A list that begins again at a number of its own does not go on with others of its kind. */
static void begin_again(struct pass *p, uint32_t first) {
    struct list_style *l = last_list(p);
    size_t level = p->level ? (size_t)(p->level - l->levels) : LIST_LEVELS;
    if (!l || !p->level)
        return;
    for (size_t i = 0; l->counts_as && i + 1 < p->out->list_count; i++)
        if (is(p->out->lists[i].name, l->counts_as))
            memcpy(l->levels, p->out->lists[i].levels, sizeof l->levels);
    l->counts_as = NULL;
    l->levels[level].first = first;
}

static void word_level(struct pass *p, const char *name, const char *value) {
    if (!p->level)
        return;
    if (is(name, "w:start"))
        p->level->first = number_of(value);
    else if (is(name, "w:startOverride"))
        begin_again(p, number_of(value));
    else if (is(name, "w:numFmt") && value) {
        p->level->known = !is(value, "none");
        p->level->numbered = is(value, "decimal");
    } else if (is(name, "w:lvlText") && value) /* "%1.%2" is no plain number */
        p->level->numbered &= strchr(value, '%') == strrchr(value, '%');
}

static void word_list(struct pass *p, const char *name, bool starts) {
    if (is(name, "w:abstractNum"))
        add_list(p, starts ? abstract_name(p, attribute(p, "w:abstractNumId")) : NULL);
    else if (is(name, "w:num"))
        add_list(p, starts ? attribute(p, "w:numId") : NULL);
    else if (is(name, "w:lvl"))
        open_level(p, starts ? number_of(attribute(p, "w:ilvl")) : LIST_LEVELS);
    else if (is(name, "w:lvlOverride") && last_list(p)) {
        uint32_t index = starts ? number_of(attribute(p, "w:ilvl")) : LIST_LEVELS;
        p->level = index < LIST_LEVELS ? &last_list(p)->levels[index] : NULL;
    } else if (starts && is(name, "w:abstractNumId") && last_list(p))
        last_list(p)->counts_as = abstract_name(p, attribute(p, "w:val"));
    else if (starts)
        word_level(p, name, attribute(p, "w:val"));
}

void word_styles_read(struct arena *a, struct text styles, struct text numbering,
                      struct office_styles *out) {
    go_through(a, styles, out, word_style);
    go_through(a, numbering, out, word_list);
    office_styles_end(out);
}

/* ---- ODT ------------------------------------------------------------------------------------- */

static void odt_style(struct pass *p, bool starts) {
    add_style(p, starts ? attribute(p, "style:name") : NULL);
    struct paragraph_style *s = last_style(p);
    if (!s)
        return;
    s->based_on = attribute(p, "style:parent-style-name");
    s->heading = is(s->name, "Title");
    s->contents = text_starts(text_of(s->name), TEXT("Contents_20_"));
}

static void odt_part(struct pass *p, const char *name, bool starts) {
    if (is(name, "style:style")) {
        odt_style(p, starts);
    } else if (is(name, "text:list-style")) {
        add_list(p, starts ? attribute(p, "style:name") : NULL);
    } else if (starts && text_starts(text_of(name), TEXT("text:list-level-style-"))) {
        open_level(p, number_of(attribute(p, "text:level")) - 1);
        const char *format = attribute(p, "style:num-format");
        const char *shown = attribute(p, "text:display-levels");
        const char *first = attribute(p, "text:start-value");
        if (p->level && format)
            p->level->numbered = is(format, "1") && (!shown || is(shown, "1"));
        if (p->level && first)
            p->level->first = number_of(first);
    }
}

void odt_styles_read(struct arena *a, struct text part, struct office_styles *out) {
    go_through(a, part, out, odt_part);
}

/* ---- finding --------------------------------------------------------------------------------- */

static int by_style(const void *a, const void *b) {
    return strcmp(((const struct paragraph_style *)a)->name,
                  ((const struct paragraph_style *)b)->name);
}

static int by_list(const void *a, const void *b) {
    return strcmp(((const struct list_style *)a)->name, ((const struct list_style *)b)->name);
}

static const struct paragraph_style *find_style(const struct office_styles *s, const char *name) {
    struct paragraph_style key = {.name = name};
    return name && s->style_count ? bsearch(&key, s->styles, s->style_count, sizeof key, by_style)
                                  : NULL;
}

/* What the styles have that it is based on, and it does not say itself. */
static void inherit(const struct office_styles *s, struct paragraph_style *style) {
    const struct paragraph_style *base = find_style(s, style->based_on);
    for (size_t steps = 0; base && steps < BASES_MAX; steps++) {
        style->heading = style->heading ? style->heading : base->heading;
        style->contents |= base->contents;
        if (!style->list && base->list) {
            style->list = base->list;
            style->level = style->level ? style->level : base->level;
        }
        base = find_style(s, base->based_on);
    }
}

void office_styles_end(struct office_styles *s) {
    if (s->style_count)
        qsort(s->styles, s->style_count, sizeof *s->styles, by_style);
    if (s->list_count)
        qsort(s->lists, s->list_count, sizeof *s->lists, by_list);
    for (size_t i = 0; i < s->style_count; i++)
        inherit(s, &s->styles[i]);
}

const struct paragraph_style *office_style(const struct office_styles *s, const char *name) {
    return find_style(s, name);
}

struct list_style *office_list(const struct office_styles *s, const char *name) {
    struct list_style key = {.name = name}, *found = NULL;
    for (size_t steps = 0; key.name && s->list_count && steps < 2; steps++) {
        found = bsearch(&key, s->lists, s->list_count, sizeof key, by_list);
        key.name = found ? found->counts_as : NULL;
    }
    return found;
}

uint32_t list_count_item(struct list_style *list, size_t level) {
    struct list_level *l = &list->levels[level];
    for (size_t i = level + 1; i < LIST_LEVELS; i++)
        list->levels[i].next = 0;
    if (!l->numbered)
        return 0;
    l->next = l->next ? l->next : l->first;
    return l->next++;
}
