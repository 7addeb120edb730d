#include "chart/normalize/normalize-priv.h"

/* Error bars, and how far they and error bands reach. */

/* What the data give: single values, both ends, or a value with its error. */
typedef enum { RAW, ENDS, ERROR } input;

static bool wrong(const tr_composite *c, const char *text) {
  tr_error(c->ctx, TR_INPUT, tr_pos_of(tr_get(c->spec, "encoding")), NULL, "mark %s %s", c->name, text);
  return false;
}

static bool has(const tr_composite *c, const char *channel) { return tr_composite_def(c, channel) != NULL; }

/* Of x and y the one that has a second channel: ends or errors. */
static bool orient_by_second(tr_composite *c, const char *on_x, const char *on_y) {
  if (has(c, on_x) && has(c, on_y)) return wrong(c, "cannot reach along both x and y");
  c->vertical = has(c, on_y);
  if (tr_composite_is_continuous(tr_composite_def(c, c->vertical ? "y" : "x"))) return true;
  return wrong(c, c->vertical ? "needs a quantitative y" : "needs a quantitative x");
}

static bool orient(tr_composite *c, input *kind) {
  bool ends = has(c, "x2") || has(c, "y2");
  bool errors = has(c, "xError") || has(c, "yError") || has(c, "xError2") || has(c, "yError2");
  *kind = ends ? ENDS : errors ? ERROR : RAW;
  if (ends && errors) return wrong(c, "has both ends (x2, y2) and errors (xError, yError)");
  if (has(c, "xError2") && !has(c, "xError")) return wrong(c, "has xError2 without xError");
  if (has(c, "yError2") && !has(c, "yError")) return wrong(c, "has yError2 without yError");
  if (ends) return orient_by_second(c, "x2", "y2");
  if (errors) return orient_by_second(c, "xError", "yError");
  return tr_composite_orient(c);
}

/* --- From single values ------------------------------------------------------------------------------------
 */

static const struct extent {
  const char *name, *center, *low, *high; /* low, high: NULL where the ends are center ± extent */
} extents[] = {{"stderr", NULL, NULL, NULL},
               {"stdev", NULL, NULL, NULL},
               {"ci", "mean", "ci0", "ci1"},
               {"iqr", "median", "q1", "q3"}};

static const struct extent *extent_named(const tr_composite *c, tr_str name) {
  for (size_t i = 0; i < sizeof extents / sizeof *extents; i++)
    if (tr_str_is(name, extents[i].name)) return &extents[i];
  tr_error(c->ctx, TR_INPUT, tr_pos_of(tr_get(&c->mark, "extent")), "ci, stderr, stdev or iqr",
           "unknown extent of mark %s", c->name);
  return NULL;
}

/* Error bands too take the center from the section of error bars, as Vega-Lite does. */
static bool settle_extent(const tr_composite *c, const struct extent **extent, tr_str *center) {
  const tr_value *given = tr_get(&c->mark, "extent");
  tr_str middle = tr_get_string(&c->mark, "center", (tr_str){0});
  bool by_quartiles = tr_str_is(tr_string(given), "iqr");
  if (middle.n == 0 && given) middle = by_quartiles ? TR_S("median") : TR_S("mean");
  if (middle.n == 0) middle = tr_string(tr_config(c->chart, "errorbar", "center"));
  bool is_median = tr_str_is(middle, "median");
  if (!is_median && !tr_str_is(middle, "mean"))
    return wrong(c, "has a center that is neither mean nor median");
  tr_str name = given ? tr_string(given) : is_median ? TR_S("iqr") : TR_S("stderr");
  *extent = extent_named(c, name);
  *center = middle;
  if (*extent && is_median != tr_str_is(name, "iqr"))
    tr_warn(c->ctx, TR_INPUT, tr_pos_of(&c->mark), "mean goes with ci, stderr and stdev, median with iqr",
            "%.*s is no center for the extent %.*s", TR_FMT(middle), TR_FMT(name));
  return *extent != NULL;
}

static void calculate(const tr_composite *c, tr_str expr, const char *prefix, tr_vec *steps) {
  tr_str as = tr_printf(c->ctx->doc, "%s%.*s", prefix, TR_FMT(c->field));
  tr_list_add(steps, tr_calculate_step(c, expr, as));
}

static tr_str title_case(tr_ctx *ctx, tr_str s) {
  return tr_str_is(s, "mean")     ? TR_S("Mean")
         : tr_str_is(s, "median") ? TR_S("Median")
                                  : tr_str_copy(ctx->doc, s);
}

