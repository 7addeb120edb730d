#include "expr/functions/functions.h"
#include "format/time.h"
#include "format/timeunit.h"

#include <stdlib.h>

/* Dates are ms since 1970 with the kind TR_DATE. "Local" is the scope's zone: UTC unless it says otherwise,
   never the machine's. */

static const tr_zone *zone_of(const tr_call *c) {
  const tr_scope *s = c->ev->scope;
  return s && s->env ? s->env->zone : NULL;
}

/* new Date(x) as ms. */
static double moment_of(const tr_call *c, size_t i) {
  const tr_value *v = tr_arg(c, i);
  double ms;
  if (tr_is(v, TR_STRING) || tr_is(v, TR_ARRAY))
    return tr_date_parse(tr_to_string(c->arena, v), zone_of(c), &ms) ? ms : NAN;
  return tr_time_clip(tr_to_number(v));
}

static bool give_date(tr_value *out, double ms) {
  *out = tr_make_date(ms);
  return true;
}

/* Parts */

static double field(tr_fields f, tr_time_part part) {
  switch (part) {
  case TR_PART_YEAR: return f.year;
  case TR_PART_QUARTER: return 1 + f.month / 3;
  case TR_PART_MONTH: return f.month;
  case TR_PART_DATE: return f.date;
  case TR_PART_DAY: return f.day;
  case TR_PART_HOURS: return f.hours;
  case TR_PART_MINUTES: return f.minutes;
  case TR_PART_SECONDS: return f.seconds;
  case TR_PART_MILLISECONDS: return f.milliseconds;
  case TR_PART_WEEK:
  case TR_PART_ISOWEEK:
  case TR_PART_DAYOFYEAR: break;
  }
  return NAN;
}

static bool part(tr_call *c, tr_time_part p, bool utc, tr_value *out) {
  const tr_zone *zone = utc ? NULL : zone_of(c);
  double ms = moment_of(c, 0);
  int year;
  /* Vega's quarter() of no date is 1. */
  if (isnan(ms)) return tr_give_number(out, p == TR_PART_QUARTER ? 1 : NAN);
  if (p == TR_PART_DAYOFYEAR) return tr_give_number(out, tr_day_of_year(zone, ms));
  if (p == TR_PART_WEEK) return tr_give_number(out, tr_week_sunday(zone, ms));
  if (p == TR_PART_ISOWEEK) return tr_give_number(out, tr_week_iso(zone, ms, &year));
  return tr_give_number(out, field(tr_fields_of(zone, ms), p));
}

