#include "analyse/record_family.h"

#include "analyse/record_find.h"

bool record_has(struct analysis *a, const struct record_path *path) {
    struct found_values found = record_all(a, path);
    for (size_t k = 0; k < found.count; k++)
        if (record_text(a, found.items[k]).n)
            return true;
    return false;
}

static bool has_any(struct analysis *a, const struct record_paths *paths) {
    for (size_t i = 0; i < paths->count; i++)
        if (record_has(a, &paths->items[i]))
            return true;
    return false;
}

static struct date newest(struct analysis *a, const struct record_paths *paths) {
    struct date best = {0}, date;
    for (size_t i = 0; i < paths->count; i++) {
        struct found_values found = record_all(a, &paths->items[i]);
        for (size_t k = 0; k < found.count; k++)
            if (record_date(a, found.items[k], &date) && date_compare(date, best) > 0)
                best = date;
    }
    return best;
}

bool record_is_of(struct analysis *a, const struct profile *p) {
    return a->document->record && has_any(a, &p->record_signs.known_by);
}

bool record_family(struct analysis *a, const kloe_engine *e, const char **id) {
    bool known = false;
    struct date best = {0};
    *id = NULL;
    for (size_t i = 0; i < engine_profile_count(e); i++) {
        const struct profile *p = engine_profile(e, i);
        if (!record_is_of(a, p))
            continue;
        known = true;
        if (!has_any(a, &p->record_signs.rated))
            continue;
        struct date date = newest(a, &p->record_signs.newest);
        if (!*id || date_compare(date, best) > 0) {
            *id = p->info.id;
            best = date;
        }
    }
    return known;
}