/* Center ± a measure of spread. */
static tr_value around_center(tr_composite *c, const struct extent *extent, tr_str center, tr_vec *steps) {
  tr_arena *arena = c->ctx->doc;
  tr_list_add(&c->aggregate, tr_measure_step(c, extent->name, c->field, "extent_"));
  tr_list_add(&c->aggregate, tr_measure_step(c, center.p, c->field, "center_"));
  tr_str middle = tr_datum_access(c->ctx, "center_", c->field),
         reach = tr_datum_access(c->ctx, "extent_", c->field), title = title_case(c->ctx, center);
  calculate(c, tr_printf(arena, "%.*s + %.*s", TR_FMT(middle), TR_FMT(reach)), "upper_", steps);
  calculate(c, tr_printf(arena, "%.*s - %.*s", TR_FMT(middle), TR_FMT(reach)), "lower_", steps);
  const tr_summary summary[] = {
      {"center_", title},
      {"upper_", tr_printf(arena, "%.*s + %s", TR_FMT(title), extent->name)},
      {"lower_", tr_printf(arena, "%.*s - %s", TR_FMT(title), extent->name)},
  };
  return tr_composite_tooltip(c, summary, 3, true);
}

static tr_str measure_title(const tr_composite *c, const char *op) {
  tr_value *def = TR_NEW(c->ctx->doc, tr_value);
  *def = tr_object_at(&c->def);
  tr_put(c->ctx, def, "field", *tr_get(&c->def, "field"));
  tr_put_z(c->ctx, def, "aggregate", op);
  const tr_def *d = tr_def_new(c->ctx, def, TR_ENC_TOOLTIP, &c->chart->config);
  return d ? tr_def_default_title(c->ctx, d, &c->chart->config) : (tr_str){0};
}

static tr_value by_ends(tr_composite *c, const struct extent *extent) {
  const char *const ops[] = {extent->low, extent->high, extent->center};
  static const char *const prefixes[] = {"lower_", "upper_", "center_"};
  for (int i = 0; i < 3; i++) tr_list_add(&c->aggregate, tr_measure_step(c, ops[i], c->field, prefixes[i]));
  const tr_summary summary[] = {{"upper_", measure_title(c, extent->high)},
                                {"lower_", measure_title(c, extent->low)},
                                {"center_", measure_title(c, extent->center)}};
  return tr_composite_tooltip(c, summary, 3, false);
}

/* --- From summaries ----------------------------------------------------------------------------------------
 */

static tr_str field_of(const tr_composite *c, const char *channel) {
  return tr_get_string(tr_get(&c->encoding, channel), "field", (tr_str){0});
}

/* The value and what is added to it; as an expression, or in words. */
static tr_str sum(const tr_composite *c, tr_str a, const char *sign, tr_str b, bool in_words) {
  tr_str x = in_words ? a : tr_datum_path(c->ctx, a), y = in_words ? b : tr_datum_path(c->ctx, b);
  return b.n == 0 ? x : tr_printf(c->ctx->doc, "%.*s %s %.*s", TR_FMT(x), sign, TR_FMT(y));
}

static tr_value by_summaries(tr_composite *c, input kind, tr_vec *steps) {
  const char *error = c->vertical ? "yError" : "xError", *error2 = c->vertical ? "yError2" : "xError2";
  tr_str value = field_of(c, c->axis), high = value, up = {0}, down = {0};
  const char *minus = "-";
  if (kind == ENDS) high = field_of(c, c->axis2);
  if (kind == ERROR) up = down = field_of(c, error);
  if (kind == ERROR && has(c, error2)) {
    down = field_of(c, error2);
    minus = "+"; /* the second error has a sign of its own */
  }
  calculate(c, sum(c, high, "+", up, false), "upper_", steps);
  calculate(c, sum(c, value, minus, down, false), "lower_", steps);
  const tr_summary summary[] = {
      {"", value}, {"upper_", sum(c, high, "+", up, true)}, {"lower_", sum(c, value, minus, down, true)}};
  return tr_composite_tooltip(c, summary + (kind == ENDS), kind == ENDS ? 2 : 3, false);
}

static void warn_unneeded(const tr_composite *c) {
  const tr_value *extent = tr_get(&c->mark, "extent"), *v = extent ? extent : tr_get(&c->mark, "center");
  if (v)
    tr_warn(c->ctx, TR_INPUT, tr_pos_of(v), NULL, "the data give both ends; `%s` is left out",
            extent ? "extent" : "center");
}

