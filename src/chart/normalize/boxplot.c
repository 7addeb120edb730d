#include "chart/normalize/normalize-priv.h"

/* Box plots: whiskers to the ends of the data, or to the last values within `extent` times the range between
   the quartiles, with points for the values beyond. */

typedef struct boxplot {
  tr_composite c;
  bool whole;                  /* whiskers to the least and greatest value */
  tr_str reach;                /* else: `extent` as a number's text */
  tr_value plain;              /* shared channels without color and size */
  tr_value median;             /* those of the median's tick */
  const tr_value *outlier_tip; /* the view's own tooltips that name no aggregate; NULL: none */
  tr_value five, whisker;      /* tooltips */
} boxplot;

static bool read_extent(boxplot *b) {
  const tr_composite *c = &b->c;
  const tr_value *extent = tr_get(&c->mark, "extent");
  if (tr_is_nil(extent)) extent = tr_config(c->chart, c->name, "extent");
  b->whole = tr_str_is(tr_string(extent), "min-max");
  if (b->whole) return true;
  if (!tr_is(extent, TR_NUMBER)) {
    tr_error(c->ctx, TR_INPUT, tr_pos_of(extent ? extent : &c->mark), "a number such as 1.5, or \"min-max\"",
             "unknown extent of a box plot");
    return false;
  }
  tr_buf text = tr_buf_of(c->ctx->doc);
  tr_buf_number(&text, extent->number);
  b->reach = tr_buf_str(&text);
  return true;
}

/* --- Tooltips of the view --------------------------------------------------------------------------------
 */

static bool has_aggregate(const tr_value *tip) { return tr_get(tip, "aggregate") != NULL; }

/* Tooltips with aggregates are of the box; all others of the outliers. */
static void split_list(boxplot *b, const tr_value *list, tr_value *encoding) {
  tr_ctx *ctx = b->c.ctx;
  tr_vec with = tr_vec_of(ctx->doc, sizeof(tr_value)), without = with;
  for (uint32_t i = 0; i < list->n; i++)
    tr_list_add(has_aggregate(&list->items[i]) ? &with : &without, list->items[i]);
  if (with.n > 0) tr_put(ctx, encoding, "tooltip", tr_list_value(&with));
  if (without.n == 0) return;
  tr_value *own = TR_NEW(ctx->doc, tr_value);
  *own = without.n == 1 ? *(const tr_value *)tr_vec_at(&without, 0) : tr_list_value(&without);
  b->outlier_tip = own;
}

static tr_value split_tooltips(boxplot *b) {
  const tr_composite *c = &b->c;
  const tr_value *tip = tr_get(&c->encoding, "tooltip");
  tr_value out = tr_without(c->ctx->doc, &c->encoding, c->axis);
  out = tr_without(c->ctx->doc, &out, "tooltip");
  if (tr_is(tip, TR_ARRAY))
    split_list(b, tip, &out);
  else if (tip && has_aggregate(tip))
    tr_put(c->ctx, &out, "tooltip", *tip);
  else if (!tr_is_nil(tip))
    b->outlier_tip = tip;
  return out;
}

static void make_tooltips(boxplot *b) {
  const tr_summary five[] = {{b->whole ? "upper_whisker_" : "max_", TR_S("Max")},
                             {"upper_box_", TR_S("Q3")},
                             {"mid_box_", TR_S("Median")},
                             {"lower_box_", TR_S("Q1")},
                             {b->whole ? "lower_whisker_" : "min_", TR_S("Min")}};
  const tr_summary two[] = {{"upper_whisker_", TR_S("Upper Whisker")},
                            {"lower_whisker_", TR_S("Lower Whisker")}};
  b->five = tr_composite_tooltip(&b->c, five, 5, true);
  b->whisker = b->whole ? b->five : tr_composite_tooltip(&b->c, two, 2, true);
}

/* --- Steps -------------------------------------------------------------------------------------------------
 */

