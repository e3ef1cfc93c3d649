/* What a `style` attribute or the rule of a class says, as far as it tells where text stands. */
#ifndef KLOE_DOCUMENT_CSS_H
#define KLOE_DOCUMENT_CSS_H

#include "base/text.h"

/* The value of a property in "left:85px;top:12pt"; empty where it is not there. */
struct text css_value(struct text declarations, struct text property);

/* A property's length in points: of pixels, three quarters, as CSS has it. False where there is
 * none, or it is in another unit. */
bool css_length(struct text declarations, struct text property, double *points);

/* The next ".name{declarations}" of a style sheet from *at on, which moves behind it. */
bool css_next_class(struct text sheet, size_t *at, struct text *name, struct text *declarations);

#endif
