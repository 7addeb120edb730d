#include "chart/data-priv.h"
#include "chart/encode-priv.h"
#include "chart/scale-priv.h"
#include "chart/selection-priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* From components to a scene group, for one size. */

/* --- Order and series of paths
 * --------------------------------------------------------------------------------------- */

static bool is_mark(const tr_view *view, const char *name) {
  return tr_str_is(tr_str_z(view->mark->name), name);
}

/* Channels whose fields divide a path into series. */
static bool divides(const tr_view *view, tr_enc enc) {
  switch (enc) {
  case TR_ENC_ORDER: return !is_mark(view, "line") && !is_mark(view, "trail");
  case TR_ENC_SIZE: return !is_mark(view, "trail");
  case TR_ENC_DETAIL:
  case TR_ENC_KEY:
  case TR_ENC_COLOR:
  case TR_ENC_FILL:
  case TR_ENC_STROKE:
  case TR_ENC_OPACITY:
  case TR_ENC_FILL_OPACITY:
  case TR_ENC_STROKE_OPACITY:
  case TR_ENC_STROKE_WIDTH:
  case TR_ENC_STROKE_DASH: return true;
  case TR_ENC_X:
  case TR_ENC_Y:
  case TR_ENC_X2:
  case TR_ENC_Y2:
  case TR_ENC_X_OFFSET:
  case TR_ENC_Y_OFFSET:
  case TR_ENC_THETA:
  case TR_ENC_THETA2:
  case TR_ENC_RADIUS:
  case TR_ENC_RADIUS2:
  case TR_ENC_ANGLE:
  case TR_ENC_SHAPE:
  case TR_ENC_TEXT:
  case TR_ENC_TOOLTIP:
  case TR_ENC_HREF:
  case TR_ENC_URL:
  case TR_ENC_DESCRIPTION:
  case TR_ENC_LONGITUDE:
  case TR_ENC_LATITUDE:
  case TR_ENC_LONGITUDE2:
  case TR_ENC_LATITUDE2:
  case TR_ENC_QUALIFIER:
  case TR_ENC_STATUS:
  case TR_ENC_COUNT: break;
  }
  return false;
}

static void add_series(tr_vec *columns, const tr_table *t, const tr_def *d) {
  const tr_column *c = d && d->is_field && d->aggregate.n == 0 ? tr_table_column(t, d->column) : NULL;
  if (c) *(tr_column *)tr_vec_push(columns) = *c;
}

static tr_vec series_columns(tr_view *view, const tr_table *t) {
  tr_vec columns = tr_vec_of(view->chart->ctx->scene, sizeof(tr_column));
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    if (!divides(view, (tr_enc)e)) continue;
    for (size_t i = 0; i < view->n_list[e]; i++) add_series(&columns, t, view->lists[e][i]);
    if (view->n_list[e] == 0) add_series(&columns, t, tr_def_field(view->enc[e]));
  }
  return columns;
}

/* What items are sorted by before they are drawn. */
typedef struct sorter {
  const double *places; /* along the dimension; or NULL */
  tr_row_order order;   /* by the order channel */
  bool sorts, by_place;
} sorter;

static sorter sorter_of(tr_view *view, const tr_table *t, const tr_items *it) {
  sorter s = {0};
  tr_def *lone = view->n_list[TR_ENC_ORDER] > 0 ? view->lists[TR_ENC_ORDER][0] : NULL;
  const tr_value *own = tr_mark_prop(view, "order", NULL);
  bool off = (lone && lone->value && !tr_truthy(lone->value)) || (!lone && own && !tr_truthy(own));
  if (off) return s;
  if (lone && lone->is_field && !view->stack.is_on) {
    tr_ctx *ctx = view->chart->ctx;
    size_t n = view->n_list[TR_ENC_ORDER];
    s.order.columns = TR_NEW_N(ctx->scene, tr_column, n);
    s.order.descending = TR_NEW_N(ctx->scene, bool, n);
    for (size_t i = 0; i < n; i++) {
      const tr_column *c = tr_table_column(t, view->lists[TR_ENC_ORDER][i]->column);
      if (!c) continue;
      s.order.columns[s.order.n] = *c;
      s.order.descending[s.order.n++] = view->lists[TR_ENC_ORDER][i]->sort.kind == TR_SORT_DESCENDING;
    }
    s.sorts = s.order.n > 0;
    return s;
  }
  bool across = tr_str_is(view->orient, "horizontal");
  const tr_def *d = view->enc[across ? TR_ENC_Y : TR_ENC_X];
  tr_channel_id id = across ? TR_CH_Y : TR_CH_X;
  if (!view->mark->is_path || !d || !d->is_field || !tr_has(it, id)) return s;
  s.places = it->numbers[id].each;
  s.sorts = s.by_place = s.places != NULL;
  return s;
}

