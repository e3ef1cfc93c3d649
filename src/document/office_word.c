/* The elements of a DOCX. */
#include "document/office_events.h"

#include <string.h>

enum { SPAN_MAX = 1000, OUTLINE_BODY = 9, HEADING_LEVELS = 6 };

static bool is(const char *name, const char *other) { return strcmp(name, other) == 0; }

/* "true" where nothing is said. */
static bool is_on(const char **attributes) {
    const char *value = office_attribute(attributes, "w:val");
    return !value || !(is(value, "0") || is(value, "false") || is(value, "off"));
}

static void copy(char out[STYLE_NAME_MAX], const char *s) {
    size_t n = s ? strlen(s) : 0;
    n = n < STYLE_NAME_MAX ? n : STYLE_NAME_MAX - 1;
    memcpy(out, s ? s : "", n);
    out[n] = '\0';
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

static void take_style(struct paragraph *p, const struct paragraph_style *style) {
    if (!style)
        return;
    p->heading = style->heading;
    p->contents = style->contents;
    if (*p->list) /* it says itself which it is in; converters put that first */
        return;
    copy(p->list, style->list);
    p->level = style->level;
}

/* What a paragraph says of itself, before its first run. */
static void on_property(struct office *o, const char *name, const char **attributes) {
    struct paragraph *p = &o->paragraph;
    if (!p->begun || p->open)
        return;
    if (is(name, "w:pStyle"))
        take_style(p, office_style(o->styles, office_attribute(attributes, "w:val")));
    else if (is(name, "w:numId"))
        copy(p->list, office_attribute(attributes, "w:val"));
    else if (is(name, "w:ilvl"))
        p->level = office_number(attributes, "w:val", LIST_LEVELS - 1);
    else if (is(name, "w:outlineLvl")) {
        uint32_t level = office_number(attributes, "w:val", OUTLINE_BODY);
        p->heading = level >= HEADING_LEVELS ? 0 : level + 1;
    }
}

/* An item of a list that is as deep as its level. */
static void open_item(struct office *o, struct list_style *list) {
    struct paragraph *p = &o->paragraph;
    uint32_t number = list_count_item(list, p->level);
    p->open = true;
    p->lists = p->level + 1;
    for (size_t i = 0; i < p->lists; i++) {
        bool numbered = number && i + 1 == p->lists;
        struct html_event *e = office_push(o, EVENT_START, numbered ? TAG_ORDERED : TAG_UNORDERED);
        if (e && numbered)
            e->span = (uint16_t)number;
    }
    office_push(o, EVENT_START, TAG_ITEM);
}

static void open_paragraph(struct office *o) {
    struct paragraph *p = &o->paragraph;
    if (!p->begun || p->open)
        return;
    struct list_style *list = p->heading || !*p->list ? NULL : office_list(o->styles, p->list);
    if (list && p->level < LIST_LEVELS && list->levels[p->level].known)
        open_item(o, list);
    else
        office_open_paragraph(o);
}

static void end_paragraph(struct office *o) {
    struct paragraph *p = &o->paragraph;
    if (!p->lists) {
        office_end_paragraph(o);
        return;
    }
    office_push(o, EVENT_END, TAG_ITEM);
    while (p->lists--)
        office_push(o, EVENT_END, TAG_UNORDERED);
    *p = (struct paragraph){0};
}

/* One can stand in another, in a box: that one goes on as one more. */
static void start_paragraph(struct office *o) {
    end_paragraph(o);
    o->paragraph.begun = true;
}

/* ---- tables ---------------------------------------------------------------------------------- */

static struct table *open_table(struct office *o) {
    return o->table_count && o->table_count <= TABLES_MAX ? &o->tables[o->table_count - 1] : NULL;
}

static void start_table(struct office *o) {
    end_paragraph(o);
    o->table_count++;
    struct table *t = open_table(o);
    if (t)
        *t = (struct table){0};
    office_push(o, EVENT_START, TAG_TABLE);
}

static void start_row(struct office *o) {
    struct table *t = open_table(o);
    if (t) {
        t->column = 0;
        t->header_row = false;
    }
    office_push(o, EVENT_START, TAG_ROW);
}

static void start_cell(struct office *o) {
    struct table *t = open_table(o);
    if (!t)
        office_push(o, EVENT_START, TAG_CELL);
    else {
        t->cell_open = t->goes_on = false;
        t->cell_columns = 1;
    }
}

/* Where a cell says nothing of reaching down, it ends what reached its columns. */
static void open_cell(struct office *o) {
    struct table *t = open_table(o);
    if (!t || t->cell_open || t->goes_on)
        return;
    t->cell_open = true;
    office_push(o, EVENT_START, t->header_row ? TAG_HEADER_CELL : TAG_CELL);
    for (size_t i = 0; i < t->cell_columns && t->column + i < COLUMNS_MAX; i++)
        t->reaching[t->column + i] = 0;
}

static void on_merge(struct office *o, const char **attributes) {
    struct table *t = open_table(o);
    const char *value = office_attribute(attributes, "w:val");
    if (!t || t->column >= COLUMNS_MAX || t->cell_open)
        return;
    size_t *reaching = &t->reaching[t->column];
    if (value && is(value, "restart")) {
        open_cell(o);
        *reaching = o->collector.count;
        if (*reaching)
            o->collector.events[*reaching - 1].span = 1;
    } else if (*reaching) {
        t->goes_on = true;
        struct html_event *e = &o->collector.events[*reaching - 1];
        e->span = (uint16_t)(e->span + (e->span < SPAN_MAX));
    }
}

static void end_cell(struct office *o) {
    struct table *t = open_table(o);
    open_cell(o);
    end_paragraph(o);
    if (!t || t->cell_open)
        office_push(o, EVENT_END, TAG_CELL);
    if (t) {
        t->column += t->cell_columns;
        t->cell_open = t->goes_on = false;
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

static void on_cell_property(struct office *o, const char *name, const char **attributes) {
    struct table *t = open_table(o);
    if (is(name, "w:vMerge"))
        on_merge(o, attributes);
    else if (t && is(name, "w:gridSpan") && !t->cell_open)
        t->cell_columns = office_number(attributes, "w:val", COLUMNS_MAX);
    else if (t && is(name, "w:tblHeader"))
        t->header_row = is_on(attributes);
}

static void on_run(struct office *o, const char *name, const char **attributes) {
    const char *value = office_attribute(attributes, "w:val");
    if (is(name, "w:r"))
        o->raised = o->hidden = false;
    else if (is(name, "w:vertAlign"))
        o->raised = value && is(value, "superscript");
    else if (is(name, "w:vanish"))
        o->hidden = is_on(attributes);
}

/* What stands for a character, or breaks the line. */
static void on_character(struct office *o, const char *name) {
    const char *words = is(name, "w:tab")                      ? " "
                        : is(name, "w:noBreakHyphen")          ? "-"
                        : is(name, "w:br") || is(name, "w:cr") ? ""
                                                               : NULL;
    if (!words || o->hidden || !o->paragraph.begun)
        return;
    if (*words) {
        open_paragraph(o);
        office_put(o, words);
    } else if (o->paragraph.open) {
        office_push(o, EVENT_START, TAG_LINE_BREAK);
        office_push(o, EVENT_END, TAG_LINE_BREAK);
    }
}

static void word_start(struct office *o, const char *name, const char **attributes) {
    if (is(name, "w:p")) {
        open_cell(o);
        start_paragraph(o);
    } else if (is(name, "w:tbl")) {
        open_cell(o);
        start_table(o);
    } else if (is(name, "w:tr"))
        start_row(o);
    else if (is(name, "w:tc"))
        start_cell(o);
    else if (is(name, "w:t"))
        o->in_text = true;
    else if (is(name, "w:moveFrom") || is(name, "mc:Fallback") || is(name, "w:tabs") ||
             is(name, "w:pPrChange") || is(name, "w:rPrChange"))
        office_skip(o); /* what was there before, or is there twice; where tabs stop */
    else {
        on_property(o, name, attributes);
        on_cell_property(o, name, attributes);
        on_run(o, name, attributes);
        on_character(o, name);
    }
}

static void word_end(struct office *o, const char *name) {
    if (is(name, "w:p"))
        end_paragraph(o);
    else if (is(name, "w:t"))
        o->in_text = false;
    else if (is(name, "w:tc"))
        end_cell(o);
    else if (is(name, "w:tr"))
        office_push(o, EVENT_END, TAG_ROW);
    else if (is(name, "w:tbl")) {
        office_push(o, EVENT_END, TAG_TABLE);
        o->table_count -= o->table_count > 0;
    }
}

static void word_text(struct office *o, struct text t) {
    struct table *table = open_table(o);
    if (!o->in_text || o->hidden || o->paragraph.contents || (table && table->goes_on))
        return;
    if (!o->paragraph.begun)
        o->paragraph.begun = true; /* behind a box that stood in the paragraph */
    open_paragraph(o);
    if (o->raised)
        office_push(o, EVENT_START, TAG_SUPERSCRIPT);
    office_text(o, t);
    if (o->raised)
        office_push(o, EVENT_END, TAG_SUPERSCRIPT);
}

const struct office_handlers word_handlers = {word_start, word_end, word_text};
