#include "framework/calendar.h"

#include "base/arena.h"
#include "framework/config.h"

enum { WEEK_DAYS = 5, DATE_DIGITS = 4 };

static void load_year(struct config *c, const cJSON *years, const char *year,
                      struct calendar *out) {
    size_t count, length, capacity = out->count;
    const char **days = config_strings(c, years, "years", year, true, &count);
    int number = (int)text_number(text_of(year), DATE_DIGITS, &length);
    out->first_year = out->first_year ? out->first_year : number;
    if (out->last_year && number != out->last_year + 1)
        config_fail(c, config_path(c, "years", year), "a year is missing before it");
    out->last_year = number;
    for (size_t i = 0; i < count; i++) {
        struct date_range day;
        struct text t = text_of(arena_format(c->arena, "%s-%s", year, days[i]));
        if (!date_find(t, &day)) {
            config_fail(c, config_path(c, "years", year), "not all are days, as \"12-25\"");
            return;
        }
        out->holidays =
            arena_room(c->arena, out->holidays, out->count, &capacity, sizeof *out->holidays);
        out->holidays[out->count++] = day.start;
    }
}

void calendar_load(struct config *c, struct text json, struct calendar *out) {
    static const char *const keys[] = {"source", "years", NULL};
    const cJSON *root = config_parse(c, json), *year;
    config_known_keys(c, root, "", keys);
    const cJSON *years = config_object(c, root, "", "years", true);
    cJSON_ArrayForEach (year, years)
        load_year(c, years, year->string, out);
}

static bool is_holiday(const struct calendar *c, struct date d) {
    for (size_t i = 0; i < c->count; i++)
        if (date_compare(c->holidays[i], d) == 0)
            return true;
    return false;
}

bool calendar_add_working_days(const struct calendar *c, struct date d, int days,
                               struct date *out) {
    bool known = d.year >= c->first_year;
    while (known && days > 0 && d.year <= c->last_year) {
        d = date_add_days(d, 1);
        days -= date_weekday(d) < WEEK_DAYS && !is_holiday(c, d);
    }
    *out = d;
    return known && d.year <= c->last_year;
}