static void merge_by_place(const double *places, uint32_t *rows, uint32_t *spare, size_t n) {
  if (n < 2) return;
  size_t half = n / 2, i = 0, j = half, k = 0;
  merge_by_place(places, rows, spare, half);
  merge_by_place(places, rows + half, spare, n - half);
  while (i < half || j < n) {
    bool left = j >= n || (i < half && places[rows[i]] <= places[rows[j]]);
    spare[k++] = rows[left ? i++ : j++];
  }
  memcpy(rows, spare, n * sizeof *rows);
}

static void sort_rows(tr_ctx *ctx, const sorter *s, uint32_t *rows, size_t n) {
  if (!s->sorts) return;
  if (s->by_place)
    merge_by_place(s->places, rows, TR_NEW_N(ctx->scene, uint32_t, n), n);
  else
    tr_sort_rows(ctx, &s->order, rows, n);
}

static void draw_paths(tr_view *view, const tr_mark_env *env, tr_items *it, const tr_table *t,
                       tr_group *group, tr_bounds *bounds) {
  tr_vec columns = series_columns(view, t);
  tr_groups series = tr_group_rows(view->chart->ctx, columns.items, columns.n, t->n_rows);
  sorter s = sorter_of(view, t, it);
  for (size_t g = 0; g < series.n; g++) {
    uint32_t *rows = series.rows + series.start[g];
    it->order = rows;
    it->n_order = series.start[g + 1] - series.start[g];
    sort_rows(view->chart->ctx, &s, rows, it->n_order);
    view->mark->draw(env, it, group, bounds, NULL);
  }
  if (columns.n > 0) tr_bounds_union(&view->chart->series, bounds);
}

static void draw_items(tr_view *view, const tr_mark_env *env, tr_items *it, const tr_table *t,
                       tr_group *group, tr_bounds *bounds) {
  sorter s = sorter_of(view, t, it);
  if (s.sorts) {
    uint32_t *rows = TR_NEW_N(view->chart->ctx->scene, uint32_t, it->n);
    for (size_t i = 0; i < it->n; i++) rows[i] = (uint32_t)i;
    sort_rows(view->chart->ctx, &s, rows, it->n);
    it->order = rows;
    it->n_order = it->n;
  }
  view->mark->draw(env, it, group, bounds, NULL);
}

/* --- Marks
 * -----------------------------------------------------------------------------------------------------------
 */

static void note_points(tr_view *view, const tr_items *it) {
  for (size_t i = 0; i < it->n; i++) {
    double x = tr_item_number(it, TR_CH_X, i, NAN), y = tr_item_number(it, TR_CH_Y, i, NAN);
    double w = tr_item_number(it, TR_CH_WIDTH, i, 0), h = tr_item_number(it, TR_CH_HEIGHT, i, 0);
    x = tr_item_number(it, TR_CH_XC, i, x) + (tr_has(it, TR_CH_XC) ? 0 : w / 2);
    y = tr_item_number(it, TR_CH_YC, i, y) + (tr_has(it, TR_CH_YC) ? 0 : h / 2);
    if (isfinite(x) && isfinite(y)) *(tr_point *)tr_vec_push(&view->chart->points) = (tr_point){i, x, y};
  }
}

/* A scale whose domain a selection may set shows no marks beyond the view. */
static bool is_zoomed(const tr_view *view, tr_enc enc) {
  const tr_value *domain = view->scales[enc] ? tr_scale_given(view, enc, "domain") : NULL;
  if (tr_get(domain, "param") || tr_get(domain, "selection")) return true;
  const tr_value *params = tr_get(view->spec, "params");
  for (uint32_t i = 0; view->scales[enc] && tr_is(params, TR_ARRAY) && i < params->n; i++)
    if (tr_str_is(tr_string(tr_get(&params->items[i], "bind")), "scales")) return true;
  return false;
}

static bool is_clipped(tr_view *view) {
  const tr_value *clip = tr_mark_prop(view, "clip", NULL);
  tr_value v = tr_chart_value(view->chart, clip);
  if (tr_is(&v, TR_BOOL)) return v.boolean;
  if (tr_map_is_clipped(view)) return true;
  return is_zoomed(view, TR_ENC_X) || is_zoomed(view, TR_ENC_Y);
}

