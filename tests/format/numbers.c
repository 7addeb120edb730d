#include "cases.h"

#include "base/number.h"
#include "check.h"
#include "format/number.h"

/* d3-format and Vega's formatFloat against their own answers. */

typedef struct state {
  const tr_locale *locale;
} state;

static void set_locale(tr_ctx *ctx, tr_str name, tr_str text, void *arg) {
  state *s = arg;
  tr_value number;
  if (!check_named(tr_str_is(name, "number"), "instruction @number") || !read_json(ctx, text, &number))
    return;
  s->locale = tr_locale_with(ctx, tr_locale_en(), &number, NULL);
  check_named(s->locale != NULL, "locale of a case");
}

static void expect(const test_case *c, const tr_number_format *f, double x) {
  if (!check_named(f != NULL, c->name)) return;
  tr_str got = tr_number_format_apply(c->ctx->scene, f, x);
  check_str_named(got, tr_str_copy(c->ctx->doc, c->output).p, c->name);
}

static void run_format(const test_case *c, void *arg) {
  const state *s = arg;
  expect(c, tr_number_format_new(c->ctx, s->locale, c->specifier, (tr_pos){0}), read_number(c->input));
}

static void run_float(const test_case *c, void *arg) {
  const state *s = arg;
  expect(c, tr_number_format_float(c->ctx, s->locale, c->specifier, (tr_pos){0}), read_number(c->input));
}

static void run_prefix(const test_case *c, void *arg) {
  const state *s = arg;
  size_t space = tr_str_find(c->input, " ", 0);
  double reference = read_number(tr_str_sub(c->input, 0, space));
  double x = read_number(tr_str_sub(c->input, space + 1, c->input.n));
  expect(c, tr_number_format_prefix(c->ctx, s->locale, c->specifier, reference, (tr_pos){0}), x);
}

static const char *const wrong[] = {"foo", ".-2s", ".f", "..2f", "ss", ",.2.f", "%%", "-2-f", "10 d", "é"};

static bool run_wrong(tr_ctx *ctx, void *arg) {
  (void)arg;
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    size_t before = ctx->n_errors;
    check_named(!tr_number_format_new(ctx, tr_locale_en(), tr_str_z(wrong[i]), (tr_pos){0}), wrong[i]);
    check_named(ctx->n_errors == before + 1, wrong[i]);
  }
  check(!tr_number_format_new(ctx, tr_locale_en(), TR_S("99999999d"), (tr_pos){0}));
  const tr_diag *last = tr_vec_at(&ctx->diags, ctx->diags.n - 1);
  check(last->fault == TR_LIMIT);
  return true;
}

/* A specifier written again in d3's canonical order. */
static bool run_canonical(tr_ctx *ctx, void *arg) {
  static const char *const rows[][2] = {{"", " >-"},         {"f", " >-f"},
                                        {",.2f", " >-,.2f"}, {"$,.0f", " >-$,.0f"},
                                        {"~s", " >-~s"},     {"*^+010,.3~e", "*^+010,.3~e"},
                                        {"·<8d", "·<-8d"},   {"(#x", " >(#x"}};
  (void)arg;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    tr_number_spec spec;
    check_named(tr_number_spec_parse(tr_str_z(rows[i][0]), &spec), rows[i][0]);
    check_str_named(tr_number_spec_text(ctx->doc, &spec), rows[i][1], rows[i][0]);
  }
  return true;
}

/* From the tables in d3-format's documentation of precisionFixed, precisionPrefix and precisionRound. */
static void test_precision(void) {
  check(tr_precision_fixed(8.9) == 0);
  check(tr_precision_fixed(1.1) == 0);
  check(tr_precision_fixed(0.89) == 1);
  check(tr_precision_fixed(0.11) == 1);
  check(tr_precision_fixed(0.089) == 2);
  check(tr_precision_fixed(0.011) == 2);
  check(tr_precision_fixed(0) == -1);
  check(tr_precision_prefix(1e3, 1e6) == 3);
  check(tr_precision_prefix(1e-1, 1e3) == 4);
  check(tr_precision_prefix(1, 1e3) == 3);
  check(tr_precision_prefix(1e6, 1e6) == 0);
  check(tr_precision_prefix(1e-25, 1e-24) == 1);
  check(tr_precision_prefix(1e24, 1e27) == 0);
  check(tr_precision_prefix(1e5, 1.3e6) == 1);
  check(tr_precision_prefix(1, 0) == -1);
  check(tr_precision_round(0.01, 1.01) == 3);
  check(tr_precision_round(0.1, 1.1) == 2);
  check(tr_precision_round(0.01, 0.99) == 2);
  check(tr_precision_round(0.01, 1) == 2);
  check(tr_precision_round(10, 1000) == 2);
  check(tr_precision_round(0, 1) == -1);
}

void test_numbers(void) {
  state s = {tr_locale_en()};
  run_cases(&(test_runner){"number.test", run_format, NULL, &s});
  run_cases(&(test_runner){"number-locale.test", run_format, set_locale, &s});
  s.locale = tr_locale_en();
  run_cases(&(test_runner){"number-prefix.test", run_prefix, NULL, &s});
  run_cases(&(test_runner){"number-float.test", run_float, NULL, &s});
  test_precision();
  tr_ctx *ctx = tr_ctx_new();
  check(tr_ctx_run(ctx, run_wrong, NULL));
  check(tr_ctx_run(ctx, run_canonical, NULL));
  tr_ctx_free(ctx);
}
