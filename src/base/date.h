/* Dates as English reports print them, and the sums done with them. */
#ifndef KLOE_BASE_DATE_H
#define KLOE_BASE_DATE_H

#include "base/text.h"

struct date {
    int year, month, day; /* month and day from 1; year 0: no date */
};

/* One date or a range; where only one is printed, both ends are equal. */
struct date_range {
    struct date start, end;
    size_t from, to; /* where it stands in the text that was read */
};

enum { MONTH_TEXT = 8 }; /* "2012-07" and its NUL */
enum { DATE_TEXT = 11 }; /* "2012-07-09" and its NUL */

bool date_is_valid(struct date d);                /* proleptic Gregorian, years 1900 to 2199 */
bool date_parse(struct text t, struct date *out); /* ISO 8601, and nothing else */
int date_compare(struct date a, struct date b);

int date_weekday(struct date d); /* 0 is Monday */

/* Writes ISO 8601. */
void date_format(struct date d, char out[DATE_TEXT]);

/* d plus so many days or months.  A month's end stays at a month's end: 31 August plus six
 * months is the last of February. */
struct date date_add_days(struct date d, int days);
struct date date_add_months(struct date d, int months);

/* The first date or range of dates in t.  Read are "9th July 2012 to 20th July 2012", "6 to 10
 * February 2023", "28 February to 4 March 2022", "15-19 July 2013", "9 and 10 July 2019",
 * "7, 8 & 10 July 2015",
 * "Monday 9 July 2012", "July 9, 2012", "05/10/2015", "05/10/15", "2015-10-05"; a month or a year
 * that is printed once serves both ends.  False where there is none. */
bool date_find(struct text t, struct date_range *out);

/* The same, where a date that prints no year is one of the given year. */
bool date_find_in_year(struct text t, int year, struct date_range *out);

/* Whether t is a month of a year and nothing else ("May 2012"); the day is 0 then. */
bool date_is_month(struct text t, struct date *out);

/* The same, or two months of which the year can be printed once ("May to June 2013"). */
bool date_is_months(struct text t, struct date_range *out);

struct date date_month_end(struct date d);

/* Whether what was found is a part of a range of which the rest could not be read: "6 Mai 2024 to
 * 17 May 2024". */
bool date_is_partial(struct text t, const struct date_range *found);

#endif
