#include "format/calendar.h"

#include <assert.h>
#include <math.h>

/* d3-time's intervals (https://d3js.org/d3-time). Local days and longer are cut on the local calendar; hours
   and shorter are elapsed time, cut at local full hours and minutes. */

static double midnight(const tr_zone *zone, int year, int month, int date) {
  return tr_moment(zone, year, month, date, 0, 0, 0, 0);
}

/* The start of the unit that holds MS, as if the step were 1. */
static double floor_unit(tr_interval interval, const tr_zone *zone, double ms) {
  tr_fields f = tr_fields_of(zone, ms);
  switch (interval.unit) {
  case TR_INTERVAL_MILLISECOND: return ms;
  case TR_INTERVAL_SECOND: return ms - f.milliseconds;
  case TR_INTERVAL_MINUTE: return ms - f.milliseconds - f.seconds * TR_MS_SECOND;
  case TR_INTERVAL_HOUR: return ms - f.milliseconds - f.seconds * TR_MS_SECOND - f.minutes * TR_MS_MINUTE;
  case TR_INTERVAL_DAY: return midnight(zone, f.year, f.month, f.date);
  case TR_INTERVAL_WEEK: return midnight(zone, f.year, f.month, f.date - (f.day + 7 - interval.weekday) % 7);
  case TR_INTERVAL_MONTH: return midnight(zone, f.year, f.month, 1);
  case TR_INTERVAL_YEAR: return midnight(zone, f.year, 0, 1);
  }
  assert(false);
  return NAN;
}

static double elapsed(tr_interval_unit unit) {
  static const double ms[] = {1, TR_MS_SECOND, TR_MS_MINUTE, TR_MS_HOUR};
  return unit <= TR_INTERVAL_HOUR ? ms[unit] : 0;
}

/* STEPS units later; clocks show the same time of day for days and longer. */
static double offset_unit(tr_interval interval, const tr_zone *zone, double ms, double steps) {
  double span = elapsed(interval.unit);
  if (span > 0) return tr_time_clip(ms + steps * span);
  tr_fields f = tr_fields_of(zone, ms);
  double year = f.year, month = f.month, date = f.date;
  if (interval.unit == TR_INTERVAL_DAY) date += steps;
  if (interval.unit == TR_INTERVAL_WEEK) date += steps * 7;
  if (interval.unit == TR_INTERVAL_MONTH) month += steps;
  if (interval.unit == TR_INTERVAL_YEAR) year += steps;
  return tr_moment(zone, year, month, date, f.hours, f.minutes, f.seconds, f.milliseconds);
}

/* Units between two floored moments. */
static double count_unit(tr_interval interval, const tr_zone *zone, double start, double end) {
  double span = elapsed(interval.unit);
  if (span > 0) return floor((end - start) / span);
  double shift = tr_zone_offset(zone, end) - tr_zone_offset(zone, start);
  if (interval.unit == TR_INTERVAL_DAY) return floor((end - start + shift) / TR_MS_DAY);
  if (interval.unit == TR_INTERVAL_WEEK) return floor((end - start + shift) / TR_MS_WEEK);
  tr_fields a = tr_fields_of(zone, start), b = tr_fields_of(zone, end);
  if (interval.unit == TR_INTERVAL_YEAR) return b.year - a.year;
  return b.month - a.month + (b.year - a.year) * 12.0;
}

/* Whether a floored moment begins a group of `step` units; weeks, years and milliseconds are grouped by
   arithmetic instead. */
static bool begins(tr_interval interval, const tr_zone *zone, double ms) {
  tr_fields f = tr_fields_of(interval.unit == TR_INTERVAL_SECOND ? NULL : zone, ms);
  int field = interval.unit == TR_INTERVAL_SECOND   ? f.seconds
              : interval.unit == TR_INTERVAL_MINUTE ? f.minutes
              : interval.unit == TR_INTERVAL_HOUR   ? f.hours
              : interval.unit == TR_INTERVAL_DAY    ? f.date - 1
                                                    : f.month;
  return fmod(field, interval.step) == 0;
}

static bool by_arithmetic(tr_interval interval) {
  return interval.unit == TR_INTERVAL_WEEK || interval.unit == TR_INTERVAL_YEAR ||
         interval.unit == TR_INTERVAL_MILLISECOND;
}

static double floor_group(tr_interval interval, const tr_zone *zone, double ms) {
  if (interval.unit == TR_INTERVAL_MILLISECOND) return floor(ms / interval.step) * interval.step;
  double start = floor_unit(interval, zone, ms), n;
  if (interval.unit == TR_INTERVAL_YEAR)
    n = tr_fields_of(zone, ms).year;
  else
    n = count_unit(interval, zone, floor_unit(interval, zone, 0), start);
  double into = n - floor(n / interval.step) * interval.step;
  return into == 0 ? start : floor_unit(interval, zone, offset_unit(interval, zone, start, -into));
}

