#include "parts.h"

static double at(const tr_scale *s, double x) { return tr_scale_number_of(s, x); }

static void check_lines(tr_ctx *ctx) {
  tr_scale *s = between(ctx, "linear", 0, 10, 0, 300);
  check_num(at(s, 5), 150);
  check_num(at(s, 20), 600); /* not clamped */
  check_num(tr_scale_invert(s, 150).number, 5);
  check(isnan(at(s, NAN)));
  s = between(ctx, "linear", 10, 0, 0, 300);
  check_num(at(s, 10), 0);
  s = between(ctx, "linear", 5, 5, 0, 300);
  check_num(at(s, 5), 150); /* no span: the middle */
  check_near(at(between(ctx, "sqrt", 0, 100, 0, 10), 25), 5, 1e-12);
  check_near(at(between(ctx, "log", 1, 100, 0, 10), 10), 5, 1e-12);
  s = between(ctx, "symlog", -10, 10, -1, 1);
  check_near(at(s, 0), 0, 1e-12);
  check_near(at(s, 10), 1, 1e-12);
}

static void check_powers(tr_ctx *ctx) {
  tr_scale_spec spec = bare("pow");
  spec.exponent = 2;
  set_domain(ctx, &spec, (double[]){0, 10}, 2);
  set_range(ctx, &spec, (double[]){0, 100}, 2);
  tr_scale *s = tr_scale_new(ctx, &spec);
  check_near(at(s, 5), 25, 1e-9);
  check_near(tr_scale_fraction(s, 5), 0.25, 1e-12);
}

static void check_pieces(tr_ctx *ctx) {
  tr_scale_spec spec = bare("linear");
  set_domain(ctx, &spec, (double[]){0, 10, 100}, 3);
  set_range(ctx, &spec, (double[]){0, 50, 100}, 3);
  tr_scale *s = tr_scale_new(ctx, &spec);
  check_num(at(s, 5), 25);
  check_num(at(s, 55), 75);
  check_num(tr_scale_invert(s, 75).number, 55);
}

/* Zero, least and greatest values, nice ends and padding, in Vega's order. */
static void check_adjusted(tr_ctx *ctx) {
  tr_scale_spec spec = bare("linear");
  set_domain(ctx, &spec, (double[]){19, 91}, 2);
  set_range(ctx, &spec, (double[]){200, 0}, 2);
  spec.zero = spec.nice = true;
  tr_scale *s = tr_scale_new(ctx, &spec);
  check_num(tr_scale_domain_end(s, false), 0);
  check_num(tr_scale_domain_end(s, true), 100);
  spec.zero = false;
  s = tr_scale_new(ctx, &spec);
  check_num(tr_scale_domain_end(s, false), 10);
  spec.nice = false;
  spec.domain_min = -5;
  spec.domain_max = 95;
  s = tr_scale_new(ctx, &spec);
  check_num(tr_scale_domain_end(s, false), -5);
  check_num(tr_scale_domain_end(s, true), 95);
  spec = bare("linear");
  set_domain(ctx, &spec, (double[]){0, 100}, 2);
  set_range(ctx, &spec, (double[]){0, 110}, 2);
  spec.padding = 5; /* 100 px of 110 show the data */
  s = tr_scale_new(ctx, &spec);
  check_near(at(s, 0), 5, 1e-9);
  check_near(at(s, 100), 105, 1e-9);
}

static void check_turned(tr_ctx *ctx) {
  tr_scale_spec spec = bare("linear");
  set_domain(ctx, &spec, (double[]){0, 10}, 2);
  set_range(ctx, &spec, (double[]){0, 100}, 2);
  spec.reverse = spec.clamp = spec.round = true;
  tr_scale *s = tr_scale_new(ctx, &spec);
  check_num(at(s, 0), 100);
  check_num(at(s, 20), 0);
  check_num(at(s, 3.33), 67); /* 66.7 */
}

