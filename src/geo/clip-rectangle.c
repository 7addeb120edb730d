#include "geo/geo-priv.h"

/* Clipping in the plane, to a rectangle (Liang and Barsky's for lines). */

typedef struct rectangle {
  tr_geo_sink in, *out;
  double e[4]; /* left, top, right, bottom */
  tr_geo_edge edge;
  bool in_line, in_polygon, is_first, is_clean;
  double first[2], before[2];
  bool first_visible, was_visible;
  tr_geo_pieces pieces;
  int winding; /* of the polygon about the lower left corner */
  double ring[2];
  bool has_ring;
} rectangle;

static rectangle *of(tr_geo_sink *s) { return (rectangle *)s; }

/* --- The edge ---------------------------------------------------------------------------------------------
 */

static bool near(double a, double b) { return fabs(a - b) < TR_GEO_EPSILON; }

/* The corner that comes next on the way from AT: 0 left top, 1 right top, 2 right bottom, 3 left bottom. */
static int corner(const rectangle *r, const double at[2], int direction) {
  int forth = direction > 0;
  if (near(at[0], r->e[0])) return forth ? 0 : 3;
  if (near(at[0], r->e[2])) return forth ? 2 : 1;
  if (near(at[1], r->e[1])) return forth ? 1 : 0;
  return forth ? 3 : 2;
}

static void edge_key(void *self, const double at[2], double key[2]) {
  int side = corner(self, at, 1);
  key[0] = side;
  key[1] = side == 0 ? -at[1] : side == 1 ? at[0] : side == 2 ? at[1] : -at[0];
}

static bool comes_before(rectangle *r, const double a[2], const double b[2]) {
  double ka[2], kb[2];
  edge_key(r, a, ka);
  edge_key(r, b, kb);
  return ka[0] != kb[0] ? ka[0] < kb[0] : ka[1] < kb[1];
}

static void along(void *self, const double *from, const double *to, int direction) {
  rectangle *r = self;
  int a = from ? corner(r, from, direction) : 0, end = from ? corner(r, to, direction) : 0;
  if (from && a == end && comes_before(r, from, to) == (direction > 0)) {
    tr_geo_point(r->out, to[0], to[1]);
    return;
  }
  do {
    tr_geo_point(r->out, a == 0 || a == 3 ? r->e[0] : r->e[2], a > 1 ? r->e[3] : r->e[1]);
    a = (a + direction + 4) % 4;
  } while (a != end);
}

/* --- What is kept -----------------------------------------------------------------------------------------
 */

static void start(rectangle *r) {
  if (r->in_polygon)
    tr_geo_pieces_open(&r->pieces);
  else
    tr_geo_line_start(r->out);
}

static void keep(rectangle *r, const double at[2]) {
  if (r->in_polygon)
    tr_geo_pieces_add(&r->pieces, at, 0);
  else
    tr_geo_point(r->out, at[0], at[1]);
}

static void end(rectangle *r) {
  if (!r->in_polygon) tr_geo_line_end(r->out);
}

/* Narrows [t0, t1] to where A + t D is on the inner side of BOUND; SIGN 1: above it. */
static bool narrow(double a, double d, double bound, int sign, double t[2]) {
  double r = bound - a;
  if (!(fabs(d) > 0)) return sign > 0 ? !(r > 0) : !(r < 0);
  r /= d;
  bool enters = sign > 0 ? d > 0 : d < 0;
  if (enters) {
    if (r > t[1]) return false;
    t[0] = fmax(t[0], r);
  } else {
    if (r < t[0]) return false;
    t[1] = fmin(t[1], r);
  }
  return true;
}

static bool cut(const rectangle *r, double a[2], double b[2]) {
  double t[2] = {0, 1}, d[2] = {b[0] - a[0], b[1] - a[1]}, from[2] = {a[0], a[1]};
  for (int i = 0; i < 2; i++)
    if (!narrow(from[i], d[i], r->e[i], 1, t) || !narrow(from[i], d[i], r->e[i + 2], -1, t)) return false;
  for (int i = 0; i < 2; i++) {
    if (t[0] > 0) a[i] = from[i] + t[0] * d[i];
    if (t[1] < 1) b[i] = from[i] + t[1] * d[i];
  }
  return true;
}

