#include "parts.h"

static void check_hex(tr_color c, const char *want, const char *name) {
  char hex[10];
  tr_color_hex(c, hex);
  check_str_named(((tr_str){hex, 7}), want, name);
}

static tr_color mix(const char *space, const char *a, const char *b, double t) {
  tr_color p, q;
  tr_color_parse(tr_str_z(a), &p);
  tr_color_parse(tr_str_z(b), &q);
  return tr_interpolate_find(tr_str_z(space))(p, q, t, 1);
}

/* Steelblue to brown; worked out apart from these sources, with d3-color's matrices. */
static void check_spaces(void) {
  static const struct {
    const char *space, *a, *b;
    double t;
    const char *want;
  } rows[] = {
      {"", "#000000", "#ffffff", 0.2, "#333333"},          {"rgb", "#4682b4", "#a52a2a", 0.2, "#597098"},
      {"hsl", "#4682b4", "#a52a2a", 0.2, "#4044b2"},       {"lab", "#4682b4", "#a52a2a", 0.2, "#6d7497"},
      {"hcl", "#4682b4", "#a52a2a", 0.2, "#6572b6"},       {"hcl-long", "#4682b4", "#a52a2a", 0.2, "#008596"},
      {"cubehelix", "#4682b4", "#a52a2a", 0.2, "#5e66c2"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    check_hex(mix(rows[i].space, rows[i].a, rows[i].b, rows[i].t), rows[i].want, rows[i].space);
  check(!tr_interpolate_find(TR_S("xyz")));
}

static tr_scale *with_scheme(tr_ctx *ctx, const char *type, const char *scheme, size_t n) {
  static const char *const words[] = {"a", "b", "c", "d", "e"};
  tr_scale_spec spec = bare(type);
  spec.scheme = tr_str_z(scheme);
  if (spec.type->family == TR_SCALE_DISCRETE)
    set_words(ctx, &spec, words, n);
  else
    set_domain(ctx, &spec, (double[]){0, 1}, 2);
  return tr_scale_new(ctx, &spec);
}

static tr_color color_at(const tr_scale *s, tr_value v) {
  tr_color c = {0, 0, 0, 0};
  check(tr_scale_color(s, &v, &c));
  return c;
}

static void check_schemes(tr_ctx *ctx) {
  tr_scale *s = with_scheme(ctx, "ordinal", "tableau10", 3);
  check_hex(color_at(s, tr_make_string(TR_S("a"))), "#4c78a8", "first of tableau10");
  check_hex(color_at(s, tr_make_string(TR_S("c"))), "#e45756", "third of tableau10");
  s = with_scheme(ctx, "linear", "Viridis", 0); /* names in any case */
  check_hex(color_at(s, tr_make_number(0)), "#440154", "start of viridis");
  check_hex(color_at(s, tr_make_number(1)), "#fde725", "end of viridis");
  s = with_scheme(ctx, "ordinal", "blues", 1); /* one colour is the middle of the ramp */
  check_hex(color_at(s, tr_make_string(TR_S("a"))), "#5ba3cf", "middle of blues");
  size_t errors = ctx->n_errors;
  check(!with_scheme(ctx, "ordinal", "tableau11", 2));
  check(ctx->n_errors == errors + 1);
}

static void check_more_than_colors(tr_ctx *ctx) {
  tr_value colors[] = {tr_make_string(TR_S("red")), tr_make_string(TR_S("blue"))};
  tr_scale_spec spec = bare("ordinal");
  static const char *const words[] = {"a", "b", "c"};
  set_words(ctx, &spec, words, 3);
  spec.range = colors;
  spec.n_range = 2;
  tr_scale *s = tr_scale_new(ctx, &spec);
  check_hex(color_at(s, tr_make_string(TR_S("c"))), "#ff0000", "colours begin again");
  spec.reverse = true;
  check_hex(color_at(tr_scale_new(ctx, &spec), tr_make_string(TR_S("a"))), "#0000ff", "reversed");
}

static void check_diverging(tr_ctx *ctx) {
  tr_value colors[] = {tr_make_string(TR_S("#ff0000")), tr_make_string(TR_S("#ffffff")),
                       tr_make_string(TR_S("#0000ff"))};
  tr_scale_spec spec = bare("linear");
  set_domain(ctx, &spec, (double[]){-10, 100}, 2);
  spec.domain_mid = 0;
  spec.range = colors;
  spec.n_range = 3;
  tr_scale *s = tr_scale_new(ctx, &spec);
  check_hex(color_at(s, tr_make_number(0)), "#ffffff", "middle");
  check_hex(color_at(s, tr_make_number(-5)), "#ff8080", "half way down");
  check_hex(color_at(s, tr_make_number(50)), "#8080ff", "half way up");
}

static void check_faults(tr_ctx *ctx) {
  tr_value colors[] = {tr_make_string(TR_S("#ff0000")), tr_make_string(TR_S("#ff00"))};
  colors[1] = tr_make_string(TR_S("no colour"));
  tr_scale_spec spec = bare("linear");
  set_domain(ctx, &spec, (double[]){0, 1}, 2);
  spec.range = colors;
  spec.n_range = 2;
  size_t errors = ctx->n_errors;
  check(!tr_scale_new(ctx, &spec));
  check(ctx->n_errors == errors + 1);
  tr_scale *s = between(ctx, "linear", 0, 1, 0, 1);
  tr_value v = tr_make_number(0.5);
  tr_color c;
  check(!tr_scale_color(s, &v, &c));
  check(!tr_scale_is_colored(s));
}

void test_colors(tr_ctx *ctx) {
  check_spaces();
  check_schemes(ctx);
  check_more_than_colors(ctx);
  check_diverging(ctx);
  check_faults(ctx);
}