bool tr_fn_part_year(tr_call *c, tr_value *out) { return part(c, TR_PART_YEAR, false, out); }
bool tr_fn_part_quarter(tr_call *c, tr_value *out) { return part(c, TR_PART_QUARTER, false, out); }
bool tr_fn_part_month(tr_call *c, tr_value *out) { return part(c, TR_PART_MONTH, false, out); }
bool tr_fn_part_date(tr_call *c, tr_value *out) { return part(c, TR_PART_DATE, false, out); }
bool tr_fn_part_day(tr_call *c, tr_value *out) { return part(c, TR_PART_DAY, false, out); }
bool tr_fn_part_dayofyear(tr_call *c, tr_value *out) { return part(c, TR_PART_DAYOFYEAR, false, out); }
bool tr_fn_part_week(tr_call *c, tr_value *out) { return part(c, TR_PART_WEEK, false, out); }
bool tr_fn_part_isoweek(tr_call *c, tr_value *out) { return part(c, TR_PART_ISOWEEK, false, out); }
bool tr_fn_part_hours(tr_call *c, tr_value *out) { return part(c, TR_PART_HOURS, false, out); }
bool tr_fn_part_minutes(tr_call *c, tr_value *out) { return part(c, TR_PART_MINUTES, false, out); }
bool tr_fn_part_seconds(tr_call *c, tr_value *out) { return part(c, TR_PART_SECONDS, false, out); }
bool tr_fn_part_milliseconds(tr_call *c, tr_value *out) { return part(c, TR_PART_MILLISECONDS, false, out); }
bool tr_fn_utc_part_year(tr_call *c, tr_value *out) { return part(c, TR_PART_YEAR, true, out); }
bool tr_fn_utc_part_quarter(tr_call *c, tr_value *out) { return part(c, TR_PART_QUARTER, true, out); }
bool tr_fn_utc_part_month(tr_call *c, tr_value *out) { return part(c, TR_PART_MONTH, true, out); }
bool tr_fn_utc_part_date(tr_call *c, tr_value *out) { return part(c, TR_PART_DATE, true, out); }
bool tr_fn_utc_part_day(tr_call *c, tr_value *out) { return part(c, TR_PART_DAY, true, out); }
bool tr_fn_utc_part_dayofyear(tr_call *c, tr_value *out) { return part(c, TR_PART_DAYOFYEAR, true, out); }
bool tr_fn_utc_part_week(tr_call *c, tr_value *out) { return part(c, TR_PART_WEEK, true, out); }
bool tr_fn_utc_part_isoweek(tr_call *c, tr_value *out) { return part(c, TR_PART_ISOWEEK, true, out); }
bool tr_fn_utc_part_hours(tr_call *c, tr_value *out) { return part(c, TR_PART_HOURS, true, out); }
bool tr_fn_utc_part_minutes(tr_call *c, tr_value *out) { return part(c, TR_PART_MINUTES, true, out); }
bool tr_fn_utc_part_seconds(tr_call *c, tr_value *out) { return part(c, TR_PART_SECONDS, true, out); }
bool tr_fn_utc_part_milliseconds(tr_call *c, tr_value *out) {
  return part(c, TR_PART_MILLISECONDS, true, out);
}

bool tr_fn_time(tr_call *c, tr_value *out) { return tr_give_number(out, moment_of(c, 0)); }

bool tr_fn_zone_offset(tr_call *c, tr_value *out) {
  double ms = moment_of(c, 0);
  double ahead = isnan(ms) ? NAN : zone_of(c) ? tr_zone_offset(zone_of(c), ms) : 0;
  return tr_give_number(out, ahead == 0 ? 0 : -ahead / TR_MS_MINUTE);
}

/* Making */

bool tr_fn_now(tr_call *c, tr_value *out) {
  (void)out;
  tr_error(c->ctx, TR_UNSUPPORTED, c->at, "give the date as a parameter or in the data",
           "now() would make another picture at each run");
  return false;
}

/* Fields from the year on; years 0 to 99 are 1900 to 1999, as ECMAScript has it. */
static double moment_from(const tr_call *c, const tr_zone *zone) {
  static const double fallback[7] = {NAN, 0, 1, 0, 0, 0, 0};
  double x[7];
  for (size_t i = 0; i < 7; i++) x[i] = i < c->n ? trunc(tr_arg_number(c, i)) : fallback[i];
  if (x[0] >= 0 && x[0] <= 99) x[0] += 1900;
  for (size_t i = 0; i < 7; i++)
    if (!isfinite(x[i])) return NAN;
  return tr_moment(zone, x[0], x[1], x[2], x[3], x[4], x[5], x[6]);
}

bool tr_fn_datetime(tr_call *c, tr_value *out) {
  return give_date(out, c->n == 1 ? moment_of(c, 0) : moment_from(c, zone_of(c)));
}

bool tr_fn_utc(tr_call *c, tr_value *out) { return tr_give_number(out, moment_from(c, NULL)); }

bool tr_fn_to_date(tr_call *c, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  bool kept = tr_is(v, TR_NUMBER) || tr_is(v, TR_DATE);
  bool nothing = tr_is_nil(v) || (tr_is(v, TR_STRING) && v->n == 0);
  *out = kept ? *v : nothing ? tr_make_null() : tr_make_number(moment_of(c, 0));
  return true;
}

/* Text */

