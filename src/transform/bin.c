#include "transform/transform-priv.h"

#include <math.h>

const tr_prop tr_bin_props[] = {{"bin", TR_P_BOOL | TR_P_OBJECT, NULL, 0, 0, NULL,
                                 "true, or {maxbins, step, nice, extent, base …}", "bin"},
                                {"field", TR_P_STRING, NULL, 0, 0, NULL, "field of numbers"},
                                {"as", TR_P_STRING | TR_P_ARRAY, NULL, 0, 0, NULL,
                                 "names of the bin's start and end; the end is start_end"},
                                {0}};

const tr_prop tr_bin_params_props[] = {
    {"anchor", TR_P_NUMBER, NULL, 0, 0, NULL, "a value that some bin begins with"},
    {"base", TR_P_NUMBER, NULL, 0, 0, "10", "base of the steps"},
    {"binned", TR_P_BOOL, NULL, 0, 0, "false", "the data are binned already"},
    {"divide", TR_P_ARRAY, NULL, 0, 0, "[5, 2]", "what a step may be divided by"},
    {"extent", TR_P_ARRAY | TR_P_OBJECT, NULL, 0, 0, NULL, "[least, greatest] value"},
    {"maxbins", TR_P_NUMBER, NULL, 1, 1e6, "10", "most bins"},
    {"minstep", TR_P_NUMBER, NULL, 0, 1e300, "0", "least step"},
    {"nice", TR_P_BOOL, NULL, 0, 0, "true", "whether the ends are made round"},
    {"step", TR_P_NUMBER, NULL, 0, 1e300, NULL, "the step itself"},
    {"steps", TR_P_ARRAY, NULL, 0, 0, NULL, "steps to choose from"},
    {0}};

static double number_in(const tr_value *array, size_t i) { return tr_to_number(tr_item(array, i)); }

/* The step for a SPAN with at most MAXBINS bins. */
static double step_for(const tr_value *params, double span, double maxbins) {
  const tr_value *steps = tr_get(params, "steps"), *divide = tr_get(params, "divide");
  double step = tr_get_number(params, "step", 0), base = tr_get_number(params, "base", 10);
  if (step > 0) return step;
  if (tr_is(steps, TR_ARRAY) && steps->n) {
    uint32_t i = 0;
    while (i < steps->n && number_in(steps, i) < span / maxbins) i++;
    return number_in(steps, i > 0 ? i - 1 : 0);
  }
  double level = ceil(log(maxbins) / log(base)), least = tr_get_number(params, "minstep", 0);
  step = fmax(least, pow(base, floor(log(span) / log(base) + 0.5) - level));
  while (ceil(span / step) > maxbins) step *= base;
  static const double usual[] = {5, 2};
  size_t n = tr_is(divide, TR_ARRAY) ? divide->n : 2;
  for (size_t i = 0; i < n; i++) {
    double smaller = step / (tr_is(divide, TR_ARRAY) ? number_in(divide, i) : usual[i]);
    if (smaller >= least && span / smaller <= maxbins) step = smaller;
  }
  return step;
}

static void make_nice(tr_bins *b, double base) {
  double v = log(b->step), logb = log(base);
  double precision = v >= 0 ? 0 : trunc(-v / logb) + 1, eps = pow(base, -precision - 1);
  double low = floor(b->start / b->step + eps) * b->step;
  b->start = b->start < low ? low - b->step : low;
  b->stop = ceil(b->stop / b->step) * b->step;
}

tr_bins tr_bins_for(const tr_value *params, double maxbins, double low, double high) {
  if (!tr_is(params, TR_OBJECT)) params = NULL;
  maxbins = tr_get_number(params, "maxbins", maxbins);
  double span = high - low;
  if (!(span > 0)) span = low != 0 && !isnan(low) ? fabs(low) : 1;
  tr_bins b = {low, high, step_for(params, span, maxbins)};
  if (tr_get_bool(params, "nice", true)) make_nice(&b, tr_get_number(params, "base", 10));
  if (b.stop == b.start) b.stop = b.start + b.step;
  b.stop = b.start + ceil((b.stop - b.start) / b.step) * b.step;
  const tr_value *anchor = tr_get(params, "anchor");
  if (tr_is(anchor, TR_NUMBER)) {
    double shift = anchor->number - (b.start + b.step * floor((anchor->number - b.start) / b.step));
    b.start += shift;
    b.stop += shift;
  }
  return b;
}

