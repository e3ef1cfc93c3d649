#include "analyse/known.h"

#include "framework/register.h"

static const char *given(const kloe_report *r, const char *name) {
    for (size_t i = 0; i < r->meta.count; i++)
        if (strcmp(r->meta.items[i].name, name) == 0)
            return r->meta.items[i].value;
    return NULL;
}

bool known_take(struct analysis *a, const kloe_meta *meta, size_t count) {
    for (size_t i = 0; i < count; i++)
        *REPORT_ADD(a->arena, a->report->meta) =
            (kloe_meta){arena_string(a->arena, meta[i].name, strlen(meta[i].name)),
                        arena_string(a->arena, meta[i].value, strlen(meta[i].value))};
    const char *published = given(a->report, "published");
    return !published || kloe_is_date(published);
}

void known_publication(struct analysis *a) {
    kloe_report *r = a->report;
    if (r->published)
        return;
    r->published_given = given(r, "published");
    if (r->published_given)
        date_parse(text_of(r->published_given), &a->given_publication);
}

/* Children's services and areas are an authority's; other bodies only stand in one. */
static bool is_of_authority(const char *type) {
    static const char *const types[] = {"local-authority", "local-area", "local-area-partnership"};
    for (size_t i = 0; type && i < sizeof types / sizeof types[0]; i++)
        if (strcmp(type, types[i]) == 0)
            return true;
    return false;
}

void known_authority(struct analysis *a) {
    kloe_report *r = a->report;
    if (!is_of_authority(r->subject_type))
        return;
    struct register_query query = {.name = text_of(r->subject),
                                   .urn = given(r, "urn"),
                                   .day = r->start ? r->start : r->published};
    r->registered = register_find(a->authorities, a->arena, &a->language->authority_forms, &query);
}
