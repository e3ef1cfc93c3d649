/* What a list of things to do is made of. */
#ifndef KLOE_ANALYSE_LIST_ENTRY_H
#define KLOE_ANALYSE_LIST_ENTRY_H

#include "analyse/section.h"

/* Told by what the line, cell or paragraph holds, not by where it stands. */
enum entry_kind {
    ENTRY_TEXT,  /* words of an item, or what leads up to some */
    ENTRY_LABEL, /* the heading of a column, the section's own once more among them */
    ENTRY_DATE,  /* a date and nothing else */
    ENTRY_CODE,  /* the number of a row, a standard or a regulation, and nothing else */
    ENTRY_NAME   /* a line of a name: of bodies, or of a regulated activity */
};

struct entry {
    enum entry_kind kind;
    struct passage passage; /* of text: as many lines as belong together */
    enum block_kind block;  /* what it stands in */
    uint32_t mark;          /* of the item that it is, else 0 */
    bool first;             /* a block, a cell or a paragraph begins with it */
    size_t name;            /* of a name's first line: which it is, counted from 1 */
};

struct list_entries {
    struct entry *items;
    size_t count, capacity;
    const char **names; /* each as one text, of bodies with all that a row names */
    size_t name_count, name_capacity;
    bool labelled, names_bodies; /* it has headings of columns; one of a column of bodies */
    bool table;                  /* it has columns beside the words */
    bool dated_items;            /* dates stand beside its bullets: each is an item of its own */
};

#endif
