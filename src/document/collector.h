/* Gathering events while libxml2 parses: in plain memory, as a jump out of it would lose what it
 * holds. */
#ifndef KLOE_DOCUMENT_COLLECTOR_H
#define KLOE_DOCUMENT_COLLECTOR_H

#include <libxml/parser.h>

#include "document/html_events.h"

struct collector {
    xmlParserCtxtPtr context; /* or that of a parser of HTML, which is the same */
    struct html_event *events;
    size_t count, capacity, ceiling;
    char *text;
    size_t n, text_capacity, text_ceiling;
    size_t consumed; /* where the last event ended */
    struct text source;
    uint64_t steps;
    bool out_of_memory, out_of_steps;
};

/* NULL when memory is short, or the ceiling reached. */
struct html_event *collector_push(struct collector *c, enum html_event_kind kind,
                                  enum html_tag tag);

/* Behind what the event has already. */
void collector_keep(struct collector *c, struct html_event *e, struct text t);

/* Where the parser is in the source, give or take a character. */
size_t collector_position(const struct collector *c);

/* Sets where the n bytes of s stand: in the parser's own bytes, or they end where the parser is, unless they were written as a
 * reference, which ends there. */
void collector_locate(const struct collector *c, const char *s, size_t n, struct html_event *e);

/* Without memory libxml2 2.9 reads no further, but waits in loops for characters that never come:
 * stopped, it finds the input's end. */
void collector_give_up(struct collector *c);

/* The most words in one tag, quoted values counted as one: at least its attributes. */
size_t collector_most_attributes(struct text t);

/* For arena_defer. */
void collector_release(void *collector);

#endif
