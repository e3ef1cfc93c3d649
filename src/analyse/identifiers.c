#include "analyse/identifiers.h"

#include "framework/identifiers.h"

#include <string.h>

bool identifier_is_known(const struct analysis *a, const char *scheme) {
    for (size_t i = 0; i < a->report->identifiers.count; i++)
        if (strcmp(a->report->identifiers.items[i].scheme, scheme) == 0)
            return true;
    return false;
}

/* Of a scheme of which nothing is known, any words are one. */
static bool has_shape(struct analysis *a, const char *scheme, struct passage *words) {
    const struct identifier_scheme *s = identifiers_find(a->schemes, scheme);
    struct match m;
    if (!s)
        return true;
    *words = passage_trim_marks(a->document, *words, ":.,;()");
    if (!pattern_match(a->matcher, &s->pattern, passage_text(a->document, *words), 0, PATTERN_START,
                       &m))
        return false;
    *words = passage_part(*words, m.from, m.to);
    return true;
}

void identifier_add(struct analysis *a, const char *scheme, struct passage words, bool told) {
    if (is_vacant(a, passage_text(a->document, words)))
        return;
    if (has_shape(a, scheme, &words)) {
        *REPORT_ADD(a->arena, a->report->identifiers) =
            (kloe_identifier){scheme, passage_string(a, words), passage_at(a->document, words)};
    } else if (told) {
        a->absences[VALUE_SUBJECT_IDENTIFIERS] = ABSENCE_UNREADABLE;
        diagnose(a, DIAGNOSTIC_VALUE_UNREADABLE, passage_at(a->document, words),
                 arena_format(a->arena, "\"%s\" is no identifier of the scheme %s",
                              passage_string(a, words), scheme));
    }
}
