#include "geo/geo-priv.h"

/* Clipping on the sphere: lines and polygons to what a projection can show of it. */

typedef enum { IN_NOTHING, IN_LINE, IN_RING } where;

struct tr_geo_clip_sphere {
  tr_geo_sink in, *out;
  tr_geo_line_cut cut;
  tr_geo_edge edge;
  double start[2]; /* of the edge */
  where now;
  bool in_polygon, out_started;
  tr_geo_pieces pieces;
  tr_vec ring_points, ring_ends; /* the polygon as it came: double[2], size_t */
};

static tr_geo_clip_sphere *of(tr_geo_sink *s) { return (tr_geo_clip_sphere *)s; }

/* --- What the cutting gives -------------------------------------------------------------------------------
 */

static void cut_start(void *self) {
  tr_geo_clip_sphere *c = self;
  if (c->in_polygon)
    tr_geo_pieces_open(&c->pieces);
  else
    tr_geo_line_start(c->out);
}

static void cut_point(void *self, double x, double y, int mark) {
  tr_geo_clip_sphere *c = self;
  const double at[2] = {x, y};
  if (c->in_polygon)
    tr_geo_pieces_add(&c->pieces, at, mark);
  else
    tr_geo_point(c->out, x, y);
}

static void cut_end(void *self) {
  tr_geo_clip_sphere *c = self;
  if (!c->in_polygon) tr_geo_line_end(c->out);
}

/* --- Edges ------------------------------------------------------------------------------------------------
 */

/* Both edges are walked from the south up on the west and down on the east. */
static void edge_key(void *self, const double at[2], double key[2]) {
  (void)self;
  key[0] = at[0] < 0 ? at[1] - M_PI_2 - TR_GEO_EPSILON : M_PI_2 - at[1];
  key[1] = 0;
}

static void along_antimeridian(void *self, const double *from, const double *to, int direction) {
  static const double frame[][2] = {{-1, 1}, {0, 1},   {1, 1},  {1, 0}, {1, -1},
                                    {0, -1}, {-1, -1}, {-1, 0}, {-1, 1}};
  tr_geo_sink *out = ((tr_geo_clip_sphere *)self)->out;
  if (!from) {
    for (size_t i = 0; i < sizeof frame / sizeof *frame; i++)
      tr_geo_point(out, frame[i][0] * M_PI, direction * frame[i][1] * M_PI_2);
  } else if (fabs(from[0] - to[0]) > TR_GEO_EPSILON) { /* over a pole */
    double lambda = from[0] < to[0] ? M_PI : -M_PI, phi = direction * lambda / 2;
    tr_geo_point(out, -lambda, phi);
    tr_geo_point(out, 0, phi);
    tr_geo_point(out, lambda, phi);
  } else {
    tr_geo_point(out, to[0], to[1]);
  }
}

/* The angle of a point about the circle's axis. */
static double circle_angle(const tr_geo_line_cut *c, const double at[2]) {
  double v[3];
  tr_geo_cartesian(at, v);
  v[0] -= c->cos_radius;
  tr_geo_unit(v);
  double a = tr_geo_acos(-v[1]);
  return fmod((-v[2] < 0 ? -a : a) + 2 * M_PI - TR_GEO_EPSILON, 2 * M_PI);
}

static void along_circle(void *self, const double *from, const double *to, int direction) {
  const tr_geo_clip_sphere *c = self;
  double step = direction * 2 * TR_GEO_RADIANS, r = c->cut.radius;
  double t0 = r + direction * 2 * M_PI, t1 = r - step / 2;
  if (from) {
    t0 = circle_angle(&c->cut, from);
    t1 = circle_angle(&c->cut, to);
    if (direction > 0 ? t0 < t1 : t0 > t1) t0 += direction * 2 * M_PI;
  }
  for (double t = t0; direction > 0 ? t > t1 : t < t1; t -= step) {
    const double v[3] = {c->cut.cos_radius, -sin(r) * cos(t), -sin(r) * sin(t)};
    double at[2];
    tr_geo_spherical(v, at);
    tr_geo_point(c->out, at[0], at[1]);
  }
}

/* --- Lines and rings --------------------------------------------------------------------------------------
 */

static void start_polygon(tr_geo_clip_sphere *c) {
  if (!c->out_started) tr_geo_polygon_start(c->out);
  c->out_started = true;
}

static void point(tr_geo_sink *s, double x, double y) {
  tr_geo_clip_sphere *c = of(s);
  if (c->now == IN_RING) {
    double *at = tr_vec_push(&c->ring_points);
    at[0] = x;
    at[1] = y;
  }
  if (c->now != IN_NOTHING)
    tr_geo_cut_point_at(&c->cut, x, y);
  else if (tr_geo_cut_visible(&c->cut, x, y))
    tr_geo_point(c->out, x, y);
}