static void add_quartiles(const tr_composite *c, tr_vec *measures) {
  tr_list_add(measures, tr_measure_step(c, "q1", c->field, "lower_box_"));
  tr_list_add(measures, tr_measure_step(c, "q3", c->field, "upper_box_"));
}

static void add_all(tr_vec *list, const tr_vec *more) {
  for (size_t i = 0; i < more->n; i++) tr_list_add(list, *(const tr_value *)tr_vec_at(more, i));
}

static tr_vec list_of(const boxplot *b) { return tr_vec_of(b->c.ctx->doc, sizeof(tr_value)); }

/* Bins and units, then what the box shows. */
static tr_vec box_steps(const boxplot *b) {
  const tr_composite *c = &b->c;
  tr_vec steps = list_of(b), measures = list_of(b);
  add_all(&measures, &c->aggregate);
  add_quartiles(c, &measures);
  tr_list_add(&measures, tr_measure_step(c, "median", c->field, "mid_box_"));
  tr_list_add(&measures, tr_measure_step(c, "min", c->field, b->whole ? "lower_whisker_" : "min_"));
  tr_list_add(&measures, tr_measure_step(c, "max", c->field, b->whole ? "upper_whisker_" : "max_"));
  add_all(&steps, &c->bins);
  add_all(&steps, &c->units);
  tr_list_add(&steps, tr_aggregate_step(c, "aggregate", &measures, &c->groupby));
  return steps;
}

/* How far the whiskers may go: the quartile and `extent` times the range beyond it. */
static tr_str limit_expr(const boxplot *b, bool upper) {
  tr_ctx *ctx = b->c.ctx;
  tr_str low = tr_datum_access(ctx, "lower_box_", b->c.field),
         high = tr_datum_access(ctx, "upper_box_", b->c.field), box = upper ? high : low;
  return tr_printf(ctx->doc, "%.*s %s %.*s * (%.*s - %.*s)", TR_FMT(box), upper ? "+" : "-", TR_FMT(b->reach),
                   TR_FMT(high), TR_FMT(low));
}

static tr_value filter_step(const boxplot *b, bool inside) {
  tr_ctx *ctx = b->c.ctx;
  tr_str v = tr_datum_path(ctx, tr_get_string(&b->c.def, "field", (tr_str){0})), low = limit_expr(b, false),
         high = limit_expr(b, true);
  tr_str expr = tr_printf(ctx->doc, "(%.*s %s %.*s) %s (%.*s %s %.*s)", TR_FMT(low), inside ? "<=" : ">",
                          TR_FMT(v), inside ? "&&" : "||", TR_FMT(v), inside ? "<=" : ">", TR_FMT(high));
  tr_value step = tr_object_at(&b->c.def), text = tr_make_string(expr);
  text.file = step.file;
  text.offset = step.offset;
  tr_put(ctx, &step, "filter", text);
  return step;
}

/* The least and greatest value within the limits, with the quartiles kept. */
static tr_vec whisker_steps(const boxplot *b) {
  const tr_composite *c = &b->c;
  tr_vec steps = list_of(b), measures = list_of(b);
  tr_value low = tr_measure_step(c, "min", c->field, "lower_box_"),
           high = tr_measure_step(c, "max", c->field, "upper_box_");
  tr_put_s(c->ctx, &low, "field", tr_get_string(&low, "as", (tr_str){0}));
  tr_put_s(c->ctx, &high, "field", tr_get_string(&high, "as", (tr_str){0}));
  tr_list_add(&measures, tr_measure_step(c, "min", c->field, "lower_whisker_"));
  tr_list_add(&measures, tr_measure_step(c, "max", c->field, "upper_whisker_"));
  tr_list_add(&measures, low);
  tr_list_add(&measures, high);
  add_all(&measures, &c->aggregate);
  tr_list_add(&steps, filter_step(b, true));
  tr_list_add(&steps, tr_aggregate_step(c, "aggregate", &measures, &c->groupby));
  return steps;
}

/* --- Parts -------------------------------------------------------------------------------------------------
 */

