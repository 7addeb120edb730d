#include "parts.h"

/* Ticks as d3-array's documentation and its tests give them. */

static const struct {
  double start, stop, count;
  size_t n;
  double ticks[12];
} linear[] = {
    {0, 1, 10, 11, {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}},
    {0, 1, 5, 6, {0, 0.2, 0.4, 0.6, 0.8, 1}},
    {0, 1, 1, 2, {0, 1}},
    {0, 10, 8, 11, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
    {0, 10, 4, 6, {0, 2, 4, 6, 8, 10}},
    {-10, 10, 3, 5, {-10, -5, 0, 5, 10}},
    {10, 0, 3, 3, {10, 5, 0}}, /* the other way round */
    {5, 5, 10, 1, {5}},
    {0, 91, 7, 10, {0, 10, 20, 30, 40, 50, 60, 70, 80, 90}},
};

static void check_linear(tr_ctx *ctx) {
  for (size_t i = 0; i < sizeof linear / sizeof *linear; i++) {
    double *ticks;
    size_t n = tr_ticks(ctx, linear[i].start, linear[i].stop, linear[i].count, &ticks);
    if (!check(n == linear[i].n)) printf("#   case %zu: %zu ticks, want %zu\n", i, n, linear[i].n);
    for (size_t k = 0; k < n && n == linear[i].n; k++) check_num(ticks[k], linear[i].ticks[k]);
  }
  double *none;
  check(tr_ticks(ctx, 0, 1, 0, &none) == 0);
  check(tr_ticks(ctx, 0, NAN, 5, &none) == 0);
}

static void check_steps(void) {
  check_num(tr_tick_step(0, 1, 10), 0.1);
  check_num(tr_tick_step(0, 1, 8), 0.1);
  check_num(tr_tick_step(0, 1, 4), 0.2);
  check_num(tr_tick_step(0, 10, 2), 5);
  check_num(tr_tick_step(10, 0, 2), -5);
  check_num(tr_tick_increment(0, 1, 10), -10); /* a tenth, as a division */
  check_num(tr_tick_increment(0, 100, 10), 10);
}

static size_t ticks_of(tr_ctx *ctx, const tr_scale *s, tr_tick_count count, double out[16]) {
  tr_value *ticks;
  size_t n = tr_scale_ticks(ctx, s, &count, &ticks);
  for (size_t i = 0; i < n && i < 16; i++) out[i] = ticks[i].number;
  return n;
}

static void check_log(tr_ctx *ctx) {
  double x[64];
  size_t n = ticks_of(ctx, between(ctx, "log", 1, 10, 0, 1), wanted(10), x);
  check(n == 10);
  for (size_t i = 0; i < 10; i++) check_num(x[i], (double)i + 1);
  n = ticks_of(ctx, between(ctx, "log", 0.1, 1, 0, 1), wanted(10), x);
  check(n == 10);
  check_num(x[2], 0.3); /* exactly, not 0.30000000000000004 */
  n = ticks_of(ctx, between(ctx, "log", 1, 1e6, 0, 1), wanted(3), x);
  check(n == 4); /* over more decades than ticks: every second power */
  check_near(x[0], 1, 0);
  check_near(x[1], 100, 1e-9);
  n = ticks_of(ctx, between(ctx, "log", -10, -1, 0, 1), wanted(10), x);
  check(n == 10);
  check_num(x[0], -10);
}

static void check_time(tr_ctx *ctx) {
  static const double day = 864e5, start = 1704067200000; /* 2024-01-01T00:00Z */
  double x[16];
  size_t n = ticks_of(ctx, between(ctx, "utc", start, start + 4 * day, 0, 1), wanted(5), x);
  check(n == 5);
  check_num(x[1] - x[0], day);
  n = ticks_of(ctx, between(ctx, "utc", start, start + 366 * day, 0, 1), wanted(12), x);
  check(n == 13); /* first of each month, and the next January's */
  check_num(x[1], start + 31 * day);
  check_num(x[12], start + 366 * day);
  tr_tick_count weeks = {.count = NAN, .interval = TR_S("week"), .step = 1, .min_step = NAN};
  n = ticks_of(ctx, between(ctx, "utc", start, start + 20 * day, 0, 1), weeks, x);
  check(n == 3);                    /* the last at the very end */
  check_num(x[0], start + 6 * day); /* Sunday 7 January */
}

static void check_least_step(tr_ctx *ctx) {
  tr_scale *s = between(ctx, "linear", 0, 3, 0, 100);
  tr_tick_count whole = {.count = 10, .min_step = 1};
  double x[16];
  check_num(tr_scale_tick_count(s, &whole), 4);
  check(ticks_of(ctx, s, whole, x) == 4);
}

static void check_valid(tr_ctx *ctx) {
  tr_scale *s = between(ctx, "linear", 0, 10, 100, 0);
  tr_value given[] = {tr_make_number(2), tr_make_number(11), tr_make_number(8)}, *out;
  tr_tick_count all = wanted(3);
  size_t n = tr_scale_valid_ticks(ctx, s, &all, given, 3, &out);
  check(n == 2);
  check_num(out[0].number, 2); /* in the order of a range that runs down */
  check_num(out[1].number, 8);
}

void test_ticks(tr_ctx *ctx) {
  check_linear(ctx);
  check_steps();
  check_log(ctx);
  check_time(ctx);
  check_least_step(ctx);
  check_valid(ctx);
  check_num(tr_round_js(-0.5), 0);
  check_num(tr_round_js(2.5), 3);
  check_num(tr_band_space(0, 0.1, 0.05), 0);
  check_num(tr_band_space(9, 0.1, 0.05), 9);
  check_num(tr_band_space(1, 1, 0), 1); /* never without room */
}
