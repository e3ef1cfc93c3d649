#include "analyse/standard.h"

#include <string.h>

static struct standard_name name_of(struct analysis *a, struct text law, const char *number,
                                    const char *title) {
    const struct catalogues *c = &a->profile->catalogues;
    struct text words = text_of(title);
    size_t length;
    if (number)
        return catalogues_find_number(c, a->matcher, law, text_of(number));
    struct standard_name name = catalogues_find_title(c, words, &length);
    return length == words.n ? name : (struct standard_name){0};
}

static bool same(const char *a, const char *b) {
    return a == b || (a && b && text_same(text_of(a), text_of(b)));
}

kloe_standard *standard_add(struct analysis *a, const char *law, const char *number,
                            const char *title, kloe_at at) {
    kloe_report *r = a->report;
    for (size_t i = 0; !law && i < r->standards.count; i++)
        if (same(r->standards.items[i].number, number) && same(r->standards.items[i].title, title))
            return &r->standards.items[i];
    kloe_standard *s = REPORT_ADD(a->arena, r->standards);
    struct standard_name name = name_of(a, text_of(law ? law : ""), number, title);
    s->number = number;
    s->title = title;
    s->at = at;
    if (a->profile->catalogues.count)
        s->scheme = a->profile->catalogues.items[0]->id;
    if (name.entry) {
        s->scheme = name.catalogue->id;
        s->official_title = name.entry->title;
        s->regulation = name.entry->regulation;
    }
    return s;
}
