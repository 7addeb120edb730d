#include "guide/legend-priv.h"

#include <math.h>

/* --- One symbol, one label -------------------------------------------------------------------------------
 */

/* A stroke that cannot be seen still takes room. */
static tr_paint stroke_of(const tr_guide_env *g, const tr_value *v, const tr_value *datum) {
  return tr_paint_from(g->ctx, tr_guide_value(g, v, datum));
}

static void set_number(const legend_build *b, tr_items *it, tr_channel_id id, const char *name,
                       const tr_value *datum) {
  double x = tr_guide_number(b->g, legend_prop(b, name), datum, NAN);
  if (isfinite(x)) tr_items_number(it, id, x);
}

static void set_value(const legend_build *b, tr_items *it, tr_channel_id id, const char *name,
                      const tr_value *datum) {
  const tr_value *v = tr_guide_value(b->g, legend_prop(b, name), datum);
  if (v) tr_items_value(it, id, *v);
}

static void set_scaled(const legend_build *b, tr_items *it, const tr_legend_scale *s, const tr_value *value) {
  if (s->channel >= TR_CH_VALUES) {
    tr_color c;
    bool found = tr_scale_color(s->scale, value, &c);
    tr_items_paint(it, s->channel, found ? tr_paint_solid(c, NULL) : tr_paint_none());
  } else if (s->channel >= TR_CH_NUMBERS) {
    tr_items_value(it, s->channel, tr_scale_value(b->g->ctx, s->scale, value));
  } else {
    double x = tr_scale_number(s->scale, value);
    if (isfinite(x)) tr_items_number(it, s->channel, x);
  }
}

/* Colours where no scale gives them: symbols that show no fill are drawn in outline. */
static void set_colors(const legend_build *b, tr_items *it, const tr_value *datum) {
  bool fills = tr_legend_scale_of(b->legend, TR_CH_FILL);
  const tr_value *fill = legend_prop(b, "symbolFillColor"), *stroke = legend_prop(b, "symbolStrokeColor");
  if (!fill && !fills) fill = legend_prop(b, "symbolBaseFillColor");
  if (!stroke && !fills) stroke = legend_prop(b, "symbolBaseStrokeColor");
  tr_items_paint(it, TR_CH_FILL, tr_guide_paint(b->g, fill, datum));
  tr_items_paint(it, TR_CH_STROKE, stroke_of(b->g, stroke, datum));
}

tr_items tr_legend_symbol(const legend_build *b, const tr_value *value, const tr_value *datum) {
  tr_items it = {.n = 1};
  const tr_value *own = tr_get(b->legend->encode, "symbols");
  set_colors(b, &it, datum);
  set_value(b, &it, TR_CH_SHAPE, "symbolType", datum);
  set_value(b, &it, TR_CH_STROKE_DASH, "symbolDash", datum);
  set_number(b, &it, TR_CH_SIZE, "symbolSize", datum);
  set_number(b, &it, TR_CH_STROKE_DASH_OFFSET, "symbolDashOffset", datum);
  set_number(b, &it, TR_CH_STROKE_WIDTH, "symbolStrokeWidth", datum);
  set_number(b, &it, TR_CH_OPACITY, "symbolOpacity", datum);
  for (size_t i = 0; i < b->legend->n_scales; i++) set_scaled(b, &it, &b->legend->scales[i], value);
  tr_guide_encode(b->g, &it, own, datum);
  const tr_value *stroke = tr_get(own, "stroke");
  if (stroke && !tr_get(stroke, "condition")) {
    const tr_value *plain = tr_get(stroke, "value");
    tr_items_paint(&it, TR_CH_STROKE, stroke_of(b->g, plain ? plain : stroke, datum));
  }
  return it;
}

tr_items tr_legend_label(const legend_build *b, const legend_entry *e) {
  tr_items it = {.n = 1};
  tr_guide_text_items(b->g, &it, "label", tr_legend_prop_of, b, &e->datum);
  set_value(b, &it, TR_CH_ALIGN, "labelAlign", &e->datum);
  set_value(b, &it, TR_CH_BASELINE, "labelBaseline", &e->datum);
  tr_items_value(&it, TR_CH_TEXT, e->text);
  tr_guide_encode(b->g, &it, tr_get(b->legend->encode, "labels"), &e->datum);
  if (b->g->wraps) it.set &= ~(1ull << TR_CH_LIMIT);
  return it;
}

/* --- The grid of entries ---------------------------------------------------------------------------------
 */

/* Where entry I of the list stands in reading order, so that columns are filled from top to bottom. */
static size_t *reading_order(const legend_build *b, size_t columns) {
  const tr_value *own = tr_get(b->legend->props, "direction");
  if (!own) own = tr_config_get(b->g->config, "legend", "direction");
  if (!own) own = legend_prop(b, "symbolDirection");
  bool down = tr_str_is(tr_guide_string(b->g, own, NULL, (tr_str){0}), "vertical");
  size_t *order = TR_NEW_N(b->g->ctx->scene, size_t, b->n), at = 0;
  size_t rows = columns > 0 ? (b->n + columns - 1) / columns : b->n;
  for (size_t row = 0; row < rows && down; row++)
    for (size_t i = row; i < b->n; i += rows) order[at++] = i;
  for (size_t i = 0; i < b->n && !down; i++) order[i] = i;
  return order;
}

