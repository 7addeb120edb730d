#include "scale/scale-priv.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

enum unit { UNIT_MS, UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR };

static const double ms_second = 1e3, ms_minute = 6e4, ms_hour = 36e5, ms_day = 864e5, ms_week = 6048e5,
                    ms_month = 2592e6, ms_year = 31536e6;

/* d3-scale's tick intervals and their lengths. */
static const struct {
  enum unit unit;
  double step, ms;
} intervals[] = {
    {UNIT_SECOND, 1, 1e3},       {UNIT_SECOND, 5, 5e3},   {UNIT_SECOND, 15, 15e3}, {UNIT_SECOND, 30, 30e3},
    {UNIT_MINUTE, 1, 6e4},       {UNIT_MINUTE, 5, 3e5},   {UNIT_MINUTE, 15, 9e5},  {UNIT_MINUTE, 30, 18e5},
    {UNIT_HOUR, 1, 36e5},        {UNIT_HOUR, 3, 108e5},   {UNIT_HOUR, 6, 216e5},   {UNIT_HOUR, 12, 432e5},
    {UNIT_DAY, 1, 864e5},        {UNIT_DAY, 2, 1728e5},   {UNIT_WEEK, 1, 6048e5},  {UNIT_MONTH, 1, 2592e6},
    {UNIT_MONTH, 3, 3 * 2592e6}, {UNIT_YEAR, 1, 31536e6},
};
enum { n_intervals = sizeof intervals / sizeof *intervals };

static const struct {
  const char *name;
  enum unit unit;
  double step;
} unit_names[] = {{"milliseconds", UNIT_MS, 1}, {"millisecond", UNIT_MS, 1}, {"seconds", UNIT_SECOND, 1},
                  {"second", UNIT_SECOND, 1},   {"minutes", UNIT_MINUTE, 1}, {"minute", UNIT_MINUTE, 1},
                  {"hours", UNIT_HOUR, 1},      {"hour", UNIT_HOUR, 1},      {"date", UNIT_DAY, 1},
                  {"day", UNIT_DAY, 1},         {"dayofyear", UNIT_DAY, 1},  {"week", UNIT_WEEK, 1},
                  {"month", UNIT_MONTH, 1},     {"quarter", UNIT_MONTH, 3},  {"year", UNIT_YEAR, 1}};

/* Proleptic Gregorian calendar by day numbers since 1970-01-01 (Howard Hinnant's algorithms). */
static double day_of(double year, double month) {
  year += floor(month / 12);
  month -= floor(month / 12) * 12; /* 0 to 11 */
  double y = month < 2 ? year - 1 : year, era = floor(y / 400), yoe = y - era * 400;
  double mp = month < 2 ? month + 10 : month - 2, doy = floor((153 * mp + 2) / 5);
  return era * 146097 + yoe * 365 + floor(yoe / 4) - floor(yoe / 100) + doy - 719468;
}

static void civil_of(double day, double *year, double *month, double *date) {
  double z = day + 719468, era = floor(z / 146097), doe = z - era * 146097;
  double yoe = floor((doe - floor(doe / 1460) + floor(doe / 36524) - floor(doe / 146096)) / 365);
  double doy = doe - (365 * yoe + floor(yoe / 4) - floor(yoe / 100)), mp = floor((5 * doy + 2) / 153);
  *date = doy - floor((153 * mp + 2) / 5);
  *month = mp < 10 ? mp + 2 : mp - 10;
  *year = yoe + era * 400 + (*month < 2 ? 1 : 0);
}

/* Start of the unit, of STEP units at once, that T lies in. Local time in, local time out. */
static double floor_to(enum unit unit, double step, double t) {
  double day = floor(t / ms_day), year, month, date, left = t - day * ms_day;
  civil_of(day, &year, &month, &date);
  switch (unit) {
  case UNIT_MS: return floor(t / step) * step;
  case UNIT_SECOND:
    return t - fmod(left, ms_minute) + floor(fmod(left, ms_minute) / (ms_second * step)) * ms_second * step;
  case UNIT_MINUTE:
    return t - fmod(left, ms_hour) + floor(fmod(left, ms_hour) / (ms_minute * step)) * ms_minute * step;
  case UNIT_HOUR: return day * ms_day + floor(left / (ms_hour * step)) * ms_hour * step;
  case UNIT_DAY: return (day - fmod(date, step)) * ms_day;
  case UNIT_WEEK: return (floor((day + 4) / 7) * 7 - 4) * ms_day; /* weeks start on Sunday */
  case UNIT_MONTH: return day_of(year, floor(month / step) * step) * ms_day;
  case UNIT_YEAR: return day_of(floor(year / step) * step, 0) * ms_day;
  }
  return t;
}

