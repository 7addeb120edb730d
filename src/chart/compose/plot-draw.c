#include "chart/mark/encode-priv.h"

#include <math.h>

/* A plot: ground, axes, marks, legends and title, in Vega's order. */

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
  double size = tr_layer_side(c->view, c->is_x ? 0 : 1);
  return tr_with(chart->ctx->scene, &props, "tickCount", tr_make_number(ceil(size / every->number)));
}

/* The scale across, of the first unit in VIEW that has one beside the axis' own. */
static const tr_scale_cmp *scale_across(const tr_view *view, const tr_axis_cmp *c) {
  const tr_scale_cmp *found = NULL;
  for (size_t i = 0; i < view->n_children && !found; i++) found = scale_across(view->children[i], c);
  if (view->n_children > 0 || tr_view_scale(view, c->scale->enc) != c->scale) return found;
  return tr_view_scale(view, c->is_x ? TR_ENC_Y : TR_ENC_X);
}

static const tr_scale *grid_scale_of(const tr_axis_cmp *c) {
  const tr_scale_cmp *other = tr_view_scale_around(c->view, c->is_x ? TR_ENC_Y : TR_ENC_X);
  if (!other) other = scale_across(tr_view_plot(c->view), c);
  return other ? other->scale : NULL;
}

/* One axis' grid lines or the rest of it. */
static void draw_axis(tr_chart *chart, tr_axis_cmp *c, bool grid, tr_group *parent, tr_bounds *x,
                      tr_bounds *y) {
  if (c->disabled || !c->scale->scale) return;
  const tr_value *lines = tr_split_get(&c->props, "grid");
  if (grid && !(lines && tr_truthy(lines))) return;
  tr_value *props = TR_NEW(chart->ctx->scene, tr_value);
  *props = with_tick_count(chart, c, tr_split_object(chart->ctx, &c->props));
  *props = tr_with(chart->ctx->scene, props, "title", title_of(chart, c));
  tr_value encode = tr_axis_encode(chart->ctx, props);
  tr_axis axis = {.scale = c->scale->scale,
                  .grid_scale = grid ? grid_scale_of(c) : NULL,
                  .props = props,
                  .encode = &encode,
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

static void draw_axes(tr_view *view, bool grid, tr_group *parent, tr_bounds *x, tr_bounds *y) {
  for (int side = 0; side < 2; side++) {
    if (!grid && view->in_headers[side]) continue;
    tr_axis_cmp **axes = view->axes[side].items;
    for (size_t i = 0; i < view->axes[side].n; i++) draw_axis(view->chart, axes[i], grid, parent, x, y);
  }
  for (size_t i = 0; i < view->n_children; i++) draw_axes(view->children[i], grid, parent, x, y);
}

void tr_draw_header_axis(tr_axis_cmp *c, double width, double height, tr_group *parent, tr_bounds *bounds) {
  tr_chart *chart = c->view->chart;
  tr_bounds x = {0, 0, width, height}, y = x;
  double was[2] = {chart->width, chart->height};
  chart->width = width;
  chart->height = height;
  draw_axis(chart, c, false, parent, &x, &y);
  chart->width = was[0];
  chart->height = was[1];
  tr_bounds_union(bounds, &x);
  tr_bounds_union(bounds, &y);
}

/* --- The view's ground
 * ------------------------------------------------------------------------------------------------- */

static bool has_places(const tr_view *view) {
  if (view->kind == TR_VIEW_UNIT) return view->enc[TR_ENC_X] || view->enc[TR_ENC_Y];
  for (size_t i = 0; i < view->n_children; i++)
    if (has_places(view->children[i])) return true;
  return false;
}

static const tr_value *ground_prop(const tr_view *plot, const char *name) {
  const tr_chart *chart = plot->chart;
  const tr_value *own = tr_get(plot->spec, "view");
  const tr_value *styles = tr_get(own, "style"), *v = tr_get(own, name);
  const char *style = has_places(plot) ? "cell" : "view";
  if (!v && styles) v = tr_config_style(&chart->config, styles, name);
  if (!v) v = tr_config_style_z(&chart->config, style, name);
  if (!v && tr_str_is(tr_str_z(style), "cell")) v = tr_config(chart, "view", name);
  if (!v) v = tr_config_style_z(chart->vega, style, name);
  return v ? v : tr_config(chart, "group", name);
}

static tr_paint ground_paint(const tr_view *plot, const char *name, const char *opacity) {
  tr_chart *chart = plot->chart;
  tr_guide_env g = tr_chart_guides(chart);
  tr_paint paint = tr_guide_paint(&g, ground_prop(plot, name), NULL);
  paint.color.a *= tr_chart_number(chart, ground_prop(plot, opacity), 1) *
                   tr_chart_number(chart, ground_prop(plot, "opacity"), 1);
  return paint;
}

/* The stroke that counts in the layout of cells, px: as in Vega, one that cannot be seen does too. */
static double ground_stroke(const tr_view *plot) {
  tr_chart *chart = plot->chart;
  tr_value stroke = tr_chart_value(chart, ground_prop(plot, "stroke"));
  bool is_clear = tr_chart_number(chart, ground_prop(plot, "strokeOpacity"), 1) == 0 ||
                  tr_chart_number(chart, ground_prop(plot, "opacity"), 1) == 0;
  return !tr_truthy(&stroke) || is_clear ? 0 : tr_chart_number(chart, ground_prop(plot, "strokeWidth"), 1);
}

static void draw_ground(tr_view *plot, tr_group *group) {
  tr_chart *chart = plot->chart;
  tr_paint fill = ground_paint(plot, "fill", "fillOpacity"),
           stroke = ground_paint(plot, "stroke", "strokeOpacity");
  double width = tr_chart_number(chart, ground_prop(plot, "strokeWidth"), 1);
  bool strokes = stroke.kind != TR_PAINT_NONE && width > 0;
  if (fill.kind == TR_PAINT_NONE && !strokes) return;
  double off = strokes && width > 0.5 && width < 1.5 ? 0.5 - fabs(width - 1) : 0;
  tr_items it = {.n = 1};
  tr_items_number(&it, TR_CH_X, off);
  tr_items_number(&it, TR_CH_Y, off);
  tr_items_number(&it, TR_CH_WIDTH, chart->width);
  tr_items_number(&it, TR_CH_HEIGHT, chart->height);
  tr_items_number(&it, TR_CH_CORNER_RADIUS, tr_chart_number(chart, ground_prop(plot, "cornerRadius"), 0));
  tr_items_number(&it, TR_CH_STROKE_WIDTH, width);
  tr_items_paint(&it, TR_CH_FILL, fill);
  tr_items_paint(&it, TR_CH_STROKE, stroke);
  tr_value dash = tr_chart_value(chart, ground_prop(plot, "strokeDash"));
  if (tr_is(&dash, TR_ARRAY)) tr_items_value(&it, TR_CH_STROKE_DASH, dash);
  tr_items_number(&it, TR_CH_STROKE_DASH_OFFSET,
                  tr_chart_number(chart, ground_prop(plot, "strokeDashOffset"), 0));
  tr_value cap = tr_chart_value(chart, ground_prop(plot, "strokeCap")),
           join = tr_chart_value(chart, ground_prop(plot, "strokeJoin"));
  if (tr_is(&cap, TR_STRING)) tr_items_value(&it, TR_CH_STROKE_CAP, cap);
  if (tr_is(&join, TR_STRING)) tr_items_value(&it, TR_CH_STROKE_JOIN, join);
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
  for (size_t i = 0; i < view->n_children && view->kind == TR_VIEW_LAYER; i++) {
    const tr_value *v = title_value(view->children[i]);
    if (v) return v;
  }
  return NULL;
}

/* A plot's title stands over its data rectangle, that of composed views over all at the start. */
static tr_value with_place(const tr_view *view, tr_value props) {
  tr_arena *arena = view->chart->ctx->scene;
  const tr_value *anchor = tr_get(&props, "anchor");
  if (tr_view_is_composed(view))
    return anchor ? props : tr_with(arena, &props, "anchor", tr_make_string(TR_S("start")));
  bool middle = !anchor || tr_str_is(tr_string(anchor), "middle");
  if (!middle || tr_get(&props, "frame")) return props;
  return tr_with(arena, &props, "frame", tr_make_string(TR_S("group")));
}

tr_value tr_view_title(tr_view *view) {
  static const char *const kept[] = {"anchor", "frame", "offset", "orient", "angle", "limit"};
  tr_chart *chart = view->chart;
  tr_arena *arena = chart->ctx->scene;
  const tr_value *v = title_value(view);
  if (!v) return tr_make_undefined();
  tr_value props = tr_is(v, TR_OBJECT) && !tr_get(v, "expr") ? *v : tr_make_object(NULL, 0);
  if (!tr_is(v, TR_OBJECT) || tr_get(v, "expr")) props = tr_with(arena, &props, "text", *v);
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
    const tr_value *config = tr_config(chart, "title", kept[i]);
    if (config && !tr_get(&props, kept[i])) props = tr_with(arena, &props, kept[i], *config);
  }
  return with_place(view, props);
}

/* --- The whole
 * -------------------------------------------------------------------------------------------------------------
 */

void tr_plot_draw_ground(tr_view *plot, tr_drawn *out) {
  tr_chart *chart = plot->chart;
  tr_plot_enter(plot);
  out->bounds = (tr_bounds){0, 0, chart->width, chart->height};
  draw_ground(plot, out->group);
  tr_bounds_expand(&out->bounds, ground_stroke(plot) / 2);
  out->width = chart->width;
  out->height = chart->height;
}

/* The ground, and all that is drawn on it: in GROUP, which a view that clips has cut at its edges. */
static tr_group *under_ground(tr_view *plot, tr_group *group) {
  tr_chart *chart = plot->chart;
  tr_value clip = tr_chart_value(chart, ground_prop(plot, "clip"));
  bool clips = tr_is(&clip, TR_BOOL) && clip.boolean;
  tr_group *whole = clips ? tr_group_new(chart->ctx) : group;
  draw_ground(plot, whole);
  if (!clips) return group;
  tr_pather p = tr_pather_of(chart->ctx);
  tr_path_rect(&p, 0, 0, chart->width, chart->height);
  group->clipped = true;
  group->clip = tr_path_done(&p);
  tr_group_add(whole, &group->node);
  return whole;
}

bool tr_plot_draw(tr_view *plot, const tr_value *label, tr_drawn *out) {
  tr_chart *chart = plot->chart;
  tr_plot_enter(plot);
  chart->series = tr_bounds_none();
  tr_group *group = tr_group_new(chart->ctx);
  tr_bounds view = {0, 0, chart->width, chart->height}, x = view, y = view;
  tr_group *whole = under_ground(plot, group);
  tr_vec front = tr_vec_of(chart->ctx->scene, sizeof(tr_guide_front));
  chart->front = &front;
  draw_axes(plot, true, group, &x, &y);
  draw_axes(plot, false, group, &x, &y);
  chart->front = NULL;
  if (!tr_draw_marks(plot, group, &view)) return false;
  tr_bounds_union(&x, &chart->series);
  tr_bounds_union(&y, &chart->series);
  chart->front = &front;
  tr_draw_legends(plot, chart->width, chart->height, &x, &y, group, &view);
  tr_bounds_union(&view, &x);
  tr_bounds_union(&view, &y);
  tr_guide_env g = tr_chart_guides(chart);
  tr_value title = label ? *label : tr_view_title(plot);
  if (tr_is(&title, TR_OBJECT)) tr_title_build(&g, &title, chart->width, chart->height, group, &view);
  chart->front = NULL;
  tr_guide_draw_front(&front, group); /* above legends and title too */
  if (whole != group) tr_bounds_clip(&view, &(tr_bounds){0, 0, chart->width, chart->height});
  if (plot != chart->root)
    tr_bounds_expand(&view, ground_stroke(plot) / 2); /* cells are laid out with their strokes */
  *out = (tr_drawn){whole, view, chart->width, chart->height};
  return true;
}
