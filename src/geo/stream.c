#include "geo/geo-priv.h"

#include "geo/stream-priv.h"

/* The head of a chain: degrees are turned about, and each part of a composite gets everything. */

static void head_to(tr_geo_stream *s, size_t i, tr_geo_sink *out) {
  const tr_geo_part *part = &s->projection->parts[i];
  if (part->clips) out = tr_geo_clip_rectangle_new(s->arena, part->extent, out);
  if (s->projection->type->kind == TR_GEO_IDENTITY) {
    s->heads[i] = out;
    return;
  }
  out = tr_geo_resample_new(s->ctx, s->arena, part, out);
  s->clips[i] = tr_geo_clip_sphere_new(s->arena, part->clip_angle, out);
  s->heads[i] = (tr_geo_sink *)s->clips[i];
}

tr_geo_stream *tr_geo_stream_new(tr_ctx *ctx, tr_arena *arena, const tr_geo_projection *p, tr_geo_sink *out) {
  tr_geo_stream *s = TR_NEW(arena, tr_geo_stream);
  s->ctx = ctx;
  s->arena = arena;
  s->projection = p;
  for (size_t i = 0; i < p->n_parts; i++) head_to(s, i, out);
  return s;
}

void tr_geo_stream_point(tr_geo_stream *s, double longitude, double latitude) {
  const tr_geo_projection *p = s->projection;
  tr_work(s->ctx, 1);
  for (size_t i = 0; i < p->n_parts; i++) {
    double at[2];
    if (p->type->kind == TR_GEO_IDENTITY)
      tr_geo_part_scale(&p->parts[i], longitude, latitude, at);
    else
      tr_geo_rotate(&p->parts[i].rotation, longitude * TR_GEO_RADIANS, latitude * TR_GEO_RADIANS, at);
    tr_geo_point(s->heads[i], at[0], at[1]);
  }
}

void tr_geo_stream_line(tr_geo_stream *s, bool starts) {
  for (size_t i = 0; i < s->projection->n_parts; i++)
    if (starts)
      tr_geo_line_start(s->heads[i]);
    else
      tr_geo_line_end(s->heads[i]);
}

void tr_geo_stream_polygon(tr_geo_stream *s, bool starts) {
  for (size_t i = 0; i < s->projection->n_parts; i++)
    if (starts)
      tr_geo_polygon_start(s->heads[i]);
    else
      tr_geo_polygon_end(s->heads[i]);
}

/* A plane has no sphere to outline. */
void tr_geo_stream_sphere(tr_geo_stream *s) {
  for (size_t i = 0; i < s->projection->n_parts; i++)
    if (s->clips[i]) tr_geo_clip_whole(s->clips[i]);
}

/* --- Bounds -----------------------------------------------------------------------------------------------
 */

static void widen(tr_geo_sink *s, double x, double y) {
  tr_geo_bounds *b = (tr_geo_bounds *)s;
  if (x < b->x0) b->x0 = x;
  if (x > b->x1) b->x1 = x;
  if (y < b->y0) b->y0 = y;
  if (y > b->y1) b->y1 = y;
}

static void nothing(tr_geo_sink *s) { (void)s; }

tr_geo_bounds tr_geo_bounds_new(void) {
  static const tr_geo_sink_ops ops = {widen, nothing, nothing, nothing, nothing};
  return (tr_geo_bounds){{&ops}, INFINITY, INFINITY, -INFINITY, -INFINITY};
}
