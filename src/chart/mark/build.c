#include "chart/data/data-priv.h"
#include "chart/mark/encode-priv.h"
#include "chart/param/selection-priv.h"
#include "chart/scale/scale-priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The marks of a plot, for one size. */

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
  case TR_ENC_ROW:
  case TR_ENC_COLUMN:
  case TR_ENC_FACET:
  case TR_ENC_QUALIFIER:
  case TR_ENC_TIME:
  case TR_ENC_STATUS:
  case TR_ENC_COUNT: break;
  }
  return false;
}

bool tr_view_has_series(const tr_view *view) {
  if (!view->mark->is_path) return false;
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    if (!divides(view, (tr_enc)e)) continue;
    const tr_def *d = tr_def_field(view->enc[e]);
    if (d && d->aggregate.n == 0) return true;
    for (size_t i = 0; i < view->n_list[e]; i++)
      if (view->lists[e][i]->is_field && view->lists[e][i]->aggregate.n == 0) return true;
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

/* PLACES of rows on a path that breaks at invalid values. Those have places too, of which nothing is seen but
   the order: that of zero for null, and none, so that they go first, for what is no number. */
static const double *broken_places(tr_view *view, const tr_table *t, const tr_def *d, const double *places) {
  const tr_scale_cmp *scale = tr_view_scale(view, d->enc);
  const tr_column *c = tr_table_column(t, tr_stack_dimension(view, d->enc));
  if (!view->breaks || !places || !c || !scale || !scale->scale) return places;
  if (scale->type->family == TR_SCALE_DISCRETE) return places;
  double *out = TR_NEW_N(view->chart->ctx->scene, double, t->n_rows);
  for (size_t i = 0; i < t->n_rows; i++) {
    tr_value v = tr_cell(c, i), zero = tr_make_number(0);
    out[i] = tr_is_nil(&v) ? tr_scale_number(scale->scale, &zero) : isnan(tr_to_number(&v)) ? NAN : places[i];
  }
  return out;
}

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
  s.places = broken_places(view, t, d, it->numbers[id].each);
  s.sorts = s.by_place = s.places != NULL;
  return s;
}

/* Rows without a place go first, as in Vega's order. */
static bool is_behind(const double *places, uint32_t a, uint32_t b) {
  return isnan(places[b]) ? !isnan(places[a]) : places[a] > places[b];
}

static void merge_by_place(const double *places, uint32_t *rows, uint32_t *spare, size_t n) {
  if (n < 2) return;
  size_t half = n / 2, i = 0, j = half, k = 0;
  merge_by_place(places, rows, spare, half);
  merge_by_place(places, rows + half, spare, n - half);
  while (i < half || j < n) {
    bool left = j >= n || (i < half && !is_behind(places, rows[i], rows[j]));
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

/* Whether a unit of VIEW zooms scale C: then no view that shares it shows marks beyond itself. */
static bool zooms(const tr_view *view, tr_enc enc, const tr_scale_cmp *c) {
  if (view->kind == TR_VIEW_UNIT) return tr_view_scale(view, enc) == c && is_zoomed(view, enc);
  for (size_t i = 0; i < view->n_children; i++)
    if (zooms(view->children[i], enc, c)) return true;
  return false;
}

static bool has_zoomed(const tr_view *view, tr_enc enc) {
  const tr_scale_cmp *c = tr_view_scale(view, enc);
  return c && zooms(c->owner, enc, c);
}

static bool is_clipped(tr_view *view) {
  const tr_value *clip = tr_mark_prop(view, "clip", NULL);
  tr_value v = tr_chart_value(view->chart, clip);
  if (tr_is(&v, TR_BOOL)) return v.boolean;
  if (tr_map_is_clipped(view)) return true;
  return has_zoomed(view, TR_ENC_X) || has_zoomed(view, TR_ENC_Y);
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

static void draw_all(tr_view *view, tr_items *it, const tr_table *t, tr_group *group, tr_bounds *box) {
  tr_mark_env env = {view->chart->ctx, view->chart->env.fonts};
  if (view->mark->is_path)
    draw_paths(view, &env, it, t, group, box);
  else if (tr_rounds_stacks(view))
    tr_draw_rounded_stacks(view, &env, it, t, group, box);
  else
    draw_items(view, &env, it, t, group, box);
}

/* An animation has room for all its frames. */
static bool add_frames(tr_view *view, tr_bounds *box) {
  tr_items it;
  const tr_table *t = view->data.frames;
  if (!t) return true;
  if (!tr_within(view->chart->ctx, TR_LIMIT_MARKS, (double)t->n_rows, tr_pos_of(view->spec))) return false;
  if (!tr_entry_items(view, view->entry, t, &it) || !tr_place_on_map(view, t, &it)) return false;
  draw_all(view, &it, t, tr_group_new(view->chart->ctx), box);
  return true;
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
  tr_bounds box = tr_bounds_none();
  draw_all(view, &it, t, group, &box);
  if (!add_frames(view, &box)) return false;
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
  return true;
}

/* Brushes lie behind and in front of all layers beside their own. */
static bool draw_layers(tr_view *view, tr_group *parent, tr_bounds *bounds) {
  for (size_t i = view->n_children; i-- > 0;)
    if (view->children[i]->kind == TR_VIEW_UNIT) tr_draw_brushes(view->children[i], false, parent);
  for (size_t i = 0; i < view->n_children; i++) {
    tr_view *child = view->children[i];
    bool unit = child->kind == TR_VIEW_UNIT;
    if (!(unit ? draw_unit(child, parent, bounds) : draw_layers(child, parent, bounds))) return false;
  }
  for (size_t i = 0; i < view->n_children; i++)
    if (view->children[i]->kind == TR_VIEW_UNIT) tr_draw_brushes(view->children[i], true, parent);
  return true;
}

bool tr_draw_marks(tr_view *view, tr_group *parent, tr_bounds *bounds) {
  if (view->kind != TR_VIEW_UNIT) return draw_layers(view, parent, bounds);
  tr_draw_brushes(view, false, parent);
  if (!draw_unit(view, parent, bounds)) return false;
  tr_draw_brushes(view, true, parent);
  return true;
}