static void check_bands(tr_ctx *ctx) {
  static const char *const words[] = {"a", "b", "c"};
  tr_scale_spec spec = bare("band");
  set_words(ctx, &spec, words, 3);
  spec.range_step = 20;
  spec.padding_inner = 0.1;
  spec.padding_outer = 0.05;
  tr_scale *s = tr_scale_new(ctx, &spec);
  double ends[2];
  tr_scale_range(s, ends);
  check_near(ends[1], 60, 1e-12);
  check_near(tr_scale_bandwidth(s), 18, 1e-12);
  tr_value b = tr_make_string(TR_S("b")), none = tr_make_string(TR_S("z"));
  check_near(tr_scale_number(s, &b), 21, 1e-12);
  check(isnan(tr_scale_number(s, &none)));
  tr_value found = tr_scale_invert(s, 25);
  check(tr_equal(&found, &b));
  spec = bare("point");
  set_words(ctx, &spec, words, 3);
  set_range(ctx, &spec, (double[]){0, 100}, 2);
  spec.padding = 0.5;
  s = tr_scale_new(ctx, &spec);
  check_num(tr_scale_bandwidth(s), 0);
  check_near(tr_scale_step(s), 100.0 / 3, 1e-12);
  check_near(tr_scale_number(s, &b), 50, 1e-12);
}

/* Values of different kinds are different, as in JavaScript's Map. */
static void check_keys(tr_ctx *ctx) {
  tr_value domain[] = {tr_make_number(1), tr_make_string(TR_S("1")), tr_make_number(1), tr_make_null()};
  tr_scale_spec spec = bare("band");
  spec.domain = domain;
  spec.n_domain = 4;
  spec.range_step = 10;
  tr_scale *s = tr_scale_new(ctx, &spec);
  const tr_value *values;
  check(tr_scale_domain(s, &values) == 3);
  check_num(tr_scale_number(s, &domain[1]), 10);
  check_num(tr_scale_number(s, &domain[3]), 20);
}

static void check_groups(tr_ctx *ctx) {
  static const double range[] = {10, 20, 30, 40};
  tr_scale_spec spec = bare("quantize");
  set_domain(ctx, &spec, (double[]){0, 100}, 2);
  set_range(ctx, &spec, range, 4);
  tr_scale *s = tr_scale_new(ctx, &spec);
  check_num(at(s, 24), 10);
  check_num(at(s, 25), 20); /* boundaries belong to the upper group */
  check_num(at(s, 1000), 40);
  spec = bare("threshold");
  set_domain(ctx, &spec, (double[]){0, 1}, 2);
  set_range(ctx, &spec, range, 3);
  s = tr_scale_new(ctx, &spec);
  check_num(at(s, -1), 10);
  check_num(at(s, 0), 20);
  check_num(at(s, 1), 30);
  spec = bare("quantile");
  set_domain(ctx, &spec, (double[]){3, 6, 7, 8, 8, 10, 13, 15, 16, 20}, 10);
  set_range(ctx, &spec, range, 4);
  s = tr_scale_new(ctx, &spec);
  check_num(at(s, 7), 10);
  check_num(at(s, 7.25), 20); /* quartiles 7.25, 9, 14.5, as in d3's tests */
  check_num(at(s, 9), 30);
  check_num(at(s, 14.5), 40);
}

static void check_rows(void) {
  const tr_scale_type *const *rows;
  size_t n = tr_scale_types(&rows);
  const char *const *names = tr_scale_type_names();
  for (size_t i = 0; i < n; i++) {
    check(tr_scale_type_find(tr_str_z(rows[i]->name)) == rows[i]);
    check(strcmp(rows[i]->name, names[i]) == 0 && rows[i]->help[0]);
  }
  check(!names[n]);
  check(!tr_scale_type_find(TR_S("linea")));
}

void test_domains(tr_ctx *ctx) {
  check_lines(ctx);
  check_powers(ctx);
  check_pieces(ctx);
  check_adjusted(ctx);
  check_turned(ctx);
  check_bands(ctx);
  check_keys(ctx);
  check_groups(ctx);
  check_rows();
}
