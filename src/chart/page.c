#include "chart/chart-priv.h"

#include "format/quantity.h"

#include <math.h>

/* Charts on a page: they take the width they are given, and their ink says how sure a value is. */

/* --- Sizes
 * -----------------------------------------------------------------------------------------------------------
 */

/* What surrounds the data rectangle depends on its size (labels wrap), so a few rounds are made. */
static tr_group *draw_in(tr_chart *chart, double width, double height, tr_view_size *size) {
  tr_autosize fit = {width > 0 && height > 0 ? TR_AUTOSIZE_FIT
                     : width > 0             ? TR_AUTOSIZE_FIT_X
                                             : TR_AUTOSIZE_FIT_Y,
                     false};
  double w = width, h = height;
  tr_vec *notes = chart->notes;
  tr_group *group = NULL;
  for (int round = 0; round < 4; round++) {
    tr_bounds bounds;
    chart->notes = NULL;
    tr_chart_sizes(chart, w, h);
    chart->outer_width = width;
    group = tr_chart_draw(chart, &bounds);
    if (!group) break;
    *size = tr_view_fit(&fit, &(tr_padding){0}, width, height, chart->width, chart->height, &bounds);
    double next_w = width > 0 ? size->width : w, next_h = height > 0 ? size->height : h;
    bool settled =
        round > 0 && fabs(next_w - chart->width) < 0.5 && (height <= 0 || fabs(next_h - chart->height) < 0.5);
    w = next_w;
    h = next_h;
    if (settled) break;
  }
  chart->notes = notes;
  return group;
}

/* Px that a chart takes across (side 0) or down. */
static double extent_of(const tr_chart *chart, const tr_bounds *b, int side) {
  double size = side ? chart->height : chart->width, low = side ? b->y1 : b->x1, high = side ? b->y2 : b->x2;
  return fmax(0, ceil(-low)) + fmax(size, ceil(high));
}

/* How far the plots are stretched in one direction on the way to a size: what is around them does not grow
   with them, so the whole is nearly a line over the stretch, and two points of it show where it meets the
   size. */
typedef struct search {
  double target, at, was; /* px; the stretch before, and what it gave */
} search;

/* Returns false where NOW, drawn with *STRETCH, meets the target. */
static bool search_on(search *s, double now, double *stretch) {
  if (s->target <= 0 || (now <= s->target && now > s->target - 1)) return false;
  bool is_first = s->at <= 0 || s->at == *stretch;
  double slope = is_first ? now / *stretch : (now - s->was) / (*stretch - s->at);
  double next = slope > 0 ? *stretch + (s->target - 0.5 - now) / slope : *stretch;
  s->at = *stretch;
  s->was = now;
  *stretch = fmin(fmax(next, 0.05), 20);
  return true;
}

static tr_group *draw_composed_in(tr_chart *chart, double width, double height) {
  search searches[2] = {{.target = width}, {.target = height}};
  tr_vec *notes = chart->notes;
  tr_group *group = NULL;
  bool goes_on = true;
  chart->stretch[0] = chart->stretch[1] = 1;
  chart->notes = NULL;
  chart->outer_width = width;
  for (int round = 0; round < 6 && goes_on; round++) {
    tr_bounds bounds;
    tr_chart_sizes(chart, 0, 0);
    group = tr_chart_draw(chart, &bounds);
    goes_on = false;
    for (int side = 0; side < 2 && group; side++)
      goes_on |= search_on(&searches[side], extent_of(chart, &bounds, side), &chart->stretch[side]);
  }
  if (goes_on && group) tr_chart_sizes(chart, 0, 0);
  chart->notes = notes;
  return group;
}

/* --- Ground ------------------------------------------------------------------------------------------------
 */

/* GROUP on a ground of the chart's own, where it has one (themes of charts do; those of pages do not). */
static tr_group *on_ground(tr_chart *chart, tr_group *group, double width, double height) {
  const tr_value *own = tr_get(chart->spec, "background");
  tr_guide_env g = tr_chart_guides(chart);
  tr_paint paint = tr_guide_paint(&g, own ? own : tr_get(&chart->config, "background"), NULL);
  if (paint.kind == TR_PAINT_NONE) return group;
  tr_group *out = tr_group_new(chart->ctx);
  tr_items it = {.n = 1};
  tr_mark_env env = {chart->ctx, chart->env.fonts};
  tr_bounds ignored = tr_bounds_none();
  out->role = group->role;
  out->at = group->at;
  out->alt = group->alt;
  group->role = TR_ROLE_NONE;
  group->alt = (tr_str){0};
  tr_items_number(&it, TR_CH_WIDTH, width);
  tr_items_number(&it, TR_CH_HEIGHT, height);
  tr_items_paint(&it, TR_CH_FILL, paint);
  tr_draw_rects(&env, &it, out, &ignored, NULL);
  tr_group_add(out, &group->node);
  return out;
}

/* What is left of a size between paddings; 0, which is free, stays. */
static double within(double size, double low, double high) {
  return size > 0 ? fmax(1, size - low - high) : 0;
}

tr_group *tr_chart_on_page(tr_chart *chart, double width, double height, double *out_w, double *out_h) {
  const tr_padding *p = &chart->padding;
  double inner_w = within(width, p->left, p->right), inner_h = within(height, p->top, p->bottom);
  tr_view_size size = {0};
  bool is_composed = tr_view_is_composed(chart->root);
  if (!(is_composed ? draw_composed_in(chart, inner_w, inner_h) : draw_in(chart, inner_w, inner_h, &size)))
    return NULL;
  tr_bounds bounds;
  tr_group *group = tr_chart_draw(chart, &bounds); /* once more, with the notes */
  if (!group) return NULL;
  double left = p->left + fmax(0, ceil(-bounds.x1)), top = p->top + fmax(0, ceil(-bounds.y1));
  chart->origin[0] = left;
  chart->origin[1] = top;
  tr_group_move(group, left, top);
  *out_w = width > 0 ? width : extent_of(chart, &bounds, 0) + p->left + p->right;
  *out_h = height > 0 ? height : extent_of(chart, &bounds, 1) + p->top + p->bottom;
  group = on_ground(chart, group, *out_w, *out_h);
  group->box[2] = *out_w;
  group->box[3] = *out_h;
  return group;
}

void tr_chart_extent(tr_ctx *ctx, tr_chart *chart, double *min_w, double *natural_w) {
  tr_view_size size;
  (void)ctx;
  tr_vec *notes = chart->notes;
  chart->notes = NULL;
  chart->outer_width = 0;
  tr_bounds bounds;
  chart->stretch[0] = chart->stretch[1] = 1;
  tr_chart_sizes(chart, 0, 0);
  *natural_w = chart->width;
  if (tr_chart_draw(chart, &bounds)) {
    tr_autosize pad = {TR_AUTOSIZE_PAD, false};
    size = tr_view_fit(&pad, &(tr_padding){0}, 0, 0, chart->width, chart->height, &bounds);
    *natural_w = size.outer_width + chart->padding.left + chart->padding.right;
  }
  chart->notes = notes;
  *min_w = fmin(*natural_w, 160);
}

double tr_chart_height(tr_ctx *ctx, tr_chart *chart, double width) {
  double w, h = 0;
  (void)ctx;
  tr_vec *notes = chart->notes;
  chart->notes = NULL;
  if (!tr_chart_on_page(chart, width, 0, &w, &h)) h = 0;
  chart->notes = notes;
  return h;
}
