#include "layout/trellis.h"

#include <math.h>

/* Which cells a header or footer is measured by and aligned to. */
typedef struct band_way {
  bool is_column, is_far;
} band_way;
static const band_way ways[TR_TRELLIS_BANDS] = {[TR_TRELLIS_ROW_HEADER] = {false, false},
                                                [TR_TRELLIS_ROW_FOOTER] = {false, true},
                                                [TR_TRELLIS_COLUMN_HEADER] = {true, false},
                                                [TR_TRELLIS_COLUMN_FOOTER] = {true, true}};

typedef struct trellis_grid {
  size_t columns, rows;
} trellis_grid;

static tr_bounds placed(const tr_trellis_box *box) {
  tr_bounds b = box->bounds;
  tr_bounds_move(&b, box->x, box->y);
  return b;
}

static tr_bounds data_rectangle(const tr_trellis_box *box) {
  return (tr_bounds){0, 0, fmax(0, box->width), fmax(0, box->height)};
}

static double edge_of(const tr_bounds *b, band_way way) {
  if (way.is_column) return way.is_far ? b->y2 : b->y1;
  return way.is_far ? b->x2 : b->x1;
}

/* The farther out of two edges, in whole px. */
static double outer(double a, double b, band_way way) {
  return way.is_far ? ceil(fmax(a, b)) : floor(fmin(a, b));
}

static void place_cells(tr_ctx *ctx, tr_trellis *t) {
  tr_bounds *boxes = TR_NEW_N(ctx->scene, tr_bounds, t->n);
  double(*at)[2] = tr_alloc_n(ctx->scene, t->n, sizeof *at);
  for (size_t i = 0; i < t->n; i++) {
    const tr_trellis_box *cell = &t->cells[i];
    bool is_empty = tr_bounds_empty(&cell->bounds);
    boxes[i] = t->flush ? data_rectangle(cell) : is_empty ? (tr_bounds){0, 0, 0, 0} : cell->bounds;
  }
  tr_grid_place(ctx, &t->grid, boxes, t->n, at);
  for (size_t i = 0; i < t->n; i++) {
    t->cells[i].x = at[i][0];
    t->cells[i].y = at[i][1];
  }
}

/* Index of the first cell of a band's first row or column, and how far the next is. */
static size_t first_cell(const trellis_grid *g, band_way way) {
  if (!way.is_far) return 0;
  return way.is_column ? (g->rows - 1) * g->columns : g->columns - 1;
}
static size_t cell_step(const trellis_grid *g, band_way way) { return way.is_column ? 1 : g->columns; }

static double margin(const tr_trellis *t, const trellis_grid *g, band_way way) {
  double reach = 0;
  for (size_t i = first_cell(g, way); i < t->n; i += cell_step(g, way)) {
    const tr_trellis_box *cell = &t->cells[i];
    tr_bounds b = t->flush ? data_rectangle(cell) : cell->bounds;
    if (tr_bounds_empty(&b)) continue;
    tr_bounds_move(&b, cell->x, cell->y);
    reach = outer(reach, edge_of(&b, way), way);
  }
  return reach;
}

/* The last row may be short: then the cell before the missing one stands in, else the last of all. */
static const tr_trellis_box *nearest_cell(const tr_trellis *t, const trellis_grid *g, band_way way,
                                          size_t i) {
  size_t back = way.is_column ? g->columns : 1;
  if (i < t->n) return &t->cells[i];
  size_t steps = (i - t->n) / back + 1;
  return &t->cells[steps <= i / back ? i - steps * back : t->n - 1];
}

static double along(const tr_trellis_box *cell, bool is_column, double band) {
  tr_bounds b = placed(cell);
  if (isnan(band) || tr_bounds_empty(&b)) return is_column ? cell->x : cell->y;
  double at = is_column ? b.x1 + band * tr_bounds_width(&b) : b.y1 + band * tr_bounds_height(&b);
  return floor(at + 0.5);
}

/* Returns how far out the band then reaches. */
static double place_band(tr_trellis *t, const trellis_grid *g, tr_trellis_band which) {
  band_way way = ways[which];
  size_t limit = way.is_column ? g->columns : g->rows;
  if (t->n == 0) return 0; /* what there is then stays at the origin */
  if (t->n_bands[which] > limit) t->n_bands[which] = limit;
  double away = margin(t, g, way);
  if (t->n_bands[which] == 0) return away;
  away += way.is_far ? t->offset[which] : -t->offset[which];
  double edge = 0;
  size_t at = first_cell(g, way);
  for (size_t i = 0; i < t->n_bands[which]; i++, at += cell_step(g, way)) {
    tr_trellis_box *header = &t->bands[which][i];
    double beside = along(nearest_cell(t, g, way, at), way.is_column, t->band[which]);
    header->x = way.is_column ? beside : away;
    header->y = way.is_column ? away : beside;
    if (tr_bounds_empty(&header->bounds)) continue;
    tr_bounds b = placed(header);
    edge = outer(edge, edge_of(&b, way), way);
  }
  return edge;
}

static void place_title(const tr_trellis *t, size_t direction, const tr_bounds *cells, const double *edges) {
  static const tr_trellis_band near[] = {TR_TRELLIS_ROW_HEADER, TR_TRELLIS_COLUMN_HEADER};
  static const tr_trellis_band far[] = {TR_TRELLIS_ROW_FOOTER, TR_TRELLIS_COLUMN_FOOTER};
  tr_trellis_box *title = t->titles[direction];
  if (!title) return;
  bool is_far = t->title_anchor[direction] == TR_ANCHOR_END;
  double band = isnan(t->title_band[direction]) ? 0.5 : t->title_band[direction];
  double away = is_far ? edges[far[direction]] + t->title_offset[direction]
                       : edges[near[direction]] - t->title_offset[direction];
  double across = floor(cells->x1 + band * tr_bounds_width(cells) + 0.5);
  double down = floor(cells->y1 + band * tr_bounds_height(cells) + 0.5);
  title->x = direction == TR_TRELLIS_COLUMN ? across : away;
  title->y = direction == TR_TRELLIS_COLUMN ? away : down;
}

static void cover(tr_bounds *whole, const tr_trellis_box *boxes, size_t n) {
  for (size_t i = 0; i < n; i++) {
    tr_bounds b = placed(&boxes[i]);
    tr_bounds_union(whole, &b);
  }
}

tr_bounds tr_trellis_place(tr_ctx *ctx, tr_trellis *t) {
  size_t columns = t->grid.columns > 0 ? t->grid.columns : t->n;
  trellis_grid g = {columns, t->n > 0 ? (t->n - 1) / columns + 1 : 0};
  double edges[TR_TRELLIS_BANDS];
  place_cells(ctx, t);
  tr_bounds whole = tr_bounds_none();
  cover(&whole, t->cells, t->n);
  tr_bounds cells = tr_bounds_empty(&whole) ? (tr_bounds){0, 0, 0, 0} : whole;
  for (int which = 0; which < TR_TRELLIS_BANDS; which++) {
    edges[which] = place_band(t, &g, (tr_trellis_band)which);
    cover(&whole, t->bands[which], t->n_bands[which]);
  }
  for (size_t i = 0; i < TR_TRELLIS_TITLES; i++) {
    place_title(t, i, &cells, edges);
    if (t->titles[i]) cover(&whole, t->titles[i], 1);
  }
  return whole;
}