/* Half the stroke of the unseen cells about points that Vega-Lite finds the nearest one by, with its mitres:
   they are as large as the view and count as drawn. */
#define CELL_STROKE 0.7

static bool seeks_nearest(const tr_view *view) {
  const tr_value *params = tr_get(view->spec, "params");
  for (uint32_t i = 0; !view->mark->is_path && tr_is(params, TR_ARRAY) && i < params->n; i++)
    if (tr_get_bool(tr_get(&params->items[i], "select"), "nearest", false))
      return view->data.main->n_rows > 0;
  return false;
}

static bool draw_unit(tr_view *view, tr_group *parent, tr_bounds *bounds) {
  tr_chart *chart = view->chart;
  tr_items it;
  const tr_table *t = view->data.main;
  if (!tr_within(chart->ctx, TR_LIMIT_MARKS, (double)t->n_rows, tr_pos_of(view->spec))) return false;
  if (!tr_entry_items(view, view->entry, t, &it)) return false;
  if (!tr_place_on_map(view, t, &it)) return false;
  if (chart->input.on_page) tr_settle_qualifiers(view, &it, t);
  tr_group *group = tr_group_new(chart->ctx);
  group->role = TR_ROLE_MARK;
  group->at = tr_pos_of(&view->mark_def);
  tr_mark_env env = {chart->ctx, chart->env.fonts};
  tr_bounds box = tr_bounds_none();
  tr_draw_brushes(view, false, parent);
  if (view->mark->is_path)
    draw_paths(view, &env, &it, t, group, &box);
  else if (tr_rounds_stacks(view))
    tr_draw_rounded_stacks(view, &env, &it, t, group, &box);
  else
    draw_items(view, &env, &it, t, group, &box);
  if (chart->input.on_page) tr_draw_qualifiers(view, &it, t, group, &box);
  if (is_clipped(view)) {
    tr_pather p = tr_pather_of(chart->ctx);
    tr_path_rect(&p, 0, 0, chart->width, chart->height);
    group->clipped = true;
    group->clip = tr_path_done(&p);
    tr_bounds_clip(&box, &(tr_bounds){0, 0, chart->width, chart->height});
  }
  if (seeks_nearest(view))
    tr_bounds_union(&box, &(tr_bounds){-CELL_STROKE, -CELL_STROKE, chart->width + CELL_STROKE,
                                       chart->height + CELL_STROKE});
  note_points(view, &it);
  tr_bounds_union(bounds, &box);
  tr_group_add(parent, &group->node);
  tr_draw_brushes(view, true, parent);
  return true;
}

static bool draw_views(tr_view *view, tr_group *parent, tr_bounds *bounds) {
  if (view->kind == TR_VIEW_UNIT) return draw_unit(view, parent, bounds);
  for (size_t i = 0; i < view->n_children; i++)
    if (!draw_views(view->children[i], parent, bounds)) return false;
  return true;
}

/* --- Axes
 * ------------------------------------------------------------------------------------------------------------
 */

static tr_value title_of(tr_chart *chart, const tr_axis_cmp *c) {
  const tr_value *own = tr_split_get(&c->props, "title");
  if (own) return *own;
  tr_buf b = tr_buf_of(chart->ctx->scene);
  const tr_def **defs = c->titles.items;
  for (size_t i = 0; i < c->titles.n; i++) {
    if (i > 0) tr_buf_add_z(&b, ", ");
    tr_buf_add(&b, tr_def_default_title(chart->ctx, defs[i], &chart->config));
  }
  return b.n > 0 ? tr_make_string(tr_buf_str(&b)) : tr_make_null();
}

/* {"every": px} becomes a number of ticks for this size. */
static tr_value with_tick_count(tr_chart *chart, const tr_axis_cmp *c, tr_value props) {
  const tr_value *every = tr_get(tr_get(&props, "tickCount"), "every");
  if (!tr_is(every, TR_NUMBER)) return props;
  double size = c->is_x ? chart->width : chart->height;
  return tr_with(chart->ctx->scene, &props, "tickCount", tr_make_number(ceil(size / every->number)));
}

static const tr_scale *grid_scale_of(const tr_axis_cmp *c) {
  const tr_scale_cmp *other = tr_view_scale_around(c->view, c->is_x ? TR_ENC_Y : TR_ENC_X);
  return other ? other->scale : NULL;
}

