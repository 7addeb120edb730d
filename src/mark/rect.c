#include "mark/mark-priv.h"

#include <math.h>

static const tr_prop bar_props[] = {
    {"binSpacing", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "1", "px between bars of neighbouring bins"},
    {"continuousBandSize", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "5", "width on a continuous scale, px"},
    {"discreteBandSize", TR_P_NUMBER | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL, "width on a band scale",
     "band-size"},
    {"minBandSize", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "0.25", "least width of a band, px"},
    {"cornerRadiusEnd", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, NULL,
     "radius of the corners at the value's end"},
    {NULL}};
static const tr_prop tick_props[] = {
    {"thickness", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "1", "thickness, px"},
    {"minBandSize", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "0.25", "least length, px"},
    {"binSpacing", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "0", "px between neighbouring bins"},
    {"continuousBandSize", TR_P_NUMBER | TR_P_EXPR, NULL, 0, 0, "5", "length on a continuous scale, px"},
    {"discreteBandSize", TR_P_NUMBER | TR_P_OBJECT | TR_P_EXPR, NULL, 0, 0, NULL, "length on a band scale",
     "band-size"},
    {NULL}};

static const tr_channel_id corners[4] = {TR_CH_CORNER_TOP_LEFT, TR_CH_CORNER_TOP_RIGHT,
                                         TR_CH_CORNER_BOTTOM_RIGHT, TR_CH_CORNER_BOTTOM_LEFT};

static double corner_of(const tr_items *it, size_t i, int corner, const tr_box *box) {
  double all = tr_item_number(it, TR_CH_CORNER_RADIUS, i, 0);
  double r = tr_item_number(it, corners[corner], i, all);
  return fmax(0, fmin(r, fmin(box->w, box->h) / 2));
}

static bool has_corners(const tr_items *it) {
  bool has = tr_has(it, TR_CH_CORNER_RADIUS);
  for (int c = 0; c < 4; c++) has = has || tr_has(it, corners[c]);
  return has;
}

static void draw_run(const tr_mark_env *env, const tr_items *it, tr_run run, tr_group *parent,
                     tr_bounds *bounds, tr_bounds *each) {
  size_t n = run.to - run.from;
  tr_marks *m = tr_marks_for(env, it, run, TR_MARKS_RECT, true);
  double *x = tr_column_new(env, n), *y = tr_column_new(env, n), *w = tr_column_new(env, n),
         *h = tr_column_new(env, n), *radius[4] = {NULL};
  for (int c = 0; c < 4 && has_corners(it); c++) radius[c] = tr_column_new(env, n);
  for (size_t k = 0; k < n; k++) {
    size_t i = tr_item_at(it, run.from + k);
    tr_box box = tr_item_box(it, i);
    x[k] = box.x;
    y[k] = box.y;
    w[k] = box.w;
    h[k] = box.h;
    for (int c = 0; c < 4 && radius[c]; c++) radius[c][k] = corner_of(it, i, c, &box);
    tr_bounds b = tr_bounds_of(box.x, box.y, box.x + box.w, box.y + box.h);
    tr_bounds_stroke(&b, it, i, false);
    tr_bounds_union(bounds, &b);
    if (each) each[run.from + k] = b;
  }
  m->x.each = x;
  m->y.each = y;
  m->x2.each = w;
  m->y2.each = h;
  for (int c = 0; c < 4; c++) m->radius[c].each = radius[c];
  tr_group_add(parent, &m->node);
}

void tr_draw_rects(const tr_mark_env *env, const tr_items *it, tr_group *parent, tr_bounds *bounds,
                   tr_bounds *each) {
  for (size_t from = 0; from < tr_items_drawn(it);) {
    tr_run run = tr_run_from(it, from);
    draw_run(env, it, run, parent, bounds, each);
    from = run.to;
  }
}

const tr_mark_type tr_mark_bar = {.name = "bar",
                                  .help = "bars from zero (or from x2, y2) to the value",
                                  .props = bar_props,
                                  .draw = tr_draw_rects,
                                  .section = "rect"};
const tr_mark_type tr_mark_rect = {
    .name = "rect", .help = "rectangles", .props = bar_props, .draw = tr_draw_rects, .section = "rect"};
const tr_mark_type tr_mark_tick = {.name = "tick",
                                   .help = "short lines across a position",
                                   .props = tick_props,
                                   .draw = tr_draw_rects,
                                   .section = "rect"};
