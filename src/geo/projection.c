#include "geo/geo-priv.h"

/* Projections put together: parameters, the place of the centre, composites, fitting. */

static void place(const tr_geo_part *part, const double raw[2], double dx, double dy, double out[2]) {
  out[0] = dx + part->k * (raw[0] * part->sx);
  out[1] = dy - part->k * (raw[1] * part->sy);
}

void tr_geo_part_project(const tr_geo_part *part, double lambda, double phi, double out[2]) {
  double raw[2];
  part->raw.forward(&part->raw, lambda, phi, raw);
  place(part, raw, part->dx, part->dy, out);
}

void tr_geo_part_scale(const tr_geo_part *part, double x, double y, double out[2]) {
  out[0] = x * (part->k * part->sx) + part->x;
  out[1] = y * (part->k * part->sy) + part->y;
}

bool tr_geo_in_extent(const double e[4], double x, double y) {
  return e[0] <= x && x <= e[2] && e[1] <= y && y <= e[3];
}

static void recenter(tr_geo_part *part) {
  double raw[2], at[2];
  part->raw.forward(&part->raw, part->center[0], part->center[1], raw);
  place(part, raw, 0, 0, at);
  part->dx = part->x - at[0];
  part->dy = part->y - at[1];
}

/* Mercator's plane has no end: it is cut to a square the world's width. */
static void clip_square(tr_geo_projection *p) {
  tr_geo_part *part = &p->parts[0];
  double t[2], k = M_PI * part->k, *e = part->extent;
  tr_geo_part_project(part, 0, 0, t);
  const double square[4] = {t[0] - k, t[1] - k, t[0] + k, t[1] + k};
  for (int i = 0; i < 4; i++) e[i] = p->has_user_extent ? p->user_extent[i] : square[i];
  part->clips = true;
  if (!p->has_user_extent) return;
  int along = p->type->kind == TR_GEO_MERCATOR ? 0 : 1;
  e[along] = fmax(e[along], square[along]);
  e[along + 2] = fmin(e[along + 2], square[along + 2]);
}

/* The parts of albersUsa: standard parallels by the USGS; places in units of the scale. */
static const struct {
  double scale, rotate, center[2], parallels[2], at[2], clip[4], inset;
} usa[TR_GEO_PARTS] = {
    {1, 96, {-0.6, 38.7}, {29.5, 45.5}, {0, 0}, {-0.455, -0.238, 0.455, 0.238}, 0},
    {0.35, 154, {-2, 58.5}, {55, 65}, {-0.307, 0.201}, {-0.425, 0.120, -0.214, 0.234}, TR_GEO_EPSILON},
    {1, 157, {-3, 19.9}, {8, 18}, {-0.205, 0.212}, {-0.214, 0.166, -0.115, 0.234}, TR_GEO_EPSILON},
};

static void place_usa(tr_geo_projection *p) {
  double k = p->parts[0].k, x = p->parts[0].x, y = p->parts[0].y;
  for (size_t i = 0; i < TR_GEO_PARTS; i++) {
    tr_geo_part *part = &p->parts[i];
    part->k = k * usa[i].scale;
    part->x = x + usa[i].at[0] * k;
    part->y = y + usa[i].at[1] * k;
    part->clips = true;
    part->extent[0] = x + usa[i].clip[0] * k + usa[i].inset;
    part->extent[1] = y + usa[i].clip[1] * k + usa[i].inset;
    part->extent[2] = x + usa[i].clip[2] * k - usa[i].inset;
    part->extent[3] = y + usa[i].clip[3] * k - usa[i].inset;
    recenter(part);
  }
}

/* After a change of scale, translation or clipping. */
static void settle(tr_geo_projection *p) {
  tr_geo_part *part = &p->parts[0];
  if (p->type->kind == TR_GEO_USA) {
    place_usa(p);
    return;
  }
  recenter(part);
  part->clips = p->has_user_extent;
  for (int i = 0; i < 4; i++) part->extent[i] = p->user_extent[i];
  if (p->type->kind == TR_GEO_MERCATOR || p->type->kind == TR_GEO_TRANSVERSE) clip_square(p);
}

static double turn(double degrees) { return fmod(degrees, 360) * TR_GEO_RADIANS; }

static void set_parallels(tr_geo_part *part, const tr_geo_type *type, const double parallels[2]) {
  part->raw.forward = type->forward;
  if (type->set_parallels)
    type->set_parallels(&part->raw, parallels[0] * TR_GEO_RADIANS, parallels[1] * TR_GEO_RADIANS);
}

static void set_orientation(tr_geo_part *part, const tr_geo_type *type, const tr_geo_params *params) {
  const double *center = params->given & TR_GEO_CENTER ? params->center : type->center;
  const double *rotate = params->given & TR_GEO_ROTATE ? params->rotate : type->rotate;
  bool across = type->kind == TR_GEO_TRANSVERSE;
  part->center[0] = turn(across ? -center[1] : center[0]);
  part->center[1] = turn(across ? center[0] : center[1]);
  part->rotation = tr_geo_rotation_of(turn(rotate[0]), turn(rotate[1]), turn(rotate[2] + (across ? 90 : 0)));
}