/* One axis' grid lines or the rest of it, where its z-index is in front or behind. */
static void draw_axis(tr_chart *chart, tr_axis_cmp *c, bool grid, bool front, tr_group *parent, tr_bounds *x,
                      tr_bounds *y) {
  if (c->disabled || !c->scale->scale) return;
  const tr_value *z = tr_split_get(&c->props, "zindex"), *lines = tr_split_get(&c->props, "grid");
  bool in_front = tr_is(z, TR_NUMBER) && z->number > 0;
  if (in_front != front || (grid && !(lines && tr_truthy(lines)))) return;
  tr_value *props = TR_NEW(chart->ctx->scene, tr_value);
  *props = with_tick_count(chart, c, tr_split_object(chart->ctx, &c->props));
  *props = tr_with(chart->ctx->scene, props, "title", title_of(chart, c));
  tr_axis axis = {.scale = c->scale->scale,
                  .grid_scale = grid ? grid_scale_of(c) : NULL,
                  .props = props,
                  .encode = tr_get(props, "encoding"),
                  .is_grid = grid,
                  .is_x = c->is_x,
                  .width = chart->width,
                  .height = chart->height,
                  .at = c->scale->at};
  tr_guide_env g = tr_chart_guides(chart);
  tr_str orient = tr_string(tr_get(props, "orient"));
  bool upright = tr_str_is(orient, "left") || tr_str_is(orient, "right");
  tr_axis_build(&g, &axis, parent, upright ? x : y);
}

static void draw_axes(tr_view *view, bool grid, bool front, tr_group *parent, tr_bounds *x, tr_bounds *y) {
  for (int side = 0; side < 2; side++) {
    tr_axis_cmp **axes = view->axes[side].items;
    for (size_t i = 0; i < view->axes[side].n; i++)
      draw_axis(view->chart, axes[i], grid, front, parent, x, y);
  }
  for (size_t i = 0; i < view->n_children; i++) draw_axes(view->children[i], grid, front, parent, x, y);
}

/* --- The view's ground
 * ------------------------------------------------------------------------------------------------- */

static bool has_places(const tr_view *view) {
  if (view->kind == TR_VIEW_UNIT) return view->enc[TR_ENC_X] || view->enc[TR_ENC_Y];
  for (size_t i = 0; i < view->n_children; i++)
    if (has_places(view->children[i])) return true;
  return false;
}

static const tr_value *ground_prop(const tr_chart *chart, const char *name) {
  const tr_value *own = tr_get(chart->spec, "view");
  const tr_value *styles = tr_get(own, "style"), *v = tr_get(own, name);
  const char *style = has_places(chart->root) ? "cell" : "view";
  if (!v && styles) v = tr_config_style(&chart->config, styles, name);
  if (!v) v = tr_config_style_z(&chart->config, style, name);
  if (!v && tr_str_is(tr_str_z(style), "cell")) v = tr_config(chart, "view", name);
  return v ? v : tr_config_style_z(chart->vega, style, name);
}

static tr_paint ground_paint(tr_chart *chart, const char *name, const char *opacity) {
  tr_guide_env g = tr_chart_guides(chart);
  tr_paint paint = tr_guide_paint(&g, ground_prop(chart, name), NULL);
  paint.color.a *= tr_chart_number(chart, ground_prop(chart, opacity), 1) *
                   tr_chart_number(chart, ground_prop(chart, "opacity"), 1);
  return paint;
}

static void draw_ground(tr_chart *chart, tr_group *group) {
  tr_paint fill = ground_paint(chart, "fill", "fillOpacity"),
           stroke = ground_paint(chart, "stroke", "strokeOpacity");
  double width = tr_chart_number(chart, ground_prop(chart, "strokeWidth"), 1);
  if (fill.kind == TR_PAINT_NONE && (stroke.kind == TR_PAINT_NONE || width <= 0)) return;
  double off = stroke.kind != TR_PAINT_NONE && width > 0.5 && width < 1.5 ? 0.5 - fabs(width - 1) : 0;
  tr_items it = {.n = 1};
  tr_items_number(&it, TR_CH_X, off);
  tr_items_number(&it, TR_CH_Y, off);
  tr_items_number(&it, TR_CH_WIDTH, chart->width);
  tr_items_number(&it, TR_CH_HEIGHT, chart->height);
  tr_items_number(&it, TR_CH_CORNER_RADIUS, tr_chart_number(chart, ground_prop(chart, "cornerRadius"), 0));
  tr_items_number(&it, TR_CH_STROKE_WIDTH, width);
  tr_items_paint(&it, TR_CH_FILL, fill);
  tr_items_paint(&it, TR_CH_STROKE, stroke);
  tr_value dash = tr_chart_value(chart, ground_prop(chart, "strokeDash"));
  if (tr_is(&dash, TR_ARRAY)) tr_items_value(&it, TR_CH_STROKE_DASH, dash);
  tr_mark_env env = {chart->ctx, chart->env.fonts};
  tr_bounds ignored = tr_bounds_none();
  tr_draw_rects(&env, &it, group, &ignored, NULL);
}

