#include "geo/geo-priv.h"

/* Projects lines so that great circles come out curved: a line is halved where its middle lies off the
   straight line by more than the precision. */

enum { MAX_DEPTH = 16 };

/* A point on the sphere and where it is drawn. */
typedef struct place {
  double x, y, lambda, v[3];
} place;

typedef struct resample {
  tr_geo_sink in, *out;
  tr_ctx *ctx;
  const tr_geo_part *part;
  double delta2;
  double cos_longest; /* longer lines are always halved */
  bool in_line, in_polygon, is_first;
  place first, before;
} resample;

static resample *of(tr_geo_sink *s) { return (resample *)s; }

static bool middle(const resample *r, const place *a, const place *b, place *m) {
  double dx = b->x - a->x, dy = b->y - a->y, d2 = dx * dx + dy * dy, at[2];
  if (!(d2 > 4 * r->delta2)) return false;
  double sum[3] = {a->v[0] + b->v[0], a->v[1] + b->v[1], a->v[2] + b->v[2]}, l = sqrt(tr_geo_dot(sum, sum));
  for (int i = 0; i < 3; i++) m->v[i] = sum[i] / l;
  bool straight = fabs(fabs(m->v[2]) - 1) < TR_GEO_EPSILON || fabs(a->lambda - b->lambda) < TR_GEO_EPSILON;
  m->lambda = straight ? (a->lambda + b->lambda) / 2 : atan2(sum[1], sum[0]);
  tr_geo_part_project(r->part, m->lambda, tr_geo_asin(m->v[2]), at);
  m->x = at[0];
  m->y = at[1];
  double dx2 = m->x - a->x, dy2 = m->y - a->y, dz = dy * dx2 - dx * dy2;
  return dz * dz / d2 > r->delta2 || fabs((dx * dx2 + dy * dy2) / d2 - 0.5) > 0.3 ||
         tr_geo_dot(a->v, b->v) < r->cos_longest;
}

/* Goes MAX_DEPTH calls deep at most. */
static void line_between(resample *r, const place *a, const place *b, int depth) {
  place m;
  if (depth == 0 || !middle(r, a, b, &m)) return;
  tr_work(r->ctx, 1);
  line_between(r, a, &m, depth - 1);
  tr_geo_point(r->out, m.x, m.y);
  line_between(r, &m, b, depth - 1);
}

static place place_of(const resample *r, double lambda, double phi) {
  const double at[2] = {lambda, phi};
  double xy[2];
  place p = {.lambda = lambda};
  tr_geo_cartesian(at, p.v);
  tr_geo_part_project(r->part, lambda, phi, xy);
  p.x = xy[0];
  p.y = xy[1];
  return p;
}

static void point(tr_geo_sink *s, double lambda, double phi) {
  resample *r = of(s);
  place p = place_of(r, lambda, phi);
  bool joins = r->in_line && r->delta2 > 0;
  if (joins && !r->is_first) line_between(r, &r->before, &p, MAX_DEPTH);
  if (joins && r->is_first) r->first = p;
  r->is_first = false;
  r->before = p;
  tr_geo_point(r->out, p.x, p.y);
}

static void line_start(tr_geo_sink *s) {
  resample *r = of(s);
  r->in_line = r->is_first = true;
  tr_geo_line_start(r->out);
}

static void line_end(tr_geo_sink *s) {
  resample *r = of(s);
  if (r->in_polygon && !r->is_first && r->delta2 > 0) line_between(r, &r->before, &r->first, MAX_DEPTH);
  r->in_line = false;
  tr_geo_line_end(r->out);
}

static void polygon_start(tr_geo_sink *s) {
  of(s)->in_polygon = true;
  tr_geo_polygon_start(of(s)->out);
}

static void polygon_end(tr_geo_sink *s) {
  of(s)->in_polygon = false;
  tr_geo_polygon_end(of(s)->out);
}

tr_geo_sink *tr_geo_resample_new(tr_ctx *ctx, tr_arena *arena, const tr_geo_part *part, tr_geo_sink *out) {
  static const tr_geo_sink_ops ops = {point, line_start, line_end, polygon_start, polygon_end};
  resample *r = TR_NEW(arena, resample);
  r->in.ops = &ops;
  r->out = out;
  r->ctx = ctx;
  r->part = part;
  r->delta2 = part->delta2;
  r->cos_longest = cos(30 * TR_GEO_RADIANS);
  return &r->in;
}
