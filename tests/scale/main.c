#include "parts.h"

tr_scale_spec bare(const char *type) {
  return (tr_scale_spec){.type = tr_scale_type_find(tr_str_z(type)),
                         .domain_min = NAN,
                         .domain_max = NAN,
                         .domain_mid = NAN,
                         .padding = NAN,
                         .padding_inner = NAN,
                         .padding_outer = NAN,
                         .align = NAN,
                         .exponent = NAN,
                         .base = NAN,
                         .constant = NAN,
                         .range_step = NAN,
                         .gamma = NAN,
                         .nice_count = {.count = NAN, .min_step = NAN}};
}

static const tr_value *numbers(tr_ctx *ctx, const double *x, size_t n) {
  tr_value *out = TR_NEW_N(ctx->doc, tr_value, n);
  for (size_t i = 0; i < n; i++) out[i] = tr_make_number(x[i]);
  return out;
}

void set_domain(tr_ctx *ctx, tr_scale_spec *spec, const double *x, size_t n) {
  spec->domain = numbers(ctx, x, n);
  spec->n_domain = n;
}

void set_range(tr_ctx *ctx, tr_scale_spec *spec, const double *x, size_t n) {
  spec->range = numbers(ctx, x, n);
  spec->n_range = n;
}

void set_words(tr_ctx *ctx, tr_scale_spec *spec, const char *const *words, size_t n) {
  tr_value *out = TR_NEW_N(ctx->doc, tr_value, n);
  for (size_t i = 0; i < n; i++) out[i] = tr_make_string(tr_str_z(words[i]));
  spec->domain = out;
  spec->n_domain = n;
}

tr_scale *between(tr_ctx *ctx, const char *type, double d0, double d1, double r0, double r1) {
  tr_scale_spec spec = bare(type);
  set_domain(ctx, &spec, (double[]){d0, d1}, 2);
  set_range(ctx, &spec, (double[]){r0, r1}, 2);
  return tr_scale_new(ctx, &spec);
}

tr_tick_count wanted(double count) { return (tr_tick_count){.count = count, .min_step = NAN}; }

int main(void) {
  tr_ctx *ctx = tr_ctx_new();
  test_ticks(ctx);
  test_domains(ctx);
  test_colors(ctx);
  test_labels(ctx);
  tr_ctx_free(ctx);
  return check_done();
}
