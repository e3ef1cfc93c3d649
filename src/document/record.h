/* The values of a JSON document: what is inside what, and which words of the document each became.
 */
#ifndef KLOE_DOCUMENT_RECORD_H
#define KLOE_DOCUMENT_RECORD_H

#include "document/document.h"

/* A value in its place among all, which stand in the document's order. */
struct record_value {
    const char *key;      /* of a member of an object; NULL in an array, and of the whole */
    uint32_t parent, end; /* end: of the values inside it */
    bool array;
    struct passage name;  /* its key's words; empty where nothing was made of it */
    struct passage words; /* of a string, number or truth; of a long one, its first paragraph */
    uint32_t paragraphs;  /* of a long one */
};

struct record {
    struct record_value *values;
    size_t count;
};

#endif
