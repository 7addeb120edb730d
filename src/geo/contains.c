#include "geo/geo-priv.h"

/* Whether a point lies in a polygon on the sphere: the polygon's winding about the south pole, and how often
   the meridian from the point down to the pole crosses it. */

typedef struct walk {
  double lambda, phi, normal[3]; /* the point, and the plane of its meridian */
  double angle, sum, lost;       /* turning about the axis; area, summed with compensation */
  int winding;
} walk;

static double longitude(double lambda) {
  if (fabs(lambda) <= M_PI) return lambda;
  return copysign(1, lambda) * (fmod(fabs(lambda) + M_PI, 2 * M_PI) - M_PI);
}

static void add_area(walk *w, double x) {
  double t = w->sum + x;
  w->lost += fabs(w->sum) >= fabs(x) ? (w->sum - t) + x : (x - t) + w->sum;
  w->sum = t;
}

static void cross_meridian(walk *w, const double p0[2], const double p1[2], bool flips) {
  double a[3], b[3], arc[3], hit[3];
  tr_geo_cartesian(p0, a);
  tr_geo_cartesian(p1, b);
  tr_geo_cross(a, b, arc);
  tr_geo_unit(arc);
  tr_geo_cross(w->normal, arc, hit);
  tr_geo_unit(hit);
  double phi = (flips ? -1 : 1) * tr_geo_asin(hit[2]);
  if (w->phi > phi || (w->phi == phi && (arc[0] != 0 || arc[1] != 0))) w->winding += flips ? 1 : -1;
}

static void step(walk *w, const double p0[2], const double p1[2]) {
  double l0 = longitude(p0[0]), l1 = longitude(p1[0]), delta = l1 - l0, sign = delta >= 0 ? 1 : -1;
  double f0 = p0[1] / 2 + M_PI_4, f1 = p1[1] / 2 + M_PI_4, k = sin(f0) * sin(f1);
  bool across = fabs(delta) > M_PI;
  add_area(w, atan2(k * sign * sin(fabs(delta)), cos(f0) * cos(f1) + k * cos(fabs(delta))));
  w->angle += across ? delta + sign * 2 * M_PI : delta;
  if (across ^ (l0 >= w->lambda) ^ (l1 >= w->lambda)) cross_meridian(w, p0, p1, across ^ (delta >= 0));
}

bool tr_geo_contains(const double (*ring_points)[2], const size_t *ring_ends, size_t n_rings,
                     const double at[2]) {
  walk w = {.lambda = longitude(at[0]), .phi = at[1]};
  w.normal[0] = sin(w.lambda);
  w.normal[1] = -cos(w.lambda);
  if (sin(at[1]) >= 1) w.phi = M_PI_2 + TR_GEO_EPSILON;
  if (sin(at[1]) <= -1) w.phi = -M_PI_2 - TR_GEO_EPSILON;
  for (size_t r = 0, from = 0; r < n_rings; from = ring_ends[r++])
    for (size_t i = from; i < ring_ends[r]; i++)
      step(&w, ring_points[i > from ? i - 1 : ring_ends[r] - 1], ring_points[i]);
  bool south = w.angle < -TR_GEO_EPSILON || (w.angle < TR_GEO_EPSILON && w.sum + w.lost < -TR_GEO_EPSILON2);
  return south ^ (w.winding & 1);
}
