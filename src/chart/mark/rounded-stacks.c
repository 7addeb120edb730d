#include "chart/mark/encode-priv.h"
#include "transform/transform.h"

#include <math.h>

/* Stacked bars with rounded corners: the stack as a whole is rounded and cut out, not each of its bars. */

static const tr_channel_id corners[4] = {TR_CH_CORNER_TOP_LEFT, TR_CH_CORNER_TOP_RIGHT,
                                         TR_CH_CORNER_BOTTOM_RIGHT, TR_CH_CORNER_BOTTOM_LEFT};

static const tr_channel_id strokes[] = {
    TR_CH_STROKE_OPACITY, TR_CH_STROKE_WIDTH, TR_CH_STROKE_DASH_OFFSET, TR_CH_STROKE_MITER_LIMIT,
    TR_CH_STROKE_DASH,    TR_CH_STROKE_CAP,   TR_CH_STROKE_JOIN};

static double radius_prop(tr_view *view, const char *name, double fallback) {
  return tr_chart_number(view->chart, tr_mark_prop(view, name, NULL), fallback);
}

bool tr_rounds_stacks(tr_view *view) {
  if (!view->stack.is_on || !tr_mark_is(view, "bar") || tr_def_field(view->enc[TR_ENC_SIZE])) return false;
  bool rounds = radius_prop(view, "cornerRadiusEnd", 0) != 0 || radius_prop(view, "cornerRadius", 0) != 0;
  for (int c = 0; c < 4; c++) rounds = rounds || radius_prop(view, tr_channel_name(corners[c]), 0) != 0;
  return rounds;
}

/* How far a stack reaches: the least and greatest values of its bars' starts and ends, as places. */
typedef struct reach {
  double start[2], end[2];
} reach;

static void ends_of(const tr_scale *scale, const tr_column *c, const uint32_t *rows, size_t n,
                    double out[2]) {
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < n; i++) {
    tr_value v = tr_cell(c, rows[i]);
    if (tr_is_nil(&v)) continue;
    low = fmin(low, tr_to_number(&v));
    high = fmax(high, tr_to_number(&v));
  }
  out[0] = tr_scale_number_of(scale, low);
  out[1] = tr_scale_number_of(scale, high);
}

static bool reach_of(tr_view *view, const tr_table *t, const uint32_t *rows, size_t n, reach *out) {
  tr_ctx *ctx = view->chart->ctx;
  const tr_def *d = tr_def_field(view->enc[view->stack.measure]);
  const tr_scale_cmp *c = tr_view_scale(view, view->stack.measure);
  const tr_column *start = tr_table_column(t, tr_def_column(ctx, d, "start"));
  const tr_column *end = tr_table_column(t, tr_def_column(ctx, d, "end"));
  if (!c || !c->scale || !start || !end) return false;
  ends_of(c->scale, start, rows, n, out->start);
  ends_of(c->scale, end, rows, n, out->end);
  return isfinite(out->start[0] + out->start[1] + out->end[0] + out->end[1]);
}

/* Where the stack's outer ends are: at its values' sides, past the base of the bars. */
static bool is_end(bool across, int corner, const reach *r) {
  bool top = corner < 2, right = corner == 1 || corner == 2;
  if (across) return right ? r->end[1] > r->start[1] : r->end[0] < r->start[0];
  return top ? r->end[1] < r->start[1] : r->end[0] > r->start[0];
}

static double corner_of(tr_view *view, int corner, const reach *r) {
  const char *name = tr_channel_name(corners[corner]);
  double plain = radius_prop(view, name, radius_prop(view, "cornerRadius", 0));
  bool own = tr_get(&view->mark_def, "cornerRadiusEnd");
  bool beaten = !own && (tr_get(&view->mark_def, name) || tr_get(&view->mark_def, "cornerRadius"));
  if (beaten || !tr_mark_prop(view, "cornerRadiusEnd", NULL)) return plain;
  return is_end(view->stack.measure == TR_ENC_X, corner, r) ? radius_prop(view, "cornerRadiusEnd", 0) : plain;
}