double tr_interval_floor(tr_interval interval, const tr_zone *zone, double ms) {
  if (!isfinite(tr_time_clip(ms))) return NAN;
  if (!(interval.step > 1)) return floor_unit(interval, zone, ms);
  if (by_arithmetic(interval)) return floor_group(interval, zone, ms);
  double start = floor_unit(interval, zone, ms);
  while (isfinite(start) && !begins(interval, zone, start)) start = floor_unit(interval, zone, start - 1);
  return start;
}

double tr_interval_ceil(tr_interval interval, const tr_zone *zone, double ms) {
  double before = tr_interval_floor(interval, zone, ms - 1);
  if (!isfinite(before)) return NAN;
  return tr_interval_floor(interval, zone, tr_interval_offset(interval, zone, before, 1));
}

double tr_interval_round(tr_interval interval, const tr_zone *zone, double ms) {
  double low = tr_interval_floor(interval, zone, ms), high = tr_interval_ceil(interval, zone, ms);
  return ms - low < high - ms ? low : high;
}

double tr_interval_offset(tr_interval interval, const tr_zone *zone, double ms, double steps) {
  if (!isfinite(tr_time_clip(ms)) || !isfinite(steps)) return NAN;
  steps = floor(steps);
  if (!(interval.step > 1)) return offset_unit(interval, zone, ms, steps);
  if (by_arithmetic(interval) && interval.unit != TR_INTERVAL_WEEK)
    return offset_unit(interval, zone, ms, steps * interval.step);
  if (interval.unit == TR_INTERVAL_WEEK) { /* to a week whose number since 1970 is a multiple of the step */
    double n = count_unit(interval, zone, floor_unit(interval, zone, 0), floor_unit(interval, zone, ms));
    double aligned = steps < 0 ? ceil(n / interval.step) : floor(n / interval.step);
    return steps == 0 ? ms : offset_unit(interval, zone, ms, (aligned + steps) * interval.step - n);
  }
  double direction = steps < 0 ? -1 : 1;
  for (double left = fabs(steps); left > 0 && isfinite(ms); left--) {
    do ms = offset_unit(interval, zone, ms, direction);
    while (isfinite(ms) && !begins(interval, zone, ms));
  }
  return ms;
}

double tr_interval_count(tr_interval interval, const tr_zone *zone, double start, double end) {
  double a = tr_interval_floor(interval, zone, start), b = tr_interval_floor(interval, zone, end);
  if (!isfinite(a) || !isfinite(b)) return NAN;
  if (interval.unit == TR_INTERVAL_MILLISECOND && interval.step > 1) return floor((b - a) / interval.step);
  assert(!(interval.step > 1));
  return count_unit(interval, zone, a, b);
}

bool tr_interval_range(tr_ctx *ctx, tr_arena *arena, tr_interval interval, const tr_zone *zone, double start,
                       double stop, double steps, tr_pos at, double **out, size_t *n) {
  tr_vec all = tr_vec_of(arena, sizeof(double));
  steps = floor(steps);
  double ms = tr_interval_ceil(interval, zone, start);
  while (steps > 0 && ms < stop) {
    tr_work(ctx, 1);
    if (!tr_within(ctx, TR_LIMIT_ARRAY_ITEMS, (double)all.n + 1, at)) return false;
    *(double *)tr_vec_push(&all) = ms;
    double next = tr_interval_floor(interval, zone, tr_interval_offset(interval, zone, ms, steps));
    if (!(next > ms)) break;
    ms = next;
  }
  *out = all.items;
  *n = all.n;
  return true;
}

static const tr_interval day = {TR_INTERVAL_DAY, 0, 1}, sunday = {TR_INTERVAL_WEEK, 0, 1},
                         monday = {TR_INTERVAL_WEEK, 1, 1}, year_of = {TR_INTERVAL_YEAR, 0, 1};

int tr_day_of_year(const tr_zone *zone, double ms) {
  return 1 + (int)tr_interval_count(day, zone, tr_interval_floor(year_of, zone, ms), ms);
}

int tr_week_sunday(const tr_zone *zone, double ms) {
  return (int)tr_interval_count(sunday, zone, tr_interval_floor(year_of, zone, ms) - 1, ms);
}

int tr_week_monday(const tr_zone *zone, double ms) {
  return (int)tr_interval_count(monday, zone, tr_interval_floor(year_of, zone, ms) - 1, ms);
}

int tr_week_iso(const tr_zone *zone, double ms, int *year) {
  double first = tr_interval_floor(monday, zone, ms);
  *year = tr_fields_of(zone, tr_interval_offset(day, zone, first, 3)).year; /* the week's Thursday */
  double fourth = midnight(zone, *year, 0, 4);                              /* lies in week 1 */
  return 1 + (int)tr_interval_count(monday, zone, fourth, ms);
}
