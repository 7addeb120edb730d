#include "format/timeunit.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* The rules are vega-time's (https://vega.github.io/vega/docs/api/time/). */

const char *const tr_time_part_names[] = {"year",    "quarter",      "month",     "week",  "isoweek",
                                          "date",    "day",          "dayofyear", "hours", "minutes",
                                          "seconds", "milliseconds", NULL};

enum { REFERENCE_YEAR = 2012, ISOWEEK_REFERENCE_YEAR = 2015 };

static bool skip(tr_str s, size_t *at, const char *prefix) {
  size_t n = strlen(prefix);
  if (s.n - *at < n || memcmp(s.p + *at, prefix, n) != 0) return false;
  *at += n;
  return true;
}

/* The next part that AT begins, from BIT on; the longest name first ("dayofyear" before "day"). */
static uint32_t take_part(tr_str s, size_t *at, int *bit) {
  for (int i = *bit; i < TR_TIME_PARTS; i++) {
    bool day = 1u << i == TR_PART_DAY && skip(s, &(size_t){*at}, "dayofyear");
    if (day || !skip(s, at, tr_time_part_names[i])) continue;
    *bit = i + 1;
    return 1u << i;
  }
  return 0;
}

bool tr_timeunit_compatible(uint32_t parts) {
  int kinds = ((parts & (TR_PART_WEEK | TR_PART_ISOWEEK | TR_PART_DAY)) != 0) +
              ((parts & (TR_PART_QUARTER | TR_PART_MONTH | TR_PART_DATE)) != 0) +
              ((parts & TR_PART_DAYOFYEAR) != 0);
  uint32_t weeks = TR_PART_WEEK | TR_PART_ISOWEEK;
  return parts != 0 && kinds <= 1 && (parts & weeks) != weeks;
}

bool tr_timeunit_parse(tr_str s, tr_timeunit *out) {
  size_t at = 0;
  int bit = 0;
  tr_timeunit unit = {.step = 1};
  unit.binned = skip(s, &at, "binned");
  unit.utc = skip(s, &at, "utc");
  while (at < s.n) {
    uint32_t part = take_part(s, &at, &bit);
    if (!part) return false;
    unit.parts |= part;
  }
  if (!tr_timeunit_compatible(unit.parts)) return false;
  *out = unit;
  return true;
}

uint32_t tr_time_part_named(tr_str name) {
  for (int i = 0; i < TR_TIME_PARTS; i++)
    if (tr_str_is(name, tr_time_part_names[i])) return 1u << i;
  return 0;
}

tr_str tr_timeunit_name(tr_arena *arena, const tr_timeunit *unit) {
  tr_buf b = tr_buf_of(arena);
  if (unit->utc) tr_buf_add_z(&b, "utc");
  for (int i = 0; i < TR_TIME_PARTS; i++)
    if (unit->parts & 1u << i) tr_buf_add_z(&b, tr_time_part_names[i]);
  return tr_buf_str(&b);
}

uint32_t tr_timeunit_smallest(uint32_t parts) {
  uint32_t part = 0;
  for (int i = 0; i < TR_TIME_PARTS; i++)
    if (parts & 1u << i) part = 1u << i;
  return part;
}

/* A moment taken apart for one floor: the fields, and the unit's rule for multiples. */
typedef struct cut {
  const tr_timeunit *unit;
  const tr_zone *zone;
  double ms;
  tr_fields f;
} cut;

static bool has(const cut *c, uint32_t part) { return (c->unit->parts & part) != 0; }

/* VALUE down to a multiple of the step, counted from PHASE, where PART is the one that the step is of. */
static double stepped(const cut *c, uint32_t part, double value, double phase) {
  double step = c->unit->step;
  if (!(step > 1) || part != tr_timeunit_smallest(c->unit->parts)) return value;
  return phase + step * floor((value - phase) / step);
}

static int weekday_of_january(const cut *c, double year) {
  return tr_fields_of(c->zone, tr_moment(c->zone, year, 0, 1, 0, 0, 0, 0)).day;
}

/* The day of January on which a weekday of a week (from the first Sunday) falls. */
static double day_of_week(double week, double weekday, int first) {
  return weekday + week * 7 - (first + 6) % 7;
}

/* The day of January on which ISO week 1 begins; may be of December. */
static double iso_week_one(const cut *c, double year) {
  int weekday = tr_fields_of(c->zone, tr_moment(c->zone, year, 0, 4, 0, 0, 0, 0)).day;
  return 4 - (weekday + 6) % 7;
}

static double cut_year(const cut *c) {
  bool iso = has(c, TR_PART_ISOWEEK);
  if (!has(c, TR_PART_YEAR)) return iso ? ISOWEEK_REFERENCE_YEAR : REFERENCE_YEAR;
  int year = c->f.year;
  if (iso) tr_week_iso(c->zone, c->ms, &year);
  return stepped(c, TR_PART_YEAR, year, 0);
}