/* Aggregates of other channels go with those of the mark; summaries are of one group. */
static void set_transform(tr_composite *c, input kind, const tr_vec *steps) {
  tr_vec all = tr_vec_of(c->ctx->doc, sizeof(tr_value)), none = tr_vec_of(c->ctx->doc, sizeof(tr_value));
  const tr_value *own = tr_get(&c->outer, "transform");
  const tr_vec *before[] = {&c->bins, &c->units};
  for (uint32_t i = 0; tr_is(own, TR_ARRAY) && i < own->n; i++) tr_list_add(&all, own->items[i]);
  for (int k = 0; k < 2; k++)
    for (size_t i = 0; i < before[k]->n; i++) tr_list_add(&all, *(const tr_value *)tr_vec_at(before[k], i));
  if (c->aggregate.n > 0)
    tr_list_add(&all, tr_aggregate_step(c, "aggregate", &c->aggregate, kind == RAW ? &c->groupby : &none));
  for (size_t i = 0; i < steps->n; i++) tr_list_add(&all, *(const tr_value *)tr_vec_at(steps, i));
  tr_put(c->ctx, &c->outer, "transform", tr_list_value(&all));
}

static tr_value other_channels(const tr_composite *c) {
  static const char *const errors[] = {"xError", "yError", "xError2", "yError2"};
  tr_value out = tr_without(c->ctx->doc, &c->encoding, c->axis);
  out = tr_without(c->ctx->doc, &out, c->axis2);
  for (int i = 0; i < 4; i++) out = tr_without(c->ctx->doc, &out, errors[i]);
  return out;
}

bool tr_composite_error(tr_composite *c, tr_value *tooltip) {
  input kind;
  tr_vec steps = tr_vec_of(c->ctx->doc, sizeof(tr_value));
  const struct extent *extent = NULL;
  tr_str center = {0};
  if (!orient(c, &kind) || !tr_composite_axis(c)) return false;
  tr_value others = other_channels(c);
  if (!tr_composite_extract(c, &others)) return false;
  if (kind == RAW && !settle_extent(c, &extent, &center)) return false;
  if (kind != RAW) warn_unneeded(c);
  if (kind != RAW)
    *tooltip = by_summaries(c, kind, &steps);
  else
    *tooltip = extent->center ? by_ends(c, extent) : around_center(c, extent, center, &steps);
  set_transform(c, kind, &steps);
  return true;
}

/* --- The mark ----------------------------------------------------------------------------------------------
 */

const tr_value *tr_normalize_errorbar(tr_chart *chart, const tr_value *spec) {
  tr_composite c;
  tr_value tooltip;
  if (!tr_composite_init(chart, spec, "errorbar", &c) || !tr_composite_error(&c, &tooltip)) return NULL;
  c.shared = tr_without(c.ctx->doc, &c.shared, "size");
  const tr_value *thickness = tr_get(&c.mark, "thickness"), *size = tr_get(&c.mark, "size");
  tr_value tick = tr_object_at(&c.mark), rule = tick;
  tr_put_z(c.ctx, &tick, "type", "tick");
  tr_put_z(c.ctx, &tick, "orient", c.vertical ? "horizontal" : "vertical");
  tr_put(c.ctx, &tick, "aria", tr_make_bool(false));
  if (thickness) tr_put(c.ctx, &tick, "thickness", *thickness);
  if (size) tr_put(c.ctx, &tick, "size", *size);
  tr_put_z(c.ctx, &rule, "type", "rule");
  tr_put_z(c.ctx, &rule, "ariaRoleDescription", "errorbar");
  if (thickness) tr_put(c.ctx, &rule, "size", *thickness);
  tr_vec layers = tr_vec_of(c.ctx->doc, sizeof(tr_value));
  const tr_part parts[] = {{"ticks", "lower_", NULL, tick, &c.shared, &tooltip},
                           {"ticks", "upper_", NULL, tick, &c.shared, &tooltip},
                           {"rule", "lower_", "upper_", rule, &c.shared, &tooltip}};
  for (int i = 0; i < 3; i++) tr_composite_part(&c, &parts[i], &layers);
  tr_value *out = TR_NEW(c.ctx->doc, tr_value);
  *out = layers.n == 1 ? tr_spread(c.ctx, &c.outer, tr_vec_at(&layers, 0))
                       : tr_with(c.ctx->doc, &c.outer, "layer", tr_list_value(&layers));
  return out;
}
