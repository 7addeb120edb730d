#include "layout/legends.h"

#include <math.h>

static const char *const names[TR_SPOTS] = {
    [TR_SPOT_LEFT] = "left",
    [TR_SPOT_RIGHT] = "right",
    [TR_SPOT_TOP] = "top",
    [TR_SPOT_BOTTOM] = "bottom",
    [TR_SPOT_TOP_LEFT] = "top-left",
    [TR_SPOT_TOP_RIGHT] = "top-right",
    [TR_SPOT_BOTTOM_LEFT] = "bottom-left",
    [TR_SPOT_BOTTOM_RIGHT] = "bottom-right",
    [TR_SPOT_NONE] = "none",
};

bool tr_spot_parse(tr_str s, tr_spot *out) {
  for (int i = 0; i < TR_SPOTS; i++) {
    if (!tr_str_is(s, names[i])) continue;
    *out = (tr_spot)i;
    return true;
  }
  return false;
}

const char *tr_spot_name(tr_spot spot) { return names[spot]; }

/* The anchor's place along a side that starts at FROM; without a size of its own the side is as long as what
   stands beside it reaches on both sides. */
static double along(const tr_spot_layout *l, const tr_bounds *b, bool upright, double size,
                    const tr_bounds *other) {
  double share = l->anchor == TR_ANCHOR_END ? 1 : l->anchor == TR_ANCHOR_MIDDLE ? 0.5 : 0;
  if (l->to_bounds) return upright ? b->y1 + share * tr_bounds_height(b) : b->x1 + share * tr_bounds_width(b);
  if (size != 0) return share * size;
  return share * (upright ? tr_bounds_height(other) + 2 * other->y1 : tr_bounds_width(other) + 2 * other->x1);
}

void tr_spot_place(tr_ctx *ctx, tr_spot spot, const tr_spot_layout *l, const tr_bounds *x, const tr_bounds *y,
                   double width, double height, const tr_bounds *boxes, size_t n, double (*at)[2]) {
  tr_grid_options o = {.columns = l->vertical ? 1 : n,
                       .align_row = TR_GRID_EACH,
                       .align_column = TR_GRID_EACH,
                       .center_row = l->center_row,
                       .center_column = l->center_column,
                       .padding_row = l->margin,
                       .padding_column = l->margin};
  bool right = spot == TR_SPOT_TOP_RIGHT || spot == TR_SPOT_BOTTOM_RIGHT;
  bool low = spot == TR_SPOT_BOTTOM_LEFT || spot == TR_SPOT_BOTTOM_RIGHT;
  switch (spot) {
  case TR_SPOT_LEFT:
  case TR_SPOT_RIGHT:
    o.x = spot == TR_SPOT_LEFT ? floor(x->x1) - l->offset : ceil(x->x2) + l->offset;
    o.anchor_x = spot == TR_SPOT_LEFT ? TR_ANCHOR_END : TR_ANCHOR_START;
    o.y = along(l, y, true, height, x);
    o.anchor_y = l->anchor;
    break;
  case TR_SPOT_TOP:
  case TR_SPOT_BOTTOM:
    o.y = spot == TR_SPOT_TOP ? floor(y->y1) - l->offset : ceil(y->y2) + l->offset;
    o.anchor_y = spot == TR_SPOT_TOP ? TR_ANCHOR_END : TR_ANCHOR_START;
    o.x = along(l, x, false, width, y);
    o.anchor_x = l->anchor;
    break;
  case TR_SPOT_TOP_LEFT:
  case TR_SPOT_TOP_RIGHT:
  case TR_SPOT_BOTTOM_LEFT:
  case TR_SPOT_BOTTOM_RIGHT:
    o.x = right ? width - l->offset : l->offset;
    o.y = low ? height - l->offset : l->offset;
    o.anchor_x = right ? TR_ANCHOR_END : TR_ANCHOR_START;
    o.anchor_y = low ? TR_ANCHOR_END : TR_ANCHOR_START;
    break;
  case TR_SPOT_NONE: return;
  }
  tr_grid_place(ctx, &o, boxes, n, at);
}

void tr_spot_widen(tr_spot spot, const tr_bounds *legend, bool fits, tr_bounds *view) {
  if (!fits) {
    tr_bounds_union(view, legend);
  } else if (spot == TR_SPOT_LEFT || spot == TR_SPOT_RIGHT) {
    tr_bounds_add(view, legend->x1, 0);
    tr_bounds_add(view, legend->x2, 0);
  } else if (spot == TR_SPOT_TOP || spot == TR_SPOT_BOTTOM) {
    tr_bounds_add(view, 0, legend->y1);
    tr_bounds_add(view, 0, legend->y2);
  }
}