static double bounded(double x) { return fmax(-1e9, fmin(1e9, x)); }

static void line_to(rectangle *r, const double to[2], bool visible) {
  double a[2], b[2];
  if (visible && r->was_visible) {
    keep(r, to);
    return;
  }
  for (int i = 0; i < 2; i++) {
    a[i] = r->before[i] = bounded(r->before[i]);
    b[i] = bounded(to[i]);
  }
  if (cut(r, a, b)) {
    if (!r->was_visible) {
      start(r);
      keep(r, a);
    }
    keep(r, b);
    if (!visible) end(r);
    r->is_clean = false;
  } else if (visible) {
    start(r);
    keep(r, b);
    r->is_clean = false;
  }
}

/* How often the polygon winds about the lower left corner. */
static void wind(rectangle *r, const double to[2]) {
  double x = r->e[0], y = r->e[3], *a = r->ring;
  if (r->has_ring) {
    double left = (to[0] - a[0]) * (y - a[1]), right = (to[1] - a[1]) * (x - a[0]);
    if (a[1] <= y && to[1] > y && left > right) r->winding++;
    if (a[1] > y && to[1] <= y && left < right) r->winding--;
  }
  r->has_ring = true;
  a[0] = to[0];
  a[1] = to[1];
}

static void line_point(rectangle *r, double x, double y) {
  double to[2] = {x, y};
  bool visible = tr_geo_in_extent(r->e, x, y);
  if (r->in_polygon) wind(r, to);
  if (r->is_first) {
    r->is_first = false;
    r->first[0] = x;
    r->first[1] = y;
    r->first_visible = visible;
    if (visible) {
      start(r);
      keep(r, to);
    }
  } else {
    line_to(r, to, visible);
    if (!(visible && r->was_visible)) {
      to[0] = bounded(x);
      to[1] = bounded(y);
    }
  }
  r->before[0] = to[0];
  r->before[1] = to[1];
  r->was_visible = visible;
}

static void point(tr_geo_sink *s, double x, double y) {
  rectangle *r = of(s);
  if (r->in_line)
    line_point(r, x, y);
  else if (tr_geo_in_extent(r->e, x, y))
    tr_geo_point(r->out, x, y);
}

static void line_start(tr_geo_sink *s) {
  rectangle *r = of(s);
  r->in_line = r->is_first = true;
  r->was_visible = r->has_ring = false;
  r->before[0] = r->before[1] = NAN;
  r->pieces.ring_from = r->pieces.pieces.n;
}

static void line_end(tr_geo_sink *s) {
  rectangle *r = of(s);
  if (r->in_polygon && !r->is_first) {
    line_point(r, r->first[0], r->first[1]);
    if (r->first_visible && r->was_visible) tr_geo_pieces_join_ring(&r->pieces);
  }
  r->in_line = false;
  if (r->was_visible) end(r);
}

static void polygon_start(tr_geo_sink *s) {
  rectangle *r = of(s);
  tr_geo_pieces_clear(&r->pieces);
  r->in_polygon = r->is_clean = true;
  r->winding = 0;
}

static void polygon_end(tr_geo_sink *s) {
  rectangle *r = of(s);
  bool inside = r->winding != 0, whole = r->is_clean && inside;
  r->in_polygon = false;
  if (!whole && r->pieces.pieces.n == 0) return;
  tr_geo_polygon_start(r->out);
  if (whole) {
    tr_geo_line_start(r->out);
    along(r, NULL, NULL, 1);
    tr_geo_line_end(r->out);
  }
  if (r->pieces.pieces.n > 0) tr_geo_rejoin(&r->pieces, &r->edge, inside, r->out);
  tr_geo_polygon_end(r->out);
}

tr_geo_sink *tr_geo_clip_rectangle_new(tr_arena *arena, const double extent[4], tr_geo_sink *out) {
  static const tr_geo_sink_ops ops = {point, line_start, line_end, polygon_start, polygon_end};
  rectangle *r = TR_NEW(arena, rectangle);
  r->in.ops = &ops;
  r->out = out;
  for (int i = 0; i < 4; i++) r->e[i] = extent[i];
  r->edge = (tr_geo_edge){r, edge_key, along};
  r->pieces = tr_geo_pieces_of(arena);
  return &r->in;
}
