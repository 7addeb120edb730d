#ifndef TR_FORMAT_CALENDAR_H
#define TR_FORMAT_CALENDAR_H

#include "format/zone.h"

/* Calendar arithmetic as JavaScript's Date and d3-time have it: the proleptic Gregorian calendar, moments in
   ms since 1970-01-01T00:00Z (NaN: none), months from 0, weekdays from Sunday as 0. ZONE may be NULL (UTC).
 */

#define TR_MS_SECOND 1000.0
#define TR_MS_MINUTE 60000.0
#define TR_MS_HOUR   3600000.0
#define TR_MS_DAY    86400000.0
#define TR_MS_WEEK   604800000.0

/* What clocks and calendars of a zone show. */
typedef struct tr_fields {
  int year, month, date; /* month 0 to 11, date 1 to 31 */
  int hours, minutes, seconds, milliseconds;
  int day; /* weekday, 0 is Sunday */
} tr_fields;

/* MS must be finite. */
tr_fields tr_fields_of(const tr_zone *zone, double ms);
/* The moment of a local date and time; fields outside of their range carry over, as in `new Date(2024, 13)`;
   years are as written (99 is the year 99). NaN for what no Date can hold. */
double tr_moment(const tr_zone *zone, double year, double month, double date, double hours, double minutes,
                 double seconds, double milliseconds);
/* MS where a Date can hold it (within 8.64e15), cut to whole ms; NaN else. */
double tr_time_clip(double ms);
/* Days from 1970-01-01 to a date; MONTH may be out of range. */
double tr_days_from_date(double year, double month, double date);

typedef enum {
  TR_INTERVAL_MILLISECOND,
  TR_INTERVAL_SECOND,
  TR_INTERVAL_MINUTE,
  TR_INTERVAL_HOUR,
  TR_INTERVAL_DAY,
  TR_INTERVAL_WEEK, /* begins on `weekday` */
  TR_INTERVAL_MONTH,
  TR_INTERVAL_YEAR
} tr_interval_unit;

/* An interval of d3-time; `step` more than 1 is d3's `every(step)`: multiples within the parent (days 1, 3, 5
   … of a month), of weeks since 1970, of years and milliseconds since 0. */
typedef struct tr_interval {
  tr_interval_unit unit;
  int weekday; /* 0 Sunday to 6; for weeks */
  double step; /* a whole number, at least 1 */
} tr_interval;

/* NaN in, NaN out. */
double tr_interval_floor(tr_interval interval, const tr_zone *zone, double ms);
double tr_interval_ceil(tr_interval interval, const tr_zone *zone, double ms);
double tr_interval_round(tr_interval interval, const tr_zone *zone, double ms);
/* MS and STEPS intervals (cut down to a whole number) later; the part below the interval is kept. */
double tr_interval_offset(tr_interval interval, const tr_zone *zone, double ms, double steps);
/* Boundaries of the interval after START, up to and with END. The interval's step must be 1, but for
   milliseconds. */
double tr_interval_count(tr_interval interval, const tr_zone *zone, double start, double end);
/* Boundaries from START (with it) to STOP (without), every STEPS-th. Counted against the limit of array
   items; false when it is reached (reported at AT). In ARENA. */
bool tr_interval_range(tr_ctx *ctx, tr_arena *arena, tr_interval interval, const tr_zone *zone, double start,
                       double stop, double steps, tr_pos at, double **out, size_t *n);

/* Day of the year from 1; weeks of the year as %U (from the first Sunday), %W (from the first Monday) and %V
   (ISO 8601, with the year the week belongs to). */
int tr_day_of_year(const tr_zone *zone, double ms);
int tr_week_sunday(const tr_zone *zone, double ms);
int tr_week_monday(const tr_zone *zone, double ms);
int tr_week_iso(const tr_zone *zone, double ms, int *year);

#endif
