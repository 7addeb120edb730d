#ifndef TR_GEO_GEO_PRIV_H
#define TR_GEO_GEO_PRIV_H

#include "geo/geo.h"

#include <math.h>

/* Angles are in radians inside the room. */

#define TR_GEO_EPSILON  1e-6
#define TR_GEO_EPSILON2 1e-12
#define TR_GEO_RADIANS  (M_PI / 180)

/* Rounding may leave the interval by a hair. */
static inline double tr_geo_asin(double x) { return x > 1 ? M_PI_2 : x < -1 ? -M_PI_2 : asin(x); }
static inline double tr_geo_acos(double x) { return x > 1 ? 0 : x < -1 ? M_PI : acos(x); }
static inline void tr_geo_cartesian(const double p[2], double out[3]) {
  double c = cos(p[1]);
  out[0] = c * cos(p[0]);
  out[1] = c * sin(p[0]);
  out[2] = sin(p[1]);
}
static inline void tr_geo_spherical(const double v[3], double out[2]) {
  out[0] = atan2(v[1], v[0]);
  out[1] = tr_geo_asin(v[2]);
}
static inline double tr_geo_dot(const double a[3], const double b[3]) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
static inline void tr_geo_cross(const double a[3], const double b[3], double out[3]) {
  out[0] = a[1] * b[2] - a[2] * b[1];
  out[1] = a[2] * b[0] - a[0] * b[2];
  out[2] = a[0] * b[1] - a[1] * b[0];
}
static inline void tr_geo_unit(double v[3]) {
  double l = sqrt(tr_geo_dot(v, v));
  for (int i = 0; i < 3; i++) v[i] /= l;
}
static inline bool tr_geo_same(const double a[2], const double b[2]) {
  return fabs(a[0] - b[0]) < TR_GEO_EPSILON && fabs(a[1] - b[1]) < TR_GEO_EPSILON;
}

static inline void tr_geo_point(tr_geo_sink *s, double x, double y) { s->ops->point(s, x, y); }
static inline void tr_geo_line_start(tr_geo_sink *s) { s->ops->line_start(s); }
static inline void tr_geo_line_end(tr_geo_sink *s) { s->ops->line_end(s); }
static inline void tr_geo_polygon_start(tr_geo_sink *s) { s->ops->polygon_start(s); }
static inline void tr_geo_polygon_end(tr_geo_sink *s) { s->ops->polygon_end(s); }

/* --- Projections ------------------------------------------------------------------------------------------
 */

/* The formula of a projection and its constants. */
struct tr_geo_raw {
  void (*forward)(const tr_geo_raw *raw, double lambda, double phi, double out[2]);
  double n, c, r; /* of conic ones */
};

/* Turns the globe: first by `lambda` about its axis, then by two more angles. */
typedef struct tr_geo_rotation {
  double lambda, cos_phi, sin_phi, cos_gamma, sin_gamma;
  bool turns_lambda, turns_rest;
} tr_geo_rotation;
tr_geo_rotation tr_geo_rotation_of(double lambda, double phi, double gamma);
void tr_geo_rotate(const tr_geo_rotation *r, double lambda, double phi, double out[2]);

/* One projection with its place in the plane. A composite has several. */
typedef struct tr_geo_part {
  tr_geo_raw raw;
  tr_geo_rotation rotation;
  double center[2];
  double k, x, y, sx, sy; /* scale, translation, reflection (1 or -1) */
  double dx, dy;          /* translation that puts the centre at x, y */
  double clip_angle;      /* 0: antimeridian */
  bool clips;             /* to `extent` */
  double extent[4];
  double delta2; /* square of the resampling's precision */
} tr_geo_part;

enum { TR_GEO_PARTS = 3 };
struct tr_geo_projection {
  const tr_geo_type *type;
  size_t n_parts;
  tr_geo_part parts[TR_GEO_PARTS];
  bool has_user_extent;
  double user_extent[4];
};
/* Rotated radians to px. */
void tr_geo_part_project(const tr_geo_part *part, double lambda, double phi, double out[2]);
/* The same for `identity`, whose input has no angles. */
void tr_geo_part_scale(const tr_geo_part *part, double x, double y, double out[2]);
bool tr_geo_in_extent(const double extent[4], double x, double y);