static double cut_month(const cut *c) {
  if (has(c, TR_PART_MONTH)) return stepped(c, TR_PART_MONTH, c->f.month, 0);
  if (has(c, TR_PART_QUARTER)) return 3 * stepped(c, TR_PART_QUARTER, floor(c->f.month / 3.0), 0);
  return 0;
}

static double cut_week(const cut *c, double year) {
  int first = weekday_of_january(c, year);
  double week = tr_week_sunday(c->zone, c->ms);
  if (has(c, TR_PART_DAY)) return stepped(c, TR_PART_DAY, day_of_week(week, c->f.day, first), 1);
  return day_of_week(stepped(c, TR_PART_WEEK, week, 1), 0, first);
}

static double cut_isoweek(const cut *c, double year) {
  int week_year;
  double week = tr_week_iso(c->zone, c->ms, &week_year), first = iso_week_one(c, year);
  double day = first + (week - 1) * 7 + (c->f.day + 6) % 7;
  if (has(c, TR_PART_DAY)) return stepped(c, TR_PART_DAY, day, 1);
  return first + (stepped(c, TR_PART_ISOWEEK, week, 1) - 1) * 7;
}

static double cut_date(const cut *c, double year) {
  if (has(c, TR_PART_WEEK)) return cut_week(c, year);
  if (has(c, TR_PART_ISOWEEK)) return cut_isoweek(c, year);
  if (has(c, TR_PART_DAY))
    return stepped(c, TR_PART_DAY, day_of_week(1, c->f.day, weekday_of_january(c, year)), 1);
  if (has(c, TR_PART_DATE)) return stepped(c, TR_PART_DATE, c->f.date, 1);
  if (has(c, TR_PART_DAYOFYEAR)) return stepped(c, TR_PART_DAYOFYEAR, tr_day_of_year(c->zone, c->ms), 1);
  return 1;
}

static double cut_time(const cut *c, uint32_t part, int value) {
  return has(c, part) ? stepped(c, part, value, 0) : 0;
}

double tr_timeunit_floor(const tr_timeunit *unit, const tr_zone *zone, double ms) {
  ms = tr_time_clip(ms);
  if (isnan(ms)) return NAN;
  if (unit->utc) zone = NULL;
  cut c = {unit, zone, ms, tr_fields_of(zone, ms)};
  double year = cut_year(&c);
  return tr_moment(zone, year, cut_month(&c), cut_date(&c, year), cut_time(&c, TR_PART_HOURS, c.f.hours),
                   cut_time(&c, TR_PART_MINUTES, c.f.minutes), cut_time(&c, TR_PART_SECONDS, c.f.seconds),
                   cut_time(&c, TR_PART_MILLISECONDS, c.f.milliseconds));
}

tr_interval tr_timeunit_interval(uint32_t part) {
  switch ((tr_time_part)part) {
  case TR_PART_YEAR: return (tr_interval){TR_INTERVAL_YEAR, 0, 1};
  case TR_PART_QUARTER: return (tr_interval){TR_INTERVAL_MONTH, 0, 3};
  case TR_PART_MONTH: return (tr_interval){TR_INTERVAL_MONTH, 0, 1};
  case TR_PART_WEEK: return (tr_interval){TR_INTERVAL_WEEK, 0, 1};
  case TR_PART_ISOWEEK: return (tr_interval){TR_INTERVAL_WEEK, 1, 1};
  case TR_PART_DATE:
  case TR_PART_DAY:
  case TR_PART_DAYOFYEAR: return (tr_interval){TR_INTERVAL_DAY, 0, 1};
  case TR_PART_HOURS: return (tr_interval){TR_INTERVAL_HOUR, 0, 1};
  case TR_PART_MINUTES: return (tr_interval){TR_INTERVAL_MINUTE, 0, 1};
  case TR_PART_SECONDS: return (tr_interval){TR_INTERVAL_SECOND, 0, 1};
  case TR_PART_MILLISECONDS: return (tr_interval){TR_INTERVAL_MILLISECOND, 0, 1};
  }
  assert(false);
  return (tr_interval){TR_INTERVAL_MILLISECOND, 0, 1};
}

static double moved(const tr_timeunit *unit, const tr_zone *zone, double ms, double steps) {
  tr_interval interval = tr_timeunit_interval(tr_timeunit_smallest(unit->parts));
  return tr_interval_offset(interval, unit->utc ? NULL : zone, ms, steps);
}

double tr_timeunit_end(const tr_timeunit *unit, const tr_zone *zone, double start) {
  return moved(unit, zone, start, unit->step);
}

double tr_timeunit_before(const tr_timeunit *unit, const tr_zone *zone, double start) {
  return moved(unit, zone, start, -unit->step);
}
