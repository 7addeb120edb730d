#include "geo/geo-priv.h"

/* Lines cut into what can be seen of them: at the antimeridian, where the map is opened, or at a circle. */

void tr_geo_cut_start(tr_geo_line_cut *c) {
  c->is_clean = true;
  c->has_before = c->was_visible = c->began_visible = false;
  c->before[0] = c->before[1] = c->sign = NAN;
  if (!c->by_circle) c->start(c->self);
}

/* --- At the antimeridian ----------------------------------------------------------------------------------
 */

/* Latitude at which the great circle between two points meets the antimeridian. */
static double meet(double l0, double p0, double l1, double p1) {
  double s = sin(l0 - l1);
  if (fabs(s) <= TR_GEO_EPSILON) return (p0 + p1) / 2;
  return atan((sin(p0) * cos(p1) * sin(l1) - sin(p1) * cos(p0) * sin(l0)) / (cos(p0) * cos(p1) * s));
}

static void reopen(tr_geo_line_cut *c, double from, double to, double phi) {
  c->point(c->self, from, phi, 0);
  c->end(c->self);
  c->start(c->self);
  c->point(c->self, to, phi, 0);
  c->is_clean = false;
}

static void antimeridian_point(tr_geo_line_cut *c, double lambda, double phi) {
  double sign = lambda > 0 ? M_PI : -M_PI, delta = fabs(lambda - c->before[0]);
  double l0 = c->before[0], l1 = lambda;
  if (fabs(delta - M_PI) < TR_GEO_EPSILON) { /* over a pole */
    double pole = (c->before[1] + phi) / 2 > 0 ? M_PI_2 : -M_PI_2;
    c->point(c->self, l0, pole, 0);
    reopen(c, c->sign, sign, pole);
    c->point(c->self, lambda, pole, 0);
  } else if (c->sign != sign && delta >= M_PI) {
    if (fabs(l0 - c->sign) < TR_GEO_EPSILON) l0 -= c->sign * TR_GEO_EPSILON;
    if (fabs(l1 - sign) < TR_GEO_EPSILON) l1 -= sign * TR_GEO_EPSILON;
    reopen(c, c->sign, sign, meet(l0, c->before[1], l1, phi));
  }
  c->point(c->self, l1, phi, 0);
  c->before[0] = l1;
  c->before[1] = phi;
  c->sign = sign;
}

/* --- At a circle ------------------------------------------------------------------------------------------
 */

bool tr_geo_cut_visible(const tr_geo_line_cut *c, double lambda, double phi) {
  return !c->by_circle || cos(lambda) * cos(phi) > c->cos_radius;
}

/* On which sides of the circle's bounding box a point lies. */
static int code_of(const tr_geo_line_cut *c, double lambda, double phi) {
  double r = c->is_small ? c->radius : M_PI - c->radius;
  int code = lambda < -r ? 1 : lambda > r ? 2 : 0;
  return code | (phi < -r ? 4 : phi > r ? 8 : 0);
}

/* The line in which the planes of the circle and of a great circle meet, and the root that says where it
   leaves the sphere. */
typedef struct crossing {
  double foot[3], direction[3], w, uu, root;
} crossing;

static void crossing_at(const crossing *x, double root, double out[2]) {
  double q[3], t = (-x->w + root) / x->uu;
  for (int i = 0; i < 3; i++) q[i] = x->foot[i] + x->direction[i] * t;
  tr_geo_spherical(q, out);
}

typedef enum { MEETS, PARALLEL, MISSES } meeting;

static meeting find_crossing(const tr_geo_line_cut *c, const double a[2], const double b[2], crossing *x) {
  double pa[3], pb[3], n2[3];
  const double n1[3] = {1, 0, 0};
  tr_geo_cartesian(a, pa);
  tr_geo_cartesian(b, pb);
  tr_geo_cross(pa, pb, n2);
  double n2n2 = tr_geo_dot(n2, n2), n1n2 = n2[0], determinant = n2n2 - n1n2 * n1n2;
  if (!(fabs(determinant) > 0)) return PARALLEL;
  double c1 = c->cos_radius * n2n2 / determinant, c2 = -c->cos_radius * n1n2 / determinant;
  tr_geo_cross(n1, n2, x->direction);
  for (int i = 0; i < 3; i++) x->foot[i] = n1[i] * c1 + n2[i] * c2;
  x->w = tr_geo_dot(x->foot, x->direction);
  x->uu = tr_geo_dot(x->direction, x->direction);
  double t2 = x->w * x->w - x->uu * (tr_geo_dot(x->foot, x->foot) - 1);
  if (t2 < 0) return MISSES;
  x->root = sqrt(t2);
  return MEETS;
}