static tr_value base_mark(const boxplot *b, const char *type, bool described) {
  const tr_value *invalid = tr_get(&b->c.mark, "invalid");
  tr_value out = tr_object_at(&b->c.mark);
  tr_put_z(b->c.ctx, &out, "type", type);
  if (invalid) tr_put(b->c.ctx, &out, "invalid", *invalid);
  if (!described) tr_put(b->c.ctx, &out, "aria", tr_make_bool(false));
  return out;
}

static void add_whiskers(const boxplot *b, tr_vec *layers) {
  tr_ctx *ctx = b->c.ctx;
  tr_value rule = base_mark(b, "rule", false), tick = base_mark(b, "tick", false);
  tr_put_z(ctx, &tick, "color", "black");
  tr_put(ctx, &tick, "opacity", tr_make_number(1));
  tr_put_z(ctx, &tick, "orient", b->c.vertical ? "horizontal" : "vertical");
  const tr_part parts[] = {{"rule", "lower_whisker_", "lower_box_", rule, &b->plain, &b->whisker},
                           {"rule", "upper_box_", "upper_whisker_", rule, &b->plain, &b->whisker},
                           {"ticks", "lower_whisker_", NULL, tick, &b->plain, &b->whisker},
                           {"ticks", "upper_whisker_", NULL, tick, &b->plain, &b->whisker}};
  for (int i = 0; i < 4; i++) tr_composite_part(&b->c, &parts[i], layers);
}

static void add_box(const boxplot *b, tr_vec *layers) {
  const tr_composite *c = &b->c;
  tr_value box = base_mark(b, "bar", true), median = base_mark(b, "tick", false);
  const tr_value *size = tr_composite_prop(c, "size"),
                 *color = tr_get(tr_config(c->chart, c->name, "median"), "color");
  bool sized = !tr_is_nil(size) && !(tr_is(size, TR_NUMBER) && size->number == 0);
  if (sized) tr_put(c->ctx, &box, "size", *size);
  tr_put_z(c->ctx, &box, "orient", c->vertical ? "vertical" : "horizontal");
  tr_put_z(c->ctx, &box, "ariaRoleDescription", "box");
  if (!tr_is_nil(color)) tr_put(c->ctx, &median, "color", *color);
  if (sized) tr_put(c->ctx, &median, "size", *size);
  tr_put_z(c->ctx, &median, "orient", c->vertical ? "horizontal" : "vertical");
  const tr_part parts[] = {{"box", "lower_box_", "upper_box_", box, &c->shared, &b->five},
                           {"median", "mid_box_", NULL, median, &b->median, &b->five}};
  for (int i = 0; i < 2; i++) tr_composite_part(c, &parts[i], layers);
}

/* A median whose box has no height has the box's colour, lest it is not seen. */
static void set_median(boxplot *b) {
  const tr_composite *c = &b->c;
  tr_ctx *ctx = c->ctx;
  const tr_value *size = tr_get(&c->shared, "size"), *color = tr_get(&c->shared, "color");
  const tr_value *box = tr_config(c->chart, c->name, "box"),
                 *of_box =
                     tr_is(box, TR_OBJECT) ? tr_get(box, "color") : tr_config(c->chart, "mark", "color");
  tr_value condition = tr_object_at(&c->def), channel = condition, value = condition;
  tr_str test = tr_printf(ctx->doc, "%.*s >= %.*s", TR_FMT(tr_datum_access(ctx, "lower_box_", c->field)),
                          TR_FMT(tr_datum_access(ctx, "upper_box_", c->field)));
  tr_put(ctx, &value, "value", tr_is_nil(of_box) ? tr_make_string(TR_S("#4c78a8")) : *of_box);
  tr_put_s(ctx, &condition, "test", test);
  condition = tr_spread(ctx, &condition, color ? color : &value);
  tr_put(ctx, &channel, "condition", condition);
  b->median = b->plain;
  if (size) tr_put(ctx, &b->median, "size", *size);
  tr_put(ctx, &b->median, "color", channel);
}

