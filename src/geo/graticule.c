#include "geo/geo-priv.h"

typedef struct maker {
  tr_ctx *ctx;
  tr_arena *arena;
  tr_vec lines; /* of tr_value */
} maker;

tr_geo_graticule tr_geo_graticule_default(void) {
  return (tr_geo_graticule){.major = {-180, -90 + TR_GEO_EPSILON, 180, 90 - TR_GEO_EPSILON},
                            .minor = {-180, -80 - TR_GEO_EPSILON, 180, 80 + TR_GEO_EPSILON},
                            .major_step = {90, 360},
                            .minor_step = {10, 10},
                            .precision = 2.5};
}

/* How many numbers there are from FROM up to, but without, TO. */
static size_t count(maker *m, double from, double to, double step) {
  double n = fmax(0, ceil((to - from) / step));
  tr_work(m->ctx, n);
  return (size_t)n;
}

static tr_value position(maker *m, double x, double y) {
  tr_value *xy = TR_NEW_N(m->arena, tr_value, 2);
  xy[0] = tr_make_number(x);
  xy[1] = tr_make_number(y);
  return tr_make_array(xy, 2);
}

/* The meridian (IS_X) or parallel AT, from FROM to TO, with a point each STEP degrees. */
static void add_line(maker *m, bool is_x, double at, double from, double to, double step) {
  size_t n = count(m, from, to - TR_GEO_EPSILON, step);
  tr_value *points = TR_NEW_N(m->arena, tr_value, n + 1);
  for (size_t i = 0; i <= n; i++) {
    double along = i == n ? to : from + (double)i * step;
    points[i] = is_x ? position(m, at, along) : position(m, along, at);
  }
  *(tr_value *)tr_vec_push(&m->lines) = tr_make_array(points, n + 1);
}

static void add_lines(maker *m, const tr_geo_graticule *g, bool is_x, bool is_major) {
  const double *e = is_major ? g->major : g->minor;
  int k = is_x ? 0 : 1;
  double step = is_major ? g->major_step[k] : g->minor_step[k];
  double first = ceil(e[k] / step) * step;
  size_t n = count(m, first, e[k + 2], step);
  for (size_t i = 0; i < n; i++) {
    double at = first + (double)i * step;
    if (!is_major && !(fabs(fmod(at, g->major_step[k])) > TR_GEO_EPSILON)) continue;
    add_line(m, is_x, at, e[1 - k], e[3 - k], is_x ? 90 : g->precision);
  }
}

tr_value tr_geo_graticule_lines(tr_ctx *ctx, tr_arena *arena, const tr_geo_graticule *g) {
  maker m = {ctx, arena, tr_vec_of(arena, sizeof(tr_value))};
  add_lines(&m, g, true, true);
  add_lines(&m, g, false, true);
  add_lines(&m, g, true, false);
  add_lines(&m, g, false, false);
  tr_member *members = TR_NEW_N(arena, tr_member, 2);
  members[0] = (tr_member){.name = TR_S("type"), .value = tr_make_string(TR_S("MultiLineString"))};
  members[1] = (tr_member){.name = TR_S("coordinates"), .value = tr_make_array(m.lines.items, m.lines.n)};
  return tr_make_object(members, 2);
}