static size_t columns_of(const legend_build *b) {
  const tr_value *own = tr_get(b->legend->props, "direction");
  if (!own) own = tr_config_get(b->g->config, "legend", "direction");
  if (!own) own = legend_prop(b, "symbolDirection");
  bool down = tr_str_is(tr_guide_string(b->g, own, NULL, (tr_str){0}), "vertical");
  double n = legend_number(b, "columns", down ? 1 : 0);
  return n >= 1 ? (size_t)fmin(n, (double)b->n + 1) : 0;
}

/* A drawn entry. */
typedef struct cell {
  tr_group *group, *symbol;
  tr_bounds box;
} cell;

/* HEIGHT: of all entries, where symbols are cut to it; 0 else. */
static cell draw_entry(legend_build *b, legend_entry *e, size_t columns, double height) {
  tr_mark_env env = tr_guide_marks(b->g);
  cell c = {tr_group_new(b->g->ctx), tr_group_new(b->g->ctx), tr_bounds_none()};
  tr_bounds symbol = tr_bounds_none();
  double room = columns > 0 ? b->room : e->size, offset = legend_number(b, "symbolOffset", 0);
  double middle = (height > 0 ? height : e->size) / 2;
  if (!(e->symbol.set >> TR_CH_X & 1)) tr_items_number(&e->symbol, TR_CH_X, room / 2 + offset);
  if (!(e->symbol.set >> TR_CH_Y & 1)) tr_items_number(&e->symbol, TR_CH_Y, middle);
  tr_draw_symbols(&env, &e->symbol, c.symbol, &symbol, NULL);
  if (height > 0) tr_bounds_clip(&symbol, &(tr_bounds){0, 0, 0, height});
  tr_bounds_union(&c.box, &symbol);
  tr_items label = tr_legend_label(b, e);
  if (!(label.set >> TR_CH_X & 1))
    tr_items_number(&label, TR_CH_X, room + offset + legend_number(b, "labelOffset", 0));
  if (!(label.set >> TR_CH_Y & 1)) tr_items_number(&label, TR_CH_Y, middle);
  tr_group_add(c.group, &c.symbol->node);
  tr_draw_texts(&env, &label, c.group, &c.box, NULL);
  if (height > 0) {
    tr_bounds_add(&c.box, 0, 0);
    tr_bounds_add(&c.box, 0, height);
  }
  return c;
}

/* Symbols are cut to their entry: as wide as its column, HEIGHT px high. */
static void clip(legend_build *b, cell *cells, size_t columns, double height) {
  size_t n = columns > 0 ? columns : b->n;
  double *widths = TR_NEW_N(b->g->ctx->scene, double, n);
  for (size_t i = 0; i < b->n; i++) widths[i % n] = fmax(widths[i % n], cells[i].box.x2);
  for (size_t i = 0; i < b->n; i++) {
    tr_pather p = tr_pather_of(b->g->ctx);
    tr_path_rect(&p, 0, 0, widths[i % n], height);
    cells[i].symbol->clip = tr_path_done(&p);
    cells[i].symbol->clipped = true;
  }
}

static tr_grid_align align_of(tr_str name) {
  if (tr_str_is(name, "all")) return TR_GRID_ALL;
  return tr_str_is(name, "each") ? TR_GRID_EACH : TR_GRID_NONE;
}

static tr_grid_options grid_of(const legend_build *b, size_t columns) {
  const tr_value *align = tr_guide_value(b->g, legend_prop(b, "gridAlign"), NULL);
  bool apart = tr_is(align, TR_OBJECT);
  return (tr_grid_options){.columns = columns,
                           .align_row = align_of(tr_string(apart ? tr_get(align, "row") : align)),
                           .align_column = align_of(tr_string(apart ? tr_get(align, "column") : align)),
                           .center_row = true,
                           .padding_row = legend_number(b, "rowPadding", 0),
                           .padding_column = legend_number(b, "columnPadding", 0)};
}

void tr_legend_symbols(legend_build *b) {
  size_t columns = columns_of(b), *order = reading_order(b, columns);
  double height = legend_number(b, "clipHeight", 0);
  cell *cells = TR_NEW_N(b->g->ctx->scene, cell, b->n);
  tr_bounds *boxes = TR_NEW_N(b->g->ctx->scene, tr_bounds, b->n);
  double(*at)[2] = tr_alloc_n(b->g->ctx->scene, b->n, sizeof *at);
  for (size_t i = 0; i < b->n; i++) {
    cells[i] = draw_entry(b, &b->entries[order[i]], columns, height);
    boxes[i] = tr_bounds_empty(&cells[i].box) ? (tr_bounds){0, 0, 0, 0} : cells[i].box;
  }
  if (height > 0) clip(b, cells, columns, height);
  tr_grid_options options = grid_of(b, columns);
  tr_grid_place(b->g->ctx, &options, boxes, b->n, at);
  for (size_t i = 0; i < b->n; i++) {
    tr_group_move(cells[i].group, at[i][0], at[i][1]);
    tr_bounds_move(&boxes[i], at[i][0], at[i][1]);
    tr_bounds_union(&b->body_box, &boxes[i]);
    tr_group_add(b->body, &cells[i].group->node);
  }
}
