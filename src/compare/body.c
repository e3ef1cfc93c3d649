#include "compare/body.h"

#include "base/text.h"
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

/* What authorities and their areas are called besides their place's name. */
static bool is_form_word(struct text word) {
    static const char *const words[] = {"area",    "authority",    "borough",  "city",
                                        "council", "county",       "district", "local",
                                        "london",  "metropolitan", "of",       "partnership",
                                        "royal",   "the",          "unitary"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(word, text_of(words[i])))
            return true;
    return false;
}

/* "Marlhaven" of "Marlhaven Borough Council" and "Marlhaven Local Area Partnership"; all of it
 * where nothing else is left. */
static const char *place_of(struct arena *a, const char *name) {
    struct text t = text_of(name);
    char *out = arena_alloc(a, t.n + 2);
    size_t n = 0;
    for (size_t at = 0, end; at < t.n; at = end + 1) {
        end = text_find(t, ' ', at);
        if (is_form_word(text_slice(t, at, end)))
            continue;
        memcpy(out + n, t.s + at, end - at);
        n += end - at;
        out[n++] = ' ';
    }
    out[n ? n - 1 : 0] = '\0';
    return n ? out : name;
}

static const char *name_of(struct arena *a, const kloe_report *r) {
    const char *name = fold(a, r->subject);
    if (!name || !*name)
        return NULL;
    return r->subject_type && strncmp(r->subject_type, "local-", 6) == 0 ? place_of(a, name) : name;
}

struct body body_of(struct arena *a, const kloe_report *r) {
    struct body b = {.name = name_of(a, r)};
    const kloe_registered *entry = r->registered;
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
