#include "write/spell.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char *spell_name(const kloe_report *r) {
    return r->subject ? r->subject : r->title ? r->title : r->source.path;
}

void spell_date(const char *iso, char out[SPELT_DATE]) {
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int year, month, day;
    int parts = iso ? sscanf(iso, "%d-%d-%d", &year, &month, &day) : 0;
    bool known = parts >= 2 && month >= 1 && month <= 12;
    if (known && parts == 3)
        snprintf(out, SPELT_DATE, "%d %s %d", day, months[month - 1], year);
    else if (known)
        snprintf(out, SPELT_DATE, "%s %d", months[month - 1], year);
    else
        snprintf(out, SPELT_DATE, "%s", iso ? iso : "");
}

void spell_days(const char *start, const char *end, char out[2 * SPELT_DATE]) {
    char first[SPELT_DATE], last[SPELT_DATE];
    spell_date(start, first);
    spell_date(end, last);
    bool days = start && end && strcmp(start, end) != 0;
    snprintf(out, 2 * SPELT_DATE, days ? "%s to %s" : "%s", first, last);
}

void spell_inspected(const kloe_report *r, char out[2 * SPELT_DATE]) {
    bool days = r->start != NULL;
    spell_days(days ? r->start : r->start_month, days ? r->end : r->end_month, out);
}

void spell_breach(const kloe_breach *b, char out[SPELT_BREACH]) {
    char due[SPELT_DATE], unnamed[32] = "";
    bool named = b->number || b->title, done = b->enforcement, dated = b->timescale.due;
    spell_date(b->timescale.due, due);
    if (!named && b->count)
        snprintf(unnamed, sizeof unnamed, "%d that are not named", b->count);
    else if (!named && !done)
        snprintf(unnamed, sizeof unnamed, "not named");
    snprintf(out, SPELT_BREACH, "%s%s%.200s%s%s%s%s%s", b->number ? b->number : "",
             b->number && b->title ? " " : "", b->title ? b->title : "", unnamed,
             done && (named || *unnamed) ? ": " : "", done ? b->enforcement : "",
             dated ? ", by " : "", dated ? due : "");
}