/* --- Title
 * ---------------------------------------------------------------------------------------------------------------
 */

static const tr_value *title_value(const tr_view *view) {
  const tr_value *own = tr_get(view->spec, "title");
  if (own && own->kind != TR_NULL) return own;
  for (size_t i = 0; i < view->n_children; i++) {
    const tr_value *v = title_value(view->children[i]);
    if (v) return v;
  }
  return NULL;
}

/* The title as Vega's properties, or an undefined value. */
static tr_value title_props(tr_chart *chart) {
  static const char *const kept[] = {"anchor", "frame", "offset", "orient", "angle", "limit"};
  tr_arena *arena = chart->ctx->scene;
  const tr_value *v = title_value(chart->root);
  if (!v) return tr_make_undefined();
  tr_value props = tr_is(v, TR_OBJECT) && !tr_get(v, "expr") ? *v : tr_make_object(NULL, 0);
  if (!tr_is(v, TR_OBJECT) || tr_get(v, "expr")) props = tr_with(arena, &props, "text", *v);
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
    const tr_value *config = tr_config(chart, "title", kept[i]);
    if (config && !tr_get(&props, kept[i])) props = tr_with(arena, &props, kept[i], *config);
  }
  const tr_value *anchor = tr_get(&props, "anchor");
  bool middle = !anchor || tr_str_is(tr_string(anchor), "middle");
  if (middle && !tr_get(&props, "frame"))
    props = tr_with(arena, &props, "frame", tr_make_string(TR_S("group")));
  return props;
}

/* --- The whole
 * -------------------------------------------------------------------------------------------------------------
 */

tr_guide_env tr_chart_guides(tr_chart *chart) {
  return (tr_guide_env){.ctx = chart->ctx,
                        .env = &chart->env,
                        .fonts = chart->env.fonts,
                        .config = &chart->config,
                        .vega = chart->vega,
                        .scope = &chart->scope,
                        .test = tr_chart_tick_test,
                        .self = chart,
                        .wraps = chart->input.on_page,
                        .label_share = chart->label_share,
                        .outer_width = chart->outer_width,
                        .lang = chart->input.lang,
                        .notes = chart->notes};
}

bool tr_chart_tick_test(void *self, const tr_value *test, const tr_value *datum) {
  tr_datum d = {.object = datum};
  return tr_predicate_holds(self, test, &d);
}

static void take_nodes(tr_group *group, const tr_group *from) {
  for (tr_node *node = from->first, *next; node; node = next) {
    next = node->next;
    node->next = NULL;
    tr_group_add(group, node);
  }
}

tr_group *tr_chart_draw(tr_chart *chart, tr_bounds *bounds) {
  if (!tr_chart_scales(chart)) return NULL;
  chart->points.n = 0;
  chart->series = tr_bounds_none();
  tr_group *group = tr_group_new(chart->ctx);
  group->role = TR_ROLE_CHART;
  group->at = tr_pos_of(chart->spec);
  group->alt = chart->description;
  tr_bounds view = {0, 0, chart->width, chart->height}, x = view, y = view;
  draw_ground(chart, group);
  draw_axes(chart->root, true, false, group, &x, &y);
  draw_axes(chart->root, false, false, group, &x, &y);
  if (!draw_views(chart->root, group, &view)) return NULL;
  tr_group *front = tr_group_new(chart->ctx); /* axes above the marks are above legends and the title too */
  draw_axes(chart->root, true, true, front, &x, &y);
  draw_axes(chart->root, false, true, front, &x, &y);
  tr_bounds_union(&x, &chart->series);
  tr_bounds_union(&y, &chart->series);
  tr_draw_legends(chart, &x, &y, group, &view);
  tr_bounds_union(&view, &x);
  tr_bounds_union(&view, &y);
  tr_guide_env g = tr_chart_guides(chart);
  tr_value title = title_props(chart);
  if (tr_is(&title, TR_OBJECT)) tr_title_build(&g, &title, chart->width, chart->height, group, &view);
  take_nodes(group, front);
  *bounds = view;
  return group;
}
