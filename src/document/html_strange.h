/* What saved pages hold that is no HTML, and no part of the page. */
#ifndef KLOE_DOCUMENT_HTML_STRANGE_H
#define KLOE_DOCUMENT_HTML_STRANGE_H

#include "base/text.h"

struct arena;

/* The bytes of a saved answer's head ("HTTP/1.1 200 OK", and lines until an empty one) at the start
 * of t; 0 where there is none. */
size_t html_head_of_answer(struct text t);

/* The text with blanks instead of it, of "<?php ... ?>", of marks like "<![if ...]>", and of what
 * an archive put in; everything else stays where it is. */
struct text html_without_strange(struct arena *a, struct text t);

#endif
