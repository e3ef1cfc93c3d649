/* Names and dates as people write them. */
#ifndef KLOE_WRITE_SPELL_H
#define KLOE_WRITE_SPELL_H

#include <kloe/kloe.h>

enum { SPELT_DATE = 64 };

/* What the report is called: its subject, else its title, else its path. */
const char *spell_name(const kloe_report *r);

/* "2012-07-09" as "9 July 2012"; anything else as it is, NULL as "". */
void spell_date(const char *iso, char out[SPELT_DATE]);

/* "9 July 2012 to 20 July 2012", or the one day. */
void spell_days(const char *start, const char *end, char out[2 * SPELT_DATE]);

/* The days of the inspection, or the months where no day is printed. */
void spell_inspected(const kloe_report *r, char out[2 * SPELT_DATE]);

/* "12 Safe care and treatment: warning-notice, by 5 January 2026" */
enum { SPELT_BREACH = 320 };
void spell_breach(const kloe_breach *b, char out[SPELT_BREACH]);

#endif