static tr_box box_of(const tr_view *view, const tr_items *it, const reach *r, uint32_t row) {
  tr_box box = tr_item_box(it, row);
  double low = fmin(fmin(r->start[0], r->start[1]), fmin(r->end[0], r->end[1]));
  double high = fmax(fmax(r->start[0], r->start[1]), fmax(r->end[0], r->end[1]));
  if (view->stack.measure == TR_ENC_X) return (tr_box){low, box.y, high - low, box.h};
  return (tr_box){box.x, low, box.w, high - low};
}

/* The outline around the whole stack, as the first bar's is drawn. */
static void draw_outline(const tr_mark_env *env, const tr_items *it, uint32_t row, const tr_box *box,
                         const double radius[4], tr_group *group, tr_bounds *bounds) {
  if (!tr_has(it, TR_CH_STROKE) || tr_paint_of(&it->stroke, row)->kind == TR_PAINT_NONE) return;
  tr_items one = {.n = 1};
  tr_items_number(&one, TR_CH_X, box->x);
  tr_items_number(&one, TR_CH_Y, box->y);
  tr_items_number(&one, TR_CH_WIDTH, box->w);
  tr_items_number(&one, TR_CH_HEIGHT, box->h);
  for (int c = 0; c < 4; c++) tr_items_number(&one, corners[c], radius[c]);
  tr_items_paint(&one, TR_CH_STROKE, *tr_paint_of(&it->stroke, row));
  for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++) {
    if (!tr_has(it, strokes[i])) continue;
    const tr_value *v = strokes[i] >= TR_CH_NUMBERS ? tr_item_value(it, strokes[i], row) : NULL;
    if (strokes[i] < TR_CH_NUMBERS)
      tr_items_number(&one, strokes[i], tr_item_number(it, strokes[i], row, 0));
    else if (v)
      tr_items_value(&one, strokes[i], *v);
  }
  tr_draw_rects(env, &one, group, bounds, NULL);
}

static void draw_stack(tr_view *view, const tr_mark_env *env, tr_items *it, const reach *r, tr_group *group,
                       tr_bounds *bounds) {
  uint32_t first = it->order[0];
  tr_box box = box_of(view, it, r, first);
  double radius[4], most = fmin(box.w, box.h) / 2;
  for (int c = 0; c < 4; c++) radius[c] = fmax(0, fmin(most, corner_of(view, c, r)));
  tr_group *cut = tr_group_new(view->chart->ctx);
  tr_pather p = tr_pather_of(view->chart->ctx);
  tr_path_round_rect(&p, box.x, box.y, box.w, box.h, radius);
  cut->clipped = true;
  cut->clip = tr_path_done(&p);
  tr_bounds ignored = tr_bounds_none();
  tr_draw_rects(env, it, cut, &ignored, NULL);
  tr_group_add(group, &cut->node);
  tr_bounds_add(bounds, box.x, box.y);
  tr_bounds_add(bounds, box.x + box.w, box.y + box.h);
  draw_outline(env, it, first, &box, radius, group, bounds);
}

void tr_draw_rounded_stacks(tr_view *view, const tr_mark_env *env, const tr_items *items, const tr_table *t,
                            tr_group *group, tr_bounds *bounds) {
  tr_column columns[2];
  size_t n = 0;
  for (size_t i = 0; i < view->stack.n_by; i++) {
    const tr_column *c = tr_table_column(t, view->enc[view->stack.by[i]]->column);
    if (c) columns[n++] = *c;
  }
  tr_groups stacks = tr_group_rows(view->chart->ctx, columns, n, t->n_rows);
  tr_items it = *items;
  it.set &= ~(1ull << TR_CH_CORNER_RADIUS);
  for (int c = 0; c < 4; c++) it.set &= ~(1ull << corners[c]);
  for (size_t g = 0; g < stacks.n; g++) {
    reach r;
    it.order = stacks.rows + stacks.start[g];
    it.n_order = stacks.start[g + 1] - stacks.start[g];
    if (reach_of(view, t, it.order, it.n_order, &r)) draw_stack(view, env, &it, &r, group, bounds);
  }
}
