/* Character references of HTML. */
#ifndef KLOE_DOCUMENT_ENTITY_H
#define KLOE_DOCUMENT_ENTITY_H

#include <stdint.h>

#include "base/text.h"

/* The code point that a reference at the start of t ("&amp;", "&#8217;", "&#x2019;") stands for,
 * and its bytes in *length; *length is 0 where there is none. */
uint32_t entity_decode(struct text t, size_t *length);

#endif
