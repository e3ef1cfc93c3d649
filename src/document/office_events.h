/* The text of an office document as events like HTML's: one file a format, over what they share. */
#ifndef KLOE_DOCUMENT_OFFICE_EVENTS_H
#define KLOE_DOCUMENT_OFFICE_EVENTS_H

#include "document/collector.h"
#include "document/office_styles.h"

enum { TABLES_MAX = 16, COLUMNS_MAX = 64, STYLE_NAME_MAX = 128, LISTS_MAX = 16 };

/* A paragraph before its first word: what it will be. */
struct paragraph {
    bool begun, open; /* it has begun; its START has been given */
    bool contents;    /* it is a line of a table of contents */
    uint32_t heading;
    char list[STYLE_NAME_MAX]; /* of DOCX */
    uint32_t level;
    size_t lists; /* of DOCX: that were opened for it */
};

/* Of DOCX: cells that reach down are told in each row. */
struct table {
    size_t column;
    size_t
        reaching[COLUMNS_MAX]; /* the START of the cell that reaches down there, and 1; 0: none */
    bool cell_open, header_row;
    uint32_t cell_columns;
    bool goes_on; /* the cell is part of the one above */
};

/* Of ODT: an open list. */
struct open_list {
    char name[STYLE_NAME_MAX];
    bool goes_on; /* it counts where the last of its style ended */
    bool numbered;
};

struct office {
    struct collector collector;
    const struct office_styles *styles;
    size_t depth, skipped_from; /* open elements; the one whose inside is skipped, 0: none */
    bool in_text;               /* of a run of DOCX */
    bool raised, hidden;        /* that run */
    struct paragraph paragraph;
    struct table tables[TABLES_MAX];
    struct open_list lists[LISTS_MAX];
    size_t table_count, list_count;
    bool has_doctype;
};

/* START and END of elements with their names as written ("w:p"), and the text in them. */
struct office_handlers {
    void (*start)(struct office *o, const char *name, const char **attributes);
    void (*end)(struct office *o, const char *name);
    void (*text)(struct office *o, struct text t);
};

extern const struct office_handlers word_handlers, odt_handlers;

/* For them: an event without text; NULL when memory is short. */
struct html_event *office_push(struct office *o, enum html_event_kind kind, enum html_tag tag);

/* The text that has just been read; or what stands for the element that has just begun. */
void office_text(struct office *o, struct text t);
void office_put(struct office *o, const char *words);

/* NULL where the element has none of the name. */
const char *office_attribute(const char **attributes, const char *name);
uint32_t office_number(const char **attributes, const char *name, uint32_t most);

/* Skips what is in the element that has just begun. */
void office_skip(struct office *o);

/* Begins the block of a paragraph, heading or item, if that has not been done; ends it. */
void office_open_paragraph(struct office *o);
void office_end_paragraph(struct office *o);

#endif