/* --- Cutting ----------------------------------------------------------------------------------------------
 */

/* Lines that a ring was cut into. */
typedef struct tr_geo_cut_point {
  double at[2];
  int mark; /* a touch, not a crossing */
} tr_geo_cut_point;
typedef struct tr_geo_piece {
  size_t from, n;
} tr_geo_piece;
typedef struct tr_geo_pieces {
  tr_vec points, pieces; /* of tr_geo_cut_point, tr_geo_piece */
  size_t ring_from;      /* first piece of the ring under way */
  tr_vec nodes, order;   /* scratch of tr_geo_rejoin() */
} tr_geo_pieces;
tr_geo_pieces tr_geo_pieces_of(tr_arena *arena);
void tr_geo_pieces_clear(tr_geo_pieces *p);
void tr_geo_pieces_open(tr_geo_pieces *p);
void tr_geo_pieces_add(tr_geo_pieces *p, const double at[2], int mark);
/* The last piece of the ring under way is continued by its first. */
void tr_geo_pieces_join_ring(tr_geo_pieces *p);

/* What pieces are cut off by, and along which they are joined again. */
typedef struct tr_geo_edge {
  void *self;
  /* Where a point of the edge lies along it: compared first by KEY[0], then by KEY[1]. */
  void (*key)(void *self, const double at[2], double key[2]);
  /* The points along the edge; FROM and TO are NULL for the whole edge. DIRECTION is 1 or -1. */
  void (*along)(void *self, const double *from, const double *to, int direction);
} tr_geo_edge;
/* Closed rings from the pieces of polygons (Greiner and Hormann's walk along two lists). START_INSIDE says
   whether the edge's start is inside of the polygon. */
void tr_geo_rejoin(tr_geo_pieces *p, const tr_geo_edge *edge, bool start_inside, tr_geo_sink *out);

/* Whether the rings (points in RING_POINTS, RING_ENDS[i] is where ring i ends) contain AT, on the sphere. */
bool tr_geo_contains(const double (*ring_points)[2], const size_t *ring_ends, size_t n_rings,
                     const double at[2]);

/* Cuts lines at the antimeridian or at a circle about 0, 0. */
typedef struct tr_geo_line_cut {
  bool by_circle;
  double radius, cos_radius;
  bool is_small, is_not_hemisphere;
  void *self;
  void (*start)(void *self);
  void (*point)(void *self, double x, double y, int mark);
  void (*end)(void *self);
  /* of the line under way */
  bool is_clean, has_before, was_visible, began_visible;
  double before[2], sign;
  int before_code;
} tr_geo_line_cut;
void tr_geo_cut_start(tr_geo_line_cut *c);
void tr_geo_cut_point_at(tr_geo_line_cut *c, double lambda, double phi);
void tr_geo_cut_end(tr_geo_line_cut *c);
/* Bit 1: no crossings; bit 2: the first and the last piece are one. */
int tr_geo_cut_clean(const tr_geo_line_cut *c);
bool tr_geo_cut_visible(const tr_geo_line_cut *c, double lambda, double phi);

/* Stages. */
typedef struct tr_geo_clip_sphere tr_geo_clip_sphere;
tr_geo_clip_sphere *tr_geo_clip_sphere_new(tr_arena *arena, double clip_angle, tr_geo_sink *out);
void tr_geo_clip_whole(tr_geo_clip_sphere *c); /* the outline of what can be seen of the sphere */
tr_geo_sink *tr_geo_resample_new(tr_ctx *ctx, tr_arena *arena, const tr_geo_part *part, tr_geo_sink *out);
tr_geo_sink *tr_geo_clip_rectangle_new(tr_arena *arena, const double extent[4], tr_geo_sink *out);

#endif
