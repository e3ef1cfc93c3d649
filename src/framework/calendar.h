/* Which days nobody works: data/bank-holidays.json. */
#ifndef KLOE_FRAMEWORK_CALENDAR_H
#define KLOE_FRAMEWORK_CALENDAR_H

#include "base/date.h"

struct config;

struct calendar {
    struct date *holidays; /* in their order */
    size_t count;
    int first_year, last_year; /* of which they are known */
};

void calendar_load(struct config *c, struct text json, struct calendar *out);

/* The day that is so many working days behind `d`; false where the calendar does not reach it. */
bool calendar_add_working_days(const struct calendar *c, struct date d, int days, struct date *out);

#endif