static void set_usa(tr_geo_projection *p) {
  p->n_parts = TR_GEO_PARTS;
  for (size_t i = 0; i < TR_GEO_PARTS; i++) {
    tr_geo_part *part = &p->parts[i];
    double k = part->k, x = part->x, y = part->y, delta2 = part->delta2;
    if (i > 0) delta2 = p->parts[0].delta2;
    *part = (tr_geo_part){.k = k, .x = x, .y = y, .sx = 1, .sy = 1, .delta2 = delta2};
    set_parallels(part, p->type, usa[i].parallels);
    part->center[0] = turn(usa[i].center[0]);
    part->center[1] = turn(usa[i].center[1]);
    part->rotation = tr_geo_rotation_of(turn(usa[i].rotate), 0, 0);
  }
}

tr_geo_projection *tr_geo_projection_new(tr_arena *arena, const tr_geo_type *type,
                                         const tr_geo_params *params) {
  tr_geo_projection *p = TR_NEW(arena, tr_geo_projection);
  tr_geo_part *part = &p->parts[0];
  unsigned given = params->given;
  bool plane = type->kind == TR_GEO_IDENTITY;
  p->type = type;
  p->n_parts = 1;
  part->k = given & TR_GEO_SCALE ? params->scale : type->scale;
  part->x = given & TR_GEO_TRANSLATE ? params->translate[0] : plane ? 0 : 480;
  part->y = given & TR_GEO_TRANSLATE ? params->translate[1] : plane ? 0 : 250;
  part->sx = params->reflect_x ? -1 : 1;
  part->sy = params->reflect_y ? -1 : 1;
  part->delta2 = given & TR_GEO_PRECISION ? params->precision * params->precision : 0.5;
  part->clip_angle = given & TR_GEO_CLIP_ANGLE ? params->clip_angle : type->clip_angle;
  part->clip_angle *= TR_GEO_RADIANS;
  p->has_user_extent = (given & TR_GEO_CLIP_EXTENT) != 0 && type->kind != TR_GEO_USA;
  for (int i = 0; i < 4; i++) p->user_extent[i] = params->clip_extent[i];
  set_parallels(part, type, given & TR_GEO_PARALLELS ? params->parallels : type->parallels);
  set_orientation(part, type, params);
  if (type->kind == TR_GEO_USA) set_usa(p);
  settle(p);
  return p;
}

bool tr_geo_project(const tr_geo_projection *p, double longitude, double latitude, double out[2]) {
  for (size_t i = 0; i < p->n_parts; i++) {
    const tr_geo_part *part = &p->parts[i];
    double turned[2];
    if (p->type->kind == TR_GEO_IDENTITY) {
      tr_geo_part_scale(part, longitude, latitude, out);
    } else {
      tr_geo_rotate(&part->rotation, longitude * TR_GEO_RADIANS, latitude * TR_GEO_RADIANS, turned);
      tr_geo_part_project(part, turned[0], turned[1], out);
    }
    bool inside = p->type->kind != TR_GEO_USA || tr_geo_in_extent(part->extent, out[0], out[1]);
    if (inside && isfinite(out[0]) && isfinite(out[1])) return true;
  }
  return false;
}

double tr_geo_scale(const tr_geo_projection *p) { return p->parts[0].k; }

void tr_geo_translate(const tr_geo_projection *p, double out[2]) {
  out[0] = p->parts[0].x;
  out[1] = p->parts[0].y;
}

bool tr_geo_fit(tr_ctx *ctx, tr_arena *arena, tr_geo_projection *p, const double extent[4],
                void (*feed)(void *self, tr_geo_stream *s), void *self) {
  bool has_user_extent = p->has_user_extent;
  tr_geo_part *part = &p->parts[0];
  part->k = 150;
  part->x = part->y = 0;
  p->has_user_extent = false;
  settle(p);
  tr_geo_bounds b = tr_geo_bounds_new();
  feed(self, tr_geo_stream_new(ctx, arena, p, &b.sink));
  double w = extent[2] - extent[0], h = extent[3] - extent[1];
  double k = fmin(w / (b.x1 - b.x0), h / (b.y1 - b.y0));
  double x = extent[0] + (w - k * (b.x1 + b.x0)) / 2, y = extent[1] + (h - k * (b.y1 + b.y0)) / 2;
  bool found = b.x0 <= b.x1 && isfinite(k) && isfinite(x) && isfinite(y);
  p->has_user_extent = has_user_extent;
  part->k = found ? 150 * k : NAN;
  part->x = found ? x : NAN;
  part->y = found ? y : NAN;
  settle(p);
  return found;
}
