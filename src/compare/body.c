#include "compare/body.h"

#include "compare/fold.h"

#include <string.h>

/* Schemes of which each body has a number of its own; a provider has many services. */
static bool is_of_body(const char *scheme, bool has_location) {
    static const char *const schemes[] = {"urn", "cqc-location", "dfe", "ods"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (strcmp(scheme, schemes[i]) == 0)
            return true;
    return !has_location && strcmp(scheme, "cqc-provider") == 0;
}

static bool has_scheme(const kloe_report *r, const char *scheme) {
    for (size_t i = 0; i < r->identifiers.count; i++)
        if (strcmp(r->identifiers.items[i].scheme, scheme) == 0)
            return true;
    return false;
}

static void add_ids(struct arena *a, const kloe_report *r, struct body *b) {
    bool has_location = has_scheme(r, "cqc-location");
    for (size_t i = 0; i < r->identifiers.count && b->id_count < BODY_IDS; i++) {
        const kloe_identifier *id = &r->identifiers.items[i];
        if (!is_of_body(id->scheme, has_location))
            continue;
        b->schemes[b->id_count] = arena_string(a, id->scheme, strlen(id->scheme));
        b->ids[b->id_count++] = fold_key(a, id->scheme, fold(a, id->value), NULL);
    }
}

struct body body_of(struct arena *a, const kloe_report *r) {
    struct body b = {.name = r->subject ? fold(a, r->subject) : NULL};
    const kloe_registered *entry = r->registered;
    if (b.name && !*b.name)
        b.name = NULL;
    if (entry)
        b.code = fold_key(a, entry->list, *entry->gss ? entry->gss : entry->dfe, NULL);
    add_ids(a, r, &b);
    return b;
}

static bool has_id(const struct body *b, const char *id) {
    for (size_t i = 0; i < b->id_count; i++)
        if (strcmp(b->ids[i], id) == 0)
            return true;
    return false;
}

static bool share_id(const struct body *a, const struct body *b) {
    for (size_t i = 0; i < a->id_count; i++)
        if (has_id(b, a->ids[i]))
            return true;
    return false;
}

static bool share_scheme(const struct body *a, const struct body *b) {
    for (size_t i = 0; i < a->id_count; i++)
        for (size_t k = 0; k < b->id_count; k++)
            if (strcmp(a->schemes[i], b->schemes[k]) == 0)
                return true;
    return false;
}

bool body_conflicts(const struct body *a, const struct body *b) {
    if (share_id(a, b))
        return false;
    return share_scheme(a, b) || (a->code && b->code && strcmp(a->code, b->code) != 0);
}

const char *body_same(const struct body *a, const struct body *b) {
    if (share_id(a, b))
        return "identifier";
    if (a->code && b->code && strcmp(a->code, b->code) == 0)
        return "register";
    bool named = a->name && b->name && strcmp(a->name, b->name) == 0;
    return named && !body_conflicts(a, b) ? "name" : NULL;
}

const char *body_date(const kloe_report *r) {
    const char *const dates[] = {
        r->end,       r->start,       r->published,      r->published_given,
        r->end_month, r->start_month, r->published_month};
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
        if (dates[i])
            return dates[i];
    return NULL;
}
