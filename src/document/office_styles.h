/* What an office document says of paragraphs and lists apart from its text. */
#ifndef KLOE_DOCUMENT_OFFICE_STYLES_H
#define KLOE_DOCUMENT_OFFICE_STYLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct arena;

enum { LIST_LEVELS = 10 };

/* A level of a list: bullets, or numbers from `first` on. */
struct list_level {
    bool known, numbered;
    uint32_t first, next; /* next: of the item that comes; 0 before the first */
};

/* How a list looks, and how far it has counted. */
struct list_style {
    const char *name;
    const char *counts_as; /* another one; NULL: it counts itself */
    struct list_level levels[LIST_LEVELS];
};

/* A style of paragraphs, with what it has from those it is based on. */
struct paragraph_style {
    const char *name, *based_on;
    uint32_t heading; /* 1 to 6; 0: none */
    bool contents;    /* a line of a table of contents */
    const char *list; /* of which its paragraphs are items; NULL: none */
    uint32_t level;   /* in that list, from 0 */
};

struct office_styles {
    struct paragraph_style *styles;
    size_t style_count, style_capacity;
    struct list_style *lists;
    size_t list_count, list_capacity;
};

/* What is damaged in a part is not known: the text is read without it. */
void word_styles_read(struct arena *a, struct text styles, struct text numbering,
                      struct office_styles *out);

/* Adds the styles of an ODT's part: those of its text stand before it. */
void odt_styles_read(struct arena *a, struct text part, struct office_styles *out);

/* To be called when all have been read, before any is asked for. */
void office_styles_end(struct office_styles *s);

/* NULL where there is none of the name. */
const struct paragraph_style *office_style(const struct office_styles *s, const char *name);
struct list_style *office_list(const struct office_styles *s, const char *name);

/* The number of the next item on the level; 0 where it has a bullet. Levels below begin again. */
uint32_t list_count_item(struct list_style *list, size_t level);

#endif