static tr_value layered(const boxplot *b, const tr_vec *steps, const tr_vec *layers) {
  tr_value out = tr_object_at(b->c.spec);
  tr_put(b->c.ctx, &out, "transform", tr_list_value(steps));
  tr_put(b->c.ctx, &out, "layer", tr_list_value(layers));
  return out;
}

static tr_value outliers(const boxplot *b) {
  const tr_composite *c = &b->c;
  tr_value view = tr_object_at(c->spec), encoding = tr_object_at(&c->encoding),
           plain = tr_without(c->ctx->doc, &b->plain, "tooltip"), base = tr_object_at(&c->mark);
  const tr_value *color = tr_get(&c->shared, "color");
  tr_vec steps = list_of(b);
  tr_list_add(&steps, filter_step(b, false));
  tr_put(c->ctx, &encoding, c->axis, tr_composite_place(c, c->field));
  encoding = tr_spread(c->ctx, &encoding, &plain);
  if (color) tr_put(c->ctx, &encoding, "color", *color);
  if (b->outlier_tip) tr_put(c->ctx, &encoding, "tooltip", *b->outlier_tip);
  tr_put_z(c->ctx, &base, "type", "point");
  tr_put(c->ctx, &view, "transform", tr_list_value(&steps));
  tr_put(c->ctx, &view, "mark", tr_composite_part_mark(c, "outliers", &base));
  tr_put(c->ctx, &view, "encoding", encoding);
  return view;
}

/* Outliers and whiskers look at single values beside the quartiles of their group. */
static tr_value around_box(const boxplot *b) {
  const tr_composite *c = &b->c;
  tr_vec steps = list_of(b), quartiles = list_of(b), layers = list_of(b), whiskers = list_of(b),
         inner = whisker_steps(b);
  add_quartiles(c, &quartiles);
  add_all(&steps, &c->bins);
  add_all(&steps, &c->units);
  tr_list_add(&steps, tr_aggregate_step(c, "joinaggregate", &quartiles, &c->groupby));
  add_whiskers(b, &whiskers);
  if (!tr_composite_has_part(c, "outliers")) {
    add_all(&steps, &inner);
    return layered(b, &steps, &whiskers);
  }
  tr_list_add(&layers, outliers(b));
  tr_list_add(&layers, layered(b, &inner, &whiskers));
  return layered(b, &steps, &layers);
}

static tr_value assembled(const boxplot *b) {
  const tr_composite *c = &b->c;
  tr_vec steps = box_steps(b), layers = list_of(b);
  if (!b->whole) {
    tr_vec box = list_of(b);
    add_box(b, &box);
    tr_list_add(&layers, around_box(b));
    tr_list_add(&layers, layered(b, &steps, &box));
    return tr_with(c->ctx->doc, &c->outer, "layer", tr_list_value(&layers));
  }
  tr_vec all = list_of(b);
  const tr_value *own = tr_get(&c->outer, "transform");
  for (uint32_t i = 0; tr_is(own, TR_ARRAY) && i < own->n; i++) tr_list_add(&all, own->items[i]);
  add_all(&all, &steps);
  add_whiskers(b, &layers);
  add_box(b, &layers);
  tr_value out = tr_with(c->ctx->doc, &c->outer, "transform", tr_list_value(&all));
  return tr_with(c->ctx->doc, &out, "layer", tr_list_value(&layers));
}

const tr_value *tr_normalize_boxplot(tr_chart *chart, const tr_value *spec) {
  boxplot b = {0};
  tr_composite *c = &b.c;
  if (!tr_composite_init(chart, spec, "boxplot", c) || !read_extent(&b) || !tr_composite_orient(c) ||
      !tr_composite_axis(c))
    return NULL;
  tr_value others = split_tooltips(&b);
  if (!tr_composite_extract(c, &others)) return NULL;
  b.plain = tr_without(c->ctx->doc, &c->shared, "color");
  b.plain = tr_without(c->ctx->doc, &b.plain, "size");
  set_median(&b);
  make_tooltips(&b);
  tr_value *out = TR_NEW(c->ctx->doc, tr_value);
  *out = assembled(&b);
  return out;
}
