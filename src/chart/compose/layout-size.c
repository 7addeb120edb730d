#include "chart/scale/scale-priv.h"

#include <math.h>

static tr_size px_size(double px) { return (tr_size){.kind = TR_SIZE_PX, .px = px}; }

/* The scale of a side, of this view or of the layers above it. */
static const tr_scale_cmp *scale_of(const tr_view *view, int side) {
  return tr_view_scale_around(view, side ? TR_ENC_Y : TR_ENC_X);
}

static tr_size default_size(const tr_view *view, int side) {
  const tr_scale_cmp *c = scale_of(view, side);
  tr_size discrete = tr_discrete_size(view->chart, side);
  if (c && tr_scale_is_discrete(c->type))
    return c->range.way == TR_RANGE_STEP ? (tr_size){.kind = TR_SIZE_STEP, .step = c->range.step} : discrete;
  if (c || tr_view_has_projection(view) || tr_str_is(tr_str_z(view->mark->name), "arc"))
    return px_size(tr_continuous_size(view->chart, side));
  return discrete.kind == TR_SIZE_STEP ? px_size(discrete.step) : discrete;
}

static void unit_size(tr_view *view, int side) {
  const tr_size *given = &view->given[side];
  view->size[side] = *given;
  if (given->kind == TR_SIZE_UNSET) view->size[side] = default_size(view, side);
  const tr_scale_cmp *c = scale_of(view, side);
  /* A step without a band to give it to is the size itself. */
  if (view->size[side].kind == TR_SIZE_STEP && !(c && tr_scale_is_discrete(c->type)))
    view->size[side] = px_size(view->size[side].step);
}

static bool are_alike(const tr_size *a, const tr_size *b) {
  return a->kind == b->kind && (a->kind != TR_SIZE_PX || a->px == b->px);
}

/* Views with scales of their own keep sizes of their own where these are not all the same, or are steps,
   which depend on the scales (parseNonUnitLayoutSizeForChannel). */
static bool keep_sizes(const tr_view *view, int side) {
  if (!tr_is_independent(view, "scale", side ? TR_ENC_Y : TR_ENC_X)) return false;
  for (size_t i = 0; i < view->n_children; i++) {
    const tr_size *child = &view->children[i]->size[side];
    if (child->kind == TR_SIZE_STEP || !are_alike(child, &view->children[0]->size[side])) return true;
  }
  return false;
}

static void warn_of_two_sizes(const tr_view *child, int side, const tr_size *used) {
  const tr_size *own = &child->size[side];
  const tr_value *v = tr_get(child->spec, side ? "height" : "width");
  if (!v || !own->is_explicit || !used->is_explicit || own->kind != used->kind || own->px == used->px) return;
  tr_warn(child->chart->ctx, TR_INPUT, tr_pos_of(v), "give them the same one",
          "views that share their %s have two; the first is used", side ? "height" : "width");
}

static void layer_size(tr_view *view, int side) {
  tr_size merged = {0};
  bool apart = view->kind == TR_VIEW_LAYER && keep_sizes(view, side);
  for (size_t i = 0; i < view->n_children && !apart; i++) {
    const tr_size *child = &view->children[i]->size[side];
    bool wins = merged.kind == TR_SIZE_UNSET || (child->is_explicit && !merged.is_explicit);
    if (wins)
      merged = *child;
    else
      warn_of_two_sizes(view->children[i], side, &merged);
  }
  view->size[side] = merged;
}

/* Views beside each other that share a scale have the same size: the first that was given, else the first. */
static void share_size(tr_view *view, int side) {
  layer_size(view, side);
  for (size_t i = 0; i < view->n_children; i++)
    if (view->children[i]->size[side].kind != TR_SIZE_UNSET) view->children[i]->size[side] = view->size[side];
}

static void parse_size(tr_view *view, int side) {
  switch (view->kind) {
  case TR_VIEW_UNIT: unit_size(view, side); break;
  case TR_VIEW_LAYER: layer_size(view, side); break;
  case TR_VIEW_CONCAT:
    if (view->scales[side ? TR_ENC_Y : TR_ENC_X]) share_size(view, side);
    break;
  case TR_VIEW_FACET: break;
  }
}

void tr_parse_sizes(tr_view *view) {
  for (size_t i = 0; i < view->n_children; i++) tr_parse_sizes(view->children[i]);
  for (int side = 0; side < 2; side++) parse_size(view, side);
}
