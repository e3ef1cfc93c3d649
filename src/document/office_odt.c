/* The elements of an ODT. */
#include "document/office_events.h"

#include <string.h>

enum { SPAN_MAX = 1000, HEADING_LEVELS = 6 };

static bool is(const char *name, const char *other) { return strcmp(name, other) == 0; }

/* ---- paragraphs ------------------------------------------------------------------------------ */

/* One can stand in another, in a frame: that one goes on as one more. */
static void start_paragraph(struct office *o, const char **attributes, bool heading) {
    office_end_paragraph(o);
    struct paragraph *p = &o->paragraph;
    const struct paragraph_style *style =
        office_style(o->styles, office_attribute(attributes, "text:style-name"));
    p->begun = true;
    p->contents = style && style->contents;
    p->heading = heading ? office_number(attributes, "text:outline-level", HEADING_LEVELS)
                 : style ? style->heading
                         : 0;
    if (heading && !p->heading)
        p->heading = 1;
}

/* ---- lists ----------------------------------------------------------------------------------- */

static struct open_list *last_list(struct office *o) {
    return o->list_count && o->list_count <= LISTS_MAX ? &o->lists[o->list_count - 1] : NULL;
}

static struct list_style *style_of(struct office *o, const struct open_list *l) {
    return l && o->list_count <= LIST_LEVELS ? office_list(o->styles, l->name) : NULL;
}

/* A list in a list has the style of that one. */
static void name_list(struct open_list *l, const struct open_list *above, const char *name) {
    size_t n = name ? strlen(name) : 0;
    *l = (struct open_list){0};
    if (name && n < STYLE_NAME_MAX)
        memcpy(l->name, name, n);
    else if (!name && above)
        memcpy(l->name, above->name, sizeof l->name);
}

static void start_list(struct office *o, const char **attributes) {
    office_end_paragraph(o);
    struct open_list *above = last_list(o);
    o->list_count++;
    struct open_list *l = last_list(o);
    if (l)
        name_list(l, above, office_attribute(attributes, "text:style-name"));
    const char *goes_on = office_attribute(attributes, "text:continue-numbering");
    struct list_style *style = style_of(o, l);
    struct list_level *level = style ? &style->levels[o->list_count - 1] : NULL;
    bool again =
        !(goes_on && is(goes_on, "true")) && !office_attribute(attributes, "text:continue-list");
    if (level && again)
        level->next = 0;
    if (l)
        l->numbered = level && level->numbered;
    office_push(o, EVENT_START, l && l->numbered ? TAG_ORDERED : TAG_UNORDERED);
}

static void start_item(struct office *o, const char **attributes) {
    office_end_paragraph(o);
    struct list_style *style = style_of(o, last_list(o));
    const char *first = office_attribute(attributes, "text:start-value");
    uint32_t number = 0;
    if (style) {
        if (first)
            style->levels[o->list_count - 1].next =
                office_number(attributes, "text:start-value", UINT16_MAX);
        number = list_count_item(style, o->list_count - 1);
    }
    struct html_event *e = office_push(o, EVENT_START, TAG_ITEM);
    if (e)
        e->span = (uint16_t)number;
}

/* ---- all ------------------------------------------------------------------------------------- */

static void start_cell(struct office *o, const char **attributes) {
    office_end_paragraph(o);
    bool header =
        o->table_count && o->table_count <= TABLES_MAX && o->tables[o->table_count - 1].header_row;
    struct html_event *e = office_push(o, EVENT_START, header ? TAG_HEADER_CELL : TAG_CELL);
    if (e)
        e->span = (uint16_t)office_number(attributes, "table:number-rows-spanned", SPAN_MAX);
}

static void start_table(struct office *o) {
    office_end_paragraph(o);
    if (o->table_count++ < TABLES_MAX)
        o->tables[o->table_count - 1] = (struct table){0};
    office_push(o, EVENT_START, TAG_TABLE);
}

static void set_header(struct office *o, bool header) {
    if (o->table_count && o->table_count <= TABLES_MAX)
        o->tables[o->table_count - 1].header_row = header;
}

/* What is no text of the document's own: notes, remarks, what was deleted, lists of contents,
 * styles, cells that another one covers. */
static bool is_skipped(const char *name) {
    static const char *const skipped[] = {"office:annotation",
                                          "office:automatic-styles",
                                          "office:font-face-decls",
                                          "office:forms",
                                          "office:scripts",
                                          "svg:desc",
                                          "svg:title",
                                          "table:covered-table-cell",
                                          "text:alphabetical-index",
                                          "text:bibliography",
                                          "text:illustration-index",
                                          "text:note",
                                          "text:table-of-content",
                                          "text:tracked-changes"};
    for (size_t i = 0; i < sizeof skipped / sizeof skipped[0]; i++)
        if (is(name, skipped[i]))
            return true;
    return false;
}

static void on_character(struct office *o, const char *name) {
    if (!o->paragraph.begun || o->paragraph.contents)
        return;
    if (is(name, "text:s") || is(name, "text:tab")) {
        office_open_paragraph(o);
        office_put(o, " ");
    } else if (is(name, "text:line-break") && o->paragraph.open) {
        office_push(o, EVENT_START, TAG_LINE_BREAK);
        office_push(o, EVENT_END, TAG_LINE_BREAK);
    }
}

static void odt_start(struct office *o, const char *name, const char **attributes) {
    if (is_skipped(name))
        office_skip(o);
    else if (is(name, "text:p") || is(name, "text:h"))
        start_paragraph(o, attributes, is(name, "text:h"));
    else if (is(name, "text:list"))
        start_list(o, attributes);
    else if (is(name, "text:list-item"))
        start_item(o, attributes);
    else if (is(name, "table:table"))
        start_table(o);
    else if (is(name, "table:table-header-rows"))
        set_header(o, true);
    else if (is(name, "table:table-row"))
        office_push(o, EVENT_START, TAG_ROW);
    else if (is(name, "table:table-cell"))
        start_cell(o, attributes);
    else
        on_character(o, name);
}

static void odt_end(struct office *o, const char *name) {
    if (is(name, "text:p") || is(name, "text:h"))
        office_end_paragraph(o);
    else if (is(name, "text:list-item"))
        office_push(o, EVENT_END, TAG_ITEM);
    else if (is(name, "text:list")) {
        office_push(o, EVENT_END, TAG_UNORDERED);
        o->list_count -= o->list_count > 0;
    } else if (is(name, "table:table-header-rows"))
        set_header(o, false);
    else if (is(name, "table:table-cell"))
        office_push(o, EVENT_END, TAG_CELL);
    else if (is(name, "table:table-row"))
        office_push(o, EVENT_END, TAG_ROW);
    else if (is(name, "table:table")) {
        office_push(o, EVENT_END, TAG_TABLE);
        o->table_count -= o->table_count > 0;
    }
}

static void odt_text(struct office *o, struct text t) {
    if (!o->paragraph.begun || o->paragraph.contents)
        return;
    office_open_paragraph(o);
    office_text(o, t);
}

const struct office_handlers odt_handlers = {odt_start, odt_end, odt_text};
