/* HTML as a list of events: the only place that knows libxml2's parser. */
#ifndef KLOE_DOCUMENT_HTML_EVENTS_H
#define KLOE_DOCUMENT_HTML_EVENTS_H

#include <kloe/kloe.h>
#include <stdint.h>

#include "base/text.h"

struct arena;

enum html_tag {
    TAG_OTHER, /* inline, or of no meaning here */
    TAG_HEADING,
    TAG_BLOCK, /* p, div, section, ...: begins and ends a block */
    TAG_PREFORMATTED,
    TAG_ITEM,
    TAG_ORDERED,
    TAG_UNORDERED,
    TAG_TABLE,
    TAG_ROW,
    TAG_CELL,
    TAG_HEADER_CELL,
    TAG_TERM,
    TAG_DEFINITION,
    TAG_DEFINITIONS,
    TAG_LINE_BREAK,
    TAG_RULE,
    TAG_SUPERSCRIPT,
    TAG_BOLD,
    TAG_ITALIC,
    TAG_BUTTON, /* of a heading, with its words; any other is skipped */
    TAG_SKIPPED /* navigation, scripts, styles, forms: neither it nor what is in it is read */
};

enum html_event_kind {
    EVENT_START,
    EVENT_END,
    EVENT_TEXT,
    EVENT_LINK,  /* where a link leads; behind its START */
    EVENT_TARGET /* a name of the element that STARTs next: links can lead there */
};

struct html_event {
    uint8_t kind, tag;
    bool hidden;    /* START: an attribute hides the element, or it is a footnote or its mark */
    bool note;      /* START: it is a footnote */
    bool link;      /* START: of a link */
    bool one_sense; /* START: for the eye alone, or for readers of screens alone */
    uint8_t level;  /* START of a heading: 1 to 6; LINK: 1 where it is the document's own */
    uint16_t span;  /* START of a cell: rows that it spans; of a list: its first number; of an item:
                       its own; of a block  that is a page's: the page's number */
    uint32_t offset;  /* in the source: of TEXT and LINK, where its bytes begin */
    uint32_t length;  /* TEXT, LINK: bytes in the source */
    uint32_t text, n; /* in html_events.text: of TEXT, its bytes; n differs from length for
                         references; of TARGET, the name; of START, the element's style and, as if
                         it were a part of that, its class */
};

struct html_events {
    struct html_event *items;
    size_t count;
    char *text;
    bool damaged; /* a comment that never ends swallowed the rest */
};

/* Counts in *depth how deep the events are inside what is skipped or hidden; true while there. */
bool html_event_skips(const struct html_event *e, size_t *depth);

/* Reads t, which is valid UTF-8. Fails where it would take unreasonable work or memory. */
kloe_status html_events_read(struct arena *a, const char *path, struct text t,
                             struct html_events *out, kloe_error *error);

#endif
