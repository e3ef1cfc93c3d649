/* Text whose letters were taken for windows-1252 and encoded again: "â€™" for an apostrophe. */
#ifndef KLOE_DOCUMENT_MEND_H
#define KLOE_DOCUMENT_MEND_H

#include "base/text.h"

/* Puts right what of t (valid UTF-8) was encoded twice, span by span, and control characters that
 * are windows-1252's quotation marks and dashes. False, and nothing done, where there is none. */
bool text_mend(struct arena *a, struct text t, struct text *out);

#endif
