/* Where text stands: on a PDF's pages, or among the lines of a text. */
#ifndef KLOE_DOCUMENT_PLACE_H
#define KLOE_DOCUMENT_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct arena;

/* In a PDF in points from the top left corner of the page; in text in lines, counted from 1, and in
 * letters from the line's start. `page` counts from 1; 0: a text without pages. */
struct box {
    uint32_t page;
    double left, top, right, bottom;
    double letter; /* how wide a letter is on average: 1 in text */
    double size;   /* of a PDF's largest letters in it */
    bool bold;     /* all of them */
};

/* A stretch of a PDF's text, of one font on one line. */
struct placement {
    uint32_t offset, length; /* in the text that the PDF became */
    uint32_t page;           /* from 1 */
    float left, top, right, bottom, size;
    bool bold;
};

/* Ascending by offset; none overlaps another. */
struct places {
    struct placement *items;
    size_t count, capacity;
};

void places_add(struct arena *a, struct places *places, struct placement p);

/* Makes *box hold the other too; a box without a letter's width is empty. */
void box_grow(struct box *box, struct box other);

/* Makes *box hold the text from `from` to `to` too, as far as it stands on the box's page. A part
 * of a stretch has a part of its width, by letters. */
void places_grow(const struct places *places, struct text text, size_t from, size_t to,
                 struct box *box);

/* The size of most of the letters; 0 where there are none. */
double places_body_size(const struct places *places);

#endif
