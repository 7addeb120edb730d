#include "cases.h"

#include "base/number.h"
#include "check.h"
#include "format/time.h"
#include "format/timeunit.h"

/* Time units and intervals against vega-time's and d3-time's own answers. */

typedef struct state {
  const tr_zone *zone;
} state;

static void set_zone(tr_ctx *ctx, tr_str name, tr_str text, void *arg) {
  state *s = arg;
  check_named(tr_str_is(name, "zone"), "instruction @zone");
  s->zone = tr_zone_load(ctx, text, (tr_pos){0});
  check_named(s->zone != NULL, "zone of a case");
}

static void expect(const test_case *c, tr_str got) {
  check_str_named(got, tr_str_copy(c->ctx->doc, c->output).p, c->name);
}

/* The first word of *REST, which goes on after it. */
static tr_str take_word(tr_str *rest, const char *end) {
  size_t at = tr_str_find(*rest, end, 0);
  if (at > rest->n) at = rest->n;
  tr_str word = tr_str_sub(*rest, 0, at);
  *rest = tr_str_sub(*rest, at + 1, rest->n);
  return word;
}

static void run_unit(const test_case *c, void *arg) {
  const state *s = arg;
  tr_timeunit unit;
  tr_str rest = c->specifier, name = take_word(&rest, " ");
  if (!check_named(tr_timeunit_parse(name, &unit), c->name)) return;
  if (rest.n) unit.step = read_number(rest);
  double start = tr_timeunit_floor(&unit, s->zone, read_moment(c->input));
  double end = tr_timeunit_end(&unit, s->zone, start);
  tr_arena *arena = c->ctx->scene;
  expect(c,
         tr_printf(arena, "%.*s %.*s", TR_FMT(tr_date_iso(arena, start)), TR_FMT(tr_date_iso(arena, end))));
}

static tr_interval read_interval(tr_str name) {
  static const struct {
    const char *name;
    tr_interval interval;
  } rows[] = {{"millisecond", {TR_INTERVAL_MILLISECOND, 0, 1}},
              {"second", {TR_INTERVAL_SECOND, 0, 1}},
              {"minute", {TR_INTERVAL_MINUTE, 0, 1}},
              {"hour", {TR_INTERVAL_HOUR, 0, 1}},
              {"day", {TR_INTERVAL_DAY, 0, 1}},
              {"sunday", {TR_INTERVAL_WEEK, 0, 1}},
              {"monday", {TR_INTERVAL_WEEK, 1, 1}},
              {"thursday", {TR_INTERVAL_WEEK, 4, 1}},
              {"month", {TR_INTERVAL_MONTH, 0, 1}},
              {"year", {TR_INTERVAL_YEAR, 0, 1}}};
  tr_str rest = name, unit = take_word(&rest, "/");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (!tr_str_is(unit, rows[i].name)) continue;
    tr_interval out = rows[i].interval;
    if (rest.n) out.step = read_number(rest);
    return out;
  }
  check_named(false, "name of a case");
  return rows[0].interval;
}

static void run_interval(const test_case *c, void *arg) {
  const state *s = arg;
  tr_str rest = c->specifier;
  tr_interval interval = read_interval(take_word(&rest, " "));
  tr_str operation = take_word(&rest, " ");
  double ms = read_moment(c->input), got = NAN;
  if (tr_str_is(operation, "count")) {
    tr_buf b = tr_buf_of(c->ctx->scene);
    tr_buf_number(&b, tr_interval_count(interval, s->zone, ms, read_moment(rest)));
    expect(c, tr_buf_str(&b));
    return;
  }
  if (tr_str_is(operation, "floor")) got = tr_interval_floor(interval, s->zone, ms);
  if (tr_str_is(operation, "ceil")) got = tr_interval_ceil(interval, s->zone, ms);
  if (tr_str_is(operation, "round")) got = tr_interval_round(interval, s->zone, ms);
  if (tr_str_is(operation, "offset")) got = tr_interval_offset(interval, s->zone, ms, read_number(rest));
  expect(c, tr_date_iso(c->ctx->scene, got));
}

static uint32_t read_parts(tr_str names) {
  uint32_t parts = 0;
  while (names.n) {
    uint32_t part = tr_time_part_named(take_word(&names, "-"));
    check(part != 0);
    parts |= part;
  }
  return parts;
}

static void run_specifier(const test_case *c, void *arg) {
  (void)arg;
  tr_value overrides;
  uint32_t parts = read_parts(c->specifier);
  if (tr_str_is(c->input, "lite"))
    expect(c, tr_timeunit_specifier_lite(c->ctx->scene, parts));
  else if (read_json(c->ctx, c->input, &overrides))
    expect(c, tr_timeunit_specifier(c->ctx->scene, parts, &overrides));
}

static void run_bin(const test_case *c, void *arg) {
  (void)arg;
  tr_str rest = c->specifier;
  double low = read_moment(take_word(&rest, " "));
  tr_timeunit unit = tr_timeunit_bin(low, read_moment(c->input), read_number(rest));
  tr_buf b = tr_buf_of(c->ctx->scene);
  tr_buf_add(&b, tr_timeunit_name(c->ctx->scene, &unit));
  tr_buf_add_char(&b, ' ');
  tr_buf_number(&b, unit.step);
  expect(c, tr_buf_str(&b));
}

