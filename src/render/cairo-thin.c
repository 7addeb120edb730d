#include "render/render-priv.h"

#include <math.h>

/* Lines of very many points. Cairo's time grows with the edges that cross a row of pixels: a line that goes
   up and down hundreds of times within a pixel takes a minute. Of the points that follow each other within a
   column of an eighth of a pixel, the first, the least, the greatest and the last cover what all of them do,
   but for the sharp corners between (of 100,000 points of noise, no pixel differs to the eye; of a random
   walk, one in 800). */

enum { COLUMNS = 8 /* of a pixel */ };

/* Points of the column under way, by their index; Y in device units. */
typedef struct column {
  double at, low_y, high_y;
  size_t first, low, high, last;
} column;

static void open_column(column *c, size_t i, double at, double y) { *c = (column){at, y, y, i, i, i, i}; }

static void add_point(column *c, size_t i, double y) {
  c->last = i;
  if (y < c->low_y) {
    c->low_y = y;
    c->low = i;
  }
  if (y > c->high_y) {
    c->high_y = y;
    c->high = i;
  }
}

/* What follows the first point, which is drawn already. */
static void close_column(tr_pather *p, const column *c, const double *xy) {
  size_t a = c->low < c->high ? c->low : c->high, b = c->low < c->high ? c->high : c->low;
  if (a > c->first && a < c->last) tr_path_line(p, xy[2 * a], xy[2 * a + 1]);
  if (b > a && b > c->first && b < c->last) tr_path_line(p, xy[2 * b], xy[2 * b + 1]);
  if (c->last > c->first) tr_path_line(p, xy[2 * c->last], xy[2 * c->last + 1]);
}

static bool is_polyline(const tr_path *path) {
  for (size_t i = 0; i < path->n_ops; i++)
    if (path->ops[i] != 'M' && path->ops[i] != 'L') return false;
  return path->n_ops > 0;
}

bool tr_cairo_thin(tr_painter *p, const tr_path *path, const double device[6], tr_path *out) {
  enum { MANY = 4096 };
  const double *xy = path->xy;
  if (path->n_points < MANY || cairo_get_dash_count(p->cr) > 0 || !is_polyline(path)) return false;
  tr_pather thin = tr_pather_of(p->ctx);
  column c = {0};
  for (size_t i = 0; i < path->n_points; i++) {
    double x, y, at;
    tr_matrix_apply(device, xy[2 * i], xy[2 * i + 1], &x, &y);
    at = floor(x * COLUMNS);
    bool moves = path->ops[i] == 'M';
    if (i > 0 && !moves && at == c.at) {
      add_point(&c, i, y);
      continue;
    }
    if (i > 0) close_column(&thin, &c, xy);
    (moves ? tr_path_move : tr_path_line)(&thin, xy[2 * i], xy[2 * i + 1]);
    open_column(&c, i, at, y);
  }
  close_column(&thin, &c, xy);
  *out = tr_path_done(&thin);
  return true;
}