static double next_after(enum unit unit, double step, double t) {
  double day = floor(t / ms_day), year, month, date;
  civil_of(day, &year, &month, &date);
  switch (unit) {
  case UNIT_MS: return t + step;
  case UNIT_SECOND: return floor_to(unit, step, t + ms_second * step);
  case UNIT_MINUTE: return floor_to(unit, step, t + ms_minute * step);
  case UNIT_HOUR: return t + ms_hour * step;
  case UNIT_DAY: {
    /* Steps restart with each month. */
    double first = day_of(year, month + 1);
    return fmin(day + step, first) * ms_day;
  }
  case UNIT_WEEK: return t + ms_week;
  case UNIT_MONTH: return day_of(year, month + step) * ms_day;
  case UNIT_YEAR: return day_of(year + step, 0) * ms_day;
  }
  return t;
}

static void choose(double start, double stop, double count, enum unit *unit, double *step) {
  double target = fabs(stop - start) / count;
  size_t i = 0;
  while (i < n_intervals && intervals[i].ms <= target) i++;
  if (i == n_intervals) {
    *unit = UNIT_YEAR;
    *step = fmax(1, floor(tr_tick_step(start / ms_year, stop / ms_year, count)));
  } else if (i == 0) {
    *unit = UNIT_MS;
    *step = fmax(1, tr_tick_step(start, stop, count));
  } else {
    if (target / intervals[i - 1].ms < intervals[i].ms / target) i--;
    *unit = intervals[i].unit;
    *step = intervals[i].step;
  }
}

static bool interval_named(const tr_tick_count *count, enum unit *unit, double *step) {
  for (size_t i = 0; i < sizeof unit_names / sizeof *unit_names; i++) {
    if (!tr_str_is(count->interval, unit_names[i].name)) continue;
    *unit = unit_names[i].unit;
    *step = unit_names[i].step * (count->step > 0 ? count->step : 1);
    return true;
  }
  return false;
}

static double length_of(enum unit unit) {
  switch (unit) {
  case UNIT_MS: return 1;
  case UNIT_SECOND: return ms_second;
  case UNIT_MINUTE: return ms_minute;
  case UNIT_HOUR: return ms_hour;
  case UNIT_DAY: return ms_day;
  case UNIT_WEEK: return ms_week;
  case UNIT_MONTH: return ms_month;
  case UNIT_YEAR: return ms_year;
  }
  return 1;
}

static void interval_of(const tr_scale *s, const tr_tick_count *count, enum unit *unit, double *step) {
  if (count->interval.n > 0 && interval_named(count, unit, step)) return;
  choose(s->domain[0], s->domain[s->n_domain - 1], tr_scale_tick_count(s, count), unit, step);
}

size_t tr_time_ticks(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count, double **out) {
  *out = NULL;
  if (s->n_domain < 2 || !isfinite(s->domain[0]) || !isfinite(s->domain[s->n_domain - 1])) return 0;
  double start = fmin(s->domain[0], s->domain[s->n_domain - 1]);
  double stop = fmax(s->domain[0], s->domain[s->n_domain - 1]), step;
  enum unit unit;
  interval_of(s, count, &unit, &step);
  if (!tr_within(ctx, TR_LIMIT_TICKS, (stop - start) / (length_of(unit) * step), (tr_pos){0})) return 0;
  tr_vec found = tr_vec_of(ctx->scene, sizeof(double));
  double t = floor_to(unit, step, start);
  if (t < start) t = next_after(unit, step, t);
  for (; t <= stop; t = next_after(unit, step, t)) *(double *)tr_vec_push(&found) = t;
  *out = found.items;
  return found.n;
}

void tr_time_nice(const tr_scale *s, double ends[2], const tr_tick_count *count) {
  enum unit unit;
  double step;
  bool reversed = ends[1] < ends[0];
  interval_of(s, count, &unit, &step);
  ends[reversed] = floor_to(unit, step, ends[reversed]);
  double up = floor_to(unit, step, ends[!reversed]);
  if (up < ends[!reversed]) ends[!reversed] = next_after(unit, step, up);
}

const tr_scale_type tr_scale_time = {.name = "time",
                                     .help = "dates in the time zone of the document",
                                     .kind = TR_SCALE_TIME,
                                     .family = TR_SCALE_CONTINUOUS,
                                     .props = props};

const tr_scale_type tr_scale_utc = {.name = "utc",
                                    .help = "dates in universal time",
                                    .kind = TR_SCALE_UTC,
                                    .family = TR_SCALE_CONTINUOUS,
                                    .props = props};