/* Vega passes what is no Date through Number(); here text that is no number is read as a date, so that
   civil dates of facts can be formatted. */
static double moment_to_show(const tr_call *c) {
  double x = tr_to_number(tr_arg(c, 0));
  return isnan(x) && tr_is(tr_arg(c, 0), TR_STRING) ? moment_of(c, 0) : x;
}

static const tr_time_format *time_format(tr_call *c, const tr_zone *zone, bool utc) {
  const tr_value *spec = tr_arg(c, 1);
  tr_buf key = tr_buf_of(c->arena);
  tr_buf_add_z(&key, utc ? "u" : "l");
  if (tr_is(spec, TR_OBJECT))
    tr_json_write(&key, spec);
  else if (!tr_is_nil(spec))
    tr_buf_printf(&key, "=%.*s", TR_FMT(tr_arg_string(c, 1)));
  tr_expr_memory *m = tr_call_formats(c);
  void *known = tr_map_get(&m->time_formats, tr_buf_str(&key));
  if (known) return known;
  const tr_locale *locale = tr_call_locale(c);
  const tr_time_format *f;
  if (tr_is_nil(spec) || tr_is(spec, TR_OBJECT)) {
    tr_value kept = tr_value_copy(c->ctx->doc, spec);
    f = tr_time_format_multi(c->ctx, locale, tr_is_nil(spec) ? NULL : &kept, zone, c->at);
  } else {
    tr_str text = tr_zero_end(c->ctx->doc, tr_arg_string(c, 1));
    f = tr_time_format_new(c->ctx, locale, text, zone, c->at);
  }
  if (f) tr_map_put(&m->time_formats, tr_str_copy(c->ctx->doc, tr_buf_str(&key)), (void *)(uintptr_t)f);
  return f;
}

static bool show(tr_call *c, const tr_zone *zone, bool utc, tr_value *out) {
  if (tr_is(tr_arg(c, 0), TR_NULL)) return tr_give_string(c, TR_S("null"), out);
  const tr_time_format *f = time_format(c, zone, utc);
  if (!f) return false;
  return tr_give_string(c, tr_time_format_apply(c->arena, f, moment_to_show(c)), out);
}

bool tr_fn_time_format(tr_call *c, tr_value *out) { return show(c, zone_of(c), false, out); }
bool tr_fn_utc_format(tr_call *c, tr_value *out) { return show(c, NULL, true, out); }

static bool read(tr_call *c, const tr_zone *zone, tr_value *out) {
  double ms;
  if (tr_is(tr_arg(c, 0), TR_NULL)) return tr_give_string(c, TR_S("null"), out);
  bool ok = tr_time_parse(tr_call_locale(c), tr_arg_string(c, 1), zone, tr_arg_string(c, 0), &ms);
  *out = ok ? tr_make_date(ms) : tr_make_null();
  return true;
}

bool tr_fn_time_parse(tr_call *c, tr_value *out) { return read(c, zone_of(c), out); }
bool tr_fn_utc_parse(tr_call *c, tr_value *out) { return read(c, NULL, out); }

/* The name of a month (day 1 of it) or a weekday (2 January 2000 was a Sunday). */
static bool name_of(tr_call *c, const char *specifier, bool weekday, tr_value *out) {
  const tr_value *v = tr_arg(c, 0);
  if (!tr_is(v, TR_NUMBER) || v->number != floor(v->number) || !isfinite(v->number))
    return tr_give_string(c, TR_S(""), out);
  double ms = weekday ? tr_moment(NULL, 2000, 0, 2 + v->number, 0, 0, 0, 0)
                      : tr_moment(NULL, 2000, v->number, 1, 0, 0, 0, 0);
  if (isnan(ms)) return tr_give_string(c, TR_S(""), out);
  tr_call inner = *c;
  tr_value args[2] = {tr_make_date(ms), tr_make_string(tr_str_z(specifier))};
  inner.args = args;
  inner.n = 2;
  return show(&inner, NULL, true, out);
}