/* Where a line between a seen and an unseen point leaves the circle. */
static bool cross_once(const tr_geo_line_cut *c, const double a[2], const double b[2], double out[2]) {
  crossing x;
  meeting m = find_crossing(c, a, b, &x);
  out[0] = a[0];
  out[1] = a[1];
  if (m == MEETS) crossing_at(&x, -x.root, out);
  return m != MISSES;
}

/* Whether the crossing Q lies between A and B. */
static bool lies_between(const double a[2], const double b[2], const double q[2]) {
  double l0 = fmin(a[0], b[0]), l1 = fmax(a[0], b[0]), delta = l1 - l0;
  bool polar = fabs(delta - M_PI) < TR_GEO_EPSILON;
  double p0 = a[1], p1 = b[1];
  if (!polar && p1 < p0) {
    p0 = b[1];
    p1 = a[1];
  }
  if (polar) return (p0 + p1 > 0) ^ (q[1] < (fabs(q[0] - l0) < TR_GEO_EPSILON ? p0 : p1));
  if (delta < TR_GEO_EPSILON) return p0 <= q[1] && q[1] <= p1;
  return (delta > M_PI) ^ (l0 <= q[0] && q[0] <= l1);
}

static bool cross_twice(const tr_geo_line_cut *c, const double a[2], const double b[2], double q[2][2]) {
  crossing x;
  if (find_crossing(c, a, b, &x) != MEETS) return false;
  crossing_at(&x, -x.root, q[0]);
  if (!lies_between(a, b, q[0])) return false;
  crossing_at(&x, x.root, q[1]);
  return true;
}

/* Both ends on one side, but the line may still enter and leave. */
static void through(tr_geo_line_cut *c, const double at[2], int code) {
  double q[2][2];
  if ((code & c->before_code) || !cross_twice(c, at, c->before, q)) return;
  c->is_clean = false;
  if (c->is_small) {
    c->start(c->self);
    c->point(c->self, q[0][0], q[0][1], 0);
    c->point(c->self, q[1][0], q[1][1], 0);
    c->end(c->self);
  } else {
    c->point(c->self, q[1][0], q[1][1], 0);
    c->end(c->self);
    c->start(c->self);
    c->point(c->self, q[0][0], q[0][1], 3);
  }
}

static void leave_or_enter(tr_geo_line_cut *c, const double at[2], bool visible) {
  double q[2];
  c->is_clean = false;
  if (visible) {
    c->start(c->self);
    cross_once(c, at, c->before, q);
    c->point(c->self, q[0], q[1], 0);
  } else {
    cross_once(c, c->before, at, q);
    c->point(c->self, q[0], q[1], 2);
    c->end(c->self);
  }
  c->before[0] = q[0];
  c->before[1] = q[1];
}

static int circle_code(const tr_geo_line_cut *c, double lambda, double phi, bool visible) {
  if (c->is_small) return visible ? 0 : code_of(c, lambda, phi);
  return visible ? code_of(c, lambda + (lambda < 0 ? M_PI : -M_PI), phi) : 0;
}

static void circle_point(tr_geo_line_cut *c, double lambda, double phi) {
  const double at[2] = {lambda, phi};
  bool visible = tr_geo_cut_visible(c, lambda, phi);
  int code = circle_code(c, lambda, phi, visible);
  if (!c->has_before) {
    c->began_visible = c->was_visible = visible;
    if (visible) c->start(c->self);
  }
  if (visible != c->was_visible)
    leave_or_enter(c, at, visible);
  else if (c->is_not_hemisphere && c->has_before && c->is_small != visible)
    through(c, at, code);
  if (visible && (!c->has_before || !tr_geo_same(c->before, at))) c->point(c->self, lambda, phi, 0);
  c->before[0] = lambda;
  c->before[1] = phi;
  c->has_before = true;
  c->was_visible = visible;
  c->before_code = code;
}

void tr_geo_cut_point_at(tr_geo_line_cut *c, double lambda, double phi) {
  if (c->by_circle)
    circle_point(c, lambda, phi);
  else
    antimeridian_point(c, lambda, phi);
}

void tr_geo_cut_end(tr_geo_line_cut *c) {
  if (!c->by_circle || c->was_visible) c->end(c->self);
}

int tr_geo_cut_clean(const tr_geo_line_cut *c) {
  if (!c->by_circle) return c->is_clean ? 1 : 2;
  return (c->is_clean ? 1 : 0) | (c->began_visible && c->was_visible ? 2 : 0);
}
