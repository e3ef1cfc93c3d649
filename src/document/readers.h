/* One reader a format: from the source's text to blocks. */
#ifndef KLOE_DOCUMENT_READERS_H
#define KLOE_DOCUMENT_READERS_H

#include "document/document.h"

/* Lines and columns, as people and converters write them. A form feed begins a page. */
void read_text(struct document *d);

/* The Markdown of converters: CommonMark's blocks, GitHub's tables, tab-separated tables, inline
 * HTML and its tables. Numbers of list items stay as printed. */
kloe_status read_markdown(struct document *d, kloe_error *error);

kloe_status read_html(struct document *d, kloe_error *error);

/* Blocks as the events' tags have them. */
struct html_events;
void read_events(struct document *d, const struct html_events *events);

/* The blocks of HTML that stands from `from` to `to` in a text of another format. */
kloe_status read_html_part(struct document *d, size_t from, size_t to, kloe_error *error);

/* What stands in an office document: paragraphs, headings, lists, tables. */
kloe_status read_office(struct document *d, kloe_error *error);

/* JSON as services give it: an object's name becomes a heading, as does the key of an object or an
 * array; a member becomes a row of key and value, or a paragraph where it is long. */
kloe_status read_json(struct document *d, kloe_error *error);

#endif