static void test_names(void) {
  static const char *const wrong[] = {"",           "years",    "monthyear",   "yearmonthweek",
                                      "quarterday", "utc",      "binned",      "year ",
                                      "yearyear",   "daymonth", "weekisoweek", "datedayofyear"};
  tr_timeunit unit;
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    check_named(!tr_timeunit_parse(tr_str_z(wrong[i]), &unit), wrong[i]);
  check(tr_timeunit_parse(TR_S("utcyearmonth"), &unit) && unit.utc && !unit.binned && unit.step == 1);
  check(unit.parts == (TR_PART_YEAR | TR_PART_MONTH));
  check(tr_timeunit_parse(TR_S("binnedutcyearweekday"), &unit) && unit.utc && unit.binned);
  check(unit.parts == (TR_PART_YEAR | TR_PART_WEEK | TR_PART_DAY));
  check(tr_timeunit_parse(TR_S("yeardayofyear"), &unit));
  check(unit.parts == (TR_PART_YEAR | TR_PART_DAYOFYEAR));
  check(tr_timeunit_smallest(unit.parts) == TR_PART_DAYOFYEAR);
}

/* ISO weeks, by the calendar: 2020 has 53, and 1 January 2021 lies in the last of them. */
static void test_iso_weeks(void) {
  tr_timeunit unit;
  check(tr_timeunit_parse(TR_S("yearisoweek"), &unit));
  check_num(tr_timeunit_floor(&unit, NULL, read_moment(TR_S("2021-01-01"))), read_moment(TR_S("2020-12-28")));
  check_num(tr_timeunit_floor(&unit, NULL, read_moment(TR_S("2024-12-31"))), read_moment(TR_S("2024-12-30")));
  check_num(tr_timeunit_floor(&unit, NULL, read_moment(TR_S("2024-11-19"))), read_moment(TR_S("2024-11-18")));
  check(tr_timeunit_parse(TR_S("isoweek"), &unit));
  check_num(tr_timeunit_floor(&unit, NULL, read_moment(TR_S("2021-01-01"))), read_moment(TR_S("2015-12-28")));
  check_num(tr_timeunit_floor(&unit, NULL, read_moment(TR_S("2024-01-01"))), read_moment(TR_S("2014-12-29")));
  check(tr_timeunit_parse(TR_S("isoweekday"), &unit));
  check_num(tr_timeunit_floor(&unit, NULL, read_moment(TR_S("2024-01-03"))), read_moment(TR_S("2014-12-31")));
}

static bool run_ranges(tr_ctx *ctx, void *arg) {
  (void)arg;
  double *all, start = read_moment(TR_S("2024-01-15")), stop = read_moment(TR_S("2024-07-01"));
  size_t n;
  tr_interval month = {TR_INTERVAL_MONTH, 0, 1}, quarter = tr_timeunit_interval(TR_PART_QUARTER);
  check(tr_interval_range(ctx, ctx->doc, month, NULL, start, stop, 1, (tr_pos){0}, &all, &n) && n == 5);
  check_num(all[0], read_moment(TR_S("2024-02-01")));
  check_num(all[4], read_moment(TR_S("2024-06-01")));
  check(tr_interval_range(ctx, ctx->doc, month, NULL, start, stop, 2, (tr_pos){0}, &all, &n) && n == 3);
  check(tr_interval_range(ctx, ctx->doc, quarter, NULL, start, stop, 1, (tr_pos){0}, &all, &n) && n == 1);
  check_num(all[0], read_moment(TR_S("2024-04-01")));
  check(tr_interval_range(ctx, ctx->doc, month, NULL, stop, start, 1, (tr_pos){0}, &all, &n) && n == 0);
  check(tr_interval_range(ctx, ctx->doc, month, NULL, NAN, stop, 1, (tr_pos){0}, &all, &n) && n == 0);
  check(tr_interval_range(ctx, ctx->doc, month, NULL, start, stop, 0, (tr_pos){0}, &all, &n) && n == 0);
  tr_interval ms = {TR_INTERVAL_MILLISECOND, 0, 1};
  ctx->limits[TR_LIMIT_ARRAY_ITEMS] = 10;
  check(!tr_interval_range(ctx, ctx->doc, ms, NULL, 0, 1e9, 1, (tr_pos){0}, &all, &n));
  return true;
}

static void test_limits(void) {
  tr_interval day = {TR_INTERVAL_DAY, 0, 1}, every = {TR_INTERVAL_DAY, 0, 2};
  check(isnan(tr_interval_floor(day, NULL, NAN)));
  check(isnan(tr_interval_floor(day, NULL, 8.64e15 + 1)));
  check(isnan(tr_interval_offset(day, NULL, 8.64e15, 1)));
  check(isnan(tr_interval_offset(every, NULL, 8.64e15, 5)));
  check(isnan(tr_interval_ceil(day, NULL, 8.64e15 + 5)));
  check(isnan(tr_interval_count(day, NULL, NAN, 0)));
  check(isnan(tr_moment(NULL, NAN, 0, 1, 0, 0, 0, 0)));
  check(isnan(tr_moment(NULL, 1e9, 0, 1, 0, 0, 0, 0)));
  check_num(tr_moment(NULL, 1970, 0, 1, 0, 0, 0, 0), 0);
  check_num(tr_moment(NULL, 2024, 13, -1, 25, -1, 0, 0), read_moment(TR_S("2025-01-31T00:59:00Z")));
  check_num(tr_moment(NULL, 99, 2, 1, 0, 0, 0, 0), read_moment(TR_S("0099-03-01")));
}

void test_calendars(void) {
  state s = {NULL};
  run_cases(&(test_runner){"timeunit.test", run_unit, set_zone, &s});
  run_cases(&(test_runner){"interval.test", run_interval, set_zone, &s});
  s.zone = NULL;
  run_cases(&(test_runner){"timeunit-text.test", run_specifier, NULL, &s});
  run_cases(&(test_runner){"timeunit-bin.test", run_bin, NULL, &s});
  test_names();
  test_iso_weeks();
  test_limits();
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, run_ranges, NULL));
  tr_ctx_free(ctx);
}
