#include "framework/calendar.h"

#include "base/arena.h"
#include "framework/config.h"

enum { WEEK_DAYS = 5, YEAR_DIGITS = 4 };

/* "12-25". */
static bool read_day(const char *s, int year, struct date *out) {
    struct text t = text_of(s);
    size_t length;
    if (t.n != sizeof "12-25" - 1 || t.s[2] != '-')
        return false;
    *out = (struct date){year, (int)text_number(text_slice(t, 0, 2), 2, &length),
                         (int)text_number(text_slice(t, 3, 5), 2, &length)};
    return out->month >= 1 && out->month <= 12 && out->day >= 1 && out->day <= 31;
}

static void load_year(struct config *c, const cJSON *years, const char *year, struct calendar *out,
                      size_t *capacity) {
    size_t count, length;
    const char **days = config_strings(c, years, "years", year, true, &count);
    int number = (int)text_number(text_of(year), YEAR_DIGITS, &length);
    out->first_year = out->first_year ? out->first_year : number;
    if (out->last_year && number != out->last_year + 1)
        config_fail(c, config_path(c, "years", year), "a year is missing before it");
    out->last_year = number;
    for (size_t i = 0; i < count; i++) {
        out->holidays =
            arena_room(c->arena, out->holidays, out->count, capacity, sizeof *out->holidays);
        if (!read_day(days[i], number, &out->holidays[out->count++]))
            config_fail(c, config_path(c, "years", year), "not all are days, as \"12-25\"");
    }
}

void calendar_load(struct config *c, struct text json, struct calendar *out) {
    static const char *const keys[] = {"source", "years", NULL};
    const cJSON *root = config_parse(c, json), *year;
    size_t capacity = out->count;
    config_known_keys(c, root, "", keys);
    const cJSON *years = config_object(c, root, "", "years", true);
    cJSON_ArrayForEach (year, years)
        load_year(c, years, year->string, out, &capacity);
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
