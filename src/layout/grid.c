#include "layout/grid.h"

#include <math.h>

/* Where each box goes along one direction (columns, or rows turned by swapping the roles). */
typedef struct track_axis {
  size_t tracks;  /* number of columns */
  double *extent; /* of each track: how far its boxes reach past their origins */
  double most;    /* of all extents */
  double *offset; /* of each box: from the origin of the box before it */
  double padding;
  tr_grid_align align;
  bool center;
} track_axis;

static double reach_back(double edge) { return edge < 0 ? ceil(-edge) : 0; }

static size_t track_of(size_t i, size_t columns, bool is_row) { return is_row ? i / columns : i % columns; }

static void align_tracks(track_axis *axis, size_t n, size_t columns, bool is_row) {
  for (size_t track = 1; track < axis->tracks; track++) {
    double widest = 0;
    for (size_t i = 0; i < n; i++) {
      size_t mine = track_of(i, columns, is_row);
      bool counts = axis->align == TR_GRID_ALL ? mine > 0 : mine == track;
      if (counts && axis->offset[i] > widest) widest = axis->offset[i];
    }
    axis->extent[axis->tracks + track] = widest;
  }
  for (size_t i = 0; i < n; i++) {
    size_t track = track_of(i, columns, is_row);
    if (track == 0) continue;
    if (axis->align == TR_GRID_NONE)
      axis->offset[i] += axis->extent[track - 1];
    else if (axis->align == TR_GRID_EACH)
      axis->offset[i] = axis->extent[axis->tracks + track] + axis->extent[track - 1];
    else
      axis->offset[i] = axis->extent[axis->tracks + track] + axis->most;
  }
}

static void measure(track_axis *axis, const tr_bounds *boxes, size_t n, size_t columns, bool is_row) {
  for (size_t i = 0; i < n; i++) {
    double far = ceil(is_row ? boxes[i].y2 : boxes[i].x2);
    size_t track = track_of(i, columns, is_row);
    axis->most = fmax(axis->most, far);
    axis->extent[track] = fmax(axis->extent[track], far);
    axis->offset[i] = track == 0 ? 0 : axis->padding + reach_back(is_row ? boxes[i].y1 : boxes[i].x1);
  }
  align_tracks(axis, n, columns, is_row);
}

static void place(const track_axis *axis, size_t n, size_t columns, bool is_row, double (*at)[2]) {
  for (size_t i = 0; i < n; i++) {
    size_t track = track_of(i, columns, is_row), step = is_row ? columns : 1;
    at[i][is_row] = axis->offset[i] + (track > 0 ? at[i - step][is_row] : 0);
  }
}

static void center(const track_axis *axis, const tr_bounds *boxes, size_t n, size_t columns, bool is_row,
                   double (*at)[2]) {
  if (!axis->center || axis->align == TR_GRID_NONE) return;
  for (size_t i = 0; i < n; i++) {
    double room = axis->align == TR_GRID_ALL ? axis->most : axis->extent[track_of(i, columns, is_row)];
    /* As in Vega, a box farther on counts what lies before it as its own: only the first track is centred. */
    double spare = room - (is_row ? boxes[i].y2 : boxes[i].x2) - at[i][is_row];
    if (spare > 0) at[i][is_row] += spare / 2;
  }
}

static double anchored(double at, tr_anchor anchor, double size) {
  switch (anchor) {
  case TR_ANCHOR_START: break;
  case TR_ANCHOR_MIDDLE: at -= size / 2; break;
  case TR_ANCHOR_END: at -= size; break;
  }
  return floor(at + 0.5);
}

static track_axis axis_of(tr_ctx *ctx, size_t tracks, size_t n, double padding, tr_grid_align align,
                          bool is_centered) {
  return (track_axis){.tracks = tracks,
                      .extent = TR_NEW_N(ctx->scene, double, 2 * tracks),
                      .offset = TR_NEW_N(ctx->scene, double, n),
                      .padding = padding,
                      .align = align,
                      .center = is_centered};
}

tr_bounds tr_grid_place(tr_ctx *ctx, const tr_grid_options *o, const tr_bounds *boxes, size_t n,
                        double (*at)[2]) {
  tr_bounds whole = {0, 0, 0, 0};
  if (n == 0) return whole;
  size_t columns = o->columns > 0 && o->columns < n ? o->columns : n, rows = (n + columns - 1) / columns;
  track_axis x = axis_of(ctx, columns, n, o->padding_column, o->align_column, o->center_column && rows > 1);
  track_axis y =
      axis_of(ctx, rows, n, o->padding_row, o->align_row, o->center_row && (columns != 1 || o->columns > 1));
  measure(&x, boxes, n, columns, false);
  measure(&y, boxes, n, columns, true);
  place(&x, n, columns, false, at);
  place(&y, n, columns, true, at);
  center(&x, boxes, n, columns, false, at);
  center(&y, boxes, n, columns, true, at);
  for (size_t i = 0; i < n; i++) {
    tr_bounds box = boxes[i];
    tr_bounds_move(&box, at[i][0], at[i][1]);
    tr_bounds_union(&whole, &box);
  }
  double dx = anchored(o->x, o->anchor_x, tr_bounds_width(&whole));
  double dy = anchored(o->y, o->anchor_y, tr_bounds_height(&whole));
  for (size_t i = 0; i < n; i++) {
    at[i][0] += dx;
    at[i][1] += dy;
  }
  tr_bounds_move(&whole, dx, dy);
  return whole;
}

tr_view_size tr_view_fit(const tr_autosize *autosize, const tr_padding *padding, double given_w,
                         double given_h, double width, double height, const tr_bounds *bounds) {
  double left = fmax(0, ceil(-bounds->x1)), top = fmax(0, ceil(-bounds->y1));
  double right = fmax(0, ceil(bounds->x2 - width)), bottom = fmax(0, ceil(bounds->y2 - height));
  if (autosize->contains_padding) {
    given_w -= padding->left + padding->right;
    given_h -= padding->top + padding->bottom;
  }
  bool fit_x = autosize->type == TR_AUTOSIZE_FIT || autosize->type == TR_AUTOSIZE_FIT_X;
  bool fit_y = autosize->type == TR_AUTOSIZE_FIT || autosize->type == TR_AUTOSIZE_FIT_Y;
  tr_view_size size = {width, height, width + left + right, height + top + bottom, left, top};
  if (autosize->type == TR_AUTOSIZE_NONE) return (tr_view_size){given_w, given_h, given_w, given_h, 0, 0};
  if (fit_x) {
    size.width = fmax(0, given_w - left - right);
    size.outer_width = given_w;
  }
  if (fit_y) {
    size.height = fmax(0, given_h - top - bottom);
    size.outer_height = given_h;
  }
  return size;
}