double tr_bin_start(const tr_bins *b, double x) {
  if (isnan(x)) return NAN;
  if (x < b->start) return -INFINITY;
  if (x > b->stop) return INFINITY;
  double inside = fmax(b->start, fmin(x, b->stop - b->step));
  return b->start + b->step * floor(1e-14 + (inside - b->start) / b->step);
}

tr_transform_cost tr_bin_cost(const tr_value *spec, const tr_table *in) {
  (void)spec;
  return tr_cost_adding(in, 2);
}

/* Least and greatest number; false where there is none. */
static bool extent_of(const tr_column *c, double *low, double *high) {
  *low = INFINITY;
  *high = -INFINITY;
  for (size_t i = 0; i < c->n; i++) {
    double x = tr_cell_statistic(c, i);
    if (x < *low) *low = x;
    if (x > *high) *high = x;
  }
  return isfinite(*low) && isfinite(*high);
}

static bool bins_of(tr_ctx *ctx, const tr_value *params, const tr_column *c, tr_bins *bins) {
  const tr_value *extent = tr_get(params, "extent");
  double low, high;
  if (tr_is(extent, TR_ARRAY) && extent->n == 2) {
    low = number_in(extent, 0);
    high = number_in(extent, 1);
  } else if (!extent_of(c, &low, &high)) {
    tr_warn(ctx, TR_DATA, tr_pos_of(params), NULL, "no number to bin in \"%.*s\"", TR_FMT(c->name));
    low = high = 0;
  }
  *bins = tr_bins_for(params, 10, low, high); /* Vega-Lite's default; Vega's is 20 */
  double n = (bins->stop - bins->start) / bins->step;
  if (bins->step > 0 && isfinite(n)) return true;
  tr_error(ctx, TR_INPUT, tr_pos_of(params), "steps are more than 0", "bins without a usable step");
  return false;
}

static double end_of(const tr_bins *b, double from) {
  return b->start + b->step * (1 + (from - b->start) / b->step);
}

static void add_numbers(tr_ctx *ctx, tr_table *out, const tr_column *c, const tr_bins *b, tr_str start,
                        tr_str end) {
  double *from = TR_NEW_N(ctx->data, double, c->n + 1), *to = TR_NEW_N(ctx->data, double, c->n + 1);
  for (size_t i = 0; i < c->n; i++) {
    from[i] = tr_bin_start(b, c->numbers[i]);
    to[i] = end_of(b, from[i]);
  }
  tr_table_add(ctx, out, tr_column_numbers(start, from, c->n));
  tr_table_add(ctx, out, tr_column_numbers(end, to, c->n));
}

static void add_bins(tr_ctx *ctx, tr_table *out, const tr_column *c, const tr_bins *b, tr_str start,
                     tr_str end) {
  if (c->type == TR_COL_NUMBER && !c->valid) {
    add_numbers(ctx, out, c, b, start, end);
    return;
  }
  tr_value *from = TR_NEW_N(ctx->data, tr_value, c->n + 1), *to = TR_NEW_N(ctx->data, tr_value, c->n + 1);
  for (size_t i = 0; i < c->n; i++) {
    tr_value v = tr_cell(c, i);
    from[i] = to[i] = tr_make_null();
    if (tr_is_nil(&v) || (tr_is(&v, TR_STRING) && v.n == 0)) continue;
    from[i] = tr_make_number(tr_bin_start(b, tr_to_number(&v)));
    to[i] = tr_make_number(end_of(b, from[i].number));
  }
  tr_table_add(ctx, out, tr_column_of(ctx, start, from, c->n));
  tr_table_add(ctx, out, tr_column_of(ctx, end, to, c->n));
}

const tr_table *tr_bin_run(tr_ctx *ctx, const tr_value *spec, const tr_table *in,
                           const tr_transform_env *env) {
  const tr_value *params = tr_get(spec, "bin");
  const tr_prop *const tables[] = {tr_bin_params_props, NULL};
  tr_str field = tr_get_string(spec, "field", (tr_str){0});
  tr_bins bins;
  (void)env;
  if (tr_is(params, TR_OBJECT) && !tr_props_check(ctx, params, tables, "bin", TR_WARNING)) return NULL;
  tr_column c = tr_field_column(ctx, in, field);
  if (!bins_of(ctx, params, &c, &bins)) return NULL;
  tr_str start = tr_as(spec, 0, tr_printf(ctx->data, "bin_%.*s", TR_FMT(field)));
  tr_str end = tr_as(spec, 1, tr_printf(ctx->data, "%.*s_end", TR_FMT(start)));
  tr_table *out = tr_table_share(ctx, in);
  add_bins(ctx, out, &c, &bins, start, end);
  return out;
}
