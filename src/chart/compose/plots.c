#include "chart/scale/scale-priv.h"

#include <math.h>

/* Plots: the views that have a data rectangle. Their sizes, and the scales for these. */

tr_view *tr_view_plot(tr_view *view) {
  while (tr_view_is_composed(view)) view = view->children[0];
  while (!tr_view_is_plot(view)) view = view->parent;
  return view;
}

/* Views in one column have their width in common, those in one row (no number of columns at all) their height
   (Vega-Lite's parseConcatLayoutSize). */
static bool is_in_line(const tr_view *concat, int side) {
  const tr_value *columns = tr_concat_columns(concat);
  return side ? columns == NULL : tr_is(columns, TR_NUMBER) && columns->number == 1;
}

double tr_view_shared_size(const tr_view *view, int side) {
  if (tr_view_is_plot(view)) return view->size[side].kind == TR_SIZE_STEP ? NAN : view->px[side];
  if (view->kind != TR_VIEW_CONCAT || !is_in_line(view, side)) return NAN;
  double size = tr_view_shared_size(view->children[0], side);
  for (size_t i = 1; i < view->n_children; i++)
    if (tr_view_shared_size(view->children[i], side) != size) return NAN;
  return size;
}

/* The view whose size that of VIEW is: layers share theirs as far as they were merged. */
static const tr_view *sized_like(const tr_view *view, int side) {
  while (!tr_view_is_plot(view) && view->parent->size[side].kind != TR_SIZE_UNSET) view = view->parent;
  return view;
}

double tr_layer_side(const tr_view *view, int side) {
  const tr_view *like = sized_like(view, side);
  const tr_chart *chart = view->chart;
  return !tr_view_is_plot(like) ? like->px[side] : side ? chart->height : chart->width;
}

void tr_plot_enter(tr_view *view) {
  tr_chart *chart = view->chart;
  chart->plot = tr_view_plot(view);
  chart->width = sized_like(view, 0)->px[0];
  chart->height = sized_like(view, 1)->px[1];
}

/* Px of a plot whose bands have a fixed step. */
static double stepped(tr_view *plot, int side) {
  tr_scale_cmp *c = tr_view_scale(plot, side ? TR_ENC_Y : TR_ENC_X);
  const tr_view *unit = plot;
  while (!c && unit->n_children > 0) {
    unit = unit->children[0];
    c = tr_view_scale(unit, side ? TR_ENC_Y : TR_ENC_X);
  }
  return c ? tr_scale_span(plot, c) : plot->size[side].step;
}

static double side_of(tr_view *plot, int side) {
  const tr_size *size = &plot->size[side];
  switch (size->kind) {
  case TR_SIZE_PX: return size->px;
  case TR_SIZE_STEP: return stepped(plot, side);
  case TR_SIZE_CONTAINER:
  case TR_SIZE_UNSET: break;
  }
  return tr_continuous_size(plot->chart, side);
}

static bool is_in(const tr_view *view, const tr_view *whole) {
  while (view && view != whole) view = view->parent;
  return view != NULL;
}

/* A size by the steps of a scale that lies around WHOLE is known already, and does not depend on the rows
   that WHOLE now has. */
static bool is_settled(tr_view *plot, int side, const tr_view *whole) {
  const tr_scale_cmp *c = tr_view_scale(plot, side ? TR_ENC_Y : TR_ENC_X);
  return plot->size[side].kind == TR_SIZE_STEP && c && !is_in(c->owner, whole);
}

bool tr_plot_spreads(const tr_view *plot, int side) {
  const tr_chart *chart = plot->chart;
  if (chart->fixed[side]) return true;
  bool on_page = chart->input.on_page && tr_view_is_composed(chart->root);
  return on_page && side == 0 && plot->size[0].kind == TR_SIZE_STEP && !plot->size[0].is_explicit;
}

/* Bands beside each other on a page are as wide as other plots, for the words under them. */
static double least_side(const tr_view *plot, int side) {
  return tr_plot_spreads(plot, side) ? tr_continuous_size(plot->chart, side) : 0;
}

static void set_side(tr_view *view, int side, const tr_view *whole) {
  tr_chart *chart = view->chart;
  bool apart = view->size[side].kind == TR_SIZE_UNSET && view->n_children > 0;
  if (chart->fixed[side])
    view->px[side] = chart->given[side];
  else if (apart)
    view->px[side] = 0; /* as in Vega, where nothing says it */
  else if (!is_settled(view, side, whole))
    view->px[side] = fmax(side_of(view, side), least_side(view, side)) * chart->stretch[side];
  for (size_t i = 0; i < view->n_children && apart; i++) set_side(view->children[i], side, whole);
}

static void set_sizes(tr_view *view, const tr_view *whole) {
  for (size_t i = 0; i < view->n_children && tr_view_is_composed(view); i++)
    set_sizes(view->children[i], whole);
  for (int side = 0; side < 2 && !tr_view_is_composed(view); side++) set_side(view, side, whole);
}

void tr_view_sizes(tr_view *view) { set_sizes(view, view); }

void tr_chart_sizes(tr_chart *chart, double width, double height) {
  double given[2] = {width, height};
  for (int side = 0; side < 2; side++) {
    bool is_one = !tr_view_is_composed(chart->root) || !isnan(tr_view_shared_size(chart->root, side));
    chart->fixed[side] = given[side] > 0 && is_one;
    chart->given[side] = given[side];
  }
  tr_view_sizes(chart->root);
  tr_plot_enter(tr_view_plot(chart->root));
}

tr_view *tr_scale_unit(tr_view *view, const tr_scale_cmp *c) {
  if (view->kind == TR_VIEW_UNIT)
    return tr_def_data(view->enc[c->enc]) && tr_view_scale(view, c->enc) == c ? view : NULL;
  tr_view *unit = NULL;
  for (size_t i = 0; i < view->n_children && !unit; i++) unit = tr_scale_unit(view->children[i], c);
  return unit;
}

static bool build_scales(tr_view *view, bool offsets) {
  for (int e = 0; e < TR_ENC_COUNT; e++) {
    bool is_offset = e == TR_ENC_X_OFFSET || e == TR_ENC_Y_OFFSET;
    tr_scale_cmp *c = view->scales[e];
    if (!c || view->merged[e] || is_offset != offsets) continue;
    tr_plot_enter(tr_scale_unit(view, c));
    if (!tr_scale_build(view, c)) return false;
  }
  for (size_t i = 0; i < view->n_children && view->kind != TR_VIEW_FACET; i++)
    if (!build_scales(view->children[i], offsets)) return false;
  return true;
}

bool tr_view_scales(tr_view *view) {
  return build_scales(view, false) && build_scales(view, true); /* offsets need the bands */
}