bool tr_fn_month_long(tr_call *c, tr_value *out) { return name_of(c, "%B", false, out); }
bool tr_fn_month_short(tr_call *c, tr_value *out) { return name_of(c, "%b", false, out); }
bool tr_fn_day_long(tr_call *c, tr_value *out) { return name_of(c, "%A", true, out); }
bool tr_fn_day_short(tr_call *c, tr_value *out) { return name_of(c, "%a", true, out); }

/* Units */

static bool unit_of(tr_call *c, const tr_value *v, uint32_t *bit) {
  *bit = tr_time_part_named(tr_string(v));
  if (*bit) return true;
  tr_str text = tr_to_string(c->arena, v);
  const char *near = tr_did_you_mean(c->ctx, text, tr_time_part_names);
  return tr_fail(c, near ? near : "units are year, quarter, month, week, date, hours …",
                 "unknown time unit \"%.*s\"", TR_FMT(text));
}

bool tr_fn_time_unit_specifier(tr_call *c, tr_value *out) {
  const tr_value *units = tr_arg(c, 0), *overrides = tr_arg(c, 1);
  uint32_t parts = 0, bit;
  size_t n = tr_is(units, TR_ARRAY) ? units->n : 1;
  for (size_t i = 0; i < n; i++) {
    if (!unit_of(c, tr_is(units, TR_ARRAY) ? &units->items[i] : units, &bit)) return false;
    parts |= bit;
  }
  if (!parts) return tr_fail(c, NULL, "no time unit");
  if (!tr_timeunit_compatible(parts)) return tr_fail(c, NULL, "these time units exclude each other");
  const tr_value *given = tr_is(overrides, TR_OBJECT) ? overrides : NULL;
  return tr_give_string(c, tr_timeunit_specifier(c->arena, parts, given), out);
}

static bool offset(tr_call *c, const tr_zone *zone, tr_value *out) {
  uint32_t unit;
  if (!unit_of(c, tr_arg(c, 0), &unit)) return false;
  double steps = floor(tr_arg_number_or(c, 2, 1));
  return give_date(out, tr_interval_offset(tr_timeunit_interval(unit), zone, moment_of(c, 1), steps));
}

bool tr_fn_time_offset(tr_call *c, tr_value *out) { return offset(c, zone_of(c), out); }
bool tr_fn_utc_offset(tr_call *c, tr_value *out) { return offset(c, NULL, out); }

static bool sequence(tr_call *c, const tr_zone *zone, tr_value *out) {
  uint32_t unit;
  double *moments;
  size_t n;
  if (!unit_of(c, tr_arg(c, 0), &unit)) return false;
  double steps = floor(tr_arg_number_or(c, 3, 1));
  if (!tr_interval_range(c->ctx, c->arena, tr_timeunit_interval(unit), zone, moment_of(c, 1), moment_of(c, 2),
                         steps, c->at, &moments, &n))
    return false;
  tr_value *items = tr_new_items(c, (double)n);
  if (!items) return false;
  for (size_t i = 0; i < n; i++) items[i] = tr_make_date(moments[i]);
  *out = tr_make_array(items, n);
  return true;
}

bool tr_fn_time_sequence(tr_call *c, tr_value *out) { return sequence(c, zone_of(c), out); }
bool tr_fn_utc_sequence(tr_call *c, tr_value *out) { return sequence(c, NULL, out); }

/* String(date), always in UTC. */
tr_str tr_date_text(tr_arena *arena, double ms) {
  static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (!isfinite(ms)) return TR_S("Invalid Date");
  tr_fields f = tr_fields_of(NULL, ms);
  return tr_printf(arena, "%s %s %02d %s%0*d %02d:%02d:%02d GMT+0000 (Coordinated Universal Time)",
                   days[f.day], months[f.month], f.date, f.year < 0 ? "-" : "", f.year < 0 ? 6 : 4,
                   abs(f.year), f.hours, f.minutes, f.seconds);
}
