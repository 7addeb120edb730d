#include "format/locale.h"
#include "parts.h"

static void check_label(tr_ctx *ctx, const tr_scale *s, const char *specifier, double x, const char *want) {
  tr_env env = {.locale = tr_locale_en()};
  tr_tick_count count = wanted(10);
  tr_tick_format_spec spec = {.specifier = tr_str_z(specifier)};
  const tr_tick_format *f = tr_tick_format_new(ctx, &env, s, &count, &spec);
  tr_value v = tr_make_number(x);
  check_str_named(tr_tick_label(ctx, f, &v), want, want);
}

/* As many decimals as tell neighbouring ticks apart. */
static void check_numbers(tr_ctx *ctx) {
  tr_scale *s = between(ctx, "linear", 0, 1, 0, 1);
  check_label(ctx, s, "", 0.3, "0.3");
  check_label(ctx, s, "", 1, "1.0");
  check_label(ctx, s, "%", 0.3, "30%");
  check_label(ctx, s, ".2f", 0.3, "0.30");
  s = between(ctx, "linear", 0, 5000, 0, 1);
  check_label(ctx, s, "", 2000, "2,000");
  check_label(ctx, s, "s", 2500, "2.5k");
}

/* Between powers of ten only some ticks of a log scale are labelled. */
static void check_log(tr_ctx *ctx) {
  tr_scale *s = between(ctx, "log", 1, 1000, 0, 1);
  check_label(ctx, s, "", 100, "100");
  check_label(ctx, s, "", 900, "");
  check_label(ctx, between(ctx, "log", 0.01, 1, 0, 1), "", 0.01, "0.01");
}

static void check_words(tr_ctx *ctx) {
  tr_env env = {.locale = tr_locale_en()};
  static const char *const words[] = {"a"};
  tr_scale_spec spec = bare("band");
  set_words(ctx, &spec, words, 1);
  spec.range_step = 10;
  tr_tick_count count = wanted(10);
  tr_tick_format_spec plain = {0};
  const tr_tick_format *f = tr_tick_format_new(ctx, &env, tr_scale_new(ctx, &spec), &count, &plain);
  check_str(tr_tick_label(ctx, f, spec.domain), "a");
  tr_value number = tr_make_number(0.25), yes = tr_make_bool(true);
  check_str(tr_tick_label(ctx, f, &number), "0.25");
  check_str(tr_tick_label(ctx, f, &yes), "true");
}

static void check_time(tr_ctx *ctx) {
  static const double day = 864e5, start = 1704067200000; /* 2024-01-01T00:00Z */
  tr_scale *s = between(ctx, "utc", start, start + 4 * day, 0, 1);
  check_label(ctx, s, "", start, "2024");
  check_label(ctx, s, "", start + day, "Tue 02");
  check_label(ctx, s, "%d/%m", start + day, "02/01");
}

static void check_legend(tr_ctx *ctx) {
  tr_scale_spec spec = bare("threshold");
  set_domain(ctx, &spec, (double[]){2, 4}, 2);
  set_range(ctx, &spec, (double[]){1, 2, 3}, 3);
  tr_tick_count count = wanted(5);
  tr_value *values;
  double max;
  bool ranges;
  size_t n = tr_scale_legend_values(ctx, tr_scale_new(ctx, &spec), &count, true, &values, &max, &ranges);
  check(n == 3 && ranges);
  check(isinf(values[0].number) && values[0].number < 0);
  check_num(values[1].number, 2);
  check(isinf(max));
}

void test_labels(tr_ctx *ctx) {
  check_numbers(ctx);
  check_log(ctx);
  check_words(ctx);
  check_time(ctx);
  check_legend(ctx);
}