static void line_start(tr_geo_sink *s) {
  tr_geo_clip_sphere *c = of(s);
  c->now = c->in_polygon ? IN_RING : IN_LINE;
  c->pieces.ring_from = c->pieces.pieces.n;
  tr_geo_cut_start(&c->cut);
}

/* A ring that crosses nothing goes on as it is. */
static void pass_ring(tr_geo_clip_sphere *c) {
  const tr_geo_piece *piece = tr_vec_at(&c->pieces.pieces, c->pieces.ring_from);
  const tr_geo_cut_point *points = c->pieces.points.items;
  if (piece->n > 1) {
    start_polygon(c);
    tr_geo_line_start(c->out);
    for (size_t i = piece->from; i + 1 < piece->from + piece->n; i++)
      tr_geo_point(c->out, points[i].at[0], points[i].at[1]);
    tr_geo_line_end(c->out);
  }
  c->pieces.points.n = piece->from;
  c->pieces.pieces.n = c->pieces.ring_from;
}

static void ring_end(tr_geo_clip_sphere *c) {
  const size_t *ends = c->ring_ends.items;
  size_t from = c->ring_ends.n > 0 ? ends[c->ring_ends.n - 1] : 0, n = c->ring_points.n;
  if (n > from) {
    const double *first = tr_vec_at(&c->ring_points, from);
    tr_geo_cut_point_at(&c->cut, first[0], first[1]);
  }
  tr_geo_cut_end(&c->cut);
  *(size_t *)tr_vec_push(&c->ring_ends) = n;
  int clean = tr_geo_cut_clean(&c->cut);
  if (c->pieces.pieces.n == c->pieces.ring_from) return;
  if (clean & 1)
    pass_ring(c);
  else if (clean & 2)
    tr_geo_pieces_join_ring(&c->pieces);
}

static void line_end(tr_geo_sink *s) {
  tr_geo_clip_sphere *c = of(s);
  if (c->now == IN_RING)
    ring_end(c);
  else
    tr_geo_cut_end(&c->cut);
  c->now = IN_NOTHING;
}

static void polygon_start(tr_geo_sink *s) {
  tr_geo_clip_sphere *c = of(s);
  c->in_polygon = true;
  c->out_started = false;
  tr_geo_pieces_clear(&c->pieces);
  c->ring_points.n = c->ring_ends.n = 0;
}

static bool has_segments(const tr_geo_pieces *p) {
  const tr_geo_piece *pieces = p->pieces.items;
  for (size_t i = 0; i < p->pieces.n; i++)
    if (pieces[i].n > 1) return true;
  return false;
}

static void polygon_end(tr_geo_sink *s) {
  tr_geo_clip_sphere *c = of(s);
  bool inside = tr_geo_contains(c->ring_points.items, c->ring_ends.items, c->ring_ends.n, c->start);
  c->in_polygon = false;
  if (has_segments(&c->pieces)) {
    start_polygon(c);
    tr_geo_rejoin(&c->pieces, &c->edge, inside, c->out);
  } else if (inside) {
    start_polygon(c);
    tr_geo_line_start(c->out);
    c->edge.along(c, NULL, NULL, 1);
    tr_geo_line_end(c->out);
  }
  if (c->out_started) tr_geo_polygon_end(c->out);
  c->out_started = false;
}

void tr_geo_clip_whole(tr_geo_clip_sphere *c) {
  tr_geo_polygon_start(c->out);
  tr_geo_line_start(c->out);
  c->edge.along(c, NULL, NULL, 1);
  tr_geo_line_end(c->out);
  tr_geo_polygon_end(c->out);
}

tr_geo_clip_sphere *tr_geo_clip_sphere_new(tr_arena *arena, double clip_angle, tr_geo_sink *out) {
  static const tr_geo_sink_ops ops = {point, line_start, line_end, polygon_start, polygon_end};
  tr_geo_clip_sphere *c = TR_NEW(arena, tr_geo_clip_sphere);
  bool by_circle = clip_angle != 0;
  c->in.ops = &ops;
  c->out = out;
  c->cut = (tr_geo_line_cut){.by_circle = by_circle,
                             .radius = clip_angle,
                             .cos_radius = cos(clip_angle),
                             .is_small = cos(clip_angle) > 0,
                             .is_not_hemisphere = fabs(cos(clip_angle)) > TR_GEO_EPSILON,
                             .self = c,
                             .start = cut_start,
                             .point = cut_point,
                             .end = cut_end};
  c->edge = (tr_geo_edge){c, edge_key, by_circle ? along_circle : along_antimeridian};
  c->start[0] = by_circle && c->cut.is_small ? 0 : -M_PI;
  c->start[1] = !by_circle ? -M_PI_2 : c->cut.is_small ? -clip_angle : clip_angle - M_PI;
  c->pieces = tr_geo_pieces_of(arena);
  c->ring_points = tr_vec_of(arena, sizeof(double[2]));
  c->ring_ends = tr_vec_of(arena, sizeof(size_t));
  return c;
}
