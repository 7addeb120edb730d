#include "layout/box.h"

#include <assert.h>
#include <math.h>

static double gaps(size_t n, double gap) { return n > 1 ? gap * (double)(n - 1) : 0; }

static double at_most(const tr_track *t, double size) {
  if (!isnan(t->fixed)) return t->fixed;
  return fmin(fmax(size, t->min), fmax(t->max, t->min));
}

double tr_tracks_min(const tr_track *tracks, size_t n, double gap) {
  double sum = gaps(n, gap);
  for (size_t i = 0; i < n; i++) sum += at_most(&tracks[i], tracks[i].min);
  return sum;
}

double tr_tracks_natural(const tr_track *tracks, size_t n, double gap) {
  double sum = gaps(n, gap);
  for (size_t i = 0; i < n; i++) sum += at_most(&tracks[i], tracks[i].natural);
  return sum;
}

static double sum_of(const double *sizes, size_t n) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += sizes[i];
  return sum;
}

/* Weight of the tracks that may still grow. */
static double open_weight(const tr_track *tracks, size_t n, const double *sizes) {
  double weight = 0;
  for (size_t i = 0; i < n; i++)
    if (isnan(tracks[i].fixed) && sizes[i] < tracks[i].max) weight += tracks[i].grow;
  return weight;
}

/* Each round gives all that is left by weight; a track that reaches its max drops out of the next. */
static void grow(const tr_track *tracks, size_t n, double left, double *sizes) {
  for (size_t round = 0; round <= n && left > 1e-9; round++) {
    double weight = open_weight(tracks, n, sizes);
    if (weight <= 0) return;
    double given = 0;
    for (size_t i = 0; i < n; i++) {
      if (!isnan(tracks[i].fixed) || sizes[i] >= tracks[i].max) continue;
      double size = fmin(sizes[i] + left * tracks[i].grow / weight, tracks[i].max);
      given += size - sizes[i];
      sizes[i] = size;
    }
    left -= given;
  }
}

static double sum_at_level(const tr_track *tracks, size_t n, double level) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += at_most(&tracks[i], fmin(tracks[i].natural, level));
  return sum;
}

/* The level whose cut leaves exactly ROOM. The sum is piecewise linear and rises with the level, so halving
   the interval 60 times gives it to the last bit that matters. */
static double cut_level(const tr_track *tracks, size_t n, double room) {
  double low = 0, high = 0;
  for (size_t i = 0; i < n; i++) high = fmax(high, tracks[i].natural);
  for (int i = 0; i < 60; i++) {
    double middle = (low + high) / 2;
    if (sum_at_level(tracks, n, middle) > room)
      high = middle;
    else
      low = middle;
  }
  return low;
}

double tr_tracks_solve(const tr_track *tracks, size_t n, double gap, double available, double *sizes) {
  double room = available - gaps(n, gap);
  for (size_t i = 0; i < n; i++) sizes[i] = at_most(&tracks[i], tracks[i].natural);
  double left = room - sum_of(sizes, n);
  if (left > 0) {
    grow(tracks, n, left, sizes);
  } else if (left < 0) {
    double level = cut_level(tracks, n, room);
    for (size_t i = 0; i < n; i++) sizes[i] = at_most(&tracks[i], fmin(tracks[i].natural, level));
  }
  return sum_of(sizes, n) + gaps(n, gap);
}

double tr_tracks_equal(const tr_track *tracks, size_t n, double gap, double available, double *sizes) {
  if (n == 0) return 0;
  double share = fmax(0, (available - gaps(n, gap)) / (double)n);
  for (size_t i = 0; i < n; i++) share = fmax(share, tracks[i].min);
  for (size_t i = 0; i < n; i++) sizes[i] = share;
  return share * (double)n + gaps(n, gap);
}

void tr_justify_places(tr_justify mode, const double *sizes, size_t n, double gap, double available,
                       double *starts) {
  double left = fmax(0, available - sum_of(sizes, n) - gaps(n, gap));
  double at = 0, between = gap;
  switch (mode) {
  case TR_JUSTIFY_START: break;
  case TR_JUSTIFY_CENTER: at = left / 2; break;
  case TR_JUSTIFY_END: at = left; break;
  case TR_JUSTIFY_BETWEEN:
    if (n > 1) between += left / (double)(n - 1);
    break;
  case TR_JUSTIFY_EVENLY:
    at = left / (double)(n + 1);
    between += at;
    break;
  }
  for (size_t i = 0; i < n; i++) {
    starts[i] = at;
    at += sizes[i] + between;
  }
}

