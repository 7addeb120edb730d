#include "cases.h"

#include "check.h"
#include "format/time.h"

/* Time formats and parsing against d3-time-format's and Vega's own answers; Date.parse against V8's. */

typedef struct state {
  const tr_zone *zone;
} state;

static void set_zone(tr_ctx *ctx, tr_str name, tr_str text, void *arg) {
  state *s = arg;
  check_named(tr_str_is(name, "zone"), "instruction @zone");
  s->zone = tr_zone_load(ctx, text, (tr_pos){0});
  check_named(s->zone != NULL, "zone of a case");
}

double read_moment(tr_str iso) {
  double ms = NAN;
  check_named(tr_date_parse(iso, NULL, &ms), "moment of a case");
  return ms;
}

static void expect(const test_case *c, tr_str got) {
  check_str_named(got, tr_str_copy(c->ctx->doc, c->output).p, c->name);
}

static void expect_moment(const test_case *c, bool found, double ms) {
  expect(c, found ? tr_date_iso(c->ctx->scene, ms) : TR_S("none"));
}

static void run_format(const test_case *c, void *arg) {
  const state *s = arg;
  const tr_time_format *f = tr_time_format_new(c->ctx, tr_locale_en(), c->specifier, s->zone, (tr_pos){0});
  expect(c, tr_time_format_apply(c->ctx->scene, f, read_moment(c->input)));
}

static void run_multi(const test_case *c, void *arg) {
  const state *s = arg;
  tr_value specifiers;
  if (!read_json(c->ctx, c->specifier, &specifiers)) return;
  const tr_time_format *f = tr_time_format_multi(c->ctx, tr_locale_en(), &specifiers, s->zone, (tr_pos){0});
  expect(c, tr_time_format_apply(c->ctx->scene, f, read_moment(c->input)));
}

static void run_parse(const test_case *c, void *arg) {
  const state *s = arg;
  double ms;
  bool found = tr_time_parse(tr_locale_en(), c->specifier, s->zone, c->input, &ms);
  expect_moment(c, found, ms);
}

static void run_date(const test_case *c, void *arg) {
  const state *s = arg;
  double ms;
  bool found = tr_date_parse(c->specifier, s->zone, &ms);
  expect_moment(c, found, ms);
}

/* Names of other languages, and what no Date can hold. */
static bool run_locales(tr_ctx *ctx, void *arg) {
  static const char *const rows[][3] = {
      {"vi", "%A, %-d %B năm %Y", "Thứ ba, 19 tháng 11 năm 2024"},
      {"vi", "%a %b", "T3 Th11"},
      {"vi", "%x", "19/11/2024"},
      {"ko", "%Y년 %B %-d일 %A", "2024년 11월 19일 화요일"},
      {"ko", "%X", "오후 3:04:05"},
  };
  (void)arg;
  double moment = read_moment(TR_S("2024-11-19T15:04:05Z")), ms;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const tr_locale *l = tr_locale_load(ctx, tr_str_z(rows[i][0]), (tr_pos){0});
    if (!check(l != NULL)) continue;
    const tr_time_format *f = tr_time_format_new(ctx, l, tr_str_z(rows[i][1]), NULL, (tr_pos){0});
    check_str(tr_time_format_apply(ctx->doc, f, moment), rows[i][2]);
  }
  const tr_locale *vi = tr_locale_load(ctx, TR_S("vi"), (tr_pos){0});
  check(tr_time_parse(vi, TR_S("%-d %B năm %Y"), NULL, TR_S("19 Tháng 11 năm 2024"), &ms));
  check_num(ms, read_moment(TR_S("2024-11-19")));
  check(tr_time_parse(vi, TR_S("%A"), NULL, TR_S("CHỦ NHẬT"), &ms));
  const tr_time_format *f = tr_time_format_new(ctx, tr_locale_en(), TR_S("%Y"), NULL, (tr_pos){0});
  check_str(tr_time_format_apply(ctx->doc, f, NAN), "NaN");
  check_str(tr_time_format_apply(ctx->doc, f, 1e300), "NaN");
  check_str(tr_time_format_apply(ctx->doc, f, INFINITY), "NaN");
  check_str(tr_date_iso(ctx->doc, NAN), "");
  size_t before = ctx->n_warnings;
  check(tr_time_format_new(ctx, tr_locale_en(), TR_S("%E %Y"), NULL, (tr_pos){0}) != NULL);
  check(ctx->n_warnings == before + 1);
  tr_time_format_new(ctx, tr_locale_en(), TR_S("%Y %-d %%E %_H"), NULL, (tr_pos){0});
  check(ctx->n_warnings == before + 1);
  return true;
}

void test_times(void) {
  state s = {NULL};
  run_cases(&(test_runner){"time.test", run_format, set_zone, &s});
  run_cases(&(test_runner){"time-multi.test", run_multi, set_zone, &s});
  run_cases(&(test_runner){"time-parse.test", run_parse, set_zone, &s});
  run_cases(&(test_runner){"date-parse.test", run_date, set_zone, &s});
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, run_locales, NULL));
  tr_ctx_free(ctx);
}
