#include "scale/scale-priv.h"

#include "format/calendar.h"

#include <math.h>

static const tr_prop props[] = {{NULL}};

static const double ms_month = 30 * TR_MS_DAY, ms_year = 365 * TR_MS_DAY;

/* d3-scale's tick intervals. */
static const struct {
  tr_interval_unit unit;
  double step, ms;
} intervals[] = {
    {TR_INTERVAL_SECOND, 1, 1e3},   {TR_INTERVAL_SECOND, 5, 5e3},   {TR_INTERVAL_SECOND, 15, 15e3},
    {TR_INTERVAL_SECOND, 30, 30e3}, {TR_INTERVAL_MINUTE, 1, 6e4},   {TR_INTERVAL_MINUTE, 5, 3e5},
    {TR_INTERVAL_MINUTE, 15, 9e5},  {TR_INTERVAL_MINUTE, 30, 18e5}, {TR_INTERVAL_HOUR, 1, 36e5},
    {TR_INTERVAL_HOUR, 3, 108e5},   {TR_INTERVAL_HOUR, 6, 216e5},   {TR_INTERVAL_HOUR, 12, 432e5},
    {TR_INTERVAL_DAY, 1, 864e5},    {TR_INTERVAL_DAY, 2, 1728e5},   {TR_INTERVAL_WEEK, 1, 6048e5},
    {TR_INTERVAL_MONTH, 1, 2592e6}, {TR_INTERVAL_MONTH, 3, 7776e6}, {TR_INTERVAL_YEAR, 1, 31536e6},
};
enum { n_intervals = sizeof intervals / sizeof *intervals };

static const struct {
  const char *name;
  tr_interval_unit unit;
  double step;
  bool stepped; /* known with a step only: Vega takes the bare name of no unit, and makes its usual ticks */
} unit_names[] = {
    {"milliseconds", TR_INTERVAL_MILLISECOND, 1, false},
    {"millisecond", TR_INTERVAL_MILLISECOND, 1, true},
    {"seconds", TR_INTERVAL_SECOND, 1, false},
    {"second", TR_INTERVAL_SECOND, 1, true},
    {"minutes", TR_INTERVAL_MINUTE, 1, false},
    {"minute", TR_INTERVAL_MINUTE, 1, true},
    {"hours", TR_INTERVAL_HOUR, 1, false},
    {"hour", TR_INTERVAL_HOUR, 1, true},
    {"date", TR_INTERVAL_DAY, 1, false},
    {"day", TR_INTERVAL_DAY, 1, false},
    {"dayofyear", TR_INTERVAL_DAY, 1, false},
    {"week", TR_INTERVAL_WEEK, 1, false},
    {"month", TR_INTERVAL_MONTH, 1, false},
    {"quarter", TR_INTERVAL_MONTH, 3, false},
    {"year", TR_INTERVAL_YEAR, 1, false},
};

static const tr_zone *zone_of(const tr_scale *s) { return s->type->kind == TR_SCALE_UTC ? NULL : s->zone; }

static tr_interval by_count(double start, double stop, double count) {
  double target = fabs(stop - start) / count;
  size_t i = 0;
  while (i < n_intervals && intervals[i].ms <= target) i++;
  if (i == n_intervals) {
    double years = tr_tick_step(start / ms_year, stop / ms_year, count);
    return (tr_interval){TR_INTERVAL_YEAR, 0, fmax(1, floor(years))};
  }
  if (i == 0)
    return (tr_interval){TR_INTERVAL_MILLISECOND, 0, fmax(1, floor(tr_tick_step(start, stop, count)))};
  if (target / intervals[i - 1].ms < intervals[i].ms / target) i--;
  return (tr_interval){intervals[i].unit, 0, intervals[i].step};
}

static tr_interval interval_of(const tr_scale *s, const tr_tick_count *count) {
  for (size_t i = 0; i < sizeof unit_names / sizeof *unit_names; i++) {
    if (!tr_str_is(count->interval, unit_names[i].name)) continue;
    if (unit_names[i].stepped && !(count->step > 0)) break;
    double step = unit_names[i].step * (count->step > 0 ? floor(count->step) : 1);
    return (tr_interval){unit_names[i].unit, 0, fmax(1, step)};
  }
  return by_count(s->domain[0], s->domain[s->n_domain - 1], tr_scale_tick_count(s, count));
}

static double length_of(tr_interval_unit unit) {
  switch (unit) {
  case TR_INTERVAL_MILLISECOND: return 1;
  case TR_INTERVAL_SECOND: return TR_MS_SECOND;
  case TR_INTERVAL_MINUTE: return TR_MS_MINUTE;
  case TR_INTERVAL_HOUR: return TR_MS_HOUR;
  case TR_INTERVAL_DAY: return TR_MS_DAY;
  case TR_INTERVAL_WEEK: return TR_MS_WEEK;
  case TR_INTERVAL_MONTH: return ms_month;
  case TR_INTERVAL_YEAR: return ms_year;
  }
  return 1;
}

size_t tr_time_ticks(tr_ctx *ctx, const tr_scale *s, const tr_tick_count *count, double **out) {
  *out = NULL;
  if (s->n_domain == 0 || !isfinite(s->domain[0]) || !isfinite(s->domain[s->n_domain - 1])) return 0;
  double start = fmin(s->domain[0], s->domain[s->n_domain - 1]);
  double stop = fmax(s->domain[0], s->domain[s->n_domain - 1]);
  tr_interval every = interval_of(s, count);
  double amount = (stop - start) / (length_of(every.unit) * every.step);
  if (!tr_within(ctx, TR_LIMIT_TICKS, amount, (tr_pos){0})) return 0;
  size_t n = 0;
  if (!tr_interval_range(ctx, ctx->scene, every, zone_of(s), start, stop + 1, 1, (tr_pos){0}, out, &n))
    return 0;
  return n;
}

void tr_time_nice(const tr_scale *s, double ends[2], const tr_tick_count *count) {
  tr_interval every = interval_of(s, count);
  bool reversed = ends[1] < ends[0];
  ends[reversed] = tr_interval_floor(every, zone_of(s), ends[reversed]);
  ends[!reversed] = tr_interval_ceil(every, zone_of(s), ends[!reversed]);
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