static size_t break_lines(const double *sizes, size_t n, double gap, double available, size_t *ends) {
  size_t lines = 0;
  double used = 0;
  for (size_t i = 0; i < n; i++) {
    bool first = lines == 0 || used == 0;
    if (!first && used + gap + sizes[i] > available + 1e-6) {
      ends[lines - 1] = i;
      first = true;
    }
    if (first) {
      lines++;
      used = sizes[i];
    } else {
      used += gap + sizes[i];
    }
    ends[lines - 1] = i + 1;
  }
  return lines;
}

size_t tr_wrap_lines(const double *sizes, size_t n, double gap, double available, size_t *ends) {
  size_t lines = break_lines(sizes, n, gap, available, ends);
  double low = 0, high = available;
  for (size_t i = 0; i < n; i++) low = fmax(low, sizes[i]);
  for (int i = 0; i < 40 && lines > 1 && low < high; i++) {
    double middle = (low + high) / 2;
    if (break_lines(sizes, n, gap, middle, ends) > lines)
      low = middle;
    else
      high = middle;
  }
  return break_lines(sizes, n, gap, fmax(high, low), ends);
}

size_t tr_grid_rebalance(size_t n, size_t columns) {
  if (columns < 1 || n == 0) return 1;
  if (columns > n) columns = n;
  size_t rows = (n + columns - 1) / columns;
  return (n + rows - 1) / rows;
}

size_t tr_grid_columns(size_t n, double item_min, double gap, double available) {
  double fit = item_min + gap > 0 ? floor((available + gap + 1e-6) / (item_min + gap)) : (double)n;
  size_t columns = fit < 1 ? 1 : fit > (double)n ? n : (size_t)fit;
  return tr_grid_rebalance(n, columns);
}

typedef struct occupancy {
  tr_vec taken; /* of bool: columns × rows, rows added as needed */
  size_t columns;
} occupancy;

static bool *taken_at(occupancy *o, size_t column, size_t row) {
  size_t i = row * o->columns + column;
  if (i >= o->taken.n) tr_vec_push_n(&o->taken, (row + 1) * o->columns - o->taken.n);
  return tr_vec_at(&o->taken, i);
}

static bool is_free(occupancy *o, const tr_cell_at *c) {
  if (c->column + c->columns > o->columns) return false;
  for (size_t y = 0; y < c->rows; y++)
    for (size_t x = 0; x < c->columns; x++)
      if (*taken_at(o, c->column + x, c->row + y)) return false;
  return true;
}

static void take(occupancy *o, const tr_cell_at *c) {
  for (size_t y = 0; y < c->rows; y++)
    for (size_t x = 0; x < c->columns; x++) *taken_at(o, c->column + x, c->row + y) = true;
}

size_t tr_grid_flow(tr_arena *arena, tr_cell_at *cells, size_t n, size_t columns) {
  assert(columns > 0);
  occupancy o = {tr_vec_of(arena, sizeof(bool)), columns};
  size_t rows = 0, column = 0, row = 0;
  for (size_t i = 0; i < n; i++) {
    tr_cell_at *c = &cells[i];
    if (c->columns < 1) c->columns = 1;
    if (c->rows < 1) c->rows = 1;
    if (c->columns > columns) c->columns = columns;
    for (;; column++) {
      if (column >= columns) {
        column = 0;
        row++;
      }
      c->column = column;
      c->row = row;
      if (is_free(&o, c)) break;
    }
    take(&o, c);
    if (row + c->rows > rows) rows = row + c->rows;
  }
  return rows;
}

void tr_span_raise(double *sizes, size_t first, size_t count, double gap, double size) {
  double have = gaps(count, gap) + sum_of(sizes + first, count);
  if (have >= size) return;
  for (size_t i = first; i < first + count; i++) sizes[i] += (size - have) / (double)count;
}
